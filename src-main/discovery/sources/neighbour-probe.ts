import { family, type Address } from '../../../src-core/net/address.ts';
import { kindOf } from '../../../src-core/net/kind.ts';
import { containsAddress } from '../../../src-core/net/prefix.ts';
import { sleep } from '../neighbour-feed.ts';
import { onLinkPrefixes } from '../on-link.ts';
import type { Source } from '../source.ts';

/**
 * Most of what the table remembers answers the multicast requests in the first moments: only the rest is asked, when
 * nothing new came for so long, or after so long in any case.
 */
const calmMs = 350;
const headStartMs = 1_200;

/**
 * Asks for the MAC of every address that another source has named or heard from: a multicast reply leaves no entry in
 * the neighbour table, and a name in a record is no proof that somebody is there.
 */
const neighbourProbe: Source = {
  id: 'neighbour-probe',
  applies: () => null,
  watches: true,
  async *run({ interface: own, known, probe, progress, signal }) {
    const asked = new Set<Address>();
    const prefixes = onLinkPrefixes(own);
    let done = 0;
    let isCalm = false;
    const calm = Promise.race([known.quiet(own.zone, calmMs, signal), sleep(headStartMs, signal)]).then(
      () => {
        isCalm = true;
      },
    );
    const isOnLink = (address: Address) =>
      kindOf(address) === 'link-local' || prefixes.some((prefix) => containsAddress(prefix, address));
    while (!signal.aborted) {
      const news = known.changed(own.zone, signal);
      const open = known
        .addresses(own.zone)
        .filter(
          ({ address, self, confirmed, proven }) => !self && !(confirmed && proven) && !asked.has(address),
        )
        .filter(({ address, proven }) => (isCalm || !proven) && isOnLink(address))
        .sort((left, right) => order(left.address) - order(right.address));
      if (open.length > 0) {
        for (const { address } of open) asked.add(address);
        const alive = open.filter(({ confirmed }) => confirmed).map(({ address }) => address);
        const named = open.filter(({ confirmed }) => !confirmed).map(({ address }) => address);
        // By its turn an address may have been proven by another of the same host.
        const unproven = function* () {
          for (const address of alive) if (!known.isProven(address, own.zone)) yield address;
        };
        void Promise.all([probe(unproven(), true), probe(named)]).then(() => {
          done += open.length;
          progress(done, asked.size);
        });
      }
      await (isCalm ? news : Promise.race([news, calm]));
      // A moment's pause lets one look serve many arrivals.
      await sleep(15, signal);
    }
    yield* [];
  },
};

/** Link-local first: its MAC proves the other addresses that were made of it. */
function order(address: Address): number {
  return family(address) === 4 ? 2 : kindOf(address) === 'link-local' ? 0 : 1;
}

export default neighbourProbe;
