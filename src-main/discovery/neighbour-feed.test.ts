import { afterEach, expect, test, vi } from 'vitest';
import { parseAddress } from '../../src-core/net/address.ts';
import { parseMac, type Mac } from '../../src-core/net/mac.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import type { Neighbour } from '../os/neighbour.ts';
import { NeighbourFeed } from './neighbour-feed.ts';
import { neighbourSighting } from './neighbour-sighting.ts';

const zone = parseZone('eth0');
const address = parseAddress('2001:db8::5');
const [mac, other] = [parseMac('00:11:32:00:00:01'), parseMac('00:11:32:00:00:02')];

type Told = Pick<Neighbour, 'state' | 'confirmedSecondsAgo'> & { mac?: Mac };

afterEach(() => {
  vi.useRealTimers();
});

/** What is told of the one entry when the table is read at the beginning, and again after 1.5 seconds. */
async function entriesOf(...readings: Told[]): Promise<{ state: string; answered: boolean }[]> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  const abort = new AbortController();
  const left = readings.map((told): Neighbour => ({
    address,
    zone,
    mac,
    router: false,
    deleted: false,
    ...told,
  }));
  const feed = new NeighbourFeed(
    {
      readNeighbours: async () => left.splice(0, 1),
      // Nothing is noticed in between.
      async *watchNeighbours(_zones, signal) {
        yield* [];
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      },
    },
    [zone],
    () => undefined,
  );
  const told: { state: string; answered: boolean }[] = [];
  feed.listen(zone, ({ state, answered }) => told.push({ state, answered }));
  const running = feed.run(abort.signal);
  await vi.advanceTimersByTimeAsync(1_600);
  abort.abort();
  await running;
  return told;
}

test.each<[what: string, readings: Told[], told: [string, boolean][]]>([
  [
    'reachable since before the run: a memory',
    [{ state: 'reachable', confirmedSecondsAgo: 20 }],
    [['reachable', false]],
  ],
  [
    'confirmed in the second before the run, or in it: it cannot be told apart',
    [{ state: 'reachable', confirmedSecondsAgo: 0 }],
    [['reachable', false]],
  ],
  [
    'confirmed while the run went, without any other change',
    [
      { state: 'reachable', confirmedSecondsAgo: 20 },
      { state: 'reachable', confirmedSecondsAgo: 0 },
    ],
    [
      ['reachable', false],
      ['reachable', true],
    ],
  ],
  [
    'the same memory twice is told once',
    [
      { state: 'reachable', confirmedSecondsAgo: 20 },
      { state: 'reachable', confirmedSecondsAgo: 21 },
    ],
    [['reachable', false]],
  ],
  ['a system that tells no age', [{ state: 'reachable', confirmedSecondsAgo: null }], [['reachable', true]]],
  [
    'what has answered stays so when it is asked again',
    [
      { state: 'reachable', confirmedSecondsAgo: null },
      { state: 'probe', confirmedSecondsAgo: null },
    ],
    [
      ['reachable', true],
      ['probe', true],
    ],
  ],
  [
    'but not for another MAC',
    [
      { state: 'reachable', confirmedSecondsAgo: null },
      { state: 'stale', confirmedSecondsAgo: null, mac: other },
    ],
    [
      ['reachable', true],
      ['stale', false],
    ],
  ],
])('%s', async (_what, readings, told) => {
  expect(await entriesOf(...readings)).toEqual(told.map(([state, answered]) => ({ state, answered })));
});

test('a memory is told with its age, and what it says of the role', () => {
  const now = Date.now();
  const memory = {
    address,
    zone,
    mac,
    state: 'reachable',
    router: false,
    confirmedSecondsAgo: 20,
    deleted: false,
    answered: false,
  } as const;
  const sighting = neighbourSighting('neighbours', memory);
  expect(sighting).toMatchObject({ confirmed: false, router: false, mac });
  expect(Math.abs(sighting.at - (now - 20_000))).toBeLessThan(5_000);
  expect(neighbourSighting('neighbours', { ...memory, state: 'stale' }).router).toBeUndefined();
  expect(neighbourSighting('neighbours', { ...memory, answered: true }).confirmed).toBe(true);
});
