import type { Family } from '../net/address.ts';
import { emptyBucketMap, lookUp, valuesOf, withChanges, type BucketMap } from './bucket-map.ts';
import { extentIn, type PlanEntry } from './node.ts';
import { checkEntry, checkOverlaps, checkVlans, reportTo, linkOf, type Finding } from './rules.ts';
import {
  allEntries,
  ancestors,
  byAddress,
  descendants,
  emptyPlan,
  familyParent,
  nodeCount,
  takersOf,
  type Plan,
} from './tree.ts';

/**
 * A plan with what the rules say of it. Findings are kept by what they were found in (a node, those that take their
 * space from one node, the links of one VLAN), so that after an edit only what it touched is looked at again.
 */
export interface CheckedPlan {
  readonly plan: Plan;
  readonly findings: BucketMap<readonly Finding[]>;
  /** The ids of the links by VLAN and site. */
  readonly vlans: BucketMap<ReadonlySet<string>>;
}

const families = [6, 4] as const;

/** Looks at the whole plan. */
export function checkWhole(plan: Plan): CheckedPlan {
  return recheck(unchecked(plan.name), plan);
}

/** To begin with: no node, and nothing wrong with any. */
export function unchecked(name: string): CheckedPlan {
  return { plan: emptyPlan(name), findings: emptyBucketMap(), vlans: emptyBucketMap() };
}

/**
 * The plan after an edit, an undo or a redo, with what the rules say of it: the same as of the whole, for the price of
 * the nodes that differ and their neighbourhood.
 */
export function recheck(before: CheckedPlan, plan: Plan): CheckedPlan {
  const steps = recheckSteps(before, plan);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** As recheck, a little at a time, so that whoever has other things to do can look at a large plan in between. */
export function* recheckSteps(before: CheckedPlan, plan: Plan): Generator<undefined, CheckedPlan, undefined> {
  if (before.plan === plan) return before;
  const changes = differences(before.plan, plan);
  const nodes = new Set<string>();
  const groups: Record<Family, Set<string>> = { 6: new Set(), 4: new Set() };
  const links = new Map<string, Set<string>>();
  const linksOf = (key: string) => {
    const known = links.get(key);
    if (known !== undefined) return known;
    const copy = new Set(lookUp(before.vlans, key));
    links.set(key, copy);
    return copy;
  };
  for (const { id, old, now } of changes) {
    nodes.add(id);
    const oldKey = old === undefined ? null : linkOf(old);
    const key = now === undefined ? null : linkOf(now);
    if (oldKey !== null) linksOf(oldKey).delete(id);
    if (key !== null) linksOf(key).add(id);
    const moved = old?.node.parent !== now?.node.parent;
    for (const which of families) {
      const [was, is] = [old && extentIn(old, which), now && extentIn(now, which)];
      const stays = !moved && was?.prefix === is?.prefix;
      // Where nothing overlaps and nothing has moved, nothing overlaps now; where something does, its name may be new.
      const touch = (group: string) => {
        if (!stays || lookUp(before.findings, `ipv${which} ${group}`) !== undefined) groups[which].add(group);
      };
      if (old !== undefined) touch(familyParent(before.plan, id, which)?.node.id ?? '');
      if (now !== undefined) touch(familyParent(plan, id, which)?.node.id ?? '');
      if (stays) continue;
      groups[which].add(id);
      // What takes its space from it has another place to take it from, or another prefix around it.
      if (now !== undefined) for (const { node } of takersOf(plan, id, which)) nodes.add(node.id);
    }
    yield;
  }
  const found: [string, readonly Finding[] | undefined][] = [];
  const look = (key: string, check: (report: ReturnType<typeof reportTo>) => void) => {
    const findings: Finding[] = [];
    check(reportTo((finding) => findings.push(finding)));
    // Most nodes have none, and had none: nothing is to be kept of them.
    if (findings.length > 0) found.push([key, findings]);
    else if (lookUp(before.findings, key) !== undefined) found.push([key, undefined]);
  };
  for (const id of nodes) {
    const entry = lookUp(plan.entries, id);
    look(`node ${id}`, (report) => entry && checkEntry(plan, entry, report));
    yield;
  }
  for (const which of families) {
    for (const id of groups[which]) {
      const entry = lookUp(plan.entries, id);
      const isGroup = id === '' || (entry !== undefined && extentIn(entry, which) !== undefined);
      look(`ipv${which} ${id}`, (report) => {
        if (isGroup) checkOverlaps(plan, id === '' ? null : id, which, report);
      });
      yield;
    }
  }
  for (const [key, ids] of links)
    look(`vlan ${key}`, (report) =>
      checkVlans(
        [...ids].flatMap((id) => lookUp(plan.entries, id) ?? []),
        report,
      ),
    );
  return {
    plan,
    findings: withChanges(before.findings, found),
    vlans: withChanges(
      before.vlans,
      [...links].map(([key, ids]) => [key, ids.size === 0 ? undefined : ids] as const),
    ),
  };
}

/** The findings by the node in which they are. */
export function findingsByNode(checked: CheckedPlan): ReadonlyMap<string, readonly Finding[]> {
  return Map.groupBy(findingsOf(checked), ({ node }) => node);
}

/** The findings in the order of the tree. */
export function orderedFindings(
  { plan }: CheckedPlan,
  byNode: ReadonlyMap<string, readonly Finding[]>,
): Finding[] {
  if (byNode.size === 0) return [];
  const entries =
    byNode.size * 8 < nodeCount(plan) ? inOrder(plan, byNode.keys()) : [...descendants(plan, null)];
  return entries.flatMap(({ node }) => byNode.get(node.id) ?? []);
}

/** A few nodes in the order of the tree, without a walk through all of it. */
function inOrder(plan: Plan, ids: Iterable<string>): PlanEntry[] {
  const ways: { readonly entry: PlanEntry; readonly way: readonly PlanEntry[] }[] = [];
  for (const id of ids) {
    const entry = lookUp(plan.entries, id);
    if (entry !== undefined) ways.push({ entry, way: [entry, ...ancestors(plan, id)].reverse() });
  }
  return ways.sort((one, other) => compareWays(one.way, other.way)).map(({ entry }) => entry);
}

function compareWays(one: readonly PlanEntry[], other: readonly PlanEntry[]): number {
  for (const [depth, entry] of one.entries()) {
    const beside = other[depth];
    if (beside === undefined) return 1;
    if (entry !== beside) return byAddress(entry, beside);
  }
  return one.length - other.length;
}

/** All findings, in no order that means anything. */
export function findingsOf(checked: CheckedPlan): Finding[] {
  return [...valuesOf(checked.findings)].flat();
}

interface Difference {
  readonly id: string;
  readonly old: PlanEntry | undefined;
  readonly now: PlanEntry | undefined;
}

/** The nodes in which two plans differ; the parts that they share are not looked at. */
export function differences(before: Plan, after: Plan): Difference[] {
  if (before.entries.size === 0)
    return Array.from(allEntries(after), (now) => ({ id: now.node.id, old: undefined, now }));
  const found: Difference[] = [];
  for (const [index, bucket] of after.entries.buckets.entries()) {
    const other = before.entries.buckets[index];
    if (other === undefined || other === bucket) continue;
    for (const [id, now] of bucket) {
      const old = other.get(id);
      if (old !== now) found.push({ id, old, now });
    }
    for (const [id, old] of other) if (!bucket.has(id)) found.push({ id, old, now: undefined });
  }
  return found;
}
