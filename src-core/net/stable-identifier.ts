import { interfaceIdentifier, toBigInt, type Address } from './address.ts';
import { bigIntToOctets, octetsToBigInt, type Hash } from './octets.ts';
import { lengthOf, networkOf, prefixFamily, type Prefix } from './prefix.ts';

/** What a stable identifier is made from (RFC 7217 section 5). */
export interface StableIdentifierInput {
  /** The prefix of the address, /64 or shorter. */
  readonly prefix: Prefix;
  /** What names the interface for good: its name, index or MAC (appendix A). */
  readonly netInterface: string;
  /** What names the network: an SSID; empty where there is none. */
  readonly networkId: string;
  /** How many identifiers were tried before and found to be in use. */
  readonly dadCounter: number;
  /** At least 128 bits, drawn at random once and kept. */
  readonly secret: Uint8Array;
}

/**
 * A semantically opaque interface identifier (RFC 7217): always the same for one interface in one network, and no
 * telling from one network to another. Each parameter is hashed with its length before it, so that no two inputs run
 * together; the RFC leaves the layout to the program, so other systems give other identifiers for the same input.
 * @param hash SHA-256 or another that cannot be run backwards
 * @returns 64 bits, and the counter that gave them: it is raised past identifiers that are reserved
 * @throws RangeError for a secret that is too short, or a prefix with no room for an identifier
 */
export async function stableIdentifier(
  input: StableIdentifierInput,
  hash: Hash,
): Promise<{ identifier: bigint; dadCounter: number }> {
  const { prefix, netInterface, networkId, secret } = input;
  if (secret.length < 16) throw new RangeError('the secret must have at least 128 bits');
  if (prefixFamily(prefix) === 4 || lengthOf(prefix) > 64) {
    throw new RangeError(`${prefix} has no room for an interface identifier of 64 bits`);
  }
  const network = [...bigIntToOctets(toBigInt(networkOf(prefix)), 16), lengthOf(prefix)];
  for (let dadCounter = input.dadCounter; ; dadCounter++) {
    const counter = bigIntToOctets(BigInt(dadCounter), 4);
    const parts = [network, utf8(netInterface), utf8(networkId), counter, secret];
    const octets = parts.flatMap((part) => [...bigIntToOctets(BigInt(part.length), 2), ...part]);
    const digest = await hash(Uint8Array.from(octets));
    const identifier = octetsToBigInt(digest.subarray(-8));
    if (reservedIdentifier(identifier) === undefined) return { identifier, dadCounter };
  }
}

/** The registry of Reserved IPv6 Interface Identifiers (RFC 5453), first and last of each range. */
const reserved: readonly (readonly [first: bigint, last: bigint, name: string])[] = [
  [0n, 0n, 'subnet-router anycast (RFC 4291)'],
  [0x0200_5eff_fe00_0000n, 0x0200_5eff_fe00_5212n, 'block of IANA (RFC 4291)'],
  [0x0200_5eff_fe00_5213n, 0x0200_5eff_fe00_5213n, 'Proxy Mobile IPv6 (RFC 6543)'],
  [0x0200_5eff_fe00_5214n, 0x0200_5eff_feff_ffffn, 'block of IANA (RFC 4291)'],
  [0xfdff_ffff_ffff_ff80n, 0xfdff_ffff_ffff_ffffn, 'subnet anycast (RFC 2526)'],
];

/** What an identifier is reserved for, so that no host may form it; undefined where it is free. */
export function reservedIdentifier(identifier: bigint): string | undefined {
  return reserved.find(([first, last]) => identifier >= first && identifier <= last)?.[2];
}

/** As reservedIdentifier, for the low 64 bits of an IPv6 address. */
export function reservedIdentifierOf(address: Address): string | undefined {
  return reservedIdentifier(interfaceIdentifier(address));
}

/** UTF-8 (RFC 3629). This layer has no TextEncoder; lone surrogates become U+FFFD, as there. */
function utf8(text: string): number[] {
  return [...text.toWellFormed()].flatMap((character) => {
    const code = character.codePointAt(0) ?? 0;
    const tail = (shift: number) => 0x80 | ((code >> shift) & 0x3f);
    if (code < 0x80) return [code];
    if (code < 0x800) return [0xc0 | (code >> 6), tail(0)];
    if (code < 0x10000) return [0xe0 | (code >> 12), tail(6), tail(0)];
    return [0xf0 | (code >> 18), tail(12), tail(6), tail(0)];
  });
}
