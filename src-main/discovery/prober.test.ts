import { afterEach, expect, test, vi } from 'vitest';
import { parseAddress, type Address } from '../../src-core/net/address.ts';
import { parseMac } from '../../src-core/net/mac.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import type { Neighbour } from '../os/neighbour.ts';
import type { KnockHandlers } from './knock.ts';
import { NeighbourFeed } from './neighbour-feed.ts';
import { Prober } from './prober.ts';
import type { Sighting } from './source.ts';

const zone = parseZone('eth0');
const mac = parseMac('00:11:32:00:00:01');
const knocks = new Map<Address, KnockHandlers>();
/** Every address that was knocked at, in order. */
const asked: Address[] = [];

// No datagram leaves: the system is played by the test.
vi.mock('./knock.ts', () => ({
  knock: (address: Address, _zone: unknown, handlers: KnockHandlers) => {
    knocks.set(address, handlers);
    asked.push(address);
    return { close: () => knocks.delete(address) };
  },
}));

function setUp(limit = 1024, table: Neighbour[] = [], present = true) {
  const abort = new AbortController();
  let tell: (neighbour: Neighbour) => void = () => undefined;
  const feed = new NeighbourFeed(
    {
      readNeighbours: async () => table,
      async *watchNeighbours(_zones, signal) {
        while (!signal.aborted) {
          const next = await new Promise<Neighbour | undefined>((resolve) => {
            tell = resolve;
            signal.addEventListener('abort', () => resolve(undefined), { once: true });
          });
          if (next !== undefined) yield next;
        }
      },
    },
    [zone],
    () => undefined,
  );
  const sightings: Sighting[] = [];
  let timesFull = 0;
  const prober = new Prober({
    feed,
    zones: [zone],
    limit,
    emit: (seen) => sightings.push(seen),
    isPresent: () => present,
    onFull: () => timesFull++,
    signal: abort.signal,
  });
  const running = feed.run(abort.signal);
  cleanUp.push(async () => {
    abort.abort();
    await running;
  });
  return {
    prober,
    sightings,
    tell: (neighbour: Neighbour) => tell(neighbour),
    abort,
    feed,
    timesFull: () => timesFull,
  };
}

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0)) await step();
  knocks.clear();
  asked.length = 0;
});

function entry(text: string, part: Partial<Neighbour>): Neighbour {
  const address = parseAddress(text);
  return {
    address,
    zone,
    mac: null,
    state: 'unknown',
    router: false,
    confirmedSecondsAgo: 0,
    deleted: false,
    ...part,
  };
}

function hosts(count: number): Address[] {
  return Array.from({ length: count }, (_, index) => parseAddress(`2001:db8::1:${(index + 1).toString(16)}`));
}

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 5 });

test('an address that the table resolves is there, one that fails is not', async () => {
  const { prober, sightings, tell } = setUp();
  const [there, absent] = [parseAddress('2001:db8::1'), parseAddress('2001:db8::2')];
  const probing = prober.probe({ zone, source: 'recombination', addresses: [there, absent], alive: false });
  await eventually(() => expect(knocks.size).toBe(2));
  tell(entry('2001:db8::1', { mac, state: 'reachable', router: true }));
  await eventually(() => expect(knocks.size).toBe(1));
  tell(entry('2001:db8::2', { state: 'failed' }));
  await probing;
  expect(sightings).toMatchObject([
    { address: there, mac, confirmed: true, router: true, source: 'recombination' },
  ]);
  expect(prober.idle).toBe(true);
});

test('never more unresolved addresses at once than the table has room for', async () => {
  const { prober, abort } = setUp(200);
  const probing = prober.probe({ zone, source: 'recombination', addresses: hosts(600), alive: false });
  await eventually(() => expect(knocks.size).toBe(175));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(knocks.size).toBe(175);
  abort.abort();
  await probing;
  expect(knocks.size).toBe(0);
});

test('where the system has no room it is tried again later, and not counted as absent', async () => {
  const { prober, sightings, tell, timesFull } = setUp();
  const [address] = hosts(1);
  if (address === undefined) throw new Error('no address');
  const probing = prober.probe({ zone, source: 'recombination', addresses: [address], alive: false });
  await eventually(() => expect(knocks.has(address)).toBe(true));
  knocks.get(address)?.failed(true);
  expect(knocks.has(address)).toBe(false);
  await eventually(() => expect(knocks.has(address)).toBe(true));
  tell(entry(address, { mac, state: 'reachable' }));
  await probing;
  expect(sightings).toHaveLength(1);
  expect(timesFull()).toBe(1);
});

test('an interface that is gone is no full table: the address is not there, and that is all', async () => {
  const { prober, sightings, timesFull } = setUp(1024, [], false);
  const [address] = hosts(1);
  if (address === undefined) throw new Error('no address');
  const probing = prober.probe({ zone, source: 'recombination', addresses: [address], alive: false });
  await eventually(() => expect(knocks.has(address)).toBe(true));
  knocks.get(address)?.failed(true);
  await probing;
  expect([sightings, timesFull()]).toEqual([[], 0]);
});

test('a stale entry is told as a memory with its age, and confirmed when the host refuses the datagram', async () => {
  const remembered = entry('2001:db8::5', { mac, state: 'stale', confirmedSecondsAgo: 90 });
  const { prober, sightings, feed } = setUp(1024, [remembered]);
  await feed.ready();
  await eventually(() => expect(feed.get(remembered.address, zone)).toBeDefined());
  const begun = Date.now();
  const probing = prober.probe({
    zone,
    source: 'neighbour-probe',
    addresses: [remembered.address],
    alive: false,
  });
  await eventually(() => expect(knocks.size).toBe(1));
  knocks.get(remembered.address)?.heard();
  await probing;
  expect(sightings.map(({ confirmed }) => confirmed)).toEqual([false, true]);
  expect(Math.abs((sightings[0]?.at ?? 0) - (begun - 90_000))).toBeLessThan(2_000);
});

test('an end of the run settles every question', async () => {
  const { prober, abort } = setUp();
  const probing = Promise.all([
    prober.probe({ zone, source: 'recombination', addresses: hosts(20), alive: false }),
    prober.probe({ zone, source: 'neighbour-probe', addresses: hosts(5), alive: true }),
  ]);
  await eventually(() => expect(knocks.size).toBeGreaterThan(10));
  abort.abort();
  await probing;
  expect([knocks.size, prober.idle]).toEqual([0, true]);
});

test('one that counts as reachable since before the run is asked all the same', async () => {
  const remembered = entry('2001:db8::5', { mac, state: 'reachable', confirmedSecondsAgo: 20 });
  const { prober, sightings, feed } = setUp(1024, [remembered]);
  await eventually(() => expect(feed.get(remembered.address, zone)).toBeDefined());
  const { address } = remembered;
  await prober.probe({ zone, source: 'ipv4-sweep', addresses: [address], alive: false });
  // Nothing came back: it stays a memory.
  expect([asked, sightings.map(({ confirmed }) => confirmed)]).toEqual([[address], [false]]);
});

test('one that the table remembers takes no room of those that it does not know', async () => {
  const remembered = entry('2001:db8::5', { mac, state: 'stale', confirmedSecondsAgo: 90 });
  const { prober, feed, abort } = setUp(1, [remembered]);
  await eventually(() => expect(feed.get(remembered.address, zone)).toBeDefined());
  const addresses = [...hosts(128), remembered.address];
  const probing = prober.probe({ zone, source: 'ipv4-sweep', addresses, alive: false });
  // 128 is the smallest window, however small the table is.
  await eventually(() => expect(asked).toEqual(addresses));
  abort.abort();
  await probing;
});

test('that the kernel is about to ask for a remembered one is no answer; the answer is', async () => {
  const remembered = entry('2001:db8::5', { mac, state: 'stale', confirmedSecondsAgo: 90 });
  const { prober, sightings, tell, feed } = setUp(1024, [remembered]);
  await eventually(() => expect(feed.get(remembered.address, zone)).toBeDefined());
  const probing = prober.probe({
    zone,
    source: 'neighbour-probe',
    addresses: [remembered.address],
    alive: false,
  });
  await eventually(() => expect(knocks.size).toBe(1));
  tell(entry('2001:db8::5', { mac, state: 'delay', confirmedSecondsAgo: null }));
  await eventually(() => expect(sightings).toHaveLength(2));
  expect([knocks.size, sightings.some(({ confirmed }) => confirmed)]).toEqual([1, false]);
  tell(entry('2001:db8::5', { mac, state: 'reachable' }));
  await probing;
  expect(sightings.at(-1)?.confirmed).toBe(true);
});
