import type { PlanEntry } from '../../src-core/plan/node.ts';
import { differences } from '../../src-core/plan/recheck.ts';
import { ancestors, byAddress, childrenOf, nodeAt, type Plan } from '../../src-core/plan/tree.ts';
import { search } from '../../src-core/plan/search.ts';

/**
 * Which nodes show what is below them: all above a depth, but for those that were turned the other way. All can be
 * opened or closed without naming them.
 */
export interface Expansion {
  readonly depth: number;
  readonly turned: ReadonlySet<string>;
}

export const allOpen: Expansion = { depth: Number.POSITIVE_INFINITY, turned: new Set() };
export const allClosed: Expansion = { depth: 0, turned: new Set() };

/** A plan with more nodes begins with its top levels. */
const mostAllOpen = 500;

/** How the tree of a plan that was just opened stands. */
export function firstExpansion(nodes: number): Expansion {
  return nodes <= mostAllOpen ? allOpen : { depth: 1, turned: new Set() };
}

export function isOpen(expansion: Expansion, id: string, at: number): boolean {
  return at < expansion.depth !== (expansion.turned.size > 0 && expansion.turned.has(id));
}

/** The expansion with these nodes, each at its depth, open or closed. */
export function turned(
  expansion: Expansion,
  nodes: Iterable<{ readonly id: string; readonly depth: number }>,
  open: boolean,
): Expansion {
  const next = new Set(expansion.turned);
  for (const { id, depth } of nodes) {
    if (depth < expansion.depth === open) next.delete(id);
    else next.add(id);
  }
  return { ...expansion, turned: next };
}

/** The expansion in which a node can be seen: all above it are open. */
export function revealing(expansion: Expansion, plan: Plan, id: string): Expansion {
  if (nodeAt(plan, id) === undefined) return expansion;
  const above = [...ancestors(plan, id)].reverse().map(({ node }, depth) => ({ id: node.id, depth }));
  return above.every((node) => isOpen(expansion, node.id, node.depth))
    ? expansion
    : turned(expansion, above, true);
}

/** What a search found: the nodes themselves, and with them those above, which stay in sight. */
export interface Matches {
  /** In the order of the search. */
  readonly found: readonly PlanEntry[];
  readonly ids: ReadonlySet<string>;
  readonly shown: ReadonlySet<string>;
}

/** Looks through the whole plan; null where nothing is looked for. */
export function matchesOf(plan: Plan, query: string): Matches | null {
  if (query.trim() === '') return null;
  const found = search(plan, query, Number.POSITIVE_INFINITY);
  const ids = new Set<string>();
  const shown = new Set<string>();
  for (const { node } of found) ids.add(node.id);
  for (const { node } of found) {
    for (let id: string | null = node.id; id !== null && !shown.has(id);) {
      shown.add(id);
      id = nodeAt(plan, id)?.parent ?? null;
    }
  }
  return { found, ids, shown };
}

/** The rows of the tree that are in sight, in order; kept apart, so that a hundred thousand cost little. */
export interface TreeRows {
  readonly entries: readonly PlanEntry[];
  /** How deep each row is; 0 at the top. */
  readonly depths: readonly number[];
  /** The place of each row among those right below the same node, from 1. */
  readonly places: readonly number[];
}

/** The rows of a plan under an expansion. @param shown the nodes that may be seen; null for all */
export function treeRows(plan: Plan, expansion: Expansion, shown: ReadonlySet<string> | null): TreeRows {
  const entries: PlanEntry[] = [];
  const depths: number[] = [];
  const places: number[] = [];
  // Nearly all nodes have nothing below: one look each tells so.
  const branches = new Map(plan.branches.buckets.flatMap((bucket) => [...bucket]));
  const levels: { readonly list: readonly PlanEntry[]; next: number; place: number }[] = [
    { list: childrenOf(plan, null), next: 0, place: 0 },
  ];
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const entry = level.list[level.next++];
    if (entry === undefined) {
      levels.pop();
      continue;
    }
    const { id } = entry.node;
    if (shown !== null && !shown.has(id)) continue;
    const depth = levels.length - 1;
    entries.push(entry);
    depths.push(depth);
    places.push(++level.place);
    if (!isOpen(expansion, id, depth)) continue;
    const branch = branches.get(id);
    if (branch !== undefined) levels.push({ list: branch.listed, next: 0, place: 0 });
  }
  return { entries, depths, places };
}

/** More nodes than this that differ, and the rows are looked for anew. */
const mostRenewed = 100;

/** The rows of a plan as it changes: where no node has come, gone or moved, they are those that were there before. */
export class KeptRows {
  #last: { readonly plan: Plan; readonly expansion: Expansion; readonly rows: TreeRows } | undefined;

  /** As treeRows. */
  rows(plan: Plan, expansion: Expansion, shown: ReadonlySet<string> | null): TreeRows {
    const last = this.#last;
    const same = shown === null && last?.expansion === expansion;
    const rows = (same ? renewed(last.rows, last.plan, plan) : undefined) ?? treeRows(plan, expansion, shown);
    this.#last = shown === null ? { plan, expansion, rows } : undefined;
    return rows;
  }
}

/** The rows with what has changed of their nodes; undefined where other nodes are to be seen or in another order. */
function renewed(rows: TreeRows, before: Plan, after: Plan): TreeRows | undefined {
  if (before === after) return rows;
  const changes = differences(before, after);
  if (changes.length > mostRenewed) return undefined;
  const entries = [...rows.entries];
  for (const { old, now } of changes) {
    if (old === undefined || now === undefined) return undefined;
    if (old.node.parent !== now.node.parent || byAddress(old, now) !== 0) return undefined;
    const row = entries.indexOf(old);
    if (row >= 0) entries[row] = now;
  }
  return { ...rows, entries };
}

/** The row of a node; -1 where it is not in sight. */
export function rowOf({ entries }: TreeRows, id: string | null): number {
  return id === null ? -1 : entries.findIndex(({ node }) => node.id === id);
}

/** The row of the node above; -1 at the top. */
export function parentRow({ depths }: TreeRows, row: number): number {
  const depth = depths[row] ?? 0;
  for (let above = row - 1; above >= 0; above--) if ((depths[above] ?? 0) < depth) return above;
  return -1;
}
