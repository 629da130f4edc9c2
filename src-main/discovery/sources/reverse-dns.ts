import { Resolver } from 'node:dns/promises';
import type { Address } from '../../../src-core/net/address.ts';
import { isLinkLocal } from '../../../src-core/net/kind.ts';
import { sleep } from '../neighbour-feed.ts';
import type { Sighting, Source } from '../source.ts';

const timeoutMs = 800;
/** Names are asked for when nothing new came for so long, or after so long in any case. */
const calmMs = 300;
const headStartMs = 1_600;
/** Questions under way at once. */
const mostAtOnce = 24;
/** A name server that leaves so many questions unanswered in a row is not asked again. */
const patience = 8;

/** Errors that are answers: the name server says that there is no such name. */
const answers = new Set(['ENOTFOUND', 'ENODATA', 'NXDOMAIN']);

/** Names by reverse DNS from the system's name servers, with a short time-out. */
const reverseDns: Source = {
  id: 'reverse-dns',
  applies: () => null,
  watches: true,
  async *run({ interface: own, known, progress, warn, signal }) {
    const resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
    const asked = new Set<Address>();
    const found: Sighting[] = [];
    const underWay = new Set<Promise<void>>();
    let unanswered = 0;
    let done = 0;
    const cancel = () => resolver.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    const ask = async (address: Address) => {
      try {
        const names = await resolver.reverse(address);
        unanswered = 0;
        found.push({
          source: 'reverse-dns',
          zone: own.zone,
          at: Date.now(),
          address,
          confirmed: false,
          names,
        });
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        unanswered = answers.has(code) ? 0 : unanswered + 1;
      }
      done++;
      progress(done, asked.size);
    };
    try {
      // A thousand questions at once would take ping the time to read its replies: they come when the link is calm.
      await Promise.race([known.quiet(own.zone, calmMs, signal), sleep(headStartMs, signal)]);
      while (!signal.aborted) {
        const news = known.changed(own.zone, signal);
        const open = known
          .addresses(own.zone)
          .filter(({ address }) => !isLinkLocal(address) && !asked.has(address));
        for (const { address } of open) {
          asked.add(address);
          const question = ask(address);
          underWay.add(question);
          void question.finally(() => underWay.delete(question));
          if (underWay.size >= mostAtOnce) await Promise.race(underWay);
          yield* found.splice(0);
          if (unanswered >= patience || signal.aborted) break;
        }
        if (unanswered >= patience && !signal.aborted) {
          const servers = resolver.getServers().join(', ');
          warn({
            code: 'timeout',
            message: `the name server (${servers}) does not answer: no names by reverse DNS`,
          });
          return;
        }
        await Promise.race(underWay.size > 0 ? [news, Promise.all(underWay)] : [news]);
        yield* found.splice(0);
        await sleep(25, signal);
      }
    } finally {
      signal.removeEventListener('abort', cancel);
      resolver.cancel();
    }
  },
};

export default reverseDns;
