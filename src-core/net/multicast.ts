import { family, fromBigInt, interfaceIdentifier, toBigInt, type Address } from './address.ts';
import { isMulticast } from './kind.ts';
import { macFromBigInt, type Mac } from './mac.ts';
import {
  containsAddress,
  lengthOf,
  networkOf,
  parsePrefix,
  prefixFamily,
  prefixOf,
  type Prefix,
} from './prefix.ts';

/** How far a multicast address reaches, by its four bits (RFC 4291 section 2.7, RFC 7346 section 2). */
const scopeNames: Record<number, string> = {
  0: 'reserved',
  1: 'interface-local',
  2: 'link-local',
  3: 'realm-local',
  4: 'admin-local',
  5: 'site-local',
  8: 'organization-local',
  14: 'global',
  15: 'reserved',
};

/**
 * What an IPv6 multicast address is:
 * - `well-known`: given out by IANA (RFC 4291 section 2.7)
 * - `solicited-node`: ff02::1:ff00:0/104, where the owner of a unicast address listens (section 2.7.1)
 * - `transient`: chosen by whoever uses it
 * - `source-specific`: ff3x::/32, received from named senders alone (RFC 4607)
 * - `unicast-prefix-based`: chosen by the owner of a prefix (RFC 3306)
 * - `link-scoped`: chosen by the owner of an interface identifier (RFC 4489)
 * - `embedded-rendezvous-point`: names its own rendezvous point (RFC 3956)
 * - `malformed`: flags and fields that no document allows together
 */
export type MulticastKind =
  | 'well-known'
  | 'solicited-node'
  | 'transient'
  | 'source-specific'
  | 'unicast-prefix-based'
  | 'link-scoped'
  | 'embedded-rendezvous-point'
  | 'malformed';

/** An IPv6 multicast address taken apart. */
export interface Multicast {
  readonly kind: MulticastKind;
  /** The four bits of the scope and their name; `unassigned` for those that have none. */
  readonly scope: number;
  readonly scopeName: string;
  /** The flags R, P and T (RFC 3956, RFC 3306, RFC 4291). */
  readonly rendezvousPointEmbedded: boolean;
  readonly prefixBased: boolean;
  readonly transient: boolean;
  /** The last 32 bits, or 112 where the address has no prefix in it. */
  readonly groupId: bigint;
  /** The unicast prefix of its owner, where it names one. */
  readonly prefix?: Prefix;
  /** The rendezvous point, where it names one. */
  readonly rendezvousPoint?: Address;
  /** The low 24 bits of the unicast addresses that a solicited-node address stands for. */
  readonly solicitedBits?: number;
  /** The interface identifier of its owner, where it names one. */
  readonly interfaceIdentifier?: bigint;
}

const solicited = parsePrefix('ff02::1:ff00:0/104');
const low32 = 0xffff_ffffn;

/** Takes an IPv6 multicast address apart; undefined for every other address. */
export function multicastOf(address: Address): Multicast | undefined {
  if (family(address) === 4 || !isMulticast(address)) return undefined;
  const value = toBigInt(address);
  const flags = Number((value >> 116n) & 0xfn);
  const scope = Number((value >> 112n) & 0xfn);
  const common = {
    scope,
    scopeName: scopeNames[scope] ?? 'unassigned',
    rendezvousPointEmbedded: (flags & 4) !== 0,
    prefixBased: (flags & 2) !== 0,
    transient: (flags & 1) !== 0,
  };
  const group = { ...common, groupId: value & low32 };
  const whole = { ...common, groupId: value & ((1n << 112n) - 1n) };
  switch (flags & 7) {
    case 0:
      if (!containsAddress(solicited, address)) return { ...whole, kind: 'well-known' };
      return { ...whole, kind: 'solicited-node', solicitedBits: Number(value & 0xff_ffffn) };
    case 1:
      return { ...whole, kind: 'transient' };
    case 3:
      return { ...group, ...prefixBased(value, scope) };
    case 7:
      return { ...group, ...withRendezvousPoint(value) };
    default:
      // R needs P, and P needs T (RFC 3306 section 4, RFC 3956 section 4).
      return { ...whole, kind: 'malformed' };
  }
}

type Parts = Pick<Multicast, 'kind' | 'prefix' | 'rendezvousPoint' | 'interfaceIdentifier'>;

/** Flags 0011: |8 bits ff|4 flags|4 scope|8 reserved|8 length|64 prefix|32 group| (RFC 3306 section 4). */
function prefixBased(value: bigint, scope: number): Parts {
  const length = Number((value >> 96n) & 0xffn);
  const network = (value >> 32n) & 0xffff_ffff_ffff_ffffn;
  if (length === 0xff && scope <= 2) return { kind: 'link-scoped', interfaceIdentifier: network };
  if (length === 0) return { kind: network === 0n ? 'source-specific' : 'malformed' };
  const prefix = prefixIn(network, length);
  return prefix === undefined ? { kind: 'malformed' } : { kind: 'unicast-prefix-based', prefix };
}

/** Flags 0111: four of the reserved bits are the last four of the rendezvous point (RFC 3956 section 3). */
function withRendezvousPoint(value: bigint): Parts {
  const length = Number((value >> 96n) & 0xffn);
  const identifier = (value >> 104n) & 0xfn;
  const prefix = prefixIn((value >> 32n) & 0xffff_ffff_ffff_ffffn, length);
  if (prefix === undefined || length === 0 || identifier === 0n) return { kind: 'malformed' };
  const rendezvousPoint = fromBigInt(toBigInt(networkOf(prefix)) | identifier, 6);
  return { kind: 'embedded-rendezvous-point', prefix, rendezvousPoint };
}

/** The prefix of this length in the 64 bits of the field, which may hold more after it for the owner's own use. */
function prefixIn(network: bigint, length: number): Prefix | undefined {
  return length > 64 ? undefined : prefixOf(fromBigInt(network << 64n, 6), length);
}

/**
 * The solicited-node address of a unicast address, where neighbour solicitations for it go (RFC 4291 section 2.7.1).
 * @throws RangeError for IPv4
 */
export function solicitedNode(address: Address): Address {
  if (family(address) === 4) throw new RangeError(`${address} has no solicited-node address: it is IPv4`);
  return fromBigInt(toBigInt(networkOf(solicited)) | (interfaceIdentifier(address) & 0xff_ffffn), 6);
}

/**
 * The Ethernet address to which packets for a multicast address are sent: 33:33 and its last 32 bits (RFC 2464
 * section 7), or for IPv4 01:00:5e and its last 23 bits (RFC 1112 section 6.4). Undefined for unicast.
 */
export function ethernetOfMulticast(address: Address): Mac | undefined {
  if (!isMulticast(address)) return undefined;
  const value = toBigInt(address);
  if (family(address) === 4) return macFromBigInt((0x01005en << 24n) | (value & 0x7f_ffffn));
  return macFromBigInt((0x3333n << 32n) | (value & low32));
}

/**
 * A multicast address that the owner of a prefix may give out (RFC 3306 section 4).
 * @param scope four bits, see scopeNames
 * @param groupId 32 bits
 * @throws RangeError where a part does not fit, or the prefix is IPv4 or longer than /64
 */
export function multicastOfPrefix(prefix: Prefix, scope: number, groupId: number): Address {
  return fromBigInt(made(0x3n, prefix, scope, groupId), 6);
}

/**
 * A multicast address that names its rendezvous point (RFC 3956 section 4).
 * @param rendezvousPoint must be the prefix, zeros, and 1 to 15
 * @throws RangeError where a part does not fit
 */
export function multicastOfRendezvousPoint(
  prefix: Prefix,
  rendezvousPoint: Address,
  scope: number,
  groupId: number,
): Address {
  const network = toBigInt(networkOf(prefix));
  const value = made(0x7n, prefix, scope, groupId);
  const identifier = family(rendezvousPoint) === 6 ? toBigInt(rendezvousPoint) - network : 0n;
  if (identifier < 1n || identifier > 15n || lengthOf(prefix) === 0) {
    throw new RangeError(
      `${rendezvousPoint} cannot be named: it must be ${prefix} followed by zeros and 1 to 15`,
    );
  }
  return fromBigInt(value | (identifier << 104n), 6);
}

function made(flags: bigint, prefix: Prefix, scope: number, groupId: number): bigint {
  if (prefixFamily(prefix) === 4 || lengthOf(prefix) > 64) {
    throw new RangeError(`${prefix} has no room in a multicast address: it must be IPv6 and /64 or shorter`);
  }
  if (!Number.isInteger(scope) || scope < 0 || scope > 15)
    throw new RangeError(`${scope} is no scope of four bits`);
  if (!Number.isInteger(groupId) || groupId < 0 || groupId > 0xffff_ffff) {
    throw new RangeError(`${groupId} is no group identifier of 32 bits`);
  }
  const head =
    (0xffn << 120n) | (flags << 116n) | (BigInt(scope) << 112n) | (BigInt(lengthOf(prefix)) << 96n);
  return head | ((toBigInt(networkOf(prefix)) >> 64n) << 32n) | BigInt(groupId);
}
