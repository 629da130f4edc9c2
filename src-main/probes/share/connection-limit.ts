import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export interface ConnectionLimits {
  readonly all: number;
  readonly ofOneClient: number;
}

/**
 * Keeps the connections of a server within bounds. A client beyond its own share is let go at once. Where all are
 * taken, the one that has waited longest without a whole request makes room: a host of IPv6 has as many addresses as
 * it likes, so that one which asks for nothing could keep all others out.
 */
export function limitConnections(server: Server, limits: ConnectionLimits): void {
  const clients = new Map<string, number>();
  /** Those that have no whole request now, the one that waits longest first. */
  const waiting = new Set<Socket>();
  let open = 0;
  server.on('connection', (socket: Socket) => {
    const client = socket.remoteAddress ?? '';
    const own = (clients.get(client) ?? 0) + 1;
    if (own > limits.ofOneClient) return void socket.destroy();
    if (open >= limits.all) {
      const [longest] = waiting;
      if (longest === undefined) return void socket.destroy();
      waiting.delete(longest);
      longest.destroy();
    }
    open += 1;
    clients.set(client, own);
    waiting.add(socket);
    socket.once('close', () => {
      open -= 1;
      waiting.delete(socket);
      const left = (clients.get(client) ?? 1) - 1;
      if (left > 0) clients.set(client, left);
      else clients.delete(client);
    });
  });
  server.on('request', ({ socket }, response) => {
    waiting.delete(socket);
    response.once('close', () => {
      if (!socket.destroyed) waiting.add(socket);
    });
  });
}
