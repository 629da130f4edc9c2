import { bitsOf, toBigInt } from '../net/address.ts';
import { lengthOf, networkOf, prefixAt, prefixFamily, sizeOf, type Prefix } from '../net/prefix.ts';
import { freeSpace } from '../net/prefix-sets.ts';

/** A network made for a number of hosts. */
export interface SizedNetwork {
  readonly hosts: bigint;
  readonly prefix: Prefix;
  /** How many addresses hosts can have in it, and how many of those are left. */
  readonly usable: bigint;
  readonly spare: bigint;
}

/** Networks for host counts, in the order that was asked for, and what stays free in the parent. */
export interface SizedNetworks {
  readonly networks: readonly SizedNetwork[];
  readonly free: readonly Prefix[];
}

/**
 * Cuts networks of different sizes out of a prefix (VLSM), the largest first, so that none leaves a gap. IPv4 networks
 * have two addresses more than hosts, for the network and the broadcast; those of IPv6 are /64s, which hold any number
 * (RFC 7421).
 * @param counts hosts of each network, 1 or more
 * @throws RangeError where a count is not positive, or not all of them fit: it says which one did not
 */
export function networksForHosts(parent: Prefix, counts: readonly bigint[]): SizedNetworks {
  const which = prefixFamily(parent);
  const bits = bitsOf(which);
  const end = toBigInt(networkOf(parent)) + sizeOf(parent);
  const order = counts.map((hosts, index) => ({ hosts, index, length: lengthForHosts(hosts, which) }));
  let next = toBigInt(networkOf(parent));
  const placed: { index: number; network: SizedNetwork }[] = [];
  for (const { hosts, index, length } of order.sort((one, other) => one.length - other.length)) {
    const size = 1n << BigInt(bits - length);
    if (length < lengthOf(parent) || next + size > end) {
      throw new RangeError(
        `a network for ${hosts} hosts (/${length}) does not fit into what is left of ${parent}`,
      );
    }
    const usable = which === 4 ? size - 2n : size;
    placed.push({
      index,
      network: { hosts, prefix: prefixAt(next, length, which), usable, spare: usable - hosts },
    });
    next += size;
  }
  const networks = placed.sort((one, other) => one.index - other.index).map(({ network }) => network);
  return {
    networks,
    free: freeSpace(
      parent,
      networks.map(({ prefix }) => prefix),
    ),
  };
}

function lengthForHosts(hosts: bigint, which: 4 | 6): number {
  if (hosts < 1n) throw new RangeError(`a network has at least one host, not ${hosts}`);
  if (which === 6) {
    if (hosts >> 64n !== 0n) throw new RangeError(`no network of IPv6 has ${hosts} hosts: a /64 has 2^64`);
    return 64;
  }
  let length = 30;
  while ((1n << BigInt(32 - length)) - 2n < hosts) {
    if (length === 0) throw new RangeError(`no network of IPv4 has ${hosts} hosts`);
    length--;
  }
  return length;
}
