import { createSocket, type Socket } from 'node:dgram';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { absentZone, problemOf, socketAddress, type Exchange } from './exchange-errors.ts';

export interface UdpQuestion {
  readonly server: ProbeTarget;
  readonly port: number;
  readonly query: Uint8Array;
  readonly waitMs: number;
  /** Why a datagram is no answer to the query; undefined where it is. */
  readonly refuse: (data: Uint8Array) => string | undefined;
  /** Told of each datagram that was no answer. */
  readonly passedOver: (why: string) => void;
}

/**
 * Asks once over UDP, from a port that the system chooses at random. The socket is connected: the system passes over
 * what other hosts and ports send, and tells when nothing listens there.
 * @throws the signal's reason where aborted; nothing else
 */
export async function askUdp(question: UdpQuestion, signal: AbortSignal): Promise<Exchange> {
  signal.throwIfAborted();
  const { server, port } = question;
  const absent = absentZone(server);
  if (absent !== undefined) return { kind: 'failed', problem: absent };
  const six = server.address.includes(':');
  const socket = createSocket({
    type: six ? 'udp6' : 'udp4',
    lookup: (host, _options, callback) => callback(null, host, six ? 6 : 4),
  });
  try {
    return await exchange(socket, question, signal);
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'failed', problem: problemOf(error, server, port, 'UDP') };
  } finally {
    socket.close();
  }
}

function exchange(socket: Socket, question: UdpQuestion, signal: AbortSignal): Promise<Exchange> {
  const { server, port, query, waitMs, refuse, passedOver } = question;
  return new Promise((resolve, reject) => {
    let sentAt = performance.now();
    const stop = () => end(() => reject(new Error('cancelled')));
    const timer = setTimeout(() => end(() => resolve({ kind: 'lost' })), waitMs);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      settle();
    };
    signal.addEventListener('abort', stop, { once: true });
    socket.on('error', (error) => end(() => reject(error)));
    socket.on('message', (data) => {
      const timeMs = performance.now() - sentAt;
      const why = refuse(data);
      if (why === undefined) end(() => resolve({ kind: 'answer', data, timeMs }));
      else passedOver(why);
    });
    socket.connect(port, socketAddress(server), () => {
      sentAt = performance.now();
      socket.send(query, (error) => {
        if (error !== null) end(() => reject(error));
      });
    });
  });
}
