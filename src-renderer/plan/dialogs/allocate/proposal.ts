import { ToolError } from '../../../../src-core/api/errors.ts';
import type { Address } from '../../../../src-core/net/address.ts';
import {
  findNumbered,
  findPlaces,
  numberedName,
  type AllocationRequest,
  type Placement,
} from '../../../../src-core/plan/allocate.ts';
import { freshIds } from '../../../../src-core/plan/edit.ts';
import { readNode, type PlanNode } from '../../../../src-core/plan/node.ts';
import { allEntries, withNodes, type Plan } from '../../../../src-core/plan/tree.ts';
import { gatewayOf } from './gateway.ts';
import type { AllocateOrder } from './order.ts';

/** A node that would be made. */
export interface Proposed {
  readonly name: string;
  readonly six: Placement | null;
  readonly four: Placement | null;
  readonly vlan: number | null;
  readonly gateways: readonly Address[];
}

/** What an order would make, or why it cannot be. */
export interface Proposal {
  readonly items: readonly Proposed[];
  readonly problem: string | null;
}

/** Finds the places of an order; nothing changes. */
export function propose(plan: Plan, order: AllocateOrder): Proposal {
  try {
    const six = placesOf(plan, order.six, order);
    const four = placesOf(plan, order.four, order);
    const vlans = freeVlans(plan, order);
    const items = Array.from({ length: order.count }, (_, index): Proposed => {
      const place6 = six?.[index] ?? null;
      const place4 = four?.[index] ?? null;
      const gateways = [
        place6 === null ? undefined : gatewayOf(place6.prefix, order.gateway6),
        place4 === null ? undefined : gatewayOf(place4.prefix, order.gateway4),
      ].filter((gateway) => gateway !== undefined);
      const vlan = vlans?.[index] ?? null;
      return { name: numberedName(order.pattern, index + 1), six: place6, four: place4, vlan, gateways };
    });
    return { items, problem: null };
  } catch (error) {
    if (error instanceof ToolError) return { items: [], problem: error.message };
    throw error;
  }
}

function placesOf(plan: Plan, request: AllocationRequest | null, order: AllocateOrder): Placement[] | null {
  if (request === null) return null;
  return order.number === null
    ? findPlaces(plan, request, order.count)
    : [findNumbered(plan, request, order.number)];
}

/** Numbers from the first one on that no node of the site has. @throws ToolError conflict where they run out */
function freeVlans(plan: Plan, { firstVlan, site, count }: AllocateOrder): number[] | null {
  if (firstVlan === null) return null;
  const taken = new Set<number>();
  for (const { node } of allEntries(plan)) {
    if (node.vlan !== null && node.site === site) taken.add(node.vlan);
  }
  const free: number[] = [];
  for (let vlan = firstVlan; vlan <= 4094 && free.length < count; vlan++) {
    if (!taken.has(vlan)) free.push(vlan);
  }
  if (free.length < count)
    throw new ToolError(
      'conflict',
      `From VLAN ${firstVlan} on there are ${free.length} numbers that ${site === '' ? 'nodes without a site do' : `the site "${site}" does`} not have, and ${count} are needed.`,
    );
  return free;
}

/** Makes the nodes of a proposal. @throws ToolError bad-input for a field that cannot be */
export function carryOut(
  plan: Plan,
  order: AllocateOrder,
  items: readonly Proposed[],
): { readonly plan: Plan; readonly ids: readonly string[] } {
  const fresh = freshIds(plan);
  const { parent, role, status, site, dns, delegates } = order;
  const nodes = items.map(({ name, six, four, vlan, gateways }): PlanNode => {
    const own = {
      ipv6: six?.prefix ?? null,
      growth6: six?.growth ?? null,
      ipv4: four?.prefix ?? null,
      growth4: four?.growth ?? null,
    };
    const id = fresh();
    return readNode(
      { id, parent, ...own, name, role, status, site, vlan, gateways, dns, delegates },
      'The new node',
    );
  });
  return {
    plan: withNodes(plan, new Map(nodes.map((node) => [node.id, node]))),
    ids: nodes.map(({ id }) => id),
  };
}
