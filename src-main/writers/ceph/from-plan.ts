import { hostsOf } from '../forms/plan-hosts.ts';
import type { PlanSubject } from '../writer.ts';

/** Every host under the node is a monitor; the node's own prefix, or that of its LANs, is the public network. */
export function fromPlan(subject: PlanSubject): Record<string, unknown> {
  const { node, below } = subject;
  const lans = [node, ...below].filter(({ role, status }) => role === 'lan' && status !== 'retiring');
  return {
    monitors: hostsOf(subject).map((host) => ({
      node: host.node,
      name: host.name,
      address: host.ipv6 ?? host.ipv4,
    })),
    publicNetworks: lans.flatMap(({ ipv6, ipv4 }) => ipv6 ?? ipv4 ?? []),
  };
}
