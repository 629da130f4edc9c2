import { ToolError } from '../api/errors.ts';
import type { Family } from '../net/address.ts';
import { findPlaces, numberedName, type AllocationRequest, type Placement } from './allocate.ts';
import { freshIds } from './edit.ts';
import { extentIn, readNode, type NodePatch, type PlanNode } from './node.ts';
import { entryAt, familyParent, withNodes, type Plan } from './tree.ts';

/** What is asked of one family. */
export type FamilyRequest = Omit<AllocationRequest, 'parent' | 'family'>;

/** A node with a prefix of either family or of both. */
export interface DualRequest {
  /** The node below which the new ones go. */
  readonly parent: string;
  readonly ipv6: FamilyRequest | null;
  readonly ipv4: FamilyRequest | null;
}

/** The places of one node, before anything changes. */
export interface DualPlacement {
  readonly ipv6: Placement | null;
  readonly ipv4: Placement | null;
}

/** The most nodes that are made at once. */
const mostNodes = 65_536;

/**
 * Where the next nodes would go, each with a place in every family that is asked for. Where the parent has no prefix of
 * a family, it is taken from the nearest node above that has one. Nothing changes.
 * @throws ToolError bad-input for what cannot be; conflict where a family has no room for all of them, so that a node
 * never has half of what it was to have
 */
export function findDualPlaces(plan: Plan, request: DualRequest, count = 1): DualPlacement[] {
  const { parent, ipv6, ipv4 } = request;
  if (ipv6 === null && ipv4 === null)
    throw new ToolError('bad-input', 'A node has an IPv6 or an IPv4 prefix: ask for one, or for both.');
  if (!Number.isInteger(count) || count < 1 || count > mostNodes)
    throw new ToolError('bad-input', `From 1 to ${mostNodes} nodes are made at once, not ${count}.`);
  const six = placesIn(plan, parent, 6, ipv6, count);
  const four = placesIn(plan, parent, 4, ipv4, count);
  return Array.from({ length: count }, (_, index) => ({
    ipv6: six[index] ?? null,
    ipv4: four[index] ?? null,
  }));
}

function placesIn(
  plan: Plan,
  parent: string,
  family: Family,
  request: FamilyRequest | null,
  count: number,
): Placement[] {
  if (request === null) return [];
  const own = extentIn(entryAt(plan, parent), family);
  const from = own === undefined ? familyParent(plan, parent, family)?.node.id : parent;
  return findPlaces(plan, { ...request, parent: from ?? parent, family }, count);
}

/**
 * Makes nodes at these places, in one step.
 * @param pattern the name, in which {n} is the number from 1, and {n:3} the same with leading zeros
 * @throws ToolError bad-input for fields that cannot be
 */
export function addDualPlaces(
  plan: Plan,
  parent: string,
  places: readonly DualPlacement[],
  pattern: string,
  fields: NodePatch = {},
): { readonly plan: Plan; readonly nodes: readonly PlanNode[] } {
  entryAt(plan, parent);
  const ids = freshIds(plan);
  const nodes = places.map(({ ipv6, ipv4 }, index) =>
    readNode(
      {
        ...fields,
        ipv6: ipv6?.prefix ?? null,
        growth6: ipv6?.growth ?? null,
        ipv4: ipv4?.prefix ?? null,
        growth4: ipv4?.growth ?? null,
        id: ids(),
        parent,
        name: numberedName(pattern, index + 1),
      },
      'The new node',
    ),
  );
  return { plan: withNodes(plan, new Map(nodes.map((node) => [node.id, node]))), nodes };
}
