import { ToolError } from '../api/errors.ts';
import type { Family } from '../net/address.ts';
import { aggregate } from '../net/prefix-sets.ts';
import { extentIn, readNode, type PlanEntry, type PlanNode } from './node.ts';
import { withPrefix } from './resize.ts';
import { spaceOf } from './space.ts';
import { childrenOf, entryAt, withNodes, type Plan } from './tree.ts';

/** What one node has one of: two that say something else cannot be joined without losing one. */
const single = ['role', 'status', 'site', 'vlan', 'delegates', 'dynamic'] as const;

/**
 * Makes one node of several that lie side by side: the first of them takes the whole, in both families where all have
 * both, and all that was below them. Gateways, name servers, tags and notes are put together; name and colour are those
 * of the first.
 * @throws ToolError conflict where they are not under one node, do not make one prefix, or say what cannot be joined
 */
export function mergeNodes(plan: Plan, ids: readonly string[], which: Family): Plan {
  const entries = [...new Set(ids)].map((id) => entryAt(plan, id));
  const [first, ...others] = entries;
  if (first === undefined || others.length === 0)
    throw new ToolError('bad-input', 'Choose two nodes or more to merge.');
  if (others.some(({ node }) => node.parent !== first.node.parent))
    throw new ToolError('conflict', 'Nodes can be merged where they are right below the same node.');
  const wholes = [wholeOf(entries, which, (entry) => spaceOf(plan, entry.node.id, which).prefix)];
  const other: Family = which === 6 ? 4 : 6;
  if (others.some((entry) => extentIn(entry, other) !== undefined))
    wholes.push(wholeOf(entries, other, (entry) => prefixIn(entry, other)));
  let joined = others.reduce((node, entry) => join(node, entry.node), first.node);
  for (const prefix of wholes) joined = withPrefix(joined, prefix, prefix.includes(':') ? 6 : 4);
  const changes = new Map<string, PlanNode | undefined>([
    [joined.id, readNode(joined, `"${joined.name || joined.id}" with all that is joined to it`)],
  ]);
  for (const { node } of others) {
    changes.set(node.id, undefined);
    for (const child of childrenOf(plan, node.id))
      changes.set(child.node.id, { ...child.node, parent: joined.id });
  }
  return withNodes(plan, changes);
}

/** The one prefix that these make, no more and no less. */
function wholeOf(
  entries: readonly PlanEntry[],
  which: Family,
  of: (entry: PlanEntry) => ReturnType<typeof prefixIn>,
): ReturnType<typeof prefixIn> {
  const parts = aggregate(entries.map(of));
  const [whole] = parts;
  if (whole === undefined || parts.length > 1)
    throw new ToolError(
      'conflict',
      `In IPv${which} these do not make one prefix, but ${parts.slice(0, 8).join(', ')}${parts.length > 8 ? ' …' : ''}.`,
    );
  return whole;
}

function prefixIn(entry: PlanEntry, which: Family) {
  const extent = extentIn(entry, which);
  if (extent === undefined)
    throw new ToolError(
      'conflict',
      `${shown(entry.node)} has no IPv${which} prefix, and others of these have one: it cannot be joined.`,
    );
  return extent.prefix;
}

function join(one: PlanNode, other: PlanNode): PlanNode {
  for (const field of single) {
    const [mine, theirs] = [one[field], other[field]];
    // What says nothing takes what the other says.
    if (mine !== theirs && !isEmpty(mine) && !isEmpty(theirs))
      throw new ToolError(
        'conflict',
        `${shown(one)} and ${shown(other)} cannot be joined: their ${field} is ${String(mine)} and ${String(theirs)}.`,
      );
  }
  const notes = [...new Set([one.notes, other.notes])].filter((each) => each !== '');
  return {
    ...one,
    site: one.site || other.site,
    vlan: one.vlan ?? other.vlan,
    delegates: one.delegates ?? other.delegates,
    gateways: [...new Set([...one.gateways, ...other.gateways])],
    dns: [...new Set([...one.dns, ...other.dns])],
    tags: [...new Set([...one.tags, ...other.tags])],
    notes: notes.join('\n'),
  };
}

function isEmpty(value: string | number | boolean | null): boolean {
  return value === null || value === '';
}

function shown({ name, id, ipv6, ipv4 }: PlanNode): string {
  return `"${name || id}" (${[ipv6, ipv4].filter((prefix) => prefix !== null).join(', ')})`;
}
