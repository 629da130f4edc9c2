import { hostsOf } from '../forms/plan-hosts.ts';
import type { PlanSubject } from '../writer.ts';

/** Every host of the node, and under it, is a node of the cluster. */
export function fromPlan(subject: PlanSubject): Record<string, unknown> {
  return {
    nodes: hostsOf(subject).map(({ node, name, ipv6, ipv4 }) => ({ node, name, address: ipv6 ?? ipv4 })),
  };
}
