import { readNode } from '../../src-core/plan/node.ts';
import { openInventory } from './inventory.ts';
import { silent } from './hosts.test-support.ts';

// Run by the tests as a process of its own: `plan-writer.test-support.ts <directory> <plan>`. Saves step after step, each of
// which gives every one of 50 nodes the number of the step, and says after each that it is stored.
const [directory = '', plan = '0'] = process.argv.slice(2);
const inventory = await openInventory({ directory, log: silent });
for (let revision = 1; ; revision++) {
  const put = Array.from({ length: 50 }, (_, index) =>
    readNode({ id: `n${index}`, ipv6: '2001:db8::/48', name: `step ${revision + 1}` }, 'node'),
  );
  await inventory.plans.save({ id: Number(plan), revision, put, remove: [] });
  process.stdout.write(`${revision + 1}\n`);
}
