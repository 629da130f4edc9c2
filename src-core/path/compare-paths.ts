import type { Address } from '../net/address.ts';

/** What a comparison needs of a hop. */
export interface ComparedHop {
  readonly hop: number;
  readonly addresses: readonly { readonly address: Address }[];
  readonly avgMs: number | null;
}

/** One row of two paths side by side. */
export interface PathRow<Hop> {
  readonly change: 'same' | 'changed' | 'added' | 'removed';
  readonly before: Hop | null;
  readonly after: Hop | null;
  /** How much longer the round trip is after the change, on average; null where either is not known. */
  readonly slowerMs: number | null;
}

/** A router is the same where any of its addresses was seen before; silent hops are like each other. */
function alike(one: ComparedHop, other: ComparedHop): boolean {
  if (one.addresses.length === 0 || other.addresses.length === 0) {
    return one.addresses.length === other.addresses.length;
  }
  const seen = new Set(one.addresses.map(({ address }) => address));
  return other.addresses.some(({ address }) => seen.has(address));
}

/**
 * Lays two paths to one target side by side: the longest common sequence of routers keeps its rows, and what stands
 * between is paired where something came in the place of something else.
 */
export function comparePaths<Hop extends ComparedHop>(
  before: readonly Hop[],
  after: readonly Hop[],
): PathRow<Hop>[] {
  const lengths = commonLengths(before, after);
  const rows: PathRow<Hop>[] = [];
  let [removed, added]: [Hop[], Hop[]] = [[], []];
  const flush = () => {
    for (let index = 0; index < Math.max(removed.length, added.length); index++) {
      const [one = null, other = null] = [removed[index], added[index]];
      const change = one === null ? 'added' : other === null ? 'removed' : 'changed';
      rows.push({ change, before: one, after: other, slowerMs: slower(one, other) });
    }
    [removed, added] = [[], []];
  };
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [one, other] = [before[i], after[j]];
    if (one !== undefined && other !== undefined && alike(one, other)) {
      flush();
      rows.push({ change: 'same', before: one, after: other, slowerMs: slower(one, other) });
      i++;
      j++;
    } else if (other === undefined || (one !== undefined && at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      if (one !== undefined) removed.push(one);
      i++;
    } else {
      added.push(other);
      j++;
    }
  }
  flush();
  return rows;
}

function slower(one: ComparedHop | null, other: ComparedHop | null): number | null {
  if (one?.avgMs == null || other?.avgMs == null) return null;
  return other.avgMs - one.avgMs;
}

function at(lengths: readonly (readonly number[])[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}

/** For each pair of places, how long the longest common sequence from there on is. */
function commonLengths(before: readonly ComparedHop[], after: readonly ComparedHop[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const [one, other, row] = [before[i], after[j], lengths[i]];
      if (one === undefined || other === undefined || row === undefined) continue;
      row[j] = alike(one, other)
        ? at(lengths, i + 1, j + 1) + 1
        : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
    }
  }
  return lengths;
}
