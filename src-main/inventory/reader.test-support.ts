import { deviceQuery } from '../../src-core/api/devices.ts';
import { toFailure } from '../../src-core/api/errors.ts';
import { openInventory } from './inventory.ts';
import { silent } from './hosts.test-support.ts';

// Run by the tests as a process of its own, as a user who may not write: `reader.test-support.ts <directory>` says as JSON what
// can still be done.
async function failureOf(work: () => Promise<unknown>) {
  try {
    await work();
    return null;
  } catch (error) {
    return toFailure(error);
  }
}

async function look(directory: string) {
  const inventory = await openInventory({ directory, log: silent });
  const { total } = await inventory.list(deviceQuery.parse({ text: '00:1b' }));
  const answer = {
    notices: inventory.notices,
    total,
    scan: await failureOf(() => inventory.beginScan({ startedAt: 1, zones: [] })),
    update: await failureOf(() => inventory.update({ id: 1, notes: 'x' })),
    facets: (await inventory.facets()).total,
  };
  await inventory.close();
  return answer;
}

const [directory = ''] = process.argv.slice(2);
let answer: unknown;
const failure = await failureOf(async () => {
  answer = await look(directory);
});
process.stdout.write(JSON.stringify(failure === null ? answer : { failure }));
