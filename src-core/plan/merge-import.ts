import { ToolError } from '../api/errors.ts';
import type { Prefix } from '../net/prefix.ts';
import { freshIds } from './edit.ts';
import type { ImportedPlan } from './import-table.ts';
import { blank, entryOf, readNode, type PlanNode } from './node.ts';
import { indexEntries } from './prefix-index.ts';
import { descendants, nodeAt, withNodes, type Plan, type PlanVlan } from './tree.ts';
import { nodeFields } from './node-fields.ts';

export type MergedField = (typeof nodeFields)[number];

/** What an import would do to a plan. Each node of the import is in one of the four lists. */
export interface ImportPreview {
  /** Prefixes that the plan does not have, as they would be: with an id and the node above. */
  readonly added: readonly PlanNode[];
  /** Nodes of the plan that the import says something else of. */
  readonly changed: readonly {
    readonly before: PlanNode;
    readonly after: PlanNode;
    readonly fields: readonly MergedField[];
  }[];
  /** Nodes of the plan of which the import says nothing new. */
  readonly unchanged: readonly PlanNode[];
  /** What cannot be told apart or joined, and why; left out where the rest is applied. */
  readonly conflicts: readonly { readonly imported: PlanNode; readonly reason: string }[];
  /** Nodes of the plan that go below a new one which holds them. */
  readonly moved: readonly PlanNode[];
  /** VLANs by site and number; `all` is the list as it would be. */
  readonly vlans: {
    readonly all: readonly PlanVlan[];
    readonly added: readonly PlanVlan[];
    readonly changed: readonly PlanVlan[];
  };
  /** Gives the plan with all but the conflicts, in one step. */
  readonly apply: () => Plan;
}

/**
 * What an import would do to a plan. A node with the same prefix is the same node, and takes the fields that the import
 * gives; one that leaves a field at what says nothing leaves it alone, unless the import says outright that it is so
 * (see ImportedPlan). New ones go below the narrowest node that holds them, whatever tree the import has. Nothing changes.
 */
export function previewImport(plan: Plan, imported: Plan & Partial<ImportedPlan>): ImportPreview {
  const known = byPrefix(plan);
  const merged = new Map<string, PlanNode>();
  const unchanged = new Map<string, PlanNode>();
  const fresh = new Map<Prefix, PlanNode>();
  const conflicts: { imported: PlanNode; reason: string }[] = [];
  const ids = idsFor(plan);
  const added: PlanNode[] = [];
  for (const { node } of descendants(imported, null)) {
    const own = prefixesOf(node);
    const same = new Map(own.flatMap((prefix) => known.get(prefix) ?? []).map((each) => [each.id, each]));
    const [target, another] = same.values();
    const twice = own.find((prefix) => fresh.has(prefix));
    if (another !== undefined && target !== undefined)
      conflicts.push({ imported: node, reason: `The plan has ${named(target)} and ${named(another)}.` });
    else if (twice !== undefined)
      conflicts.push({ imported: node, reason: `The import has ${twice} twice.` });
    else if (target === undefined) {
      const made = { ...node, id: ids(node.id), parent: null };
      added.push(made);
      for (const prefix of own) fresh.set(prefix, made);
    } else {
      const after = merged.get(target.id) ?? target;
      const result = taken(target, after, node, imported.given?.get(node.id));
      if (typeof result === 'string') conflicts.push({ imported: node, reason: result });
      else if (result === target) unchanged.set(target.id, target);
      else merged.set(target.id, result);
    }
  }
  const changed = [...merged].flatMap(([id, after]) => {
    const before = nodeAt(plan, id);
    return before === undefined ? [] : [{ before, after, fields: fieldsThatDiffer(before, after) }];
  });
  const placed = place(plan, merged, added);
  const vlans = mergeVlans(plan.vlans, imported.vlans);
  const changes = new Map<string, PlanNode>([
    ...merged,
    ...placed.added.map(byId),
    ...placed.moved.map(byId),
  ]);
  return {
    added: placed.added,
    changed,
    unchanged: [...unchanged.values()].filter(({ id }) => !merged.has(id)),
    conflicts,
    moved: placed.moved,
    vlans,
    apply: () => {
      const noVlans = vlans.added.length === 0 && vlans.changed.length === 0;
      if (changes.size === 0 && noVlans) return plan;
      return { ...withNodes(plan, changes), vlans: noVlans ? plan.vlans : vlans.all };
    },
  };
}

/** The node with what the import gives; a text says why that cannot be. */
function taken(
  before: PlanNode,
  after: PlanNode,
  imported: PlanNode,
  given: ReadonlySet<string> | undefined,
): PlanNode | string {
  const patch: Record<string, unknown> = {};
  for (const field of nodeFields) {
    if (isSame(imported[field], blank[field]) && given?.has(field) !== true) continue;
    if (isSame(imported[field], after[field])) continue;
    if (!isSame(before[field], after[field]))
      return `The import says two things of ${named(before)}: its ${field} is ${shown(after[field])} and ${shown(imported[field])}.`;
    if ((field === 'ipv6' || field === 'ipv4') && before[field] !== null)
      return `${named(before)} has ${before[field]} in the plan, and ${imported[field]} in the import.`;
    patch[field] = imported[field];
  }
  if (Object.keys(patch).length === 0) return after;
  try {
    return readNode({ ...after, ...patch }, named(before));
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return error.message;
  }
}

/** Finds the node above each new one, and the nodes that go below a new one because it stands between. */
function place(plan: Plan, merged: ReadonlyMap<string, PlanNode>, added: readonly PlanNode[]) {
  if (added.length === 0) return { added: [], moved: [] };
  const before = Array.from(descendants(plan, null), (entry) => {
    const after = merged.get(entry.node.id);
    return after === undefined ? entry : entryOf(after);
  });
  const isNew = new Set(added.map(({ id }) => id));
  const index = indexEntries([...before, ...added.map(entryOf)]);
  const parents = new Map<string, string | null>();
  const moved: PlanNode[] = [];
  for (const which of [6, 4] as const) {
    const sorted = index[which];
    for (const { entry, around } of sorted) {
      const { node, six } = entry;
      // A node with both stands where its IPv6 prefix belongs.
      if (which === 4 && six !== undefined) continue;
      const above = sorted[around];
      if (isNew.has(node.id)) parents.set(node.id, above?.entry.node.id ?? null);
      else if (above !== undefined && isNew.has(above.entry.node.id)) {
        let old = sorted[above.around];
        while (old !== undefined && isNew.has(old.entry.node.id)) old = sorted[old.around];
        // One that stands elsewhere than its prefix says was put there by a person.
        if (node.parent === (old?.entry.node.id ?? null))
          moved.push({ ...node, parent: above.entry.node.id });
      }
    }
  }
  return { added: added.map((node) => ({ ...node, parent: parents.get(node.id) ?? null })), moved };
}

function mergeVlans(own: readonly PlanVlan[], imported: readonly PlanVlan[]) {
  const key = ({ vid, site }: PlanVlan) => `${vid} ${site}`;
  const all = new Map(own.map((vlan) => [key(vlan), vlan]));
  const before = new Map(all);
  for (const vlan of imported) {
    const known = all.get(key(vlan));
    if (known === undefined) all.set(key(vlan), vlan);
    else if ((vlan.name || known.name) !== known.name || (vlan.notes || known.notes) !== known.notes)
      all.set(key(vlan), { ...known, name: vlan.name || known.name, notes: vlan.notes || known.notes });
  }
  const list = [...all];
  return {
    all: list.map(([, vlan]) => vlan),
    added: list.flatMap(([id, vlan]) => (before.has(id) ? [] : [vlan])),
    changed: list.flatMap(([id, vlan]) => (before.has(id) && before.get(id) !== vlan ? [vlan] : [])),
  };
}

function byPrefix(plan: Plan): Map<Prefix, PlanNode[]> {
  const found = new Map<Prefix, PlanNode[]>();
  for (const { node } of descendants(plan, null)) {
    for (const prefix of prefixesOf(node)) {
      const same = found.get(prefix);
      if (same === undefined) found.set(prefix, [node]);
      else same.push(node);
    }
  }
  return found;
}

/** Keeps the id of the import where the plan does not have it. */
function idsFor(plan: Plan): (wanted: string) => string {
  const next = freshIds(plan);
  const given = new Set<string>();
  return (wanted) => {
    let id = wanted;
    while (given.has(id) || nodeAt(plan, id) !== undefined) id = next();
    given.add(id);
    return id;
  };
}

function fieldsThatDiffer(one: PlanNode, other: PlanNode): MergedField[] {
  return nodeFields.filter((field) => !isSame(one[field], other[field]));
}

type FieldValue = PlanNode[MergedField] | readonly [];

function isSame(one: FieldValue, other: FieldValue): boolean {
  return one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));
}

function shown(value: FieldValue): string {
  return JSON.stringify(value);
}

function prefixesOf({ ipv6, ipv4 }: PlanNode): Prefix[] {
  return [ipv6, ipv4].filter((prefix) => prefix !== null);
}

function named(node: PlanNode): string {
  return `"${node.name || node.id}" (${prefixesOf(node).join(', ')})`;
}

function byId(node: PlanNode): [string, PlanNode] {
  return [node.id, node];
}
