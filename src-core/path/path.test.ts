import { expect, test } from 'vitest';
import { parseAddress } from '../net/address.ts';
import { comparePaths, type ComparedHop } from './compare-paths.ts';
import { HopHistory, roundsKept } from './hop-history.ts';
import { PathLedger } from './ledger.ts';

const router = (number: number) => parseAddress(`2001:db8::${number}`);

test('the figures of a hop over rounds', () => {
  const ledger = new PathLedger();
  const note = null;
  for (const [round, rttMs] of [10, 26, 10].entries()) {
    ledger.add({ hop: 1, from: router(1), rttMs, note });
    ledger.add({ hop: 2, from: null, rttMs: null, note });
    ledger.add({ hop: 3, from: router(round === 0 ? 3 : 4), rttMs: null, note: '!N' });
    ledger.add({ hop: 4, from: null, rttMs: null, note });
  }
  const untimed = { lastMs: null, avgMs: null, bestMs: null, worstMs: null, jitterMs: null };
  expect(ledger.hops()).toEqual([
    {
      hop: 1,
      addresses: [{ address: router(1), replies: 3 }],
      sent: 3,
      lost: 0,
      lastMs: 10,
      avgMs: 46 / 3,
      bestMs: 10,
      worstMs: 26,
      jitterMs: 1.9375,
      notes: [],
    },
    { hop: 2, addresses: [], sent: 3, lost: 3, ...untimed, notes: [] },
    {
      hop: 3,
      addresses: [
        { address: router(4), replies: 2 },
        { address: router(3), replies: 1 },
      ],
      sent: 3,
      lost: 0,
      ...untimed,
      notes: ['!N'],
    },
  ]);
});

const path = (...numbers: (number | null)[]): ComparedHop[] =>
  numbers.map((number, index) => ({
    hop: index + 1,
    addresses: number === null ? [] : [{ address: router(number) }],
    avgMs: number,
  }));

test.each([
  ['the same path', path(1, 2), path(1, 2), ['same 1 1', 'same 2 2']],
  ['another router in the middle', path(1, 2, 3), path(1, 9, 3), ['same 1 1', 'changed 2 2', 'same 3 3']],
  ['one router more', path(1, 3), path(1, 9, 3), ['same 1 1', 'added - 2', 'same 2 3']],
  ['one router fewer', path(1, 9, 3), path(1, 3), ['same 1 1', 'removed 2 -', 'same 3 2']],
  ['silent hops', path(1, null, 3), path(1, null, 4), ['same 1 1', 'same 2 2', 'changed 3 3']],
  ['all else', path(1, 2), path(5, 6, 7), ['changed 1 1', 'changed 2 2', 'added - 3']],
  ['nothing before', [], path(1), ['added - 1']],
])('%s', (_, before, after, expected) => {
  const rows = comparePaths(before, after).map(
    ({ change, before: one, after: other }) => `${change} ${one?.hop ?? '-'} ${other?.hop ?? '-'}`,
  );
  expect(rows).toEqual(expected);
});

test('how much slower a hop is', () => {
  expect(comparePaths(path(1, 2), path(1, 5)).map(({ slowerMs }) => slowerMs)).toEqual([0, 3]);
});

test('the path ends where the target answered nearest, also where it first answered a farther request', () => {
  const ledger = new PathLedger();
  const note = null;
  const target = router(9);
  for (const hop of [1, 2, 3]) ledger.add({ hop, from: hop === 3 ? target : null, rttMs: null, note });
  expect(ledger.hops(target).map(({ hop }) => hop)).toEqual([1, 2, 3]);
  ledger.add({ hop: 1, from: router(1), rttMs: 1, note });
  ledger.add({ hop: 2, from: target, rttMs: 1, note });
  expect(ledger.hops(target).map(({ hop }) => hop)).toEqual([1, 2]);
  expect(ledger.hops(router(8)).map(({ hop }) => hop)).toEqual([1, 2, 3]);
});

test('the newest rounds of a hop are kept', () => {
  const history = new HopHistory();
  const one = (round: number) => ({ round, hop: 3, from: null, rttMs: round, note: null });
  history.take(Array.from({ length: roundsKept + 5 }, (_, round) => one(round)));
  const values = history.of(3);
  expect([values.length, values[0], values.at(-1), history.of(4)]).toEqual([
    roundsKept,
    5,
    roundsKept + 4,
    [],
  ]);
});
