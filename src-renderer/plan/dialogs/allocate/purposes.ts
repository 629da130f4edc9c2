import { lengthOf } from '../../../../src-core/net/prefix.ts';
import { strategyNames, type Strategy } from '../../../../src-core/plan/allocate.ts';
import type { PlanNode } from '../../../../src-core/plan/node.ts';

interface Purpose {
  readonly label: string;
  /** Why it is of that length, with the source. */
  readonly why: string;
  readonly role: PlanNode['role'];
  /** The lengths that are proposed; another one can be typed. */
  readonly length6: number;
  readonly length4: number;
  readonly pattern: string;
}

/** What a new prefix is for, which decides its length. */
export const purposes = {
  lan: {
    label: 'LAN',
    why: 'A link has 64 bits for hosts (RFC 4291 section 2.5.4, RFC 7421).',
    role: 'lan',
    length6: 64,
    length4: 24,
    pattern: 'LAN {n}',
  },
  customer: {
    label: 'Customer',
    why: 'A /56 is 256 LANs for a home; a business gets a /48 (RFC 6177, RIPE-690).',
    role: 'customer',
    length6: 56,
    length4: 32,
    pattern: 'Customer {n:4}',
  },
  site: {
    label: 'Site',
    why: 'A /48 for each site, which is 65,536 LANs (RFC 6177, RIPE-690).',
    role: 'site',
    length6: 48,
    length4: 22,
    pattern: 'Site {n}',
  },
  link: {
    label: 'Point-to-point link',
    why: 'A /127 between routers, so that nothing can bounce between them (RFC 6164); a /31 in IPv4 (RFC 3021).',
    role: 'point-to-point',
    length6: 127,
    length4: 31,
    pattern: 'Link {n}',
  },
  loopback: {
    label: 'Loopback',
    why: 'One address of a router itself.',
    role: 'loopback',
    length6: 128,
    length4: 32,
    pattern: 'Loopback {n}',
  },
  pool: {
    label: 'Pool for delegation',
    why: 'A prefix out of which DHCPv6 hands out shorter ones to routers (RFC 9915).',
    role: 'pool',
    length6: 48,
    length4: 24,
    pattern: 'Pool {n}',
  },
  hosts: {
    label: 'So many hosts',
    why: 'In IPv4 the length follows from the hosts, with network and broadcast; in IPv6 any number of them has room in a /64.',
    role: 'lan',
    length6: 64,
    length4: 26,
    pattern: 'LAN {n}',
  },
  length: {
    label: 'By its length',
    why: 'Any prefix: a region, a building, a block for later.',
    role: 'container',
    length6: 52,
    length4: 20,
    pattern: 'Block {n}',
  },
} as const satisfies Record<string, Purpose>;

export type PurposeId = keyof typeof purposes;

/** What is most often made below a node, of those that have room in it: nothing larger than itself. */
export function purposeUnder({ role, ipv6, ipv4 }: Pick<PlanNode, 'role' | 'ipv6' | 'ipv4'>): PurposeId {
  const usual: PurposeId = role === 'pool' ? 'customer' : role === 'container' ? 'site' : 'lan';
  const fits = (id: PurposeId): boolean =>
    (ipv6 === null || lengthOf(ipv6) < purposes[id].length6) &&
    (ipv4 === null || lengthOf(ipv4) < purposes[id].length4);
  return fits(usual) ? usual : 'lan';
}

export const purposeIds = [
  'lan',
  'customer',
  'site',
  'link',
  'loopback',
  'pool',
  'hosts',
  'length',
] as const satisfies readonly PurposeId[];

/** How a place is chosen, as the dialog explains it. */
export const strategyTexts = {
  first: {
    label: 'First free',
    why: 'In order from the lowest address; RFC 3531 section 3.2 calls it rightmost. The next one lies right beside, so none can grow.',
  },
  best: {
    label: 'Best fit',
    why: 'The smallest free block that is large enough, so that large blocks stay whole for later.',
  },
  sparse: {
    label: 'Sparse',
    why: 'By halves: 0, 1/2, 1/4, 3/4 and so on, so that each can grow as long as possible (RFC 3531 section 3.1, leftmost).',
  },
  centre: {
    label: 'Centremost',
    why: 'The middle bits first, so that the bits on both sides can still be moved between parent and child (RFC 3531 section 3.3).',
  },
  numbered: {
    label: 'Exactly the n-th',
    why: 'One place by its number, as where the number of a VLAN or a building is part of the address.',
  },
} as const satisfies Record<Strategy | 'numbered', { readonly label: string; readonly why: string }>;

/** The ways to choose a place, in the order of the dialog. */
export const strategyChoices = [...strategyNames, 'numbered'] as const;
