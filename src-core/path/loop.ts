import type { Address } from '../net/address.ts';

/** A router that is met again after others: packets go round in a circle. */
export interface PathLoop {
  readonly address: Address;
  /** The first two distances at which it answered. */
  readonly hops: readonly [number, number];
}

/**
 * The nearest router of a path to which packets come back; null where there is none. One that answers at two distances
 * one after the other is no loop: some routers do not count themselves, and one that refuses answers for the hop behind.
 */
export function loopOf(
  hops: readonly { readonly hop: number; readonly addresses: readonly { readonly address: Address }[] }[],
): PathLoop | null {
  const seen = new Map<Address, number>();
  for (const [index, { hop, addresses }] of hops.entries()) {
    const before = new Set(hops[index - 1]?.addresses.map(({ address }) => address));
    for (const { address } of addresses) {
      const first = seen.get(address);
      if (first === undefined) seen.set(address, hop);
      // Behind a silent hop it may be the same as two hops one after the other.
      else if (!before.has(address) && before.size > 0) return { address, hops: [first, hop] };
    }
  }
  return null;
}
