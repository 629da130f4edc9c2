import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { formatScoped } from '../../../src-core/net/zone.ts';
import { isPresent } from '../../os/interface-presence.ts';

/** One exchange with a server, whatever it came to. */
export type Exchange =
  | { readonly kind: 'answer'; readonly data: Uint8Array; readonly timeMs: number }
  | { readonly kind: 'lost' }
  | { readonly kind: 'failed'; readonly problem: string };

/** A server as sockets take it: the address with its zone. */
export function socketAddress({ address, zone }: ProbeTarget): string {
  return formatScoped({ address, zone: zone ?? undefined });
}

/** The system's own look-up refuses zones that hold "_"; every address here is numeric already. */
export function numericLookup(
  host: string,
  options: { readonly all?: boolean | undefined },
  callback: (error: null, address: string | { address: string; family: number }[], family?: number) => void,
): void {
  const family = host.includes(':') ? 6 : 4;
  if (options.all === true) callback(null, [{ address: host, family }]);
  else callback(null, host, family);
}

/** An unknown zone is no error to Node: it would ask through whatever interface the system prefers. */
export function absentZone({ zone }: ProbeTarget): string | undefined {
  return zone === null || isPresent(zone) ? undefined : `There is no interface ${zone} on this computer.`;
}

const reasons: Readonly<Record<string, (server: string, port: number, transport: string) => string>> = {
  ECONNREFUSED: (server, port, transport) => `Nothing listens on ${transport} port ${port} of ${server}.`,
  ECONNRESET: (server, port, transport) => `${server} ended the connection to ${transport} port ${port}.`,
  EHOSTUNREACH: (server) => `${server} cannot be reached: no host answers there, or a router said so.`,
  ENETUNREACH: (server) => `There is no route from this computer to ${server}.`,
  EADDRNOTAVAIL: (server) => `This computer has no address to ask ${server} from.`,
  EACCES: (server) =>
    `This computer does not allow to send to ${server}: a firewall of its own may be the reason.`,
  EPERM: (server) =>
    `This computer does not allow to send to ${server}: a firewall of its own may be the reason.`,
};

/** Why the system could not ask, in words. */
export function problemOf(
  error: unknown,
  server: ProbeTarget,
  port: number,
  transport: 'UDP' | 'TCP',
): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  const shown = socketAddress(server);
  if (reason !== undefined) return reason(shown, port, transport);
  return `${shown} could not be asked over ${transport}: ${error instanceof Error ? error.message : String(error)}`;
}
