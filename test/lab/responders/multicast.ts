import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** What to do with a datagram; `reply` sends back to where it came from, `toGroup` to everybody. */
export type OnDatagram = (
  message: Buffer,
  from: RemoteInfo,
  send: { readonly reply: (answer: Buffer) => void; readonly toGroup: (answer: Buffer) => void },
) => void;

/** Listens for a group on the host's only interface: IPv6, and IPv4 where it has an address of it. */
export async function joinGroup(
  port: number,
  groups: { readonly ipv6: string; readonly ipv4?: string },
  ownIpv4: string | undefined,
  onDatagram: OnDatagram,
): Promise<void> {
  const open = async (type: 'udp4' | 'udp6', group: string, join: (socket: Socket) => void) => {
    const socket = createSocket({ type, reuseAddr: true, ipv6Only: type === 'udp6' });
    socket.on('error', (error) => console.error(error));
    socket.on('message', (message, from) => {
      onDatagram(message, from, {
        reply: (answer) => socket.send(answer, from.port, from.address),
        toGroup: (answer) => socket.send(answer, port, type === 'udp6' ? `${group}%eth0` : group),
      });
    });
    socket.bind(port);
    await once(socket, 'listening');
    join(socket);
  };
  await open('udp6', groups.ipv6, (socket) => {
    socket.addMembership(groups.ipv6, '::%eth0');
    socket.setMulticastInterface('::%eth0');
    socket.setMulticastTTL(255);
    socket.setMulticastLoopback(false);
  });
  const { ipv4 } = groups;
  if (ownIpv4 === undefined || ipv4 === undefined) return;
  await open('udp4', ipv4, (socket) => {
    socket.addMembership(ipv4, ownIpv4);
    socket.setMulticastInterface(ownIpv4);
    socket.setMulticastTTL(255);
    socket.setMulticastLoopback(false);
  });
}
