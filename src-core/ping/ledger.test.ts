import { expect, test } from 'vitest';
import { parseAddress } from '../net/address.ts';
import { PingLedger, type EchoLine, type PingOutcome } from './ledger.ts';
import { OutageLog } from './outage-log.ts';

const from = parseAddress('2001:db8::1');
const router = parseAddress('2001:db8::ff');
const intervalMs = 200;

const ledger = (given: { waitMs?: number; firstSequence?: number; log?: OutageLog } = {}) =>
  new PingLedger({
    intervalMs,
    waitMs: 2_000,
    firstSequence: 1,
    targets: 1,
    target: 0,
    log: new OutageLog(),
    ...given,
  });

const ended = (log: OutageLog) => [...log.range(0, log.next)];

/** A reply to a request that was sent at the place of its number. */
const reply = (sequence: number, rttMs = 10, sentAt = sequence * intervalMs): EchoLine => {
  const at = sentAt + rttMs;
  return { type: 'reply', sequence, from, rttMs, ttl: 64, duplicate: false, at };
};
const waiting = (sequence: number): EchoLine => ({
  type: 'waiting',
  sequence,
  at: (sequence + 1) * intervalMs,
});

const short = ({ kind, sequence, at }: PingOutcome) => `${kind} ${sequence} at ${at}`;

test('an outage begins with the first lost request and ends with the first that is answered again', () => {
  const log = new OutageLog();
  const book = ledger({ log });
  const told = [
    ...[1, 2, 3].flatMap((n) => book.take(reply(n))),
    ...[4, 5, 6].flatMap((n) => book.take(waiting(n))),
    ...book.take(reply(7)),
    ...book.take(reply(8)),
    ...book.tick(4 * intervalMs + 2_499),
    ...book.tick(6 * intervalMs + 2_500),
  ];
  expect(told.map(short)).toEqual([
    'reply 1 at 200',
    'reply 2 at 400',
    'reply 3 at 600',
    'reply 7 at 1400',
    'reply 8 at 1600',
    'lost 4 at 800',
    'lost 5 at 1000',
    'lost 6 at 1200',
    'down 4 at 800',
    'up 7 at 1400',
  ]);
  expect(ended(log)).toEqual([{ target: 0, beganAt: 800, endedAt: 1400, lost: 3 }]);
  expect([book.outages, book.openOutage]).toEqual([1, undefined]);
  expect(book.figures()).toMatchObject({ sent: 8, received: 5, lost: 3, loss: 3 / 8 });
});

test('numbers that are missing altogether are lost, at equal distances', () => {
  const book = ledger();
  book.take(reply(1));
  book.take(reply(5));
  expect(book.tick(10_000).map(short)).toEqual([
    'lost 2 at 400',
    'lost 3 at 600',
    'lost 4 at 800',
    'down 2 at 400',
    'up 5 at 1000',
  ]);
});

test('duplicates, late and disordered replies are told apart', () => {
  const book = ledger({ waitMs: 500 });
  const told = [
    ...book.take(reply(1)),
    ...book.take(reply(1)),
    ...book.take(waiting(2)),
    ...book.take(reply(3)),
    ...book.take(reply(2, 210)),
    ...book.take(waiting(4)),
    ...book.tick(1_800),
    ...book.take(reply(4, 900)),
  ];
  expect(told.map(({ kind, sequence }) => `${kind} ${sequence}`)).toEqual([
    'reply 1',
    'duplicate 1',
    'reply 3',
    'reply 2',
    'lost 4',
    'late 4',
  ]);
  expect(book.figures()).toMatchObject({ received: 3, lost: 1, duplicates: 1, outOfOrder: 1, late: 1 });
});

test('a reply that took longer than it is waited for is late, whenever it is read', () => {
  const book = ledger({ waitMs: 500 });
  const told = [...book.take(reply(1, 500)), ...book.take(reply(2, 501)), ...book.take(reply(3, 10))];
  expect(told.map(({ kind, sequence }) => `${kind} ${sequence}`)).toEqual([
    'reply 1',
    'lost 2',
    'late 2',
    'reply 3',
  ]);
  expect(book.figures()).toMatchObject({ received: 2, lost: 1, late: 1, maxMs: 500 });
});

test('a reply in time counts as such when it is read half a second later', () => {
  const book = ledger({ waitMs: 100 });
  const told = [
    ...book.take(waiting(1)),
    ...book.tick(2 * intervalMs + 599),
    ...book.take(reply(2, 99)),
    ...book.tick(2 * intervalMs + 600),
  ];
  expect(told.map(short)).toEqual(['lost 1 at 200', 'reply 2 at 400']);
});

test('an error says who sent it, and settles its request', () => {
  const book = ledger();
  book.take(reply(1));
  const message = 'Destination unreachable: No route';
  const told = book.take({
    type: 'error',
    sequence: 2,
    from: router,
    reason: 'unreachable',
    mtu: null,
    message,
    at: 405,
  });
  expect(told).toMatchObject([
    { kind: 'error', sequence: 2, at: 400, from: router, message },
    { kind: 'lost', sequence: 2, at: 400 },
  ]);
  expect(book.tick(100_000)).toEqual([]);
  expect(book.figures()).toMatchObject({ sent: 2, lost: 1, errors: 1 });
});

test('numbers of 16 bits are counted on over the wrap', () => {
  const book = ledger({ firstSequence: 0 });
  for (let n = 0; n < 140_000; n++) book.take(reply(n % 65_536, 1, n * intervalMs));
  expect(book.sent).toBe(140_000);
  expect(book.figures()).toMatchObject({ received: 140_000, lost: 0, duplicates: 0, late: 0 });
  expect(book.outages).toBe(0);
});

test('what is not known at the end is not lost, unless ping itself has waited for it', () => {
  const book = ledger();
  book.take(reply(1));
  book.take(waiting(2));
  expect([book.sent, book.figures().sent]).toEqual([3, 1]);
  expect(book.ended(4, 10_000).map(short)).toEqual([
    'lost 2 at 400',
    'lost 3 at 600',
    'lost 4 at 800',
    'down 2 at 400',
  ]);
  expect([book.outages, book.openOutage]).toEqual([1, { beganAt: 400, endedAt: null, lost: 3 }]);
});

test('while ping could not run, requests are lost; its numbers begin again', () => {
  const book = ledger();
  book.take(reply(1));
  book.take(reply(2));
  expect(book.restarted(1, 1_000).map(short)).toEqual([
    'lost 3 at 600',
    'lost 4 at 800',
    'lost 5 at 1000',
    'down 3 at 600',
  ]);
  expect(book.take(reply(1, 10, 1_200)).map(short)).toEqual(['reply 6 at 1200', 'up 6 at 1200']);
});

test('numbers that make no sense change nothing', () => {
  const book = ledger();
  book.take(reply(1));
  expect([book.take(reply(30_000)), book.take(waiting(40_000)), book.sent]).toEqual([[], [], 1]);
});

test('what was down before the computer slept is not told as down while it slept', () => {
  const log = new OutageLog();
  const book = ledger({ log });
  const hour = 3_600_000;
  book.take(reply(1));
  // Two requests are lost, and the third leaves an hour later, when the network is not there yet.
  book.take(waiting(2));
  book.take({ type: 'waiting', sequence: 3, at: hour });
  book.take({ type: 'waiting', sequence: 4, at: hour + 200 });
  book.take(reply(6, 10, hour + 400));
  book.tick(hour + 10_000);
  expect(ended(log)).toEqual([
    { target: 0, beganAt: 400, endedAt: 800, lost: 2 },
    { target: 0, beganAt: hour, endedAt: hour + 400, lost: 2 },
  ]);
});
