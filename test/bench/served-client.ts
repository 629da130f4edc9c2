import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import type { Contract } from '../../src-core/api/contract.ts';
import { startProgram } from './served-program.ts';

/** The built program, asked over the socket as the page asks it. */
export interface ServedClient {
  readonly client: ContractRouterClient<Contract>;
  stop(): void;
}

/** A socket that brings the cookie, in the shape that a page knows. */
class PageSocket extends EventTarget {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
    socket.on('message', (data, isBinary) => {
      // One buffer each, as no other binaryType was set.
      const content = Buffer.isBuffer(data) && !isBinary ? data.toString('utf8') : data;
      this.dispatchEvent(new MessageEvent('message', { data: content }));
    });
    socket.on('close', () => this.dispatchEvent(new Event('close')));
  }

  get readyState(): 0 | 1 | 2 | 3 {
    return this.#socket.readyState;
  }

  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    if (data instanceof Blob) throw new TypeError('the bench sends no files');
    this.#socket.send(data);
  }
}

/** Starts the built program, spends its link, and opens the socket. */
export async function startClient(dataDirectory: string): Promise<ServedClient> {
  const program = await startProgram(dataDirectory);
  const { origin, host, hash } = new URL(program.link);
  const answer = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { Origin: origin },
    body: JSON.stringify({ token: hash.slice('#token='.length) }),
  });
  const Cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const socket = new WebSocket(`ws://${host}/rpc`, { headers: { Cookie, Origin: origin } });
  await new Promise((open, failed) => {
    socket.once('open', open);
    socket.once('error', failed);
  });
  return {
    client: createORPCClient(new RPCLink({ websocket: new PageSocket(socket) })),
    stop() {
      socket.close();
      program.stop();
    },
  };
}
