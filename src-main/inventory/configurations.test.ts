import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NewConfiguration } from '../../src-core/api/configurations.ts';
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

const given = (more: Partial<NewConfiguration> = {}): NewConfiguration => ({
  name: 'Office',
  writer: 'radvd',
  values: { interfaces: [{ name: 'eth0', prefixes: [] }], text: 'ü "\u2028\n' },
  folder: null,
  plan: null,
  base: null,
  ...more,
});

/** One that is tied to a node of a plan. */
async function tied(name = 'Office') {
  const plan = await inventory.plans.create(site());
  const link = { planId: plan.id, nodeId: 'a' };
  const made = await inventory.configurations.create(given({ name, plan: link, base: { mtu: 1500 } }));
  return { plan, link, made };
}

test('what is kept is given back as it was, also after a new start', async () => {
  const { link, made } = await tied();
  expect(made).toMatchObject({ name: 'Office', writer: 'radvd', folder: null, plan: link, revision: 1 });
  const whole = { ...made, values: given().values, base: { mtu: 1500 } };
  expect(await inventory.configurations.get(made.id)).toEqual(whole);
  await inventory.close();
  inventory = await openInventory({ directory: directory.path, log: silent });
  expect(await inventory.configurations.get(made.id)).toEqual(whole);
  expect(await inventory.configurations.list()).toEqual([made]);
  expect(await inventory.configurations.ofPlan(link.planId)).toEqual([whole]);
});

test('a change is the next revision and changes what it names alone', async () => {
  const { made, link } = await tied();
  const saved = await inventory.configurations.save({
    id: made.id,
    revision: 1,
    folder: '/etc',
    values: { a: 1 },
  });
  expect(saved).toEqual({ ...made, folder: '/etc', revision: 2, updatedAt: expect.any(Number) });
  expect(await inventory.configurations.get(made.id)).toEqual({
    ...saved,
    values: { a: 1 },
    base: { mtu: 1500 },
  });
  const loose = await inventory.configurations.save({
    id: made.id,
    revision: 2,
    plan: null,
    base: null,
    folder: null,
  });
  expect(await inventory.configurations.get(made.id)).toEqual({ ...loose, values: { a: 1 }, base: null });
  expect([loose.plan, loose.folder]).toEqual([null, null]);
  const again = { id: made.id, revision: 3, plan: link, base: { mtu: 9000 }, name: 'Other' };
  expect(await inventory.configurations.save(again)).toMatchObject({
    plan: link,
    name: 'Other',
    revision: 4,
  });
});

test('of two that change the same revision the second is told what to do, and nothing of it is stored', async () => {
  const { id } = await inventory.configurations.create(given());
  await inventory.configurations.save({ id, revision: 1, values: { first: true } });
  await expect(
    inventory.configurations.save({ id, revision: 1, values: { second: true } }),
  ).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/"Office" was changed elsewhere: nothing was stored/),
  });
  expect((await inventory.configurations.get(id)).values).toEqual({ first: true });
});

test.each<[string, Partial<NewConfiguration>]>([
  ['a plan that is not there', { plan: { planId: 77, nodeId: 'a' }, base: {} }],
  ['a plan without what it gave', { plan: { planId: 1, nodeId: 'a' }, base: null }],
  ['what a plan gave without the plan', { base: {} }],
  ['a form that is too large', { values: { text: 'x'.repeat(33 * 1024 * 1024) } }],
])('%s is refused, and nothing is stored', async (_, more) => {
  await expect(inventory.configurations.create(given(more))).rejects.toMatchObject({ code: 'bad-input' });
  const { id } = await inventory.configurations.create(given());
  await expect(inventory.configurations.save({ ...given(more), id, revision: 1 })).rejects.toMatchObject({
    code: 'bad-input',
  });
  expect((await inventory.configurations.get(id)).revision).toBe(1);
});

test('a copy is one of its own that is written nowhere yet, and what is removed is gone', async () => {
  const { made, link } = await tied();
  await inventory.configurations.save({ id: made.id, revision: 1, folder: '/etc' });
  const copy = await inventory.configurations.duplicate(made.id, 'Copy');
  expect(copy).toMatchObject({ name: 'Copy', folder: null, plan: link, revision: 1 });
  expect((await inventory.configurations.get(copy.id)).values).toEqual(given().values);
  expect([
    await inventory.configurations.remove(made.id),
    await inventory.configurations.remove(made.id),
  ]).toEqual([true, false]);
  for (const gone of [
    () => inventory.configurations.get(made.id),
    () => inventory.configurations.save({ id: made.id, revision: 2 }),
    () => inventory.configurations.duplicate(made.id, 'x'),
  ])
    await expect(gone()).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/There is no configuration/),
    });
});

test('where its plan is removed it stays as it is, tied to none', async () => {
  const { made, plan } = await tied();
  await inventory.plans.remove(plan.id);
  expect(await inventory.configurations.get(made.id)).toEqual({
    ...made,
    plan: null,
    values: given().values,
    base: null,
  });
});

test('a plan and its configurations are changed together or not at all', async () => {
  const { plan, made } = await tied();
  const other = await inventory.configurations.create(given({ name: 'Other' }));
  const moved = change(plan.id, 1, { put: [node('a', 's', '2001:db8:0:99::/64')] });
  const values = { renumbered: true };
  await expect(
    inventory.configurations.saveWithPlan(moved, [
      { id: made.id, revision: 1, values },
      { id: other.id, revision: 9, values },
    ]),
  ).rejects.toMatchObject({ code: 'conflict' });
  expect((await inventory.plans.read(plan.id)).text).toBe(site());
  expect((await inventory.configurations.get(made.id)).values).toEqual(given().values);
  await expect(
    inventory.configurations.saveWithPlan({ ...moved, revision: 9 }, [{ id: made.id, revision: 1, values }]),
  ).rejects.toMatchObject({ code: 'conflict' });
  expect((await inventory.configurations.get(made.id)).revision).toBe(1);
  const saved = await inventory.configurations.saveWithPlan(moved, [{ id: made.id, revision: 1, values }]);
  expect(saved).toMatchObject({ plan: { revision: 2 }, configurations: [{ id: made.id, revision: 2 }] });
  expect((await inventory.plans.read(plan.id)).text).toContain('2001:db8:0:99::/64');
});

test('one that is damaged is told, and the others are given', async () => {
  const { id } = await inventory.configurations.create(given());
  const other = await inventory.configurations.create(given({ name: 'Other' }));
  const file = new DatabaseSync(join(directory.path, 'inventory.sqlite'));
  file.exec(`UPDATE configuration SET form = '{"a": ' WHERE id = ${id}`);
  file.close();
  await expect(inventory.configurations.get(id)).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringMatching(/"Office" is damaged in .*inventory\.sqlite/),
  });
  expect((await inventory.configurations.list()).length).toBe(2);
  expect((await inventory.configurations.get(other.id)).name).toBe('Other');
});
