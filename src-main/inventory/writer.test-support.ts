import { openInventory } from './inventory.ts';
import { recorded, silent } from './hosts.test-support.ts';
import { parseZone } from '../../src-core/net/zone.ts';

// Run by the tests as a process of its own: `writer.test-support.ts <directory> <first host> <hosts> <batch>`. Records hosts in
// batches and says after each how many are stored for certain.
const [directory = '', first = '0', hosts = '0', batch = '1'] = process.argv.slice(2);
const inventory = await openInventory({ directory, log: silent });
const scan = await inventory.beginScan({ startedAt: Date.now(), zones: [parseZone('eth0')] });
process.stdout.write('ready\n');
for (let from = 0; from < Number(hosts); from += Number(batch)) {
  const numbers = Array.from({ length: Number(batch) }, (_, index) => Number(first) + from + index);
  await inventory.record(
    scan,
    numbers.map((number) => {
      const hex = number.toString(16).padStart(6, '0');
      return recorded({
        mac: `00:1b:21:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`,
        addresses: [`2001:db8::${number.toString(16)}`],
        names: [`writer-${number}.example`],
      });
    }),
  );
  process.stdout.write(`${from + numbers.length}\n`);
}
await inventory.endScan(scan, { state: 'done', endedAt: Date.now(), sources: [] });
await inventory.close();
process.stdout.write('closed\n');
