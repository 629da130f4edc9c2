import { createSocket } from 'node:dgram';
import { family, type Address } from '../../src-core/net/address.ts';

/** Any: nothing is sent to it. */
const port = 9;

/** Whether this computer knows a way to an address. It asks the system, as any program that would send there; nothing is sent. */
export async function hasRoute(address: Address): Promise<boolean> {
  const socket = createSocket(family(address) === 4 ? 'udp4' : 'udp6');
  try {
    return await new Promise<boolean>((resolve) => {
      socket.once('error', () => resolve(false));
      socket.once('connect', () => resolve(true));
      socket.connect(port, address);
    });
  } finally {
    socket.close();
  }
}
