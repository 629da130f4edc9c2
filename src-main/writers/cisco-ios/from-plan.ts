import { containsAddress, lengthOf, withIdentifier } from '../../../src-core/net/prefix.ts';
import type { PlanNode } from '../../../src-core/plan/node-schema.ts';
import type { PlanSubject } from '../writer.ts';

/** LANs become VLAN interfaces with their gateway, pools that delegate become DHCPv6 pools. */
export function fromPlan({ node, below }: PlanSubject): Record<string, unknown> {
  const all = [node, ...below];
  const pools = all.filter(
    ({ role, ipv6, delegates }) => role === 'pool' && ipv6 !== null && delegates !== null && delegates <= 64,
  );
  const lans = all.filter(({ role, ipv6 }) => role === 'lan' && ipv6 !== null && lengthOf(ipv6) <= 64);
  return {
    pools: pools.map((pool, index) => ({
      name: `pool-${index + 1}`,
      dnsServers: pool.dns.filter((address) => address.includes(':')),
      delegation: {
        node: pool.id,
        localPool: `pd-pool-${index + 1}`,
        prefix: pool.ipv6,
        length: pool.delegates,
      },
    })),
    interfaces: lans.map((lan, index) => interfaceOf(lan, index)),
    aggregates: node.ipv6 === null || node.role === 'lan' ? [] : [{ node: node.id, prefix: node.ipv6 }],
  };
}

function interfaceOf(lan: PlanNode, index: number): Record<string, unknown> {
  const { ipv6, ipv4 } = lan;
  if (ipv6 === null) return {};
  const gateway = lan.gateways.find((address) => containsAddress(ipv6, address)) ?? withIdentifier(ipv6, 1n);
  const gateway4 = ipv4 === null ? undefined : lan.gateways.find((address) => containsAddress(ipv4, address));
  return {
    node: lan.id,
    name: `Vlan${lan.vlan ?? index + 1}`,
    address: `${gateway}/${lengthOf(ipv6)}`,
    ...(ipv4 === null || gateway4 === undefined ? {} : { ipv4: `${gateway4}/${lengthOf(ipv4)}` }),
    rdnss: lan.dns.filter((address) => address.includes(':')).map((address) => ({ address })),
  };
}
