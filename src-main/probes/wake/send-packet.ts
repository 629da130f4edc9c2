import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { ToolError } from '../../../src-core/api/errors.ts';
import { formatScoped } from '../../../src-core/net/zone.ts';
import { isPresent } from '../../os/interface-presence.ts';
import type { WakePath } from './wake-paths.ts';

/**
 * Sends one packet on one way to each of the ports.
 * @returns for each port why it failed; undefined where the system took it
 */
export async function sendPacket(
  path: WakePath,
  ports: readonly number[],
  packet: Uint8Array,
): Promise<readonly (ToolError | undefined)[]> {
  const { zone, to, from } = path;
  const six = to.includes(':');
  const socket = createSocket({
    type: six ? 'udp6' : 'udp4',
    ipv6Only: six,
    // The system's own look-up refuses zones that hold "_"; every address here is numeric already.
    lookup: (host, _options, callback) => callback(null, host, six ? 6 : 4),
  });
  const failed = (error: unknown) => sendError(path, error);
  try {
    const bound = once(socket, 'listening');
    socket.bind({ port: 0, address: from ?? '::' });
    await bound;
    if (six) {
      // An unknown zone is no error to Node: it would send through whatever interface the system prefers.
      if (!isPresent(zone)) throw new Error(`there is no interface ${zone} any more`);
      socket.setMulticastInterface(`::%${zone}`);
      socket.setMulticastTTL(1);
    } else socket.setBroadcast(true);
    const target = six ? formatScoped({ address: to, zone }) : to;
    const sending = ports.map(
      (port) =>
        new Promise<ToolError | undefined>((resolve) => {
          socket.send(packet, port, target, (error) => resolve(error === null ? undefined : failed(error)));
        }),
    );
    return await Promise.all(sending);
  } catch (error) {
    return ports.map(() => failed(error));
  } finally {
    socket.close();
  }
}

function sendError({ zone, to }: WakePath, error: unknown): ToolError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const reason = error instanceof Error ? error.message : String(error);
  const kind = code === 'EACCES' || code === 'EPERM' ? 'no-permission' : 'unreachable';
  return new ToolError(kind, `nothing could be sent to ${to} through ${zone}`, reason, { cause: error });
}
