import type { PlanReality } from '../../../../src-core/api/plans.ts';
import type { Address } from '../../../../src-core/net/address.ts';
import {
  containsAddress,
  lengthOf,
  networkOf,
  tryParsePrefix,
  type Prefix,
} from '../../../../src-core/net/prefix.ts';
import { addNode, editNodes } from '../../../../src-core/plan/edit.ts';
import type { PlanNode } from '../../../../src-core/plan/node.ts';
import { compareWithReality } from '../../../../src-core/plan/reality.ts';
import { entriesAround } from '../../../../src-core/plan/search.ts';
import type { Plan } from '../../../../src-core/plan/tree.ts';
import { hasWords } from '../shell/has-words.ts';

export const realityKinds = ['used-though-free', 'unknown-prefix', 'unknown-host', 'not-seen'] as const;
export type RealityKind = (typeof realityKinds)[number];

/** One difference between the plan and what was found. */
export interface RealityRow {
  readonly key: string;
  readonly kind: RealityKind;
  /** The address or prefix that was found; that of the node where nothing was. */
  readonly what: string;
  /** The node that it lies in, or of which nothing was found. */
  readonly node: PlanNode | null;
  /** The device that has the address. */
  readonly device: { readonly id: number; readonly name: string } | null;
  /** The interface on whose link a prefix was found. */
  readonly zone: string | null;
  /** When the host was last seen, in milliseconds. */
  readonly lastSeen: number | null;
}

/** What was found, laid over the plan, as rows of one table. */
export function realityRows(plan: Plan, found: PlanReality): RealityRow[] {
  const hosts = new Map(found.hosts.map((host) => [String(host.address), host]));
  const zones = new Map(found.prefixes.map(({ prefix, zone }) => [String(prefix), zone]));
  const compared = compareWithReality(plan, {
    prefixes: found.prefixes.map(({ prefix }) => prefix),
    hosts: [...new Set(found.hosts.map(({ address }) => address))],
  });
  const row = (kind: RealityKind, what: Address | Prefix, node: PlanNode | null): RealityRow => {
    const host = hosts.get(what);
    return {
      key: `${kind} ${what} ${node?.id ?? ''}`,
      kind,
      what,
      node,
      device: host === undefined ? null : { id: host.deviceId, name: host.name },
      zone: zones.get(what) ?? null,
      lastSeen: host?.lastSeen ?? null,
    };
  };
  return [
    ...compared.usedThoughFree.map(({ what, node }) => row('used-though-free', what, node)),
    ...compared.unknownPrefixes.map((what) => row('unknown-prefix', what, null)),
    ...compared.unknownHosts.map((what) => row('unknown-host', what, null)),
    ...compared.notSeen.flatMap((node) => {
      const what = node.ipv6 ?? node.ipv4;
      return what === null ? [] : [row('not-seen', what, node)];
    }),
  ];
}

/**
 * The rows that a person looks for: by an address or a prefix those that it holds or that hold it, by words those that
 * have all of them in what was found, the node, the device or the interface.
 */
export function filterReality(rows: readonly RealityRow[], typed: string): readonly RealityRow[] {
  const wanted = typed.trim();
  if (wanted === '') return rows;
  const prefix = wholePrefix(wanted);
  if (prefix === undefined)
    return rows.filter(({ what, node, device, zone }) =>
      hasWords([what, node?.name, node?.site, device?.name, zone].join('\n'), wanted),
    );
  return rows.filter((row) => {
    const found = prefixFound(row);
    return found !== undefined && (holds(prefix, found) || holds(found, prefix));
  });
}

/** What a row offers to do with the plan; null where there is nothing but to look. */
export function offerOf({ kind, node, what }: RealityRow): 'add' | 'mark-used' | null {
  if (kind === 'not-seen') return null;
  if (kind !== 'used-though-free' || node === null) return 'add';
  // A container is not in use itself: what was found is a node of its own below it.
  const whole = what === node.ipv6 || what === node.ipv4;
  return node.role === 'container' || node.role === 'site' ? (whole ? null : 'add') : 'mark-used';
}

/**
 * Takes what was found into the plan, in one step: hosts and prefixes as nodes in use below the narrowest node that
 * holds them, and nodes that were planned as in use.
 */
export function takeIn(
  plan: Plan,
  rows: readonly RealityRow[],
): { readonly plan: Plan; readonly ids: string[] } {
  let after = plan;
  const ids: string[] = [];
  // Prefixes first, so that hosts go below them.
  for (const row of rows.toSorted((one, other) => lengthIn(one) - lengthIn(other))) {
    const offer = offerOf(row);
    if (offer === 'mark-used' && row.node !== null) {
      after = editNodes(after, [row.node.id], { status: 'used' });
      ids.push(row.node.id);
    } else if (offer === 'add') {
      const prefix = prefixFound(row);
      if (prefix === undefined) continue;
      const parent = entriesAround(after, prefix).at(-1)?.node;
      if (parent !== undefined && (parent.ipv6 === prefix || parent.ipv4 === prefix)) continue;
      const added = addNode(after, {
        ...(prefix.includes(':') ? { ipv6: prefix } : { ipv4: prefix }),
        parent: parent?.id ?? null,
        name: nameIn(row),
        role: row.device === null ? 'lan' : 'host',
        status: 'used',
        site: parent?.site ?? '',
      });
      after = added.plan;
      ids.push(added.node.id);
    }
  }
  return { plan: after, ids };
}

/** What was found, as a prefix: an address is one of its full length. */
function prefixFound({ what }: RealityRow): Prefix | undefined {
  return wholePrefix(what);
}

function holds(outer: Prefix, inner: Prefix): boolean {
  return lengthOf(outer) <= lengthOf(inner) && containsAddress(outer, networkOf(inner));
}

function wholePrefix(text: string): Prefix | undefined {
  return tryParsePrefix(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`);
}

function lengthIn({ what }: RealityRow): number {
  return Number(what.split('/')[1] ?? 128);
}

/** The name that the network gives, without what has no place in a name: it is hostile. */
function nameIn({ device, zone, what }: RealityRow): string {
  const name = (device?.name ?? zone ?? '').replace(/\p{Cc}/gu, '').slice(0, 255);
  return name === '' ? what : name;
}
