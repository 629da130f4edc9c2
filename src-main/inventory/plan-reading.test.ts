import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatPlan, planOf } from '../../src-core/plan/file.ts';
import { prefixAt } from '../../src-core/net/prefix.ts';
import { PlanReader } from '../../src-core/plan/read-plan.ts';
import { silent, temporaryDirectory } from './hosts.test-support.ts';
import { openInventory, type Inventory } from './inventory.ts';
import { change, node, site } from './plans.test-support.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let inventory: Inventory;
beforeEach(async () => {
  directory = temporaryDirectory();
  inventory = await openInventory({ directory: directory.path, log: silent });
});
afterEach(async () => {
  await inventory.close();
  directory.remove();
});

/** A /32 with so many /64s, whose ids stand in another order than their addresses. */
const large = (count: number) =>
  formatPlan({
    ...planOf('Large', [
      node('top', null, '2001:db8::/32'),
      ...Array.from({ length: count }, (_, index) =>
        node(
          `n${(index * 7919) % count}`,
          'top',
          prefixAt((0x20010db8n << 96n) | (BigInt(index) << 64n), 64, 6),
        ),
      ),
    ]),
    vlans: [{ vid: 7, site: '', name: 'staff', notes: '' }],
  });

/** Puts the parts together as the page does. @param meanwhile done after each part of nodes */
async function joined(id: number, meanwhile: (part: number) => Promise<unknown> = async () => undefined) {
  let reader = new PlanReader();
  let head;
  let begun = 0;
  const sizes: number[] = [];
  for await (const part of inventory.plans.open(id)) {
    if (part.type === 'plan') {
      begun++;
      head = part;
      reader = new PlanReader();
      continue;
    }
    sizes.push(part.lines.split('\n').length);
    reader.addLines(part.lines);
    await meanwhile(sizes.length);
  }
  if (head === undefined) throw new Error('no part says what plan it is');
  return {
    begun,
    sizes,
    info: head.info,
    text: formatPlan(reader.finish({ name: head.info.name, vlans: head.vlans })),
  };
}

test('a plan in parts is the plan, whatever its size', async () => {
  const none = await inventory.plans.create(formatPlan(planOf('Empty', [])));
  expect(await joined(none.id)).toEqual({
    begun: 1,
    sizes: [],
    info: none,
    text: formatPlan(planOf('Empty', [])),
  });
  const small = await inventory.plans.create(site());
  expect(await joined(small.id)).toEqual({ begun: 1, sizes: [4], info: small, text: site() });
  for (const [count, sizes] of [
    [999, [1000]],
    [2500, [1000, 1000, 501]],
  ] as const) {
    const info = await inventory.plans.create(large(count));
    expect(await joined(info.id)).toEqual({ begun: 1, sizes, info, text: large(count) });
  }
});

test('a plan that changes while it is read is begun anew, and read at once where that goes on', async () => {
  const { id } = await inventory.plans.create(large(2500));
  let revision = 1;
  const rename = async () => {
    const put = [node('n1', 'top', '2001:db8:ffff::/64', { name: `at ${revision}` })];
    ({ revision } = await inventory.plans.save(change(id, revision, { put })));
  };
  const once = await joined(id, async (part) => (part === 2 ? await rename() : undefined));
  expect(once).toMatchObject({ begun: 2, sizes: [1000, 1000, 1000, 1000, 501], info: { revision: 2 } });
  expect(once.text).toBe((await inventory.plans.read(id)).text);
  const always = await joined(id, async (part) => (part < 4 ? await rename() : undefined));
  expect(always).toMatchObject({ begun: 4, sizes: [1000, 1000, 1000, 2501], info: { revision: 5 } });
  expect(always.text).toBe((await inventory.plans.read(id)).text);
});

test('what is missing or damaged is said, in parts as in one', async () => {
  const { id } = await inventory.plans.create(large(2500));
  const damage = (sql: string) => {
    const other = new DatabaseSync(join(directory.path, 'inventory.sqlite'));
    other.exec(sql);
    other.close();
  };
  damage("DELETE FROM plan_node WHERE id = 'n7'");
  const lost = { code: 'internal', message: expect.stringMatching(/1 of its 2501 nodes are lost/) };
  await expect(joined(id)).rejects.toMatchObject(lost);
  await expect(inventory.plans.read(id)).rejects.toMatchObject(lost);
  damage("UPDATE plan_node SET line = '{' WHERE id = 'n8'");
  const broken = { code: 'internal', message: expect.stringMatching(/its node "n8" cannot be read/) };
  await expect(joined(id)).rejects.toMatchObject(broken);
  await expect(inventory.plans.read(id)).rejects.toMatchObject(broken);
  await expect(joined(99)).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(/There is no plan 99/),
  });
});
