import { family, type Address } from './address.ts';
import { containsAddress, lengthOf, networkOf, parsePrefix, type Prefix } from './prefix.ts';
import { otherBlocks, registryBlocks4, registryBlocks6, type BlockRow } from './special-purpose-blocks.ts';

/** A block of addresses that is not for ordinary use, and what its flags in the registry say of it. */
export interface SpecialPurpose {
  readonly prefix: Prefix;
  readonly name: string;
  /** The documents that set it aside: `RFC 4193`. */
  readonly sources: readonly string[];
  /**
   * `special-purpose`: the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190), as of July
   * 2026. `other`: set aside by an RFC, but in another registry (multicast) or in none (deprecated blocks).
   */
  readonly registry: 'special-purpose' | 'other';
  /** True where the block is withdrawn: the registry then says nothing of its flags. */
  readonly terminated: boolean;
  /** The columns of the registry; null where it says "N/A" or nothing. */
  readonly validSource: boolean | null;
  readonly validDestination: boolean | null;
  readonly forwardable: boolean | null;
  readonly globallyReachable: boolean | null;
  readonly reservedByProtocol: boolean | null;
  /** What this means for whoever finds or plans such an address, in a sentence. */
  readonly use: string;
}

const told: Record<string, boolean | undefined> = { y: true, n: false };

function blocksOf(rows: readonly BlockRow[], registry: SpecialPurpose['registry']): SpecialPurpose[] {
  return rows.map(([prefix, name, sources, flags, use]) => {
    const flag = (index: number) => told[flags[index] ?? ''] ?? null;
    return {
      prefix: parsePrefix(prefix),
      name,
      sources: sources.split(', '),
      registry,
      terminated: flags === '-----',
      validSource: flag(0),
      validDestination: flag(1),
      forwardable: flag(2),
      globallyReachable: flag(3),
      reservedByProtocol: flag(4),
      use,
    };
  });
}

/** Every block that is known here, the registries in their own order, then the others. */
export const specialPurposes: readonly SpecialPurpose[] = [
  ...blocksOf([...registryBlocks4, ...registryBlocks6], 'special-purpose'),
  ...blocksOf(otherBlocks, 'other'),
];

/** Every block in which an address lies, the narrowest first; none for an ordinary unicast address. */
export function specialPurposesOf(address: Address): SpecialPurpose[] {
  return narrowestFirst(specialPurposes.filter(({ prefix }) => containsAddress(prefix, address)));
}

/**
 * Every block that a prefix touches, the narrowest first: those that hold it, and those that it holds.
 */
export function specialPurposesWithin(prefix: Prefix): SpecialPurpose[] {
  return narrowestFirst(
    specialPurposes.filter(
      (block) =>
        containsAddress(block.prefix, networkOf(prefix)) || containsAddress(prefix, networkOf(block.prefix)),
    ),
  );
}

function narrowestFirst(blocks: SpecialPurpose[]): SpecialPurpose[] {
  return blocks.toSorted((one, other) => lengthOf(other.prefix) - lengthOf(one.prefix));
}

/**
 * Whether packets to the address can pass between networks on the Internet, as far as the address tells: what the
 * narrowest block of the special-purpose registries says of it (RFC 8190 section 2.1), null where it says nothing, and
 * true for all other unicast addresses, of IPv6 those in 2000::/3, which are all that IANA gives out (RFC 4291 section
 * 2.4). Null for multicast: that is a matter of its scope.
 */
export function isGloballyReachable(address: Address): boolean | null {
  const blocks = specialPurposesOf(address);
  const first = blocks.find((block) => block.registry === 'special-purpose') ?? blocks[0];
  if (first !== undefined) return first.globallyReachable;
  return family(address) === 4 || containsAddress(globalUnicast, address);
}

const globalUnicast = parsePrefix('2000::/3');
