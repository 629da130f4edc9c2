import { likelyAddresses } from '../likely-addresses.ts';
import { containsAddress } from '../../../src-core/net/prefix.ts';
import { sleep } from '../neighbour-feed.ts';
import { onLinkPrefixes, ownIpv6Addresses, sweepSources } from '../on-link.ts';
import type { Source } from '../source.ts';

/** Time for the quick sources, and then for each round's own finds, before the next guesses are made. */
const pauseMs = 350;
/** On a link where something new always comes, no round waits longer. */
const longestPauseMs = 1_000;
/**
 * Guesses come the likeliest first, and an absent address holds its place in the neighbour table for three seconds. So
 * one table full is asked in any case; more only while the time for a link of this size lasts, or the guesses are good.
 */
const leastAsked = 800;
const patienceMs = (addresses: number) => 1_800 + addresses / 2;
const fruitlessMs = 1_000;
/** And when it takes so long (a full neighbour table), the rest is not asked either. */
const longestMs = 20_000;
/** Rounds, each for what became known since the one before. An absent address takes three seconds to tell. */
const mostRounds = 6;

/**
 * Tries addresses that are likely to be there: interface identifiers that were seen under one prefix under every
 * other, EUI-64 of known MACs, low addresses, and IPv4 addresses written into IPv6 ones (RFC 7707 section 4.1).
 */
const recombination: Source = {
  id: 'recombination',
  applies: (own) => (ownIpv6Addresses(own).length > 0 ? null : 'the interface has no IPv6 address'),
  async *run({ interface: own, known, probe, progress, note, signal }) {
    const prefixes = onLinkPrefixes(own);
    const sources = sweepSources(own);
    const swept = prefixes.filter((prefix) =>
      sources.some((source) => source !== null && containsAddress(prefix, source)),
    );
    const asked = new Set<string>(own.addresses.map(({ address }) => address));
    const underWay = new Set<Promise<void>>();
    const begun = performance.now();
    let done = 0;
    let total = 0;
    const isLate = () => {
      const elapsedMs = performance.now() - begun;
      return elapsedMs > Math.min(longestMs, patienceMs(known.addressCount()));
    };
    const isFruitless = () => done >= leastAsked && known.quietFor(own.zone) > fruitlessMs;
    for (let round = 0; round < mostRounds && !signal.aborted; round++) {
      await Promise.race([known.quiet(own.zone, pauseMs, signal), sleep(longestPauseMs, signal)]);
      const candidates = likelyAddresses({
        prefixes,
        swept,
        known: known.addresses(own.zone),
        macs: known.macs(own.zone),
        withLowAddresses: round > 0,
        withIpv4Forms: round > 0,
      }).filter((address) => !asked.has(address));
      const nothingLeft = candidates.length === 0 && underWay.size === 0;
      if (round > 1 && (nothingLeft || isLate())) break;
      for (const address of candidates) asked.add(address);
      total += candidates.length;
      const counted = function* () {
        for (const address of candidates) {
          if (isLate() && (isFruitless() || performance.now() - begun > longestMs)) return;
          progress(done++, total);
          yield address;
        }
      };
      const probing = probe(counted());
      underWay.add(probing);
      void probing.finally(() => underWay.delete(probing));
      // What the surest guesses find comes at once and spares others; the absent ones are not waited for.
      if (round > 0) await Promise.race([Promise.all(underWay), known.changed(own.zone, signal)]);
    }
    await Promise.all(underWay);
    if (done < total) note(`${done} of ${total} likely addresses were asked, the likeliest first`);
    progress(done, done);
    yield* [];
  },
};

export default recombination;
