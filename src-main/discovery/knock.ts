import { createSocket, type Socket } from 'node:dgram';
import { family, type Address } from '../../src-core/net/address.ts';
import type { Zone } from '../../src-core/net/zone.ts';

/** The discard service (RFC 863): whoever has none refuses with "port unreachable", which is an answer as well. */
const discardPort = 9;
const nothing = Buffer.alloc(0);

export interface Knock {
  close(): void;
}

export interface KnockHandlers {
  /** Keeps the socket open for an answer; without it the socket is closed as soon as the datagram is sent. */
  readonly linger: boolean;
  /** The host refused or answered. */
  heard(): void;
  /** The system would not send; the errno name. */
  failed(code: string): void;
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
  const fail = (error: NodeJS.ErrnoException) => {
    if (!open) return;
    close();
    if (error.code === 'ECONNREFUSED') handlers.heard();
    else handlers.failed(error.code ?? 'unknown');
  };
  socket.on('error', fail);
  socket.on('message', () => {
    close();
    handlers.heard();
  });
  socket.connect(discardPort, zone === undefined ? address : `${address}%${zone}`, (error?: Error) => {
    if (!open) return;
    if (error !== undefined) return fail(error);
    socket.send(nothing, (sendError) => {
      if (sendError !== null && sendError !== undefined) fail(sendError);
      else if (!handlers.linger) close();
    });
  });
  return { close };
}
