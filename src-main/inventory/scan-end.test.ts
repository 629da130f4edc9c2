import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SourceProgress } from '../../src-core/api/discovery.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { openInventory } from './inventory.ts';
import {
  firstDay,
  recorded,
  silent,
  temporaryDirectory,
  testInventory,
  type HostInput,
  type ScanInput,
} from './hosts.test-support.ts';

const a: HostInput = { mac: '00:1b:21:00:00:0a', addresses: ['2001:db8::a'], names: ['a'] };
const b: HostInput = { mac: '00:1b:21:00:00:0b', addresses: ['2001:db8::b'], names: ['b'] };
const onEth1 = (host: HostInput): HostInput => ({ ...host, zone: 'eth1' });

let directory: ReturnType<typeof temporaryDirectory>;
let box: Awaited<ReturnType<typeof testInventory>>;
beforeEach(async () => {
  directory = temporaryDirectory();
  box = await testInventory(directory.path);
});
afterEach(async () => {
  await box.inventory.close();
  directory.remove();
});

function progress(
  source: SourceProgress['source'],
  state: SourceProgress['state'],
  zone?: string,
): SourceProgress {
  return {
    source,
    state,
    zone: zone === undefined ? null : parseZone(zone),
    done: 0,
    total: null,
    message: state === 'done' ? null : 'could not look',
  };
}

type Step = [hosts: readonly HostInput[], scan?: ScanInput];

describe('what is gone after the last of these scans', () => {
  const bySources: HostInput = { ...b, sources: ['multicast-echo', 'neighbours'] };
  const onlyRemembered: HostInput = { ...b, sources: ['neighbours'], remembered: true };
  test.each<[what: string, steps: readonly Step[], gone: string[], statusOfB: string]>([
    ['a device that is not there any more', [[[a, b]], [[a]]], ['b'], 'gone'],
    ['one that was gone already is not gone again', [[[a, b]], [[a]], [[a]]], [], 'gone'],
    ['one that came back', [[[a, b]], [[a]], [[a, b]]], [], 'present'],
    ['one that came back and left again', [[[a, b]], [[a]], [[a, b]], [[a]]], ['b'], 'gone'],
    ['nothing after a cancelled scan', [[[a, b]], [[a], { state: 'cancelled' }]], [], 'new'],
    ['nothing after a failed scan', [[[a, b]], [[], { state: 'failed' }]], [], 'new'],
    [
      'what a cancelled scan between did not see is no absence',
      [[[a, b]], [[], { state: 'cancelled' }], [[a, b]]],
      [],
      'present',
    ],
    ['another link tells nothing', [[[a, b]], [[a], { zones: ['eth1'] }]], [], 'new'],
    ['the link that had it, after others', [[[b]], [[onEth1(a)], { zones: ['eth1'] }], [[]]], ['b'], 'gone'],
    [
      'a device that moved to another link of the same scan',
      [
        [[b], { zones: ['eth0', 'eth1'] }],
        [[onEth1(b)], { zones: ['eth0', 'eth1'] }],
      ],
      [],
      'changed',
    ],
    [
      'a device that another scan has seen on another link since',
      [[[b]], [[onEth1(b)], { zones: ['eth1'] }], [[a]]],
      [],
      'changed',
    ],
    [
      'a host of nothing but a temporary address',
      [[[a, { addresses: ['2001:db8::1:2:3:4~'], names: ['b'] }]], [[a]]],
      [],
      'gone',
    ],
    [
      'one whose source failed this time',
      [
        [[bySources]],
        [[a], { sources: [progress('multicast-echo', 'failed'), progress('neighbours', 'done')] }],
      ],
      [],
      'new',
    ],
    [
      'one whose source was skipped on that link',
      [[[bySources]], [[a], { sources: [progress('multicast-echo', 'skipped', 'eth0')] }]],
      [],
      'new',
    ],
    [
      'one whose source failed on another link only',
      [[[bySources]], [[a], { sources: [progress('multicast-echo', 'failed', 'eth1')] }]],
      ['b'],
      'gone',
    ],
    [
      'one that could not be looked for, once it can be again',
      [[[bySources]], [[a], { sources: [progress('multicast-echo', 'failed')] }], [[a]]],
      ['b'],
      'gone',
    ],
    [
      'one whose names alone could not be asked for',
      [[[bySources]], [[a], { sources: [progress('reverse-dns', 'failed')] }]],
      ['b'],
      'gone',
    ],
    [
      'one that answered multicast echo before, and that now only the neighbour table remembers',
      [[[a, bySources]], [[a, onlyRemembered]]],
      ['b'],
      'gone',
    ],
    [
      'one that the table remembers still, though it was gone before',
      [[[a, bySources]], [[a, onlyRemembered]], [[a, onlyRemembered]]],
      [],
      'gone',
    ],
    [
      'one that the table remembers and that never answered multicast echo',
      [[[a, b]], [[a, onlyRemembered]]],
      [],
      'new',
    ],
    ['the same once the table has forgotten it', [[[a, b]], [[a, onlyRemembered]], [[a]]], ['b'], 'gone'],
    [
      'one that the table remembers, where multicast echo could not be sent',
      [[[bySources]], [[a, onlyRemembered], { sources: [progress('multicast-echo', 'failed')] }]],
      [],
      'new',
    ],
    [
      'one that answers later in the same scan',
      [[[a, bySources]], [[a, onlyRemembered, bySources]]],
      [],
      'present',
    ],
    [
      'one that was only remembered for a time, and answers again',
      [[[a, bySources]], [[a, onlyRemembered]], [[a, bySources]]],
      [],
      'present',
    ],
    ['one that was never more than remembered', [[[a, onlyRemembered]], [[a]]], ['b'], 'gone'],
    [
      'one that is remembered on the link that it has left, and answers on another',
      [
        [[bySources], { zones: ['eth0', 'eth1'] }],
        [
          [onEth1({ ...b, addresses: ['2001:db8::b'] }), { ...onlyRemembered, addresses: ['10.0.0.1'] }],
          { zones: ['eth0', 'eth1'] },
        ],
      ],
      [],
      'changed',
    ],
  ])('%s', async (_what, steps, gone, statusOfB) => {
    let last: readonly string[] = [];
    let lastId = 0;
    for (const [hosts, scan] of steps) ({ gone: last, id: lastId } = await box.scan(hosts, scan));
    expect(last).toEqual(gone);
    const { rows } = await box.all();
    expect(rows.find(({ name }) => name === 'b')?.status).toBe(statusOfB);
    // The table's filter says the same as the row.
    const filtered = await box.all({ filter: { status: 'gone' } });
    expect(filtered.rows.map(({ name }) => name)).toEqual(
      rows.filter(({ status }) => status === 'gone').map(({ name }) => name),
    );
    const changes = await box.inventory.scanChanges(lastId);
    expect(changes.gone.map(({ name }) => name)).toEqual(gone);
    expect(changes.scan).toMatchObject({ id: lastId, gone: gone.length });
  });
});

test.each([
  ['that began first', [0, 1]],
  ['that began last', [1, 0]],
])(
  'of two scans at once neither says gone what the other saw; the one %s ends first',
  async (_what, order) => {
    await box.scan([a, b]);
    const { inventory } = box;
    const zones = [parseZone('eth0')];
    const ids = [
      await inventory.beginScan({ startedAt: firstDay + 9_000_000, zones }),
      await inventory.beginScan({ startedAt: firstDay + 9_000_100, zones }),
    ];
    const seen = recorded({ ...b, at: firstDay + 9_001_000 });
    for (const id of [...ids, ...ids]) await inventory.record(id, [seen]);
    const gone: string[][] = [];
    for (const index of order) {
      const end = await inventory.endScan(ids[index] ?? 0, {
        state: 'done',
        endedAt: firstDay + 9_005_000,
        sources: [],
      });
      gone.push(end.gone.map(({ name }) => name));
    }
    // That a is gone is said once, by whichever is the first to know.
    expect(gone).toEqual([['a'], []]);
    expect((await box.all({ filter: { status: 'gone' } })).rows.map(({ name }) => name)).toEqual(['a']);
  },
);

test('a device that was gone is present as soon as any scan sees it', async () => {
  await box.scan([a, b]);
  await box.scan([a]);
  await box.scan([b], { state: 'cancelled' });
  expect((await box.all({ filter: { status: 'gone' } })).total).toBe(0);
});

test('scans are listed newest first with what they changed', async () => {
  await box.scan([a]);
  await box.scan([a, b], { zones: ['eth1', 'eth0'] });
  await box.scan([{ ...b, names: ['b2'] }], { state: 'cancelled' });
  expect(await box.inventory.scans(2)).toMatchObject([
    { id: 3, state: 'cancelled', zones: ['eth0'], hosts: 1, new: 0, changed: 1, gone: 0 },
    { id: 2, state: 'done', zones: ['eth0', 'eth1'], hosts: 2, new: 1, changed: 0, gone: 0 },
  ]);
  const changes = await box.inventory.scanChanges(2);
  expect([changes.new.length, changes.changed.length, changes.gone.length]).toEqual([1, 0, 0]);
  await expect(box.inventory.scanChanges(9)).rejects.toMatchObject({
    code: 'bad-input',
    message: 'there is no scan 9',
  });
});

test('a scan that runs at closing is kept as interrupted, with what it saw', async () => {
  const scan = await box.inventory.beginScan({ startedAt: 1, zones: [parseZone('eth0')] });
  await box.inventory.record(scan, [recorded(a)]);
  // A second window of the same program is no reason to call it interrupted.
  const second = await openInventory({ directory: directory.path, log: silent });
  expect(await second.scans(1)).toMatchObject([{ state: 'running', hosts: 1 }]);
  await box.inventory.close();
  expect(await second.scans(1)).toMatchObject([{ state: 'interrupted', hosts: 1, new: 1 }]);
  await second.close();
});
