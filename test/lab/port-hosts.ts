import { join } from 'node:path';
import type { Lab, LabHost } from './lab.ts';
import { serviceOf, type Service } from './ready.ts';

/** Lets a host listen on ports until what it returns is stopped, or the lab is gone. */
export async function listen(lab: Lab, host: LabHost, ports: readonly number[]): Promise<Service> {
  const argv = [process.execPath, join(import.meta.dirname, 'listener.ts'), ...ports.map(String)];
  return await serviceOf(lab.spawn(host.namespace, argv, { user: 'root' }), `the listener of ${host.name}`);
}

/**
 * Gives a host a firewall: rules of nft for what comes in, in place of those that it had.
 * @throws Error where nft refuses them
 */
export async function firewall(lab: Lab, host: LabHost, rules: readonly string[]): Promise<void> {
  const text = [
    'add table inet ports',
    'delete table inet ports',
    'add table inet ports',
    'add chain inet ports in { type filter hook input priority 0; }',
    ...rules.map((rule) => `add rule inet ports in ${rule}`),
  ].join('; ');
  const { code, stderr } = await lab.exec(host.namespace, ['nft', text], { user: 'root' });
  if (code !== 0) throw new Error(`nft: ${stderr}`);
}

/** A rule that loses 5 of 100 packets. It stands in for netem, which not every kernel has. */
export const loseFive = 'meta l4proto tcp numgen random mod 100 < 5 drop';

/** The address of a kind that a host has, with the zone where it needs one. */
export function addressOf(host: LabHost, kind: 'link-local' | 'global' | 'ipv4'): string {
  const found = host.addresses.find((entry) => entry.kind === kind)?.address;
  if (found === undefined) throw new Error(`${host.name} has no ${kind} address`);
  return kind === 'link-local' ? `${found}%${host.link}` : found;
}
