import { expect, test } from 'vitest';
import type { DiscoveryEvent, Host } from '../../src-core/api/discovery.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { Follower } from './follower.ts';
import { Merger } from './merge.ts';

const summary = {
  scanId: null,
  durationMs: 1,
  hosts: 0,
  addresses: 0,
  new: 0,
  changed: 0,
  gone: [],
  sources: [],
};
const progress = (hosts: number): DiscoveryEvent => ({
  type: 'progress',
  doing: 'mDNS',
  sources: [],
  hosts,
  elapsedMs: 1,
  remainingMs: null,
});

function rows(count: number): Host[] {
  const merger = new Merger();
  for (let index = 1; index <= count; index++) {
    const address = parseAddress(`2001:db8::${index.toString(16)}`);
    merger.add({ source: 'mdns', zone: parseZone('eth0'), at: 1, address, confirmed: true });
  }
  return merger.all();
}

async function readAll(follower: Follower): Promise<DiscoveryEvent[]> {
  const events: DiscoveryEvent[] = [];
  for await (const event of follower.events()) events.push(event);
  return events;
}

test('a slow reader gets each row once, as it is at last, only the newest progress, and the end last', async () => {
  const follower = new Follower();
  const [first, second] = rows(2);
  if (first === undefined || second === undefined) throw new Error('no rows');
  for (let step = 0; step < 1_000; step++) {
    follower.push({ type: 'item', hosts: [{ ...first, duplicates: step }], removed: [] });
    follower.push(progress(step));
  }
  follower.push({ type: 'item', hosts: [second], removed: [first.id] });
  follower.push({
    type: 'warning',
    source: 'mdns',
    zone: null,
    failure: { code: 'timeout', message: 'late' },
  });
  follower.push({ type: 'done', summary });
  const events = await readAll(follower);
  expect(events.map(({ type }) => type)).toEqual(['warning', 'item', 'progress', 'done']);
  expect(events[1]).toEqual({ type: 'item', hosts: [second], removed: [first.id] });
  expect(events[2]).toMatchObject({ hosts: 999 });
});

test('many rows come in portions that a page can draw', async () => {
  const follower = new Follower();
  follower.push({ type: 'item', hosts: rows(1_000), removed: [] });
  follower.push({ type: 'done', summary });
  const portions = (await readAll(follower)).flatMap((event) =>
    event.type === 'item' ? [event.hosts.length] : [],
  );
  expect(portions).toEqual(Array.from({ length: 10 }, () => 100));
});

test('a closed reader ends at once', async () => {
  const follower = new Follower();
  const reading = readAll(follower);
  follower.close();
  expect(await reading).toEqual([]);
});
