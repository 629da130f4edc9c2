import { toBigInt } from '../../../src-core/net/address.ts';
import { lengthOf, networkOf } from '../../../src-core/net/prefix.ts';
import { embeddedIpv4 } from '../../../src-core/net/transition.ts';
import type { PlanNode } from '../../../src-core/plan/node-schema.ts';
import type { PlanSubject } from '../writer.ts';

/** The /64s of a plan in 2002::/16, each with the number that its own bits tell, and the IPv4 address before them. */
export function fromPlan({ node, below }: PlanSubject): Record<string, unknown> {
  const all = [node, ...below].filter(({ role, ipv6 }) => role === 'lan' && ipv6 !== null);
  const [ipv4] = [node, ...all].flatMap(({ ipv6 }) =>
    ipv6 !== null && lengthOf(ipv6) >= 48 ? ownerOf(ipv6) : [],
  );
  if (ipv4 === undefined) return {};
  return { ipv4, networks: all.flatMap((lan) => subnetOf(lan, ipv4)) };
}

function ownerOf(prefix: NonNullable<PlanNode['ipv6']>) {
  return embeddedIpv4(networkOf(prefix))
    .filter(({ form }) => form === '6to4')
    .map(({ ipv4 }) => ipv4);
}

function subnetOf({ id, ipv6, vlan }: PlanNode, ipv4: string): Record<string, unknown>[] {
  if (ipv6 === null || lengthOf(ipv6) !== 64 || ownerOf(ipv6)[0] !== ipv4) return [];
  const number = Number((toBigInt(networkOf(ipv6)) >> 64n) & 0xffffn);
  return number === 0
    ? []
    : [{ node: id, subnet: number, interface: vlan === null ? `eth${number}` : `vlan${vlan}` }];
}
