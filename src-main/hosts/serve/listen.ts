import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ToolError } from '../../../src-core/api/errors.ts';

/** Tried first where no port was asked for, so that a bookmark and the browser's own settings last. */
const preferredPort = 6464;

export interface Listening {
  readonly servers: readonly Server[];
  readonly port: number;
  /** Where a browser finds it: `http://127.0.0.1:6464`. */
  readonly origin: string;
}

type Bound = Server | 'in-use' | 'absent';

/** Binds one server; tells a port in use and an address that this computer lacks apart from other errors. */
async function bind(host: string, port: number, handler: RequestListener): Promise<Bound> {
  const server = createServer(
    { requestTimeout: 10_000, headersTimeout: 10_000, maxHeaderSize: 16_384 },
    handler,
  );
  server.maxConnections = 256;
  return await new Promise<Bound>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve('in-use');
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve('absent');
      else if (error.code === 'EACCES') {
        reject(
          new ToolError(
            'no-permission',
            `port ${port} may not be opened by this user: choose one above 1023`,
          ),
        );
      } else reject(error);
    });
    server.listen({ host, port, exclusive: true, ipv6Only: host.includes(':') }, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Both loopback addresses on one port; null where either has it in use. */
async function bindBoth(port: number, handler: RequestListener): Promise<Listening | null> {
  const first = await bind('127.0.0.1', port, handler);
  if (first === 'in-use') return null;
  const chosen = first === 'absent' ? port : portOf(first);
  const second = await bind('::1', chosen, handler);
  const servers = [first, second].filter((server) => typeof server !== 'string');
  if (second === 'in-use') {
    for (const server of servers) server.close();
    return null;
  }
  const [server] = servers;
  if (server === undefined) {
    throw new ToolError(
      'unreachable',
      'this computer has neither 127.0.0.1 nor ::1: bring its loopback interface up (ip link set lo up)',
    );
  }
  const name = first === 'absent' ? '[::1]' : '127.0.0.1';
  return { servers, port: portOf(server), origin: `http://${name}:${portOf(server)}` };
}

/**
 * Listens on loopback only, over IPv4 and IPv6 where the computer has both.
 * @param port the one that was asked for; left out means 6464, or any free one where that is in use
 * @throws ToolError `conflict` where the port that was asked for is in use, `no-permission`, `unreachable`
 */
export async function listenOnLoopback(
  port: number | undefined,
  handler: RequestListener,
): Promise<Listening> {
  if (port !== undefined && port !== 0) {
    const listening = await bindBoth(port, handler);
    if (listening !== null) return listening;
    throw new ToolError('conflict', `port ${port} is in use: choose another with --port, or leave it out`);
  }
  // A free port over IPv4 may be taken over IPv6; each try asks for another.
  for (const candidate of [...(port === 0 ? [] : [preferredPort]), 0, 0, 0, 0]) {
    const listening = await bindBoth(candidate, handler);
    if (listening !== null) return listening;
  }
  throw new ToolError('conflict', 'no port is free on both 127.0.0.1 and ::1: choose one with --port');
}
