import { networkOf } from '../../../src-core/net/prefix.ts';
import { formatRange, rangeOf } from '../../../src-core/net/ranges.ts';
import { byLan, clientOf, nodesOf, usualPool } from '../forms/plan-dhcp6.ts';
import type { PlanSubject } from '../writer.ts';

/** LANs are subnets; pools under them are address pools, or pools for prefix delegation where they delegate. */
export function fromPlan(subject: PlanSubject): Record<string, unknown> {
  const { lans, pools, hosts } = nodesOf(subject);
  const poolsOf = byLan(pools);
  return {
    subnets: lans.map((lan) => {
      const own = poolsOf(lan);
      const addresses = own.filter(({ node }) => node.delegates === null);
      return {
        node: lan.id,
        prefix: lan.ipv6,
        dnsServers: lan.dns.filter((address) => address.includes(':')),
        pools:
          addresses.length > 0
            ? addresses.map(({ node, prefix }) => ({ node: node.id, range: formatRange(rangeOf(prefix)) }))
            : usualPool(lan),
        prefixPools: own
          .filter(({ node }) => node.delegates !== null)
          .map(({ node, prefix }) => ({ node: node.id, prefix, delegatedLength: node.delegates })),
      };
    }),
    hosts: hosts.map(({ node, prefix }) => {
      const { hostname, ...client } = clientOf(node, networkOf(prefix));
      const usable = typeof hostname === 'string' && /^[A-Za-z][A-Za-z0-9-]*$/.test(hostname);
      return {
        node: node.id,
        name: usable
          ? hostname
          : `host-${node.id.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '')}`.slice(0, 63),
        ...client,
        address: networkOf(prefix),
      };
    }),
  };
}
