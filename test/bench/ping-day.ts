import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseAddress } from '../../src-core/net/address.ts';
import { PingLedger } from '../../src-core/ping/ledger.ts';
import { OutageLog } from '../../src-core/ping/outage-log.ts';
import { median, milliseconds, printTable } from './table.ts';

// What a day of pings, five a second, takes in memory once it is over, with an outage of three requests every 20 s and two
// of a hundred requests lost beside that, and how long the whole day of a target takes to be made ready for the chart.
//   node test/bench/ping-day.ts

const mostMegabytes = 100;
const intervalMs = 200;
const dayMs = 86_400_000;
const requests = dayMs / intervalMs;
const start = Date.UTC(2026, 0, 1);
const from = parseAddress('2001:db8::1');

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

/** What lives, in megabytes: not what the system has lent. */
function megabytes(): number {
  if (typeof collectGarbage !== 'function') throw new Error('this Node does not collect garbage when asked');
  for (let time = 0; time < 2; time++) collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

/** The same numbers from 0 to 1 in every run. */
function numbers(): () => number {
  let seed = 1;
  return () => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff) / 0x7fff_ffff;
}

/** One request and what comes of it, as ping tells it. */
function ask(ledger: PingLedger, sequence: number, at: number, rttMs: number | null): void {
  const printed = sequence % 65_536;
  if (rttMs === null) ledger.take({ type: 'waiting', sequence: printed, at: at + intervalMs });
  else {
    const reply = { type: 'reply', sequence: printed, from, rttMs, ttl: 64, duplicate: false } as const;
    ledger.take({ ...reply, at: at + rttMs });
  }
  if (sequence % 10 === 0) ledger.tick(at);
}

function day(targets: number): string[] {
  const before = megabytes();
  const random = numbers();
  const log = new OutageLog();
  const ledgers = Array.from({ length: targets }, (_, target) => {
    const options = { intervalMs, waitMs: 2_000, firstSequence: 1, targets, target, log };
    return new PingLedger(options);
  });
  for (let sequence = 1; sequence <= requests; sequence++) {
    for (const [target, ledger] of ledgers.entries()) {
      const isLost = (sequence + target * 7) % 100 < 3 || random() < 0.02;
      const at = start + sequence * intervalMs + target;
      ask(ledger, sequence, at, isLost ? null : 1 + random() * 20);
    }
  }
  const grown = megabytes() - before;
  const windows = ledgers.slice(0, 12).map((ledger) => {
    const began = performance.now();
    ledger.series.window(start, start + dayMs, 700);
    return performance.now() - began;
  });
  if (grown > mostMegabytes) process.exitCode = 1;
  return [
    String(targets),
    `${grown.toFixed(1)} MB`,
    `${log.next - log.first} of ${log.next}`,
    milliseconds(median(windows)),
    `under ${mostMegabytes} MB ${grown > mostMegabytes ? 'MISSED' : 'met'}`,
  ];
}

printTable(
  'A day of pings, five a second',
  ['targets', 'memory', 'outages kept', 'whole day for the chart', 'goal'],
  [1, 12, 100].map(day),
);
