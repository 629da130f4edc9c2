import { family, fromBigInt, interfaceIdentifier, toBigInt, type Address } from './address.ts';
import { identifierKind, isMulticast } from './kind.ts';
import { containsAddress, lengthOf, networkOf, parsePrefix, prefixFamily, type Prefix } from './prefix.ts';

/** The prefixes that say by themselves what stands behind them. */
const mapped = parsePrefix('::ffff:0:0/96');
const compatible = parsePrefix('::/96');
const translated = parsePrefix('::ffff:0:0:0/96');
const sixToFour = parsePrefix('2002::/16');
const teredo = parsePrefix('2001::/32');
/** The well-known prefix of NAT64 (RFC 6052 section 2.1). */
export const wellKnownNat64: Prefix = parsePrefix('64:ff9b::/96');

const low32 = 0xffff_ffffn;

/** How an IPv4 address stands in an IPv6 address. */
export type Ipv4Form = 'mapped' | 'compatible' | 'translated' | 'nat64' | '6to4' | 'teredo' | 'isatap';

/** An IPv4 address found in an IPv6 address. */
export interface EmbeddedIpv4 {
  readonly form: Ipv4Form;
  readonly ipv4: Address;
  /** The document that defines the form. */
  readonly source: string;
}

/**
 * The IPv4 addresses that an IPv6 address holds by a form that its own bits tell. NAT64 with a prefix of the network's
 * own tells nothing by itself: see ipv4OfNat64.
 */
export function embeddedIpv4(address: Address): EmbeddedIpv4[] {
  if (family(address) === 4) return [];
  const value = toBigInt(address);
  const found: EmbeddedIpv4[] = [];
  const add = (form: Ipv4Form, bits: bigint, source: string) => {
    found.push({ form, ipv4: fromBigInt(bits & low32, 4), source });
  };
  if (containsAddress(mapped, address)) add('mapped', value, 'RFC 4291 section 2.5.5.2');
  // ::, ::1 and their like are not IPv4: no host has an address in 0.0.0.0/8.
  if (containsAddress(compatible, address) && value > 0xff_ffffn)
    add('compatible', value, 'RFC 4291 section 2.5.5.1');
  if (containsAddress(translated, address)) add('translated', value, 'RFC 2765 section 2.1');
  if (containsAddress(wellKnownNat64, address)) add('nat64', value, 'RFC 6052 section 2.1');
  if (containsAddress(sixToFour, address)) add('6to4', value >> 80n, 'RFC 3056 section 2');
  if (containsAddress(teredo, address)) add('teredo', value ^ low32, 'RFC 4380 section 4');
  if (!isMulticast(address) && identifierKind(address) === 'isatap')
    add('isatap', value, 'RFC 5214 section 6.1');
  return found;
}

/** The IPv4-mapped form `::ffff:192.0.2.1`. @throws RangeError for an IPv6 address */
export function mappedAddress(ipv4: Address): Address {
  return fromBigInt((0xffffn << 32n) | ipv4Bits(ipv4), 6);
}

/** The /48 of the site behind an IPv4 address in 6to4 (RFC 3056 section 2). @throws RangeError for an IPv6 address */
export function sixToFourPrefix(ipv4: Address): Prefix {
  return parsePrefix(`${fromBigInt((0x2002n << 112n) | (ipv4Bits(ipv4) << 80n), 6)}/48`);
}

/**
 * The interface identifier of ISATAP (RFC 5214 section 6.1).
 * @param globallyUnique whether the IPv4 address is unique in the world, which sets the "u" bit
 * @throws RangeError for an IPv6 address
 */
export function isatapIdentifier(ipv4: Address, globallyUnique: boolean): bigint {
  return (globallyUnique ? 0x0200_5efen << 32n : 0x5efen << 32n) | ipv4Bits(ipv4);
}

/** What is inside of a Teredo address (RFC 4380 section 4). */
export interface Teredo {
  /** The IPv4 address of the client's Teredo server. */
  readonly server: Address;
  /** The IPv4 address and the UDP port of the client, as the server saw them outside of the NAT. */
  readonly client: Address;
  readonly port: number;
  /** The 16 bits of flags; 0x8000 was "behind a cone NAT", which RFC 5991 withdrew. */
  readonly flags: number;
}

/** What is inside of a Teredo address, or undefined for other addresses. */
export function teredoOf(address: Address): Teredo | undefined {
  if (family(address) === 4 || !containsAddress(teredo, address)) return undefined;
  const value = toBigInt(address);
  return {
    server: fromBigInt((value >> 64n) & low32, 4),
    client: fromBigInt((value & low32) ^ low32, 4),
    port: Number((value >> 32n) & 0xffffn) ^ 0xffff,
    flags: Number((value >> 48n) & 0xffffn),
  };
}

/** The address of a Teredo client. @throws RangeError where a part does not fit */
export function teredoAddress({ server, client, port, flags }: Teredo): Address {
  for (const [name, value] of Object.entries({ port, flags })) {
    if (!Number.isInteger(value) || value < 0 || value > 0xffff)
      throw new RangeError(`${name} ${value} is no 16 bits`);
  }
  const hidden = ((BigInt(port) ^ 0xffffn) << 32n) | (ipv4Bits(client) ^ low32);
  return fromBigInt((0x2001_0000n << 96n) | (ipv4Bits(server) << 64n) | (BigInt(flags) << 48n) | hidden, 6);
}

/** The lengths that a prefix of NAT64 can have (RFC 6052 section 2.2). */
export const nat64Lengths: readonly number[] = [32, 40, 48, 56, 64, 96];

/**
 * An IPv4 address as IPv6 hosts see it through NAT64 or another translator (RFC 6052 section 2.2). The octet of bits
 * 64 to 71 is kept zero, so that the IPv4 address goes around it.
 * @throws RangeError where the prefix has another length, or bits 64 to 71 set
 */
export function nat64Address(prefix: Prefix, ipv4: Address): Address {
  checkNat64(prefix);
  const length = lengthOf(prefix);
  const placed = ipv4Bits(ipv4) << BigInt(96 - length);
  return fromBigInt(toBigInt(networkOf(prefix)) | (length === 96 ? placed : aroundOctet(placed)), 6);
}

/**
 * The IPv4 address behind an address of NAT64 with this prefix; undefined where the address is outside of the prefix,
 * or bits 64 to 71 are not zero, as they must be. Bits after the IPv4 address are not looked at (section 2.2).
 * @throws RangeError where the prefix has another length, or bits 64 to 71 set
 */
export function ipv4OfNat64(prefix: Prefix, address: Address): Address | undefined {
  checkNat64(prefix);
  if (!containsAddress(prefix, address)) return undefined;
  const value = toBigInt(address);
  if (((value >> 56n) & 0xffn) !== 0n) return undefined;
  const length = lengthOf(prefix);
  const joined = length === 96 ? value : ((value >> 64n) << 64n) | ((value & 0xff_ffff_ffff_ffffn) << 8n);
  return fromBigInt((joined >> BigInt(96 - length)) & low32, 4);
}

/** Moves what stands at bit 64 and after by one octet to the right. */
function aroundOctet(value: bigint): bigint {
  return ((value >> 64n) << 64n) | ((value & 0xffff_ffff_ffff_ffffn) >> 8n);
}

function checkNat64(prefix: Prefix): void {
  if (prefixFamily(prefix) === 4 || !nat64Lengths.includes(lengthOf(prefix))) {
    throw new RangeError(
      `${prefix} is no NAT64 prefix: those are IPv6, with a length of ${nat64Lengths.join(', ')}`,
    );
  }
  if (interfaceIdentifier(networkOf(prefix)) >> 56n !== 0n) {
    throw new RangeError(`${prefix} is no NAT64 prefix: its bits 64 to 71 must be zero`);
  }
}

function ipv4Bits(address: Address): bigint {
  if (family(address) !== 4) throw new RangeError(`${address} is no IPv4 address`);
  return toBigInt(address);
}
