import '../../src-main/hosts/small-heap.ts';
import { createInterface } from 'node:readline';
import { parsePorts } from '../../src-core/ports/port-set.ts';
import { LanePool } from '../../src-main/probes/ports/lane-pool.ts';
import { outcome } from '../../src-main/probes/ports/lane-messages.ts';
import { PortScan } from '../../src-main/probes/ports/scan.ts';

// Scans once for each line of its input, as the running program does, and prints a line of JSON for each round:
//   node port-rounds.ts PORTS ADDRESS…
// The line `cancel` stops the scan after half a second; the time told is that from the stop to the end, when no socket
// is left.
const [list = 'top', ...addresses] = process.argv.slice(2);
const pool = new LanePool();
const ports = parsePorts(list);
const goingMs = 500;

async function round(cancelled: boolean) {
  const scan = new PortScan(pool, { addresses, ports, perSecond: null });
  const stop = new AbortController();
  let begun = performance.now();
  if (cancelled) {
    setTimeout(() => {
      begun = performance.now();
      stop.abort();
    }, goingMs);
  }
  let open = 0;
  try {
    for await (const step of scan.run(stop.signal)) open += step.open.length;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  const wholeMs = performance.now() - begun;
  let unknown = 0;
  for (const host of addresses.keys())
    for (const [, result] of scan.outcomes(host)) if (result === outcome.unknown) unknown++;
  return { wholeMs, open, unknown, losses: scan.losses, sent: scan.sent };
}

for await (const line of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(await round(line === 'cancel')));
await pool.close();
