import { createSocket, type Socket } from 'node:dgram';
import { family, type Address } from '../../src-core/net/address.ts';
import type { Zone } from '../../src-core/net/zone.ts';

/** The discard service (RFC 863): whoever has none refuses with "port unreachable", which is an answer as well. */
const discardPort = 9;
const nothing = Buffer.alloc(0);
/** What sending fails with where there is no room for another neighbour, or for another datagram that waits for one. */
const noRoom = new Set(['EINVAL', 'ENOBUFS', 'EAGAIN']);

export interface Knock {
  close(): void;
}

export interface KnockHandlers {
  /** Keeps the socket open for an answer; without it the socket is closed as soon as the datagram is sent. */
  readonly linger: boolean;
  /** The host refused or answered. */
  heard(): void;
  /**
   * The system would not send. `full` is true where the neighbour table had no room: Linux then fails the sending (not
   * the connecting, which fails where the interface is gone) with EINVAL or ENOBUFS.
   */
  failed(full: boolean): void;
}

/**
 * Sends one empty datagram to an address, from a socket of its own: datagrams that wait for a MAC hold the send
 * buffer of their socket, so one socket for all would pace itself to 89 a second.
 */
export function knock(address: Address, zone: Zone | undefined, handlers: KnockHandlers): Knock {
  const which = family(address);
  let open = true;
  const socket: Socket = createSocket({
    type: which === 4 ? 'udp4' : 'udp6',
    // The address needs no look-up, and the built-in one refuses zones with "_".
    lookup: (host, _options, callback) => callback(null, host, which),
  });
  const close = () => {
    if (!open) return;
    open = false;
    socket.close();
  };
  const fail = (error: NodeJS.ErrnoException, sending: boolean) => {
    if (!open) return;
    close();
    if (error.code === 'ECONNREFUSED') handlers.heard();
    else handlers.failed(sending && noRoom.has(error.code ?? ''));
  };
  socket.on('error', (error) => fail(error, false));
  socket.on('message', () => {
    close();
    handlers.heard();
  });
  socket.connect(discardPort, zone === undefined ? address : `${address}%${zone}`, (error?: Error) => {
    if (!open) return;
    if (error !== undefined) return fail(error, false);
    socket.send(nothing, (sendError) => {
      if (sendError !== null && sendError !== undefined) fail(sendError, true);
      else if (!handlers.linger) close();
    });
  });
  return { close };
}
