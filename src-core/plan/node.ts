import { z } from 'zod';
import { ToolError } from '../api/errors.ts';
import { addressValue, prefixValue } from '../api/values.ts';
import { bitsOf, type Family } from '../net/address.ts';
import { lengthOf, prefixAt, prefixFamily, type Prefix } from '../net/prefix.ts';
import { rangeOf } from '../net/ranges.ts';

/** A line of text for people: nothing that ends it or that cannot be seen. */
export const line = z
  .string()
  .max(255)
  .regex(/^\P{Cc}*$/u, { error: 'expected one line without control characters' });

/** Notes may have lines; what else controls a terminal has no place in them. */
export const lines = z
  .string()
  .max(10_000)
  .regex(/^(?:\P{Cc}|[\n\t])*$/u, { error: 'expected text without control characters' });

const nodeId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
  error: 'expected up to 64 letters, digits, ".", "_" or "-", the first a letter or digit',
});

const ofFamily = (which: Family) =>
  prefixValue.refine((prefix) => prefixFamily(prefix) === which, {
    error: `expected a prefix of IPv${which}`,
  });

export const nodeRoles = [
  'container',
  'site',
  'lan',
  'point-to-point',
  'loopback',
  'pool',
  'customer',
  'host',
] as const;

export const nodeStatuses = ['planned', 'reserved', 'used', 'retiring'] as const;

/** One node in full. A file leaves out what says nothing; see readNode. */
export const planNode = z.strictObject({
  id: nodeId,
  /** The id of the node above; null at the top. */
  parent: nodeId.nullable(),
  /** A node has a prefix of one family or of both: a dual-stack LAN is one node. */
  ipv6: ofFamily(6).nullable(),
  ipv4: ofFamily(4).nullable(),
  name: line,
  role: z.enum(nodeRoles),
  status: z.enum(nodeStatuses),
  site: line,
  /** IEEE 802.1Q: 1 to 4094. */
  vlan: z.number().int().min(1).max(4094).nullable(),
  gateways: z.array(addressValue).max(16),
  dns: z.array(addressValue).max(16),
  tags: z.array(line.regex(/^[^\s,;]+$/, { error: 'expected a word' })).max(64),
  notes: lines,
  colour: z.string().regex(/^(#[0-9a-f]{6})?$/, { error: 'expected "#rrggbb"' }),
  /** The length into which it may grow: the block of this length around it is kept for it. */
  growth6: z.number().int().min(0).max(128).nullable(),
  growth4: z.number().int().min(0).max(32).nullable(),
  /** The length in which a pool hands out its space (DHCPv6 prefix delegation, RFC 9915); null where it does not. */
  delegates: z.number().int().min(0).max(128).nullable(),
  /** True where the prefix is delegated from outside and may change: only the bits under it are the plan's own. */
  dynamic: z.boolean(),
});

export type PlanNode = Readonly<z.output<typeof planNode>>;

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
  const full = typeof value === 'object' && value !== null ? { ...blank, ...value } : value;
  const { data: node, error } = planNode.safeParse(full);
  const refuse = (field: string, why: string): never => {
    throw new ToolError(
      'bad-input',
      `${where} is not a node${field === '' ? '' : `: ${field}`}: ${why}`,
      field,
    );
  };
  if (node === undefined)
    return refuse(error?.issues[0]?.path.join('.') ?? '', error?.issues[0]?.message ?? '');
  const { ipv6, ipv4, growth6, growth4 } = node;
  if (ipv6 === null && ipv4 === null) refuse('ipv6', 'a node has an IPv6 or an IPv4 prefix');
  if (growth6 !== null && (ipv6 === null || growth6 > lengthOf(ipv6)))
    refuse('growth6', 'the room to grow is a length no longer than that of the IPv6 prefix');
  if (growth4 !== null && (ipv4 === null || growth4 > lengthOf(ipv4)))
    refuse('growth4', 'the room to grow is a length no longer than that of the IPv4 prefix');
  return node;
}

/** The node with its extents and its text for searches. */
export function entryOf(node: PlanNode): PlanEntry {
  const { ipv6, ipv4, name, role, status, site, vlan, tags, notes } = node;
  return {
    node,
    six: ipv6 === null ? undefined : extentOf(ipv6, node.growth6),
    four: ipv4 === null ? undefined : extentOf(ipv4, node.growth4),
    text: `${name}\n${ipv6 ?? ''}\n${ipv4 ?? ''}\n${site}\n${role}\n${status}\n${vlan === null ? '' : `vlan ${vlan}`}\n${tags.join('\n')}\n${notes}`.toLowerCase(),
  };
}

/** The extent of an entry in this family. */
export function extentIn(entry: PlanEntry, which: Family): Extent | undefined {
  return which === 6 ? entry.six : entry.four;
}

function extentOf(prefix: Prefix, growth: number | null): Extent {
  const { first, last } = rangeOf(prefix);
  const end = last + 1n;
  if (growth === null) return { prefix, first, end, heldFirst: first, heldEnd: end };
  const held = rangeOf(prefixAt(first, growth, prefixFamily(prefix)));
  return { prefix, first, end, heldFirst: held.first, heldEnd: held.last + 1n };
}

/** How many addresses a prefix of this length has. */
export function addressesOf(length: number, which: Family): bigint {
  return 1n << BigInt(bitsOf(which) - length);
}
