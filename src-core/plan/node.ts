import { ToolError } from '../api/errors.ts';
import { bitsOf, toBigInt, type Family } from '../net/address.ts';
import { lengthOf, networkOf, type Prefix } from '../net/prefix.ts';
import { planNode, type PlanNode } from './node-schema.ts';
import { quickNode } from './quick-node.ts';

export { line, lines, nodeRoles, nodeStatuses, planNode, type PlanNode } from './node-schema.ts';

/** What a node is as long as nothing is said of it. */
export const blank = {
  parent: null,
  ipv6: null,
  ipv4: null,
  name: '',
  role: 'container',
  status: 'planned',
  site: '',
  vlan: null,
  gateways: [],
  dns: [],
  tags: [],
  notes: '',
  colour: '',
  growth6: null,
  growth4: null,
  delegates: null,
  dynamic: false,
} as const;

/** What may be changed of a node without moving it in the tree. */
export type NodePatch = Partial<Omit<PlanNode, 'id' | 'parent'>>;

/** The addresses of a node in one family, as integers; `end` is the first address after it. */
export interface Extent {
  readonly prefix: Prefix;
  readonly first: bigint;
  readonly end: bigint;
  /** As first and end, with the room that is kept for it to grow. */
  readonly heldFirst: bigint;
  readonly heldEnd: bigint;
}

/** A node with what is asked of it often, reckoned once. */
export interface PlanEntry {
  readonly node: PlanNode;
  readonly six: Extent | undefined;
  readonly four: Extent | undefined;
  /** All that a search looks in, in lower case. */
  readonly text: string;
}

/**
 * Reads one node; a field that is left out has the value that says nothing.
 * @param where names it in the message: `node 12`, `line 3`
 * @throws ToolError bad-input, whose detail is the path of the field
 */
export function readNode(value: unknown, where: string): PlanNode {
  const refuse = (field: string, why: string): never => {
    throw new ToolError(
      'bad-input',
      `${where} is not a node${field === '' ? '' : `: ${field}`}: ${why}`,
      field,
    );
  };
  let node = isRecord(value) ? quickNode(value) : undefined;
  if (node === undefined) {
    const result = planNode.safeParse(isRecord(value) ? { ...blank, ...value } : value);
    const [issue] = result.error?.issues ?? [];
    if (!result.success) return refuse(issue?.path.join('.') ?? '', issue?.message ?? '');
    node = result.data;
  }
  const { ipv6, ipv4, growth6, growth4 } = node;
  if (ipv6 === null && ipv4 === null) refuse('ipv6', 'a node has an IPv6 or an IPv4 prefix');
  if (growth6 !== null && (ipv6 === null || growth6 > lengthOf(ipv6)))
    refuse('growth6', 'the room to grow is a length no longer than that of the IPv6 prefix');
  if (growth4 !== null && (ipv4 === null || growth4 > lengthOf(ipv4)))
    refuse('growth4', 'the room to grow is a length no longer than that of the IPv4 prefix');
  return node;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** An entry whose text is made when it is first looked in: opening a plan needs none of them. */
class Entry implements PlanEntry {
  readonly node: PlanNode;
  readonly six: Extent | undefined;
  readonly four: Extent | undefined;
  #text: string | undefined;

  constructor(node: PlanNode, before: PlanEntry | undefined) {
    this.node = node;
    const old = before?.node;
    if (old?.ipv6 === node.ipv6 && old.growth6 === node.growth6) this.six = before?.six;
    else this.six = node.ipv6 === null ? undefined : extentOf(node.ipv6, node.growth6, 6);
    if (old?.ipv4 === node.ipv4 && old.growth4 === node.growth4) this.four = before?.four;
    else this.four = node.ipv4 === null ? undefined : extentOf(node.ipv4, node.growth4, 4);
  }

  get text(): string {
    return (this.#text ??= textOf(this.node));
  }
}

/** The node with its extents and its text for searches. */
export function entryOf(node: PlanNode): PlanEntry {
  return new Entry(node, undefined);
}

/** As entryOf, for a node that stands in the place of another: an extent that stays is the same object. */
export function entryAfter(before: PlanEntry | undefined, node: PlanNode): PlanEntry {
  return new Entry(node, before);
}

function textOf({ ipv6, ipv4, name, role, status, site, vlan, tags, notes }: PlanNode): string {
  return `${name}\n${ipv6 ?? ''}\n${ipv4 ?? ''}\n${site}\n${role}\n${status}\n${vlan === null ? '' : `vlan ${vlan}`}\n${tags.join('\n')}\n${notes}`.toLowerCase();
}

/** The extent of an entry in this family. */
export function extentIn(entry: PlanEntry, which: Family): Extent | undefined {
  return which === 6 ? entry.six : entry.four;
}

function extentOf(prefix: Prefix, growth: number | null, which: Family): Extent {
  const first = toBigInt(networkOf(prefix));
  const end = first + addressesOf(lengthOf(prefix), which);
  if (growth === null) return { prefix, first, end, heldFirst: first, heldEnd: end };
  const room = addressesOf(growth, which);
  const heldFirst = first & -room;
  return { prefix, first, end, heldFirst, heldEnd: heldFirst + room };
}

/** How many addresses a prefix of this length has. */
export function addressesOf(length: number, which: Family): bigint {
  return 1n << BigInt(bitsOf(which) - length);
}
