import { getServers } from 'node:dns';
import { ToolError } from '../../../src-core/api/errors.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import { tryParseAddress } from '../../../src-core/net/address.ts';
import { formatScoped, needsZone, tryParseScoped } from '../../../src-core/net/zone.ts';
import { readInterfaces } from '../../os/interfaces.ts';

const most = 8;

/**
 * The name servers of this computer, with the zone of those that are link-local, each once.
 * @throws ToolError `unreachable` where the system has none
 */
export async function systemServers(signal: AbortSignal): Promise<ProbeTarget[]> {
  const { interfaces } = await readInterfaces(signal);
  const found = new Map<string, ProbeTarget>();
  const add = (text: string, zone: ProbeTarget['zone']): void => {
    const scoped = tryParseScoped(text);
    if (scoped === undefined) return;
    const target = {
      address: scoped.address,
      zone: needsZone(scoped.address) ? (scoped.zone ?? zone) : null,
    };
    const written = formatScoped({ address: target.address, zone: target.zone ?? undefined });
    if (needsZone(target.address) && target.zone === null) return;
    found.set(written, { text: written, ...target });
  };
  for (const { zone, dns } of interfaces) for (const server of dns) add(server, zone);
  // What serves no interface, such as a resolver on loopback: Node reads it, without zones.
  if (found.size === 0) {
    for (const server of getServers()) if (tryParseAddress(server) !== undefined) add(server, null);
  }
  if (found.size === 0) {
    throw new ToolError('unreachable', 'this computer has no name server: name one to ask');
  }
  return [...found.values()].slice(0, most);
}
