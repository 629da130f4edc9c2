import type { SeenNeighbour } from '../neighbour-feed.ts';
import { neighbourSighting } from '../neighbour-sighting.ts';
import type { Source } from '../source.ts';

/** The neighbour table (IPv6 and ARP): at once, and watched while the run lasts. Nothing is sent. */
const neighbours: Source = {
  id: 'neighbours',
  applies: () => null,
  watches: true,
  async *run({ interface: own, neighbours: table, signal, asks }) {
    const queue: SeenNeighbour[] = [];
    let wake: (() => void) | undefined;
    const stop = table.listen(own.zone, (neighbour) => {
      queue.push(neighbour);
      wake?.();
    });
    const onAbort = () => wake?.();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      await table.ready();
      while (!signal.aborted) {
        for (const neighbour of queue.splice(0)) {
          if (neighbour.mac === null || neighbour.state === 'failed' || neighbour.state === 'incomplete')
            continue;
          if (!asks(neighbour.address)) yield neighbourSighting('neighbours', neighbour);
        }
        if (queue.length === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
            if (signal.aborted) resolve();
          });
        }
      }
    } finally {
      stop();
      signal.removeEventListener('abort', onAbort);
    }
  },
};

export default neighbours;
