import { networkOf } from '../../../src-core/net/prefix.ts';
import { formatRange, rangeOf } from '../../../src-core/net/ranges.ts';
import { byLan, clientOf, interfaceOf, nodesOf, subnetIds, usualPool } from '../forms/plan-dhcp6.ts';
import type { PlanSubject } from '../writer.ts';

/**
 * LANs are subnets; pools under them are address pools, or pools for prefix delegation where they delegate; hosts are
 * reservations. A pool that delegates stands beside the LANs as a rule: it goes to the first LAN that is nearest to it.
 */
export function fromPlan(subject: PlanSubject): Record<string, unknown> {
  const { lans, pools, hosts } = nodesOf(subject);
  const ids = subnetIds(lans);
  const poolsOf = byLan(pools);
  const hostsOf = byLan(hosts);
  const names = [...new Set(lans.map(interfaceOf))];
  const subnets = lans.map((lan) => {
    const own = poolsOf(lan).filter(({ node }) => node.delegates === null);
    const delegating = poolsOf(lan).filter(({ node }) => node.delegates !== null);
    return {
      node: lan.id,
      id: ids.get(lan),
      prefix: lan.ipv6,
      ...(lan.name === '' ? {} : { comment: lan.name }),
      interface: interfaceOf(lan),
      dnsServers: lan.dns.filter((address) => address.includes(':')),
      pools:
        own.length > 0
          ? own.map(({ node, prefix }) => ({ node: node.id, range: formatRange(rangeOf(prefix)) }))
          : usualPool(lan),
      prefixPools: delegating.map(({ node, prefix }) => ({
        node: node.id,
        prefix,
        delegatedLength: node.delegates,
      })),
      reservations: hostsOf(lan).map(({ node, prefix }) => ({
        node: node.id,
        ...clientOf(node, networkOf(prefix)),
        addresses: [networkOf(prefix)],
      })),
    };
  });
  return { interfaces: names.map((name) => ({ name })), subnets };
}
