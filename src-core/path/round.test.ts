import { expect, test } from 'vitest';
import { parseAddress } from '../net/address.ts';
import type { HopReply } from './ledger.ts';
import { loopOf } from './loop.ts';
import { noteText } from './note-words.ts';
import { PathRound } from './round.ts';

const [own, one, two, target] = [1, 2, 3, 9].map((number) => parseAddress(`2001:db8::${number}`));
if (own === undefined || one === undefined || two === undefined || target === undefined) throw new Error();

const silent = (hop: number): HopReply => ({ hop, from: null, rttMs: null, note: null });
const answer = (hop: number, from: HopReply['from'], note: string | null = null): HopReply => ({
  hop,
  from,
  rttMs: 1,
  note,
});

test.each<[string, HopReply[], HopReply[], boolean]>([
  [
    'a silent hop between others',
    [answer(1, one), silent(2), answer(3, target)],
    [answer(1, one), silent(2), answer(3, target)],
    true,
  ],
  ['what is asked behind the target', [answer(1, target), silent(2)], [answer(1, target)], true],
  [
    'silence to the end',
    [answer(1, one), silent(2), silent(3)],
    [answer(1, one), silent(2), silent(3)],
    false,
  ],
  [
    'a router that says late that nobody is behind it',
    [answer(1, one), silent(2), silent(3), silent(4), answer(5, one, '!H')],
    [answer(1, one), answer(2, one, '!H')],
    false,
  ],
  [
    'this computer that says late that nobody is on the link',
    [silent(1), silent(2), answer(3, own, 'Destination unreachable: Address unreachable')],
    [answer(1, own, 'Destination unreachable: Address unreachable')],
    false,
  ],
  [
    'a router not met before that refuses: there may be silent ones before it',
    [answer(1, one), silent(2), silent(3), answer(4, two, '!X')],
    [answer(1, one), silent(2), silent(3), answer(4, two, '!X')],
    false,
  ],
  [
    'a loop, in which a router is met again',
    [answer(1, one), silent(2), answer(3, one), silent(4)],
    [answer(1, one), silent(2), answer(3, one), silent(4)],
    false,
  ],
])('%s', (_, replies, want, reached) => {
  const round = new PathRound(target, (address) => address === own);
  const found = [...replies.flatMap((reply) => round.take(reply)), ...round.end()];
  expect([found, round.reached]).toEqual([want, reached]);
});

const path = (...hops: HopReply['from'][][]) =>
  hops.map((addresses, index) => ({
    hop: index + 1,
    addresses: addresses.flatMap((address) => (address === null ? [] : [{ address }])),
  }));

test.each([
  ['a plain path', path([one], [two], [target]), null],
  ['a circle of two', path([own], [one], [two], [one], [two]), { address: one, hops: [2, 4] }],
  ['one that is met twice in a row', path([one], [two], [two], [target]), null],
  ['a silent hop between', path([one], [two], [], [two]), null],
  ['a split path', path([one], [one, two], [target]), null],
])('a loop: %s', (_, hops, want) => {
  expect(loopOf(hops)).toEqual(want);
});

test.each([
  ['!H', '!H host unreachable'],
  ['!X', '!X prohibited by a filter'],
  ['asymm 5', 'asymm 5'],
  ['constructor', 'constructor'],
])('the note %s: %s', (note, want) => {
  expect(noteText(note)).toBe(want);
});
