import { z } from 'zod';
import { addressValue, prefixValue } from '../api/values.ts';
import type { Family } from '../net/address.ts';
import { prefixFamily } from '../net/prefix.ts';

/**
 * A line of text for people: nothing that ends it or that cannot be seen. The control characters are written out, since
 * this goes into the JSON schema, and validators in other languages do not know `\p{Cc}`.
 */
export const line = z
  .string()
  .max(255)
  .regex(/^[^\u0000-\u001f\u007f-\u009f]*$/, { error: 'expected one line without control characters' });

/** Notes may have lines; what else controls a terminal has no place in them. */
export const lines = z
  .string()
  .max(10_000)
  .regex(/^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f]*$/, {
    error: 'expected text without control characters',
  });

const nodeId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
  error: 'expected up to 64 letters, digits, ".", "_" or "-", the first a letter or digit',
});

const ofFamily = (which: Family) =>
  prefixValue.refine((prefix) => prefixFamily(prefix) === which, {
    error: `expected a prefix of IPv${which}`,
  });

/** What a node may be for. */
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

/** How far a node has come. */
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
