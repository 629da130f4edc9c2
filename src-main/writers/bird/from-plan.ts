import type { PlanSubject } from '../writer.ts';

/** The prefix of the node is announced, and what is under it with it; of a node without one, those of its children. */
export function fromPlan({ node, below }: PlanSubject): Record<string, unknown> {
  const tops =
    node.ipv6 === null ? below.filter(({ parent, ipv6 }) => parent === node.id && ipv6 !== null) : [node];
  return { announced: tops.map(({ id, ipv6 }) => ({ node: id, prefix: ipv6 })) };
}
