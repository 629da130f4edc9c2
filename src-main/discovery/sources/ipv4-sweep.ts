import { fromBigInt, toBigInt, type Address } from '../../../src-core/net/address.ts';
import { lengthOf, networkOf, sizeOf } from '../../../src-core/net/prefix.ts';
import { sleep } from '../neighbour-feed.ts';
import { ipv4Prefixes } from '../on-link.ts';
import type { Source } from '../source.ts';

/** The largest on-link prefix that is swept: 1,022 hosts. */
const shortestLength = 22;

/**
 * A broadcast for each address disturbs the answers to the multicast requests, so the sweep lets those come first:
 * until nothing new came for `calmMs`, but no longer than `headStartMs`.
 */
const calmMs = 250;
const headStartMs = 700;

/** Asks for every address of the on-link IPv4 prefixes by ARP, so that a device shows both families. */
const ipv4Sweep: Source = {
  id: 'ipv4-sweep',
  applies: (own) => {
    const prefixes = ipv4Prefixes(own);
    if (prefixes.length === 0) return 'the interface has no IPv4 prefix';
    if (prefixes.some((prefix) => lengthOf(prefix) >= shortestLength)) return null;
    return `${prefixes.join(', ')} is larger than a /${shortestLength}: it is not swept`;
  },
  async *run({ interface: own, known, probe, progress, warn, signal }) {
    await Promise.race([known.quiet(own.zone, calmMs, signal), sleep(headStartMs, signal)]);
    const swept = [...new Set(ipv4Prefixes(own))];
    for (const prefix of swept.filter((candidate) => lengthOf(candidate) < shortestLength)) {
      warn({
        code: 'unsupported',
        message: `${prefix} is larger than a /${shortestLength}: it is not swept`,
      });
    }
    const ownAddresses = new Set(own.addresses.map(({ address }) => address));
    const candidates = swept
      .filter((prefix) => lengthOf(prefix) >= shortestLength)
      .flatMap((prefix) => hostsOf(networkOf(prefix), sizeOf(prefix)))
      .filter((address) => !ownAddresses.has(address));
    let taken = 0;
    const counted = function* () {
      for (const address of candidates) {
        progress(taken++, candidates.length);
        yield address;
      }
    };
    await probe(counted());
    progress(candidates.length, candidates.length);
    yield* [];
  },
};

/** The usable addresses: without network and broadcast, but both of a /31 (RFC 3021) and the one of a /32. */
function hostsOf(network: Address, size: bigint): Address[] {
  const first = toBigInt(network);
  const [from, to] = size <= 2n ? [first, first + size] : [first + 1n, first + size - 1n];
  const hosts: Address[] = [];
  for (let value = from; value < to; value++) hosts.push(fromBigInt(value, 4));
  return hosts;
}

export default ipv4Sweep;
