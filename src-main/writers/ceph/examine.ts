import type { Problem } from '../../../src-core/api/writers.ts';
import { family } from '../../../src-core/net/address.ts';
import { containsAddress, prefixFamily } from '../../../src-core/net/prefix.ts';
import { intersect } from '../../../src-core/net/prefix-sets.ts';
import { at } from '../lines.ts';
import type { CephValues } from './schema.ts';

const oneFamily = 'Ceph documentation, Network Configuration Reference: IPv4/IPv6 dual stack mode';

/** What is wrong across fields: a cluster speaks one family, and its monitors are in the public network. */
export function examine(values: CephValues): Problem[] {
  const { target, monitors, publicNetworks, clusterNetworks, oldProtocol } = values;
  const problems: Problem[] = [];
  const tell = (severity: Problem['severity'], path: string, message: string, source?: string) =>
    problems.push({ severity, path, message, ...(source === undefined ? {} : { source }) });
  const [first] = monitors;
  const which = first === undefined ? 6 : family(first.address);
  const named = monitors.filter(({ name }) => name !== undefined).length;
  monitors.forEach(({ name, address }, index) => {
    const own = at('monitors', index, 'address');
    if (family(address) !== which)
      tell(
        'error',
        own,
        `a whole cluster, with its clients, is IPv${which} or IPv${which === 6 ? 4 : 6}`,
        oneFamily,
      );
    else if (publicNetworks.length > 0 && !publicNetworks.some((prefix) => containsAddress(prefix, address)))
      tell('error', own, `it is in no public network: ${publicNetworks.join(', ')}`);
    if (monitors.findIndex((other) => other.address === address) < index)
      tell('error', own, `${address} stands here twice`);
    if (name === undefined && named > 0)
      tell('error', at('monitors', index, 'name'), 'either all monitors have a name here, or none');
    if (name !== undefined && monitors.findIndex((other) => other.name === name) < index)
      tell('error', at('monitors', index, 'name'), `${name} stands here twice`);
  });
  for (const [field, prefixes] of [
    ['publicNetworks', publicNetworks],
    ['clusterNetworks', clusterNetworks],
  ] as const)
    prefixes.forEach((prefix, index) => {
      if (prefixFamily(prefix) !== which)
        tell('error', at(field, index), `the monitors are on IPv${which}: all of Ceph is`, oneFamily);
    });
  clusterNetworks.forEach((prefix, index) => {
    if (intersect(publicNetworks, [prefix]).length > 0)
      tell('warning', at('clusterNetworks', index), 'it overlaps the public network: the two are not apart');
  });
  if (monitors.length % 2 === 0)
    tell(
      'warning',
      'monitors',
      'an even number bears no more losses than one less: take 3 or 5',
      'Ceph documentation, Monitor Quorum',
    );
  if (target === '14' && !oldProtocol)
    tell(
      'warning',
      'oldProtocol',
      'kernels before 5.11 mount with version 1 alone',
      'Ceph documentation, Messenger v2',
    );
  return problems;
}
