import { family } from '../../../src-core/net/address.ts';
import { containsAddress, lengthOf, networkOf, type Prefix } from '../../../src-core/net/prefix.ts';
import type { PlanNode } from '../../../src-core/plan/node-schema.ts';
import type { PlanSubject } from '../writer.ts';

/**
 * A host has an interface in its subnet: its addresses with the length of the subnet, the gateways and name servers of
 * the subnet. Of any other node each subnet is an interface that listens to its router.
 */
export function fromPlan({ node, below, above }: PlanSubject): Record<string, unknown> {
  const all = [node, ...below];
  const byId = new Map([...above, ...all].map((one) => [one.id, one]));
  const chosen =
    node.role === 'host' ? [node] : all.filter(({ role, status }) => role === 'lan' && status !== 'retiring');
  const interfaces = chosen.map((one) => interfaceOf(one, subnetOf(one, byId)));
  const links = new Set(interfaces.map(({ link }) => link).filter((link) => link !== undefined));
  const names = new Set(interfaces.map(({ name }) => name));
  const needed = [...links].filter((name) => !names.has(name));
  return {
    interfaces: [...needed.map((name) => ({ name, routerAdvertisements: false })), ...interfaces],
  };
}

/** The nearest node above that is no host, or the node itself. */
function subnetOf(node: PlanNode, byId: ReadonlyMap<string, PlanNode>): PlanNode {
  let subnet = node;
  // A plan is a tree: the way up ends at its top.
  while (subnet.role === 'host' && subnet.parent !== null) {
    const parent = byId.get(subnet.parent);
    if (parent === undefined) break;
    subnet = parent;
  }
  return subnet;
}

function interfaceOf(node: PlanNode, subnet: PlanNode) {
  const host = node.role === 'host';
  const prefixes = [
    [node.ipv6, subnet.ipv6],
    [node.ipv4, subnet.ipv4],
  ] as const;
  const addresses = host
    ? prefixes.flatMap(([own, around]) => (own === null ? [] : [inside(own, around)]))
    : [];
  const gateway = (which: 4 | 6) =>
    addresses.some((address) => address.includes(':') === (which === 6))
      ? subnet.gateways.find((address) => family(address) === which)
      : undefined;
  const vlan = subnet.vlan ?? node.vlan;
  return {
    node: node.id,
    name: vlan === null ? 'eth0' : `eth0.${vlan}`,
    ...(vlan === null ? {} : { kind: 'vlan', vlanId: vlan, link: 'eth0' }),
    routerAdvertisements: gateway(6) === undefined,
    addresses,
    gateway6: gateway(6),
    gateway4: gateway(4),
    dns: [...(node.dns.length > 0 ? node.dns : subnet.dns)],
  };
}

/** The address of a host with the length of the subnet around it. */
function inside(own: Prefix, around: Prefix | null): string {
  const address = networkOf(own);
  const length = around !== null && containsAddress(around, address) ? lengthOf(around) : lengthOf(own);
  return `${address}/${length}`;
}
