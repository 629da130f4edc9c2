import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutageLog, type EndedOutage } from './outage-log.ts';

const outages = fc.array(
  fc.record({
    target: fc.nat(511),
    beganAt: fc.integer({ min: 0, max: 10_000 }),
    lasts: fc.integer({ min: 1, max: 500 }),
    lost: fc.integer({ min: 2, max: 1_000_000 }),
  }),
  { maxLength: 300 },
);

/** So many of a run, each told a second after the one before. */
function many(log: OutageLog, count: number): void {
  for (let n = log.next, end = n + count; n < end; n++)
    log.add({ target: n % 7, beganAt: n * 1_000, endedAt: n * 1_000 + 600, lost: 3 });
}

test('what was added is there, by number and by time', () => {
  fc.assert(
    fc.property(outages, fc.nat(10_000), fc.nat(10_000), fc.nat(8_500), (given, a, b, start) => {
      const log = new OutageLog();
      log.skipTo(start);
      const all = given.map(({ lasts, ...rest }): EndedOutage => ({
        ...rest,
        endedAt: rest.beganAt + lasts,
      }));
      for (const each of all) log.add(each);
      expect([...log.range(0, Infinity)]).toEqual(all);
      expect([log.first, log.next, log.at(start - 1)]).toEqual([start, start + all.length, undefined]);
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const found: number[][] = [];
      log.eachBetween(from, to, (...numbers) => found.push(numbers));
      expect(found).toEqual(
        all
          .filter(({ beganAt, endedAt }) => beganAt <= to && endedAt >= from)
          .map(({ target, beganAt, endedAt }) => [target, beganAt, endedAt]),
      );
    }),
  );
});

test('the oldest are let go, and how many is told', () => {
  const log = new OutageLog(10_000);
  for (let added = 500; added <= 30_000; added += 500) {
    many(log, 500);
    expect(log.next).toBe(added);
    expect(log.next - log.first).toBeGreaterThanOrEqual(Math.min(added, 10_000));
    expect(log.next - log.first).toBeLessThan(20_000);
  }
  expect(log.first).toBeGreaterThan(0);
  expect([log.at(log.first - 1), log.at(log.first)?.beganAt]).toEqual([undefined, log.first * 1_000]);
});

test('a hundred targets with six thousand outages each take no more than 15 MB, and none is let go', () => {
  const before = process.memoryUsage().arrayBuffers;
  const log = new OutageLog();
  many(log, 600_000);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(15 * 1024 * 1024);
  expect(log.first).toBe(0);
});
