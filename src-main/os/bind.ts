import type { AddressInfo, Server } from 'node:net';
import { ToolError } from '../../src-core/api/errors.ts';

/** What became of a server that was to listen: it does, its port is in use, or this computer lacks the address. */
export type Bound = 'listening' | 'in-use' | 'absent';

/**
 * Makes a server listen at one address and port; 0 is any free port. The wildcard `::` takes IPv4 as well where
 * `both` is true. Other programs cannot share the port.
 * @param host may have a zone: `fe80::1%eth0`
 * @throws ToolError `no-permission`; errors of the system that are none of the outcomes
 */
export async function bindServer(
  server: Server,
  place: { readonly host: string; readonly port: number; readonly both?: boolean },
): Promise<Bound> {
  const { host, port, both = false } = place;
  return await new Promise<Bound>((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off('listening', listening);
      if (error.code === 'EADDRINUSE') resolve('in-use');
      // EINVAL is what Linux says to a link-local address whose zone is not there.
      else if (['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'ENODEV'].includes(error.code ?? '')) {
        resolve('absent');
      } else if (error.code === 'EACCES') {
        reject(
          new ToolError(
            'no-permission',
            `port ${port} may not be opened by this user: choose one above 1023`,
          ),
        );
      } else reject(error);
    };
    const listening = () => {
      server.off('error', failed);
      resolve('listening');
    };
    server.once('error', failed);
    server.once('listening', listening);
    server.listen({ host, port, exclusive: true, ipv6Only: host.includes(':') && !both });
  });
}

/** The port at which a server listens; 0 where it does not. */
export function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/**
 * Makes one server for 127.0.0.1 and one for ::1 listen on the same port, so that no other user of this computer can
 * take the place of either.
 * @param make a server that does not listen yet
 * @param port 0 is any free one
 * @returns those that listen, the one for IPv4 first; null where the port is in use
 * @throws ToolError `unreachable` where this computer has no loopback address; what bindServer() throws
 */
export async function bindLoopback<T extends Server>(
  make: () => T,
  port: number,
): Promise<{ readonly servers: readonly T[]; readonly host: '127.0.0.1' | '[::1]' } | null> {
  const four = make();
  const first = await bindServer(four, { host: '127.0.0.1', port });
  if (first === 'in-use') return null;
  const six = make();
  const chosen = first === 'listening' ? portOf(four) : port;
  const second = await bindServer(six, { host: '::1', port: chosen });
  if (second === 'in-use') {
    if (first === 'listening') four.close();
    return null;
  }
  const servers = [...(first === 'listening' ? [four] : []), ...(second === 'listening' ? [six] : [])];
  if (servers.length === 0) {
    throw new ToolError(
      'unreachable',
      'this computer has neither 127.0.0.1 nor ::1: bring its loopback interface up (ip link set lo up)',
    );
  }
  return { servers, host: first === 'listening' ? '127.0.0.1' : '[::1]' };
}
