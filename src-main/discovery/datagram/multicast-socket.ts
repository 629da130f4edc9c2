import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { ToolError, type FailureCode } from '../../../src-core/api/errors.ts';
import { formatScoped, type Zone } from '../../../src-core/net/zone.ts';
import { parseAddress, type Address, type Family } from '../../../src-core/net/address.ts';
import { isLinkLocal } from '../../../src-core/net/kind.ts';
import { isPresent } from '../../os/interface-presence.ts';
import type { Link } from './link.ts';

/** A multicast group of a protocol, for one family. */
export interface Group {
  readonly family: Family;
  readonly address: Address;
  readonly port: number;
  /** Hop limit (IPv4: time to live) of what is sent to it. */
  readonly hopLimit: number;
}

/** @param text a constant of a protocol */
export function group(text: string, port: number, hopLimit: number): Group {
  const address = parseAddress(text);
  return { family: address.includes(':') ? 6 : 4, address, port, hopLimit };
}

/**
 * What a socket is for: `ask` has a port of its own, and is bound to the interface's own address where that can be;
 * `listen` shares the port of the protocol and is a member of the group.
 */
export type Role = 'ask' | 'listen';

export interface MulticastSocket {
  readonly family: Family;
  readonly role: Role;
  /** True where it is bound to an address of the interface, and so hears nothing of other interfaces. */
  readonly own: boolean;
  /** Sends to the group through the interface. @throws ToolError */
  send(data: Uint8Array): Promise<void>;
  close(): void;
}

export interface MulticastSocketOptions {
  readonly link: Link;
  readonly group: Group;
  readonly role: Role;
  /** The protocol, for messages. */
  readonly protocol: string;
  readonly onDatagram: (data: Buffer, from: RemoteInfo) => void;
  readonly onError: (error: ToolError) => void;
}

/** What Linux grants to ordinary users by default, and what holds the answers of several hundred hosts at once. */
const receiveBufferBytes = 1 << 18;

/**
 * Opens a socket for one group on one interface.
 * @throws ToolError with the reason of the system
 */
export async function openMulticastSocket(options: MulticastSocketOptions): Promise<MulticastSocket> {
  const { link, group: to, role } = options;
  const source = link.sources.get(to.family);
  if (source === undefined) {
    throw new ToolError(
      'unreachable',
      `${link.zone} has no IPv${to.family} address to ask ${options.protocol} from`,
    );
  }
  const anyAddress = to.family === 6 ? '::' : '0.0.0.0';
  const own = role === 'ask' && (to.family === 4 || isLinkLocal(source));
  const socket = createSocket({
    type: to.family === 6 ? 'udp6' : 'udp4',
    ipv6Only: to.family === 6,
    reuseAddr: role === 'listen',
    // The system's own look-up refuses zones that hold "_"; every address here is numeric already.
    lookup: (host, _options, callback) => callback(null, host, to.family),
  });
  const describe = (doing: string, error: unknown) => socketError(options, doing, error);
  try {
    const bound = once(socket, 'listening');
    socket.bind({
      port: role === 'listen' ? to.port : 0,
      address: own ? formatScoped({ address: source, zone: link.zone }) : anyAddress,
    });
    await bound;
    // An unknown zone is no error to Node: it would send through whatever interface the system prefers.
    if (to.family === 6 && !isPresent(link.zone)) throw new AbsentInterface();
    const through = to.family === 6 ? `::%${link.zone}` : source;
    socket.setMulticastInterface(through);
    socket.setMulticastTTL(to.hopLimit);
    if (role === 'listen') socket.addMembership(to.address, through);
    enlargeBuffer(socket);
  } catch (error) {
    socket.close();
    throw describe(role === 'listen' ? `listen on port ${to.port}` : 'open a port', error);
  }
  socket.on('error', (error) => options.onError(describe('receive', error)));
  socket.on('message', options.onDatagram);
  const target = formatScoped({ address: to.address, zone: link.zone });
  let closed = false;
  return {
    family: to.family,
    role,
    own,
    send: (data) =>
      new Promise((resolve, reject) => {
        if (closed) {
          resolve();
          return;
        }
        socket.send(data, to.port, target, (error) => {
          if (error === null) resolve();
          else reject(describe('send', error));
        });
      }),
    close: () => {
      if (closed) return;
      closed = true;
      socket.close();
    },
  };
}

class AbsentInterface extends Error {
  readonly code = 'ENODEV';
}

function enlargeBuffer(socket: Socket): void {
  if (socket.getRecvBufferSize() < receiveBufferBytes) socket.setRecvBufferSize(receiveBufferBytes);
}

const reasons: Readonly<Record<string, readonly [FailureCode, string]>> = {
  EADDRINUSE: ['conflict', 'another program holds the port for itself'],
  EACCES: ['no-permission', 'the system or its firewall does not permit it'],
  EPERM: ['no-permission', 'the system or its firewall does not permit it'],
  ENODEV: ['unreachable', 'the interface is gone or does no multicast'],
  ENXIO: ['unreachable', 'the interface is gone'],
  EINVAL: ['unreachable', 'the interface or its address is gone'],
  EADDRNOTAVAIL: ['unreachable', 'the interface has lost its address'],
  ENETDOWN: ['unreachable', 'the interface is down'],
  ENETUNREACH: ['unreachable', 'there is no way to the group through the interface'],
  ENOBUFS: ['internal', 'the system has no memory left for datagrams'],
  ENOMEM: ['internal', 'the system has no memory left for datagrams'],
};

/** Linux fails to send with EINVAL where the interface is gone, and also where its neighbour table is full. */
function reasonOf(systemCode: string, zone: Zone): readonly [FailureCode, string] | undefined {
  if (systemCode === 'EINVAL' && isPresent(zone))
    return ['conflict', 'the neighbour table of this computer is full'];
  return reasons[systemCode];
}

function socketError(options: MulticastSocketOptions, doing: string, error: unknown): ToolError {
  const systemCode = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const message = error instanceof Error ? error.message : String(error);
  const [code, reason] = reasonOf(systemCode, options.link.zone) ?? ['internal', message];
  const where = `over IPv${options.group.family} on ${options.link.zone}`;
  return new ToolError(code, `${options.protocol} could not ${doing} ${where}: ${reason}`, message, {
    cause: error,
  });
}
