import { expect, test } from 'vitest';
import type { Connector } from '../../os/connect/connector.ts';
import { numbersEach, outcome, type FromLane, type LaneJob } from './lane-messages.ts';
import { LaneRunner } from './lane-runner.ts';

/** What a lane tells of one host whose ports 1 to 100 refuse; from 101 on this connector says what becomes of them. */
async function scanned(answer: (port: number, attempt: number) => string | null) {
  const attempts = new Map<number, number>();
  const connector: Connector = {
    peer: () => ({
      connect(port, waiting) {
        const attempt = (attempts.get(port) ?? 0) + 1;
        attempts.set(port, attempt);
        const code = port <= 100 ? 'ECONNREFUSED' : answer(port, attempt);
        if (code !== null) setImmediate(() => waiting.failed(code));
        return { leave: () => undefined };
      },
    }),
    close: () => undefined,
  };
  const job: LaneJob = {
    hosts: [{ index: 0, address: 'fe80::1%eth0', offset: 0, stride: 1 }],
    ports: Array.from({ length: 120 }, (_, index) => index + 1),
    sockets: 100,
    perSecond: null,
  };
  const results = new Map<number, readonly [result: number, rttMicros: number]>();
  const ended = await new Promise<Extract<FromLane, { type: 'ended' }>>((resolve) => {
    const runner = new LaneRunner(connector, (message) => {
      if (message.type === 'ended') resolve(message);
      if (message.type !== 'results') return;
      for (let at = 0; at < message.records.length; at += numbersEach) {
        const [, place = 0, result = 0, micros = 0] = message.records.subarray(at, at + numbersEach);
        results.set(place + 1, [result, micros]);
      }
    });
    runner.take({ type: 'scan', run: 1, job });
  });
  return { losses: ended.losses, results };
}

test('a way that is gone at the second try is no loss, and no round trip', async () => {
  const { losses, results } = await scanned((_port, attempt) => (attempt === 1 ? null : 'ENETUNREACH'));
  expect(losses).toBe(0);
  expect(results.size).toBe(120);
  for (let port = 101; port <= 120; port++) expect(results.get(port)).toEqual([outcome.noRoute, 0]);
});

test('a firewall that is heard at the second try only is no loss', async () => {
  const { losses, results } = await scanned((_port, attempt) => (attempt === 1 ? null : 'EACCES'));
  expect(losses).toBe(0);
  expect(results.get(101)?.[0]).toBe(outcome.prohibited);
});

test('an answer at the second try is a loss that was made good', async () => {
  const { losses, results } = await scanned((_port, attempt) => (attempt === 1 ? null : 'ECONNREFUSED'));
  expect(losses).toBeGreaterThanOrEqual(20);
  expect([...results.values()].every(([result]) => result === outcome.refused)).toBe(true);
});
