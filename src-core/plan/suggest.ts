import { lengthOf, type Prefix } from '../net/prefix.ts';
import type { Family } from '../net/address.ts';
import { ToolError } from '../api/tool-error.ts';
import { findPlaces } from './allocate.ts';
import { extentIn, type PlanNode } from './node.ts';
import { entryAt, childrenOf, type Plan } from './tree.ts';

/** Lengths in which space is cut: of IPv6 as RFC 6177 and the registries give it out, of IPv4 as is usual. */
const steps: Record<Family, readonly number[]> = { 6: [32, 40, 48, 56, 64, 128], 4: [8, 16, 24, 28, 32] };

/** What the next node below another one would be. */
export interface Suggestion {
  readonly ipv6: Prefix | null;
  readonly ipv4: Prefix | null;
  readonly role: PlanNode['role'];
}

/**
 * The next free place below a node, of the same length and role as the last one there; below a node that has nothing
 * yet, of the next usual length. A family in which there is no room, or that the others there do not have, is null.
 * @throws ToolError bad-input where there is no such node
 */
export function suggestBelow(plan: Plan, parent: string): Suggestion {
  const above = entryAt(plan, parent);
  const last = childrenOf(plan, parent).at(-1);
  const find = (which: Family): Prefix | null => {
    const own = extentIn(above, which);
    if (own === undefined) return null;
    const beside = last === undefined ? undefined : extentIn(last, which);
    if (last !== undefined && beside === undefined) return null;
    const length =
      beside === undefined
        ? steps[which].find((each) => each > lengthOf(own.prefix))
        : Math.max(lengthOf(beside.prefix), lengthOf(own.prefix));
    if (length === undefined) return null;
    try {
      return findPlaces(plan, { parent, family: which, length, strategy: 'first' })[0]?.prefix ?? null;
    } catch (error) {
      // No room is an answer too: the person may still type a prefix.
      if (error instanceof ToolError && error.code === 'conflict') return null;
      throw error;
    }
  };
  const ipv6 = find(6);
  const role = last?.node.role ?? roleOf(ipv6);
  return { ipv6, ipv4: find(4), role };
}

function roleOf(ipv6: Prefix | null): PlanNode['role'] {
  if (ipv6 === null) return 'lan';
  const length = lengthOf(ipv6);
  return length < 48 ? 'container' : length < 64 ? 'site' : length === 64 ? 'lan' : 'host';
}
