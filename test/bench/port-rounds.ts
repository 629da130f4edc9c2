import '../../src-main/hosts/small-heap.ts';
import { createInterface } from 'node:readline';
import { parsePorts } from '../../src-core/ports/port-set.ts';
import { LanePool } from '../../src-main/probes/ports/lane-pool.ts';
import { outcome } from '../../src-main/probes/ports/lane-messages.ts';
import { PortScan } from '../../src-main/probes/ports/scan.ts';

// Scans once for each line of its input, as the running program does, and prints a line of JSON for each round:
//   node port-rounds.ts PORTS ADDRESS…
const [list = 'top', ...addresses] = process.argv.slice(2);
const pool = new LanePool();
const ports = parsePorts(list);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
while ((await lines.next()).done !== true) {
  const begun = performance.now();
  const scan = new PortScan(pool, { addresses, ports, perSecond: null });
  let open = 0;
  for await (const step of scan.run(new AbortController().signal)) open += step.open.length;
  const wholeMs = performance.now() - begun;
  let unknown = 0;
  for (const host of addresses.keys())
    for (const [, result] of scan.outcomes(host)) if (result === outcome.unknown) unknown++;
  console.log(JSON.stringify({ wholeMs, open, unknown, losses: scan.losses, sent: scan.sent }));
}
await pool.close();
