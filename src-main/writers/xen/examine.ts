import type { Problem } from '../../../src-core/api/writers.ts';
import { containsAddress, prefixOf } from '../../../src-core/net/prefix.ts';
import { intersect } from '../../../src-core/net/prefix-sets.ts';
import { isLinkLocal } from '../../../src-core/net/kind.ts';
import { at } from '../lines.ts';
import type { XenValues } from './schema.ts';

/** What is wrong across the guests: each has a subnet of its own, in which both ends are. */
export function examine({ guests }: XenValues): Problem[] {
  const problems: Problem[] = [];
  const tell = (severity: Problem['severity'], path: string, message: string, source?: string) =>
    problems.push({ severity, path, message, ...(source === undefined ? {} : { source }) });
  const subnets = guests.map(({ gateway }) => prefixOf(gateway.address, gateway.length));
  guests.forEach((one, index) => {
    const own = at('guests', index);
    const subnet = prefixOf(one.gateway.address, one.gateway.length);
    if (guests.findIndex(({ name }) => name === one.name) < index)
      tell('error', at(own, 'name'), `${one.name} stands here twice`);
    if (one.name === 'etc') tell('error', at(own, 'name'), 'the files of Dom0 are in etc: take another name');
    if (isLinkLocal(one.gateway.address))
      tell(
        'error',
        at(own, 'gateway'),
        'every interface has a link-local address by itself: take the one that is routed',
      );
    else if (one.gateway.length !== 64)
      tell(
        one.gateway.length > 126 ? 'error' : 'warning',
        at(own, 'gateway'),
        'a DomU is given a /64 of its own, in which it may add addresses without a word to Dom0',
        'RFC 4291 section 2.5.1',
      );
    if (one.address.address === one.gateway.address)
      tell('error', at(own, 'address'), 'this is the address of Dom0');
    else if (one.address.length !== one.gateway.length || !containsAddress(subnet, one.address.address))
      tell('error', at(own, 'address'), `it is not in ${subnet}, the subnet of Dom0's address`);
    const earlier = subnets.slice(0, index).find((other) => intersect([other], [subnet]).length > 0);
    if (earlier !== undefined)
      tell(
        'error',
        at(own, 'gateway'),
        `${subnet} and ${earlier} of another DomU overlap: Dom0 cannot tell them apart`,
      );
    if ((one.ipv4 === undefined) !== (one.ipv4Gateway === undefined))
      tell(
        'error',
        at(own, one.ipv4 === undefined ? 'ipv4' : 'ipv4Gateway'),
        'IPv4 takes both, an address and a gateway',
      );
    if (one.ipv4 !== undefined && guests.findIndex(({ ipv4 }) => ipv4 === one.ipv4) < index)
      tell('error', at(own, 'ipv4'), `${one.ipv4} stands here twice`);
  });
  return problems;
}
