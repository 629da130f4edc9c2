import type { PlanNode } from '../../../src-core/plan/node-schema.ts';
import type { PlanSubject } from '../writer.ts';

/** Roles of what is behind a router. A point-to-point link is not: it may be that to the outside, whose sources must come in. */
const forwarded: readonly PlanNode['role'][] = ['lan', 'customer', 'pool'];

/** Every network of the node and under it is forwarded; what is retiring still is, until it is gone. */
export function fromPlan({ node, below }: PlanSubject): Record<string, unknown> {
  // A pool that hands out addresses is in a LAN; one that delegates is behind the routers of its clients.
  const networks = [node, ...below].filter(
    ({ ipv6, role, delegates }) =>
      ipv6 !== null && forwarded.includes(role) && (role !== 'pool' || delegates !== null),
  );
  return {
    role: 'router',
    outside: 'wan0',
    networks: networks.map(({ id, ipv6, name }) => ({
      node: id,
      prefix: ipv6,
      ...(name === '' ? {} : { name: name.slice(0, 100) }),
    })),
  };
}
