import { expect, test } from 'vitest';
import { fromBigInt } from '../../../src-core/net/address.ts';
import { Intake, intakeLimits } from './intake.ts';

const datagram = (from: number, octets = 10) => ({
  data: Buffer.alloc(octets),
  sender: fromBigInt((0xfe80n << 112n) + BigInt(from), 6),
  port: 5353,
  role: 'ask' as const,
});

test('one who floods is cut off, others are heard', () => {
  const intake = new Intake();
  for (let count = 0; count < 100_000; count++) intake.put(datagram(1), 500);
  for (let from = 2; from < 102; from++) intake.put(datagram(from), 600);
  expect([intake.take().length, intake.dropped]).toEqual([
    intakeLimits.datagramsPerSender + 100,
    100_000 - intakeLimits.datagramsPerSender,
  ]);
  expect(intake.take()).toEqual([]);
});

test('what is taken in within a second is bounded in number and size, and begins anew', () => {
  const intake = new Intake();
  for (let from = 0; from < 50_000; from++) intake.put(datagram(from), 500);
  expect(intake.take()).toHaveLength(intakeLimits.datagrams);
  for (let count = 0; count < 100; count++) intake.put(datagram(1, 65_507), 1500);
  expect(intake.take()).toHaveLength(Math.floor(intakeLimits.octetsPerSender / 65_507));
  // Nobody takes: what waits does not grow from second to second.
  for (let from = 0; from < 50_000; from++) intake.put(datagram(from), 2000 + from);
  expect(intake.waiting).toBe(intakeLimits.datagrams);
});
