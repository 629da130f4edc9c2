import { describe, expect, test } from 'vitest';
import { ToolError } from '../../src-core/api/errors.ts';
import { sourceIds, type DiscoveryEvent } from '../../src-core/api/discovery.ts';
import type { NetworkInterface } from '../../src-core/api/interfaces.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { parseMac } from '../../src-core/net/mac.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { sleep, type NeighbourTable } from './neighbour-feed.ts';
import type { RecordedHost, ScanRecorder } from './recorder.ts';
import { runDiscovery } from './run.ts';
import type { Sighting, Source } from './source.ts';

const zone = parseZone('eth0');
const address = parseAddress('2001:db8::10');
const mac = parseMac('00:11:32:00:00:01');
const own: NetworkInterface = {
  zone,
  name: 'eth0',
  index: 2,
  mac: parseMac('00:1b:21:00:00:02'),
  state: 'up',
  kind: 'ethernet',
  mtu: 1500,
  multicast: true,
  addresses: [],
  prefixes: [],
  routers: [],
  dns: [],
  unusable: null,
};
const quietTable: NeighbourTable = {
  readNeighbours: async () => [],
  async *watchNeighbours(_zones, signal) {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    yield* [];
  },
};

function source(id: Source['id'], run: Source['run'], part: Partial<Source> = {}): Source {
  return { id, applies: () => null, run, ...part };
}

const seen = (part: Partial<Sighting> = {}): Sighting => ({
  source: 'mdns',
  zone,
  at: Date.now(),
  address,
  confirmed: true,
  ...part,
});

async function go(
  sources: Source[],
  part: { recorder?: ScanRecorder; signal?: AbortSignal; table?: NeighbourTable } = {},
) {
  const events: DiscoveryEvent[] = [];
  await runDiscovery({
    interfaces: [own],
    sources,
    table: part.table ?? quietTable,
    neighbourLimit: { entries: 1024, told: true },
    recorder: part.recorder ?? null,
    signal: part.signal ?? new AbortController().signal,
    emit: (event) => events.push(event),
  });
  const end = events.at(-1);
  if (end === undefined || !('summary' in end) || end.summary === null)
    throw new Error('the run told no end');
  return { events, end, summary: end.summary, warnings: events.filter(({ type }) => type === 'warning') };
}

/** A store in memory that can be made to fail. */
function memory(fail: () => boolean = () => false) {
  const stored = new Map<string, RecordedHost>();
  const ends: string[] = [];
  const recorder: ScanRecorder = {
    beginScan: async () => 7,
    record: async (_scan, hosts) => {
      if (fail()) throw new ToolError('no-permission', 'the inventory cannot be written: it is read-only');
      for (const host of hosts) stored.set(host.host.id, host);
      return hosts.map(({ host }) => ({
        hostId: host.id,
        deviceId: 3,
        change: 'new',
        ownName: 'Office printer',
        gone: false,
      }));
    },
    endScan: async (_scan, { state }) => {
      ends.push(state);
      return { new: stored.size, changed: 0, gone: [] };
    },
  };
  return { recorder, stored, ends };
}

describe('the end of a run', () => {
  test('comes exactly once, last, when the sources have ended and nothing new came for a while', async () => {
    const { events, end } = await go([
      source('mdns', async function* () {
        yield seen();
      }),
    ]);
    expect(events.filter(({ type }) => ['done', 'cancelled', 'failed'].includes(type))).toEqual([end]);
    expect(end).toMatchObject({ type: 'done', summary: { hosts: 1, addresses: 1 } });
    expect(end.type === 'done' && end.summary.durationMs).toBeGreaterThanOrEqual(700);
  });

  test('waits for a late sighting of a source that only watches', async () => {
    const { summary } = await go([
      source('mdns', async function* () {
        yield seen();
      }),
      source(
        'neighbours',
        async function* ({ signal }) {
          await sleep(500, signal);
          yield seen({ source: 'neighbours', address: parseAddress('2001:db8::11') });
          await sleep(300, signal);
          if (!signal.aborted) yield seen({ source: 'neighbours', address: parseAddress('2001:db8::12') });
          await sleep(60_000, signal);
        },
        { watches: true },
      ),
    ]);
    expect(summary.addresses).toBe(3);
    expect(summary.durationMs).toBeLessThan(5_000);
  });

  test('a cancelled run ends at once, keeps what it found, and does not say that anything is gone', async () => {
    const cancel = new AbortController();
    const { recorder, stored, ends } = memory();
    setTimeout(() => cancel.abort(), 100);
    const begun = performance.now();
    const { end } = await go(
      [
        source('mdns', async function* ({ signal }) {
          yield seen();
          await sleep(60_000, signal);
        }),
      ],
      { recorder, signal: cancel.signal },
    );
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(end).toMatchObject({ type: 'cancelled', summary: { hosts: 1, gone: [] } });
    expect([stored.size, ends]).toEqual([1, ['cancelled']]);
  });
});

describe('a source that cannot look', () => {
  test('is told with its reason while the others go on', async () => {
    const { summary, warnings } = await go([
      source('multicast-echo', async function* () {
        yield* [];
        throw new ToolError('missing-command', 'ping is not installed: install iputils-ping');
      }),
      source(
        'ssdp',
        async function* () {
          yield* [];
        },
        { applies: () => 'the interface has no multicast' },
      ),
      source('mdns', async function* () {
        yield seen();
      }),
    ]);
    expect(summary.hosts).toBe(1);
    expect(summary.sources).toMatchObject([
      { source: 'multicast-echo', state: 'failed', message: 'ping is not installed: install iputils-ping' },
      { source: 'ssdp', state: 'skipped', message: 'the interface has no multicast' },
      { source: 'mdns', state: 'done', message: null },
    ]);
    expect(warnings).toMatchObject([
      { source: 'multicast-echo', zone: 'eth0', failure: { code: 'missing-command' } },
    ]);
  });

  test('a neighbour table that cannot be read is told once, not every time it is tried', async () => {
    const failing: NeighbourTable = {
      ...quietTable,
      readNeighbours: async () => {
        throw new ToolError('missing-command', 'ip is not installed: install iproute2');
      },
    };
    const { warnings, end } = await go(
      [
        source('mdns', async function* ({ signal }) {
          await sleep(2_000, signal);
          yield seen();
        }),
      ],
      { table: failing },
    );
    expect(end.type).toBe('done');
    expect(warnings).toHaveLength(2);
    expect(new Set(warnings.map((warning) => JSON.stringify(warning))).size).toBe(1);
  });
});

describe('what is stored', () => {
  test("what the inventory knows comes back into the rows: the person's own name, and that it is new", async () => {
    const { recorder } = memory();
    const { events, summary } = await go(
      [
        source('mdns', async function* () {
          yield seen({ mac, names: ['brn001.local'] });
        }),
      ],
      { recorder },
    );
    const rows = events.flatMap((event) => (event.type === 'item' ? event.hosts : []));
    expect(rows.at(-1)).toMatchObject({ name: 'Office printer', deviceId: 3, change: 'new', mac });
    expect(summary).toMatchObject({ scanId: 7, new: 1 });
  });

  test('the inventory is told which sources were not asked for: what only they see is not gone', async () => {
    const { recorder } = memory();
    const told = new Map<string, string>();
    const endScan: ScanRecorder['endScan'] = async (_scan, { sources }) => {
      for (const { source: id, state } of sources) told.set(id, state);
      return { new: 0, changed: 0, gone: [] };
    };
    const { summary } = await go(
      [
        source('ssdp', async function* () {
          yield* [];
        }),
      ],
      { recorder: { ...recorder, endScan } },
    );
    expect(told.get('ssdp')).toBe('done');
    expect([...told.keys()].sort()).toEqual([...sourceIds].sort());
    expect([...told].filter(([, state]) => state === 'done')).toEqual([['ssdp', 'done']]);
    expect(summary.sources.map(({ source: id }) => id)).toEqual(['ssdp']);
  });

  test.each([
    ['turns out to be gone', false, [{ deviceId: 3, name: 'Office printer', lastSeen: 1 }]],
    ['was gone before', true, []],
  ])('the row of a device that %s is taken away at the end', async (_what, wasGone, gone) => {
    const { recorder } = memory();
    const record: ScanRecorder['record'] = async (scan, hosts) =>
      (await recorder.record(scan, hosts)).map((device) => ({ ...device, gone: wasGone }));
    const { events, summary } = await go(
      [
        source('neighbours', async function* () {
          yield seen({ source: 'neighbours', mac, confirmed: false });
        }),
      ],
      { recorder: { ...recorder, record, endScan: async () => ({ new: 0, changed: 0, gone }) } },
    );
    expect(summary).toMatchObject({ hosts: 0, addresses: 0, gone });
    const items = events.flatMap((event) => (event.type === 'item' ? [event] : []));
    expect(items.at(-1)?.removed).toEqual(items[0]?.hosts.map(({ id }) => id));
  });

  test('a store that fails for a time loses no host, and is told once', async () => {
    let failures = 3;
    const { recorder, stored } = memory(() => failures-- > 0);
    const { warnings, end } = await go(
      [
        source('mdns', async function* ({ signal }) {
          yield seen({ mac });
          await sleep(1_000, signal);
        }),
      ],
      { recorder },
    );
    expect(end.type).toBe('done');
    expect(stored.size).toBe(1);
    expect(warnings).toMatchObject([{ failure: { code: 'no-permission' } }]);
  });
});
