import { containsAddress, lastOf, lengthOf, networkOf, type Prefix } from '../net/prefix.ts';
import { isLinkLocal } from '../net/kind.ts';
import { rangeOf } from '../net/ranges.ts';
import { specialPurposes } from '../net/special-purpose.ts';
import { reasonNotRandom, uniqueLocalOf } from '../net/ula.ts';
import type { Address, Family } from '../net/address.ts';
import { extentIn, type Extent, type PlanEntry } from './node.ts';
import { overlapping } from './overlaps.ts';
import {
  allEntries,
  byAddress,
  childrenOf,
  descendants,
  entryAt,
  familyParent,
  takersOf,
  type Plan,
} from './tree.ts';

/** What is looked at in a plan. None of these stops an edit: a plan may be wrong while it is being made. */
export const rules = {
  overlap: {
    reason: 'Packets go to the longest prefix that matches, so one of two that overlap loses addresses.',
    source: 'RFC 4632 section 5.1, RFC 7608',
  },
  'outside-parent': {
    reason: 'The route of the prefix above does not reach it, and neither do its filters and its delegation.',
    source: 'RFC 4632 section 5.1',
  },
  'off-nibble': {
    reason: 'Names under ip6.arpa are cut every four bits: in between a prefix takes several reverse zones.',
    source: 'RFC 3596 section 2.5',
  },
  'lan-longer-than-64': {
    reason: 'Hosts make their addresses of 64 bits of prefix and 64 of their own; SLAAC does not work here.',
    source: 'RFC 4291 section 2.5.4, RFC 7421',
  },
  'lan-shorter-than-64': {
    reason:
      'Hosts make their addresses of 64 bits of prefix; a wider prefix on a link cannot be used for SLAAC.',
    source: 'RFC 4291 section 2.5.4, RFC 4862 section 5.5.3',
  },
  'duplicate-vlan': {
    reason: 'Within a site one VLAN is one link: two LANs with its number are joined.',
    source: 'IEEE 802.1Q',
  },
  'gateway-outside': {
    reason: 'A gateway must be on the link: link-local in IPv6, or in a prefix of the LAN.',
    source: 'RFC 4861 section 6.1.2, RFC 1122 section 3.3.1',
  },
  'documentation-space': {
    reason: 'Addresses for documentation are filtered, and never routed.',
    source: 'RFC 3849, RFC 5737, RFC 9637',
  },
  'deprecated-space': {
    reason: 'The block was withdrawn: systems treat it in different ways, or not at all.',
    source: 'RFC 3879, RFC 3701, RFC 7526',
  },
  'ula-not-random': {
    reason: 'Two sites that chose the same numbers cannot be joined without renumbering one of them.',
    source: 'RFC 4193 section 3.2',
  },
} as const satisfies Record<string, { readonly reason: string; readonly source: string }>;

export type RuleId = keyof typeof rules;

/** One place where a rule does not hold. */
export interface Finding {
  readonly rule: RuleId;
  /** The id of the node, and of the other one where there are two. */
  readonly node: string;
  readonly other: string | null;
  /** A sentence with the values that matter. */
  readonly message: string;
}

/** Takes what a rule finds. */
export type Report = (rule: RuleId, entry: PlanEntry, message: string, other?: PlanEntry) => void;

/** Looks at the whole plan by every rule; in the order of the tree. */
export function checkPlan(plan: Plan): Finding[] {
  const findings: Finding[] = [];
  const report = reportTo((finding) => findings.push(finding));
  const vlans = new Map<string, PlanEntry[]>();
  for (const which of [6, 4] as const) checkOverlaps(plan, null, which, report);
  for (const entry of descendants(plan, null)) {
    for (const which of [6, 4] as const) {
      if (extentIn(entry, which) !== undefined) checkOverlaps(plan, entry.node.id, which, report);
    }
    checkEntry(plan, entry, report);
    const key = linkOf(entry);
    const same = key === null ? undefined : vlans.get(key);
    if (same !== undefined) same.push(entry);
    else if (key !== null) vlans.set(key, [entry]);
  }
  for (const same of vlans.values()) checkVlans(same, report);
  return findings;
}

/** What can be said of a node by itself and what it takes its space from. */
export function checkEntry(plan: Plan, entry: PlanEntry, report: Report): void {
  for (const which of [6, 4] as const) {
    const extent = extentIn(entry, which);
    if (extent === undefined) continue;
    checkParent(plan, entry, extent, which, report);
    checkSpecial(plan, entry, extent, which, report);
  }
  checkLengths(entry, report);
  checkGateways(entry, report);
}

/**
 * What the rules say of one node where it stands: of itself, and of those right below that would be outside of it.
 * @throws ToolError bad-input where there is no such node
 */
export function checkNode(plan: Plan, id: string): Finding[] {
  const entry = entryAt(plan, id);
  const findings: Finding[] = [];
  const report = reportTo((finding) => findings.push(finding));
  for (const which of [6, 4] as const) {
    const extent = extentIn(entry, which);
    if (extent === undefined) continue;
    const above = familyParent(plan, id, which)?.node.id ?? null;
    for (const other of overlapping(takersOf(plan, above, which), extent, which)) {
      const taken = extentIn(other, which);
      if (other.node.id !== id && taken !== undefined) reportOverlap(entry, extent, other, taken, report);
    }
    checkParent(plan, entry, extent, which, report);
    checkSpecial(plan, entry, extent, which, report);
    for (const under of takersOf(plan, id, which)) {
      const taken = extentIn(under, which);
      if (taken !== undefined) checkParent(plan, under, taken, which, report);
    }
  }
  checkLengths(entry, report);
  checkGateways(entry, report);
  const key = linkOf(entry);
  const joined =
    key === null ? undefined : allEntries(plan).find((other) => other !== entry && linkOf(other) === key);
  if (joined !== undefined) reportVlan(entry, joined, report);
  return findings;
}

/** Makes findings of what is reported. */
export function reportTo(take: (finding: Finding) => void): Report {
  return (rule, entry, message, other) =>
    take({ rule, node: entry.node.id, other: other?.node.id ?? null, message });
}

/** Those that take their space from the same node; which lie within each other stand in order. */
export function checkOverlaps(plan: Plan, parent: string | null, which: Family, report: Report): void {
  let widest: { entry: PlanEntry; extent: Extent } | undefined;
  if (childrenOf(plan, parent).length === 0) return;
  for (const entry of takersOf(plan, parent, which)) {
    const extent = extentIn(entry, which);
    if (extent === undefined) continue;
    if (widest !== undefined && extent.first < widest.extent.end)
      reportOverlap(entry, extent, widest.entry, widest.extent, report);
    if (widest === undefined || extent.end > widest.extent.end) widest = { entry, extent };
  }
}

function reportOverlap(
  entry: PlanEntry,
  extent: Extent,
  other: PlanEntry,
  taken: Extent,
  report: Report,
): void {
  report('overlap', entry, `${extent.prefix} overlaps ${taken.prefix} ("${other.node.name}").`, other);
}

function checkParent(plan: Plan, entry: PlanEntry, extent: Extent, which: Family, report: Report): void {
  const above = familyParent(plan, entry.node.id, which);
  const around = above === undefined ? undefined : extentIn(above, which);
  if (above !== undefined && around !== undefined && (extent.first < around.first || extent.end > around.end))
    report('outside-parent', entry, `${extent.prefix} is not in ${around.prefix}.`, above);
}

function checkLengths(entry: PlanEntry, report: Report): void {
  const { ipv6, role, dynamic } = entry.node;
  if (ipv6 === null) return;
  const length = lengthOf(ipv6);
  if (role === 'lan') {
    if (length > 64)
      report('lan-longer-than-64', entry, `${ipv6} is a LAN with ${128 - length} bits for hosts.`);
    if (length < 64)
      report(
        'lan-shorter-than-64',
        entry,
        `${ipv6} is a LAN of ${1n << BigInt(64 - length)} /64s, and hosts use one.`,
      );
  }
  // A point-to-point link is a /127 (RFC 6164), and what is delegated from outside is as long as it is given.
  if (length < 64 && length % 4 !== 0 && role !== 'lan' && !dynamic)
    report(
      'off-nibble',
      entry,
      `/${length} lies between /${length - (length % 4)} and /${length - (length % 4) + 4}.`,
    );
}

function checkGateways(entry: PlanEntry, report: Report): void {
  const { ipv6, ipv4, gateways } = entry.node;
  const own = [ipv6, ipv4].filter((prefix) => prefix !== null);
  for (const gateway of gateways) {
    if (isLinkLocal(gateway)) continue;
    if (!own.some((prefix) => containsAddress(prefix, gateway)))
      report('gateway-outside', entry, `The gateway ${gateway} is not in ${own.join(' or ')}.`);
    else if (ipv4 !== null && isEndOf(ipv4, gateway))
      report('gateway-outside', entry, `The gateway ${gateway} is the network or the broadcast of ${ipv4}.`);
  }
}

/** True for the two addresses of an IPv4 subnet that no host has; a /31 and a /32 have none (RFC 3021). */
function isEndOf(prefix: Prefix, address: Address): boolean {
  return lengthOf(prefix) < 31 && (address === networkOf(prefix) || address === lastOf(prefix));
}

/** The VLAN and the site of a link. Only of links: a container may carry the number for what is in it. */
export function linkOf({ node: { site, vlan, role } }: PlanEntry): string | null {
  return vlan === null || (role !== 'lan' && role !== 'point-to-point') ? null : `${vlan} ${site}`;
}

/** The links with one VLAN at one site: all but the one of the lowest address are reported. */
export function checkVlans(entries: readonly PlanEntry[], report: Report): void {
  if (entries.length < 2) return;
  const [first, ...others] = entries.toSorted(byAddress);
  if (first !== undefined) for (const entry of others) reportVlan(entry, first, report);
}

function reportVlan(entry: PlanEntry, other: PlanEntry, report: Report): void {
  const { site, vlan, name } = entry.node;
  report('duplicate-vlan', entry, `VLAN ${vlan} at "${site}" is "${name}" and "${other.node.name}".`, other);
}

const watched = specialPurposes
  .map((block) => ({ block, range: rangeOf(block.prefix) }))
  .filter(({ block }) => /^(Documentation|Deprecated)/.test(block.name));

/** Said of the highest node that lies in such space, not again of all below it. */
function checkSpecial(
  plan: Plan,
  entry: PlanEntry,
  { prefix, first, end }: Extent,
  which: Family,
  report: Report,
): void {
  const above = familyParent(plan, entry.node.id, which);
  const around = above === undefined ? undefined : extentIn(above, which);
  const inParent = around !== undefined && around.first <= first && end <= around.end;
  for (const { block, range } of watched) {
    if (range.family !== which || range.first > first || range.last < end - 1n) continue;
    if (inParent && range.first <= around.first && around.end - 1n <= range.last) continue;
    const rule = block.name.startsWith('Documentation') ? 'documentation-space' : 'deprecated-space';
    report(rule, entry, `${prefix} lies in ${block.prefix}: ${block.name} (${block.sources.join(', ')}).`);
  }
  if (which === 6 && !(inParent && lengthOf(around.prefix) >= 48)) checkUnique(entry, prefix, report);
}

function checkUnique(entry: PlanEntry, prefix: Prefix, report: Report): void {
  const network = networkOf(prefix);
  const address = uniqueLocalOf(network);
  // A shorter prefix has no whole global identifier to judge.
  if (address === undefined || lengthOf(prefix) < 48) return;
  const why = address.locallyAssigned ? reasonNotRandom(address.globalId) : 'fc00::/8 was never defined';
  if (why !== undefined)
    report('ula-not-random', entry, `The global identifier of ${prefix} is not random: ${why}.`);
}
