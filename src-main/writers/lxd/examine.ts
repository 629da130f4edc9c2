import type { Problem } from '../../../src-core/api/writers.ts';
import { isGroupMac } from '../../../src-core/net/mac.ts';
import { isLinkLocal } from '../../../src-core/net/kind.ts';
import { containsAddress, lengthOf, prefixOf } from '../../../src-core/net/prefix.ts';
import { at } from '../lines.ts';
import { addressOf } from './write.ts';
import type { LxdValues } from './schema.ts';

/** What is wrong across fields: a container without an address, one outside of the link, names that stand twice. */
export function examine(values: LxdValues): Problem[] {
  const { bridge, outside, mac, prefix, zone, containers, addresses, gateway6 } = values;
  const problems: Problem[] = [];
  const tell = (severity: Problem['severity'], path: string, message: string, source?: string) =>
    problems.push({ severity, path, message, ...(source === undefined ? {} : { source }) });
  if (bridge === outside) tell('error', 'bridge', 'the bridge and its port have different names');
  if (outside.startsWith('wl'))
    tell(
      'warning',
      'outside',
      'an access point takes frames of its own clients alone: a bridge over wireless does not work',
      'IEEE 802.11, three-address frames',
    );
  if (mac !== undefined && isGroupMac(mac)) tell('error', 'mac', 'this is a group address', 'IEEE 802');
  const hosts = addresses.map(({ address }) => address);
  const seenNames = new Set<string>();
  const seen = new Set<string>(hosts);
  if (
    zone !== undefined &&
    prefix !== undefined &&
    lengthOf(prefix) !== 64 &&
    containers.some((one) => one.mac)
  )
    tell('error', 'prefix', 'SLAAC makes addresses in a /64 alone', 'RFC 4862 section 5.5.3');
  if (gateway6 !== undefined && !isLinkLocal(gateway6)) {
    const subnets = addresses.map(({ address, length }) => prefixOf(address, length));
    if (hosts.includes(gateway6) || !subnets.some((subnet) => containsAddress(subnet, gateway6)))
      tell(
        'error',
        'gateway6',
        `it is another address in a subnet of the host: ${subnets.join(', ') || 'there is none'}`,
      );
  }
  if (zone === undefined || problems.some(({ path }) => path === 'prefix')) return problems;
  containers.forEach((one, index) => {
    const own = at('containers', index);
    const name = one.name.toLowerCase();
    if (seenNames.has(name)) tell('error', at(own, 'name'), `${one.name} stands here twice`);
    seenNames.add(name);
    const address = addressOf(values, one);
    if (address === undefined)
      tell(
        'error',
        at(own, one.mac === undefined ? 'address' : 'mac'),
        one.mac === undefined
          ? 'an address, or a MAC from which it follows'
          : 'the prefix of the link is needed: the address follows from both',
      );
    else {
      if (seen.has(address)) tell('error', at(own, 'address'), `${address} stands here twice`);
      seen.add(address);
      if (prefix !== undefined && !containsAddress(prefix, address))
        tell('error', at(own, 'address'), `it is not in the prefix of the link, ${prefix}`);
    }
  });
  return problems;
}
