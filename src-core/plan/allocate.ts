import { ToolError } from '../api/errors.ts';
import { bitsOf, type Family } from '../net/address.ts';
import { lengthOf, prefixAt, type Prefix } from '../net/prefix.ts';
import { addressesOf, extentIn, readNode, type NodePatch, type PlanNode } from './node.ts';
import { placesIn } from './fit.ts';
import { gapsOf, spaceOf } from './space.ts';
import { freshIds } from './edit.ts';
import { takersOf, withNodes, type Plan } from './tree.ts';

/**
 * Where a new prefix goes: `first`, the lowest address (RFC 3531 section 3.2, rightmost); `best`, the smallest free
 * block, so that large ones stay whole; `sparse`, by bisection, so that each can grow as long as possible (section 3.1,
 * leftmost); `centre`, from the bit in the middle outwards, so that the borders on both sides can still be moved (section
 * 3.3, centermost).
 */
export const strategyNames = ['first', 'best', 'sparse', 'centre'] as const;
export type Strategy = (typeof strategyNames)[number];

export interface AllocationRequest {
  readonly parent: string;
  readonly family: Family;
  /** The length of the new prefix. */
  readonly length: number;
  readonly strategy: Strategy;
  /** The length of the block that is kept for it to grow into. */
  readonly growth?: number;
  /** True to keep the whole block up to the next nibble boundary above (RFC 3596 section 2.5: reverse zones). */
  readonly nibble?: boolean;
}

/** A place that was found, before anything changes. */
export interface Placement {
  readonly prefix: Prefix;
  /** The length of the block kept around it; null where that is the prefix itself. */
  readonly growth: number | null;
}

/** The shortest subnet for so many hosts: a /64 in IPv6 (RFC 4291 section 2.5.4), in IPv4 with network and broadcast. */
export function lengthForHosts(hosts: number, which: Family): number {
  if (!Number.isInteger(hosts) || hosts < 1 || hosts > 2 ** 31)
    throw new ToolError('bad-input', `A subnet is for 1 to ${2 ** 31} hosts, not ${hosts}.`);
  return which === 6 ? 64 : Math.min(30, 32 - Math.ceil(Math.log2(hosts + 2)));
}

/**
 * Where the next prefixes would go, in the order of the strategy. Nothing changes.
 * @throws ToolError bad-input for a length that cannot be; conflict where there is no room for all of them
 */
export function findPlaces(plan: Plan, request: AllocationRequest, count = 1): Placement[] {
  const { parent, family, length, strategy } = request;
  const space = spaceOf(plan, parent, family);
  const block = blockLength(request, lengthOf(space.prefix));
  const gaps = gapsOf(plan, parent, family, true);
  const size = addressesOf(block, family);
  const bits = block - lengthOf(space.prefix);
  const found = placesIn({ gaps, size, origin: space.first, bits }, strategy, count);
  if (found.length < count) {
    const room = found.length === 0 ? 'no room' : `room for ${found.length} of the ${count}`;
    throw new ToolError('conflict', `In ${space.prefix} there is ${room}: no free /${block} is left.`);
  }
  const growth = block === length ? null : block;
  return found.map((first) => ({ prefix: prefixAt(first, length, family), growth }));
}

/**
 * The n-th prefix of a length in a node, the first being 0.
 * @throws ToolError bad-input where there is none of this number; conflict where it is taken, with what
 */
export function findNumbered(plan: Plan, request: AllocationRequest, number: bigint): Placement {
  const { parent, family, length } = request;
  const space = spaceOf(plan, parent, family);
  const block = blockLength(request, lengthOf(space.prefix));
  const size = addressesOf(block, family);
  const first = space.first + number * size;
  if (number < 0n || first >= space.end)
    throw new ToolError(
      'bad-input',
      `${space.prefix} has ${(space.end - space.first) / size} /${block}, and none of number ${number}.`,
    );
  const inTheWay = takersOf(plan, parent, family).find((entry) => {
    const extent = extentIn(entry, family);
    return extent !== undefined && extent.heldFirst < first + size && first < extent.heldEnd;
  });
  if (inTheWay !== undefined) {
    const taken = extentIn(inTheWay, family)?.prefix;
    throw new ToolError(
      'conflict',
      `${prefixAt(first, block, family)} is taken by "${inTheWay.node.name}" (${taken}) or kept for its growth.`,
    );
  }
  return { prefix: prefixAt(first, length, family), growth: block === length ? null : block };
}

/**
 * Makes nodes at these places.
 * @param pattern the name, in which {n} is the number from 1, and {n:3} the same with leading zeros
 */
export function addPlaces(
  plan: Plan,
  parent: string,
  places: readonly Placement[],
  pattern: string,
  fields: NodePatch = {},
): { readonly plan: Plan; readonly nodes: readonly PlanNode[] } {
  const ids = freshIds(plan);
  const nodes = places.map(({ prefix, growth }, index) => {
    const id = ids();
    const ipv6 = prefix.includes(':');
    const own = ipv6 ? { ipv6: prefix, growth6: growth } : { ipv4: prefix, growth4: growth };
    return readNode(
      { ...fields, ...own, id, parent, name: numberedName(pattern, index + 1) },
      'The new node',
    );
  });
  return { plan: withNodes(plan, new Map(nodes.map((node) => [node.id, node]))), nodes };
}

/** The name of one of many: {n} is its number, and {n:3} the same with leading zeros. */
export function numberedName(pattern: string, number: number): string {
  return pattern.replace(/\{n(?::(\d))?\}/g, (_, width: string | undefined) =>
    String(number).padStart(Number(width ?? 1), '0'),
  );
}

function blockLength({ family, length, growth, nibble }: AllocationRequest, own: number): number {
  const bits = bitsOf(family);
  if (!Number.isInteger(length) || length < own || length > bits)
    throw new ToolError(
      'bad-input',
      `Under a /${own} there are lengths of ${own} to ${bits}, not ${length}.`,
    );
  const kept = growth ?? length;
  if (!Number.isInteger(kept) || kept < own || kept > length)
    throw new ToolError(
      'bad-input',
      `Room for a /${length} under a /${own} to grow is ${own} to ${length}, not ${kept}.`,
    );
  const block = nibble === true ? kept - (kept % 4) : kept;
  if (block < own)
    throw new ToolError('conflict', `There is no nibble boundary between /${own} and /${length}.`);
  return block;
}
