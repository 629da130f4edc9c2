import { describe, expect, test } from 'vitest';
import type { PingItem, PingReport } from '../../src-core/api/ping.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { columnWidth, panned, selected, zoomed, type ChartView } from './chart-view.ts';
import { PingFeed } from './ping-feed.ts';
import { noticeText } from './ping-notices.ts';
import { numbersFit, optionWords, pingOptionsOf } from './ping-options.ts';
import { pingRows, sortPingRows, targetName } from './ping-rows.ts';

const now = 1_000_000;
const live: ChartView = { follow: true, spanMs: 60_000 };
const fixed: ChartView = { follow: false, fromMs: 100_000, toMs: 200_000 };

describe('the view of the chart', () => {
  test.each<[string, ChartView, ChartView]>([
    ['zooming in follows the present on', zoomed(live, 0.5, now), { follow: true, spanMs: 30_000 }],
    ['nothing is shorter than two seconds', zoomed(live, 0.001, now), { follow: true, spanMs: 2_000 }],
    [
      'a fixed stretch keeps the point under the pointer',
      zoomed(fixed, 0.5, now, 0.25),
      { follow: false, fromMs: 112_500, toMs: 162_500 },
    ],
    ['back from the present', panned(live, -0.5, now), { follow: false, fromMs: 910_000, toMs: 970_000 }],
    ['no further than the present', panned(live, 0.5, now), live],
    [
      'forward to the present follows it',
      panned({ follow: false, fromMs: 900_000, toMs: 960_000 }, 1, now),
      { follow: true, spanMs: 60_000 },
    ],
    ['a marked stretch', selected(1_000, 9_000), { follow: false, fromMs: 1_000, toMs: 9_000 }],
    ['a stretch of one point', selected(5_000, 5_000), { follow: false, fromMs: 4_000, toMs: 6_000 }],
  ])('%s', (_name, got, want) => {
    expect(got).toEqual(want);
  });

  test.each([
    ['a minute at one a second', 60_000, 900, 1, 1_000, 1_000],
    ['a minute at five a second', 60_000, 900, 1, 200, 200],
    ['a day', 86_400_000, 900, 1, 200, 192_000],
    ['a minute of a hundred targets', 60_000, 900, 100, 200, 536],
  ])('the columns of %s', (_name, span, room, targets, interval, want) => {
    expect(columnWidth(span, room, targets, interval)).toBe(want);
  });
});

const item = (given: Partial<PingItem>): PingItem => ({
  target: 0,
  kind: 'reply',
  sequence: 1,
  at: 0,
  rttMs: 1,
  ttl: 64,
  from: null,
  message: null,
  ...given,
});

test('the feed says from when on it is complete, and keeps the last outcome of each target', () => {
  const feed = new PingFeed();
  feed.take(
    [item({ at: 10, rttMs: 3 }), item({ at: 11, kind: 'lost', rttMs: null, target: 1, ttl: null })],
    0,
  );
  feed.take([item({ at: 12, kind: 'duplicate', rttMs: 9 })], 0);
  expect([feed.completeSince, feed.size, feed.last(0), feed.last(1)]).toEqual([
    Number.NEGATIVE_INFINITY,
    2,
    { at: 10, rttMs: 3, ttl: 64 },
    { at: 11, rttMs: null, ttl: null },
  ]);
  feed.take([item({ at: 50_000 })], 7);
  expect([feed.completeSince, feed.size]).toEqual([55_000, 1]);
  feed.begin();
  expect([feed.completeSince, feed.size, feed.last(0)]).toEqual([Number.NEGATIVE_INFINITY, 0, undefined]);
});

const figures = {
  sent: 10,
  received: 9,
  lost: 1,
  loss: 0.1,
  duplicates: 0,
  outOfOrder: 0,
  late: 0,
  errors: 0,
  minMs: 1,
  avgMs: 2,
  maxMs: 3,
  mdevMs: 0.1,
  jitterMs: 0.1,
  p50Ms: 2,
  p90Ms: 3,
  p95Ms: 3,
  p99Ms: 3,
};
const report: PingReport = {
  startedAt: 0,
  intervalMs: 1_000,
  targets: [
    {
      text: 'nas.example',
      address: parseAddress('2001:db8::1'),
      zone: null,
      state: 'running',
      figures,
      outages: 1,
      downSince: null,
    },
    {
      text: 'fe80::1%eth0',
      address: parseAddress('fe80::1'),
      zone: parseZone('eth0'),
      state: 'running',
      figures: { ...figures, loss: 0, avgMs: null },
      outages: 0,
      downSince: null,
    },
    {
      text: '192.0.2.1',
      address: parseAddress('192.0.2.1'),
      zone: null,
      state: 'running',
      figures: { ...figures, received: 0, loss: 1, avgMs: 1 },
      outages: 1,
      downSince: 40,
    },
  ],
};

test('a row tells the state of its target, with its zone', () => {
  const rows = pingRows(report, () => undefined);
  expect(rows.map(({ name, state }) => [name, state])).toEqual([
    ['nas.example (2001:db8::1)', 'up'],
    ['fe80::1%eth0', 'up'],
    ['192.0.2.1', 'down'],
  ]);
  const order = (id: string, descending: boolean): number[] =>
    sortPingRows(rows, { id, descending }).map(({ number }) => number);
  expect([order('avg', false), order('avg', true), order('loss', true), order('state', false)]).toEqual([
    [2, 0, 1],
    [0, 2, 1],
    [2, 0, 1],
    [2, 0, 1],
  ]);
});

test('a notice names up to three targets, each once', () => {
  const [first] = report.targets;
  const name = first === undefined ? '' : targetName(first);
  const down = (target: number): PingItem => item({ kind: 'down', target });
  expect([
    noticeText([down(0), down(0), item({ kind: 'up', target: 1 })], (target) => (target === 0 ? name : 'b')),
    noticeText([0, 1, 2, 3].map(down), String),
  ]).toEqual(['nas.example (2001:db8::1): down\nb: up again', '4 targets are down']);
});

test.each([
  [{}, true, '', { targets: ['a'] }],
  [
    { interval: '200', size: '1400', hops: '3', family: 'both', source: 'fe80::2%eth0' },
    true,
    'every 200 ms, 1400 octets, hop limit 3, IPv4 and IPv6, from fe80::2%eth0',
    { targets: ['a'], intervalMs: 200, sizeBytes: 1400, hopLimit: 3, family: 'both', source: 'fe80::2%eth0' },
  ],
  [{ family: 'ipx' }, true, '', { targets: ['a'] }],
])('the options %j', (search, fit, words, options) => {
  expect([numbersFit(search), optionWords(search), pingOptionsOf(['a'], search)]).toEqual([
    fit,
    words,
    options,
  ]);
});

test.each([
  { size: '15' },
  { size: '65508' },
  { interval: '1' },
  { hops: '0' },
  { hops: '1e2' },
  { hops: 'x' },
])('numbers that cannot be sent: %j', (search) => {
  expect(numbersFit(search)).toBe(false);
});
