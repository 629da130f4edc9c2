import { connect, isIPv6, type Socket } from 'node:net';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { absentZone, numericLookup, problemOf, socketAddress, type Exchange } from './exchange-errors.ts';

export interface TcpQuestion {
  readonly server: ProbeTarget;
  readonly port: number;
  readonly query: Uint8Array;
  /** For the connection and the whole answer together. */
  readonly waitMs: number;
  /** Why a message is no answer to the query; undefined where it is. */
  readonly refuse: (data: Uint8Array) => string | undefined;
}

/**
 * Asks over TCP, where each message stands behind its length (RFC 1035 section 4.2.2), and reads one answer.
 * @throws the signal's reason where aborted; nothing else
 */
export async function askTcp(question: TcpQuestion, signal: AbortSignal): Promise<Exchange> {
  signal.throwIfAborted();
  const { server, port } = question;
  const absent = absentZone(server);
  if (absent !== undefined) return { kind: 'failed', problem: absent };
  // Node connects to no zone with other characters than these, whatever look-up it is given.
  if (server.zone !== null && !isIPv6(socketAddress(server))) {
    const problem = `${server.zone} has a name that TCP cannot be used with here: letters, digits, ".", ":" and "-" can.`;
    return { kind: 'failed', problem };
  }
  const socket = connect({ host: socketAddress(server), port, lookup: numericLookup });
  try {
    return await exchange(socket, question, signal);
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'failed', problem: problemOf(error, server, port, 'TCP') };
  } finally {
    socket.destroy();
  }
}

function exchange(socket: Socket, question: TcpQuestion, signal: AbortSignal): Promise<Exchange> {
  const { server, query, waitMs, refuse } = question;
  const shown = socketAddress(server);
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const chunks: Buffer[] = [];
    let received = 0;
    let length: number | undefined;
    const stop = () => end(() => reject(new Error('cancelled')));
    const timer = setTimeout(() => end(() => resolve({ kind: 'lost' })), waitMs);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      settle();
    };
    const fail = (problem: string) => end(() => resolve({ kind: 'failed', problem }));
    signal.addEventListener('abort', stop, { once: true });
    socket.on('error', (error) => end(() => reject(error)));
    socket.on('end', () => fail(`${shown} ended the connection before its answer was whole.`));
    socket.on('connect', () => {
      // In one piece: some servers read the length and the question at once.
      socket.write(Buffer.from([query.length >> 8, query.length & 255, ...query]));
    });
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      received += chunk.length;
      if (received < 2) return;
      length ??= Buffer.concat(chunks).readUInt16BE();
      // What comes behind the answer is not read: the connection ends here.
      if (received < 2 + length) return;
      const data = Buffer.concat(chunks);
      const message = data.subarray(2, 2 + length);
      const why = refuse(message);
      if (why === undefined)
        end(() => resolve({ kind: 'answer', data: message, timeMs: performance.now() - startedAt }));
      else fail(`${shown} sent ${why} over TCP.`);
    });
  });
}
