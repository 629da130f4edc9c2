import type { Address } from './address.ts';
import { family, interfaceIdentifier, toBigInt } from './address.ts';
import { isGloballyReachable } from './special-purpose.ts';

/**
 * What an address is, as far as the address itself tells:
 * - `link-local`: fe80::/10 (RFC 4291) and 169.254.0.0/16 (RFC 3927)
 * - `ula`: fc00::/7 (RFC 4193); `private`: RFC 1918 and the shared space of RFC 6598
 * - `special`: other IPv4 that the registry of special-purpose addresses keeps off the Internet: for documentation
 *   (RFC 5737), benchmarks (RFC 2544), protocols (RFC 6890), "this network" and the former class E
 * - `global`: every other unicast address. For IPv6 this is its scope (RFC 4291 section 2.4), also where a block such as
 *   2001:db8::/32 is set aside; special-purpose.ts says what a block is for
 */
export type AddressKind =
  | 'link-local'
  | 'ula'
  | 'global'
  | 'private'
  | 'special'
  | 'multicast'
  | 'loopback'
  | 'unspecified'
  | 'broadcast';

/** True for fe80::/10 and 169.254.0.0/16. */
export function isLinkLocal(address: Address): boolean {
  return /^fe[89ab][0-9a-f]:/.test(address) || address.startsWith('169.254.');
}

/** True for ff00::/8 and 224.0.0.0/4. */
export function isMulticast(address: Address): boolean {
  return family(address) === 6 ? /^ff[0-9a-f]{2}:/.test(address) : inRange(firstOctet(address), 224, 239);
}

/** Classifies an address (see AddressKind for the sources). */
export function kindOf(address: Address): AddressKind {
  if (isMulticast(address)) return 'multicast';
  if (isLinkLocal(address)) return 'link-local';
  if (family(address) === 6) {
    if (address === '::') return 'unspecified';
    if (address === '::1') return 'loopback';
    return /^f[cd][0-9a-f]{2}:/.test(address) ? 'ula' : 'global';
  }
  if (address === '255.255.255.255') return 'broadcast';
  if (address === '0.0.0.0') return 'unspecified';
  if (address.startsWith('127.')) return 'loopback';
  if (isPrivateIpv4(toBigInt(address))) return 'private';
  return isGloballyReachable(address) === false ? 'special' : 'global';
}

function isPrivateIpv4(value: bigint): boolean {
  return (
    value >> 24n === 10n ||
    value >> 20n === 0xac1n ||
    value >> 16n === 0xc0a8n ||
    value >> 22n === 0x64_40n >> 6n
  );
}

function firstOctet(address: Address): number {
  return Number.parseInt(address, 10);
}

function inRange(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

/**
 * What an IPv6 interface identifier looks like. Only `eui64` is a statement of fact about the form (`ff:fe` in the
 * middle, RFC 4291 appendix A); the others are the likeliest reading of the bits.
 */
export type IdentifierKind = 'eui64' | 'low-byte' | 'embedded-ipv4' | 'isatap' | 'opaque';

/** Classifies the low 64 bits of an IPv6 unicast address (after RFC 7707 section 4.1). */
export function identifierKind(address: Address): IdentifierKind {
  const identifier = interfaceIdentifier(address);
  if (((identifier >> 24n) & 0xffffn) === 0xfffen) return 'eui64';
  const high = identifier >> 32n;
  if (high === 0x00005efen || high === 0x02005efen) return 'isatap';
  if (identifier < 0x10000n) return 'low-byte';
  if (high === 0n) return 'embedded-ipv4';
  return 'opaque';
}
