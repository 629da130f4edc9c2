import type { PlanNode } from '../../../src-core/plan/node-schema.ts';
import { lengthOf } from '../../../src-core/net/prefix.ts';
import type { PlanSubject } from '../writer.ts';

/** Every /64 for hosts, of the node and under it, is an interface that advertises it, with its VLAN and name servers. */
export function fromPlan({ node, below }: PlanSubject): Record<string, unknown> {
  const links = [node, ...below].filter(isLink);
  return { interfaces: links.map(interfaceOf) };
}

function isLink(node: PlanNode): boolean {
  return (
    node.role === 'lan' && node.ipv6 !== null && lengthOf(node.ipv6) === 64 && node.status !== 'retiring'
  );
}

function interfaceOf(node: PlanNode): Record<string, unknown> {
  const servers = node.dns.filter((address) => address.includes(':'));
  return {
    node: node.id,
    name: node.vlan === null ? 'eth0' : `vlan${node.vlan}`,
    prefixes: [{ node: node.id, prefix: node.ipv6 }],
    rdnss: servers.length === 0 ? [] : [{ addresses: servers }],
  };
}
