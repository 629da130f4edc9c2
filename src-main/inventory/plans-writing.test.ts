import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatPlan, planOf } from '../../src-core/plan/file.ts';
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

const damage = (sql: string) => {
  const other = new DatabaseSync(join(directory.path, 'inventory.sqlite'));
  other.exec(sql);
  other.close();
};

test('a plan that is still being written is not seen, and one that never became whole goes with the next', async () => {
  const { id } = await inventory.plans.create(site());
  damage(`UPDATE plan SET revision = 0, created_at = 0 WHERE id = ${id}`);
  expect(await inventory.plans.list()).toEqual([]);
  await expect(inventory.plans.read(id)).rejects.toMatchObject({ code: 'bad-input' });
  await expect(inventory.plans.duplicate(id, 'Copy')).rejects.toMatchObject({ code: 'bad-input' });
  await expect(inventory.plans.save(change(id, 0, { name: 'x' }))).rejects.toMatchObject({
    code: 'bad-input',
  });
  const next = await inventory.plans.create(site());
  expect(next).toMatchObject({ revision: 1, nodes: 4 });
  damage(`UPDATE plan SET revision = 1 WHERE id = ${id}`);
  expect((await inventory.plans.list()).map((each) => each.id)).toEqual([next.id]);
});

test('others are answered while a large plan is written', async () => {
  const many = Array.from({ length: 5000 }, (_, index) =>
    node(`n${index}`, index === 0 ? null : 'n0', `2001:db8:0:${(index + 1).toString(16)}::/64`),
  );
  const text = formatPlan(planOf('Many', many));
  const creating = inventory.plans.create(text);
  const seen: number[] = [];
  for (let turn = 0; turn < 2; turn++) {
    seen.push((await inventory.plans.list()).length);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { id } = await creating;
  expect(seen).toEqual([0, 0]);
  expect((await inventory.plans.read(id)).text).toBe(text);
});
