import { bitsOf, type Family } from '../net/address.ts';
import { lengthOf, type Prefix } from '../net/prefix.ts';
import { prefixesOfRange } from '../net/ranges.ts';
import { ToolError } from '../api/errors.ts';
import { addressesOf, extentIn, type Extent, type PlanEntry } from './node.ts';
import { entryAt, takersOf, type Plan } from './tree.ts';

/** Free addresses from the first up to and without the end. */
export interface Gap {
  readonly first: bigint;
  readonly end: bigint;
}

/** The extent of a node in a family. @throws ToolError bad-input where it has no prefix of it */
export function spaceOf(plan: Plan, id: string, which: Family): Extent {
  const entry = entryAt(plan, id);
  const extent = extentIn(entry, which);
  if (extent === undefined)
    throw new ToolError('bad-input', `"${entry.node.name || id}" has no IPv${which} prefix to take from.`);
  return extent;
}

/**
 * The gaps between what takes its space from a node, in order.
 * @param held true where room that is kept for growth counts as taken
 */
export function gapsOf(plan: Plan, id: string, which: Family, held: boolean): Gap[] {
  const { first, end } = spaceOf(plan, id, which);
  const gaps: Gap[] = [];
  let next = first;
  for (const taken of sortedSpans(takersOf(plan, id, which), which, held)) {
    if (taken.first >= end) break;
    if (taken.first > next) gaps.push({ first: next, end: taken.first });
    if (taken.end > next) next = taken.end;
  }
  if (next < end) gaps.push({ first: next, end });
  return gaps;
}

/** What entries take, in order: room to grow may begin before the prefix that comes before it. */
function sortedSpans(entries: readonly PlanEntry[], which: Family, held: boolean): Gap[] {
  const spans: Gap[] = [];
  let ordered = true;
  let before = -1n;
  for (const entry of entries) {
    const extent = extentIn(entry, which);
    if (extent === undefined) continue;
    const first = held ? extent.heldFirst : extent.first;
    if (first < before) ordered = false;
    before = first;
    spans.push(held ? { first, end: extent.heldEnd } : extent);
  }
  return ordered
    ? spans
    : spans.sort((one, other) => (one.first === other.first ? 0 : one.first < other.first ? -1 : 1));
}

/** How many addresses of a node are taken by those right below it: as figuresOf says, without the rest of it. */
export function usedOf(plan: Plan, id: string, which: Family): bigint {
  const { first, end } = spaceOf(plan, id, which);
  let used = 0n;
  let next = first;
  for (const entry of takersOf(plan, id, which)) {
    const extent = extentIn(entry, which);
    if (extent === undefined || extent.end <= next || extent.first >= end) continue;
    const stop = extent.end < end ? extent.end : end;
    used += stop - (extent.first > next ? extent.first : next);
    next = stop;
  }
  return used;
}

/** How a node's space is used, in one family. */
export interface Figures {
  readonly prefix: Prefix;
  readonly family: Family;
  /** Addresses in all, taken by nodes right below, kept for their growth beyond that, and free. They add up. */
  readonly total: bigint;
  readonly used: bigint;
  readonly reserved: bigint;
  readonly free: bigint;
  /** How many /64s there are in all and free of nodes and growth, by their addresses; null for IPv4 and longer prefixes. */
  readonly lans: { readonly total: bigint; readonly free: bigint } | null;
  /** The share that is used, 0 to 1. */
  readonly utilisation: number;
  /** The free space as the fewest prefixes; at most as many as asked for. */
  readonly prefixes: readonly Prefix[];
  /** How many free prefixes there are in all. */
  readonly prefixCount: number;
  /** How many more prefixes of each length fit: from the length of the node to /64 (IPv4 and longer ones: to the last bit). */
  readonly fits: readonly { readonly length: number; readonly count: bigint }[];
}

/** The figures of a node in one family. @param limit the most free prefixes that are listed */
export function figuresOf(plan: Plan, id: string, which: Family, limit = 1000): Figures {
  const { prefix, first, end } = spaceOf(plan, id, which);
  const own = lengthOf(prefix);
  const deepest = which === 6 && own <= 64 ? 64 : bitsOf(which);
  const gaps = gapsOf(plan, id, which, true);
  const total = end - first;
  const free = sum(gaps);
  const unused = sum(gapsOf(plan, id, which, false));
  const prefixes: Prefix[] = [];
  const blocks = new Map<number, bigint>();
  let prefixCount = 0;
  for (const gap of gaps) {
    for (const block of prefixesOfRange({ family: which, first: gap.first, last: gap.end - 1n })) {
      if (prefixCount++ < limit) prefixes.push(block);
      const length = lengthOf(block);
      blocks.set(length, (blocks.get(length) ?? 0n) + 1n);
    }
  }
  const fits: { length: number; count: bigint }[] = [];
  let count = 0n;
  for (let length = own; length <= deepest; length++) {
    count = count * 2n + (blocks.get(length) ?? 0n);
    fits.push({ length, count });
  }
  const lan = addressesOf(64, 6);
  return {
    prefix,
    family: which,
    total,
    used: total - unused,
    reserved: unused - free,
    free,
    lans: which === 6 && own <= 64 ? { total: total / lan, free: fits.at(-1)?.count ?? 0n } : null,
    // Scaled first: the numbers themselves are beyond what a number holds exactly.
    utilisation: Number(((total - unused) * 1_000_000_000n) / total) / 1_000_000_000,
    prefixes,
    prefixCount,
    fits,
  };
}

function sum(gaps: readonly Gap[]): bigint {
  return gaps.reduce((total, gap) => total + gap.end - gap.first, 0n);
}
