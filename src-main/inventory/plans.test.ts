import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { largestPlanText, type PlanChange } from '../../src-core/api/plans.ts';
import { prefixAt } from '../../src-core/net/prefix.ts';
import { formatPlan, parsePlan, planOf } from '../../src-core/plan/file.ts';
import { readNode, type PlanNode } from '../../src-core/plan/node.ts';
import { allEntries, withNodes } from '../../src-core/plan/tree.ts';
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

test('a plan that is kept is given back as its file, byte for byte, also after a new start', async () => {
  const info = await inventory.plans.create(site());
  expect(info).toMatchObject({ name: 'Site', nodes: 4, revision: 1 });
  expect(await inventory.plans.read(info.id)).toEqual({ info, text: site() });
  await inventory.close();
  inventory = await openInventory({ directory: directory.path, log: silent });
  expect(await inventory.plans.read(info.id)).toEqual({ info, text: site() });
});

test('any plan is given back in the order of its file, whatever is stored in which order', async () => {
  const nodes = fc
    .uniqueArray(
      fc.record({
        id: fc.integer({ min: 0, max: 999 }),
        above: fc.nat(),
        six: fc.option(fc.tuple(fc.bigInt(0n, (1n << 128n) - 1n), fc.integer({ min: 0, max: 128 }))),
        four: fc.tuple(fc.bigInt(0n, (1n << 32n) - 1n), fc.integer({ min: 0, max: 32 })),
      }),
      { selector: ({ id }) => id, minLength: 1, maxLength: 40 },
    )
    .map((list) =>
      list.map(({ id, above, six, four }, index) =>
        readNode(
          {
            id: `n${id}`,
            parent: index === 0 || above % 5 === 0 ? null : `n${list[above % index]?.id}`,
            ...(six === null ? {} : { ipv6: prefixAt(six[0], six[1], 6) }),
            ...(six === null || above % 2 === 0 ? { ipv4: prefixAt(four[0], four[1], 4) } : {}),
          },
          'node',
        ),
      ),
    );
  await fc.assert(
    fc.asyncProperty(nodes, async (list) => {
      const text = formatPlan(planOf('Any', list));
      const empty = await inventory.plans.create(formatPlan(planOf('Any', [])));
      await inventory.plans.save(change(empty.id, 1, { put: list.toReversed() }));
      expect((await inventory.plans.read(empty.id)).text).toBe(text);
      const whole = await inventory.plans.create(text);
      expect((await inventory.plans.read(whole.id)).text).toBe(text);
    }),
    { numRuns: 60 },
  );
});

test('a change is the next revision, and gives the plan that it makes', async () => {
  const { id } = await inventory.plans.create(site());
  const moved = node('h', 'a', '2001:db8:0:1::1/128');
  const added = node('c', 's', '2001:db8:0:3::/64');
  const saved = await inventory.plans.save(
    change(id, 1, { name: 'Other', vlans: [], put: [moved, added], remove: ['b', 'never-there'] }),
  );
  expect(saved).toMatchObject({ id, name: 'Other', nodes: 4, revision: 2 });
  const changes = new Map<string, PlanNode | undefined>([
    ['h', moved],
    ['c', added],
    ['b', undefined],
  ]);
  const expected = formatPlan({ ...withNodes(parsePlan(site()), changes), name: 'Other', vlans: [] });
  expect((await inventory.plans.read(id)).text).toBe(expected);
});

test('plans are listed with the one that changed last first; a copy is a plan of its own; what is removed is gone', async () => {
  const first = await inventory.plans.create(site());
  const copy = await inventory.plans.duplicate(first.id, 'Copy');
  expect(copy).toMatchObject({ name: 'Copy', nodes: 4, revision: 1 });
  await inventory.plans.save(change(copy.id, 1, { remove: ['a'] }));
  expect((await inventory.plans.read(first.id)).text).toBe(site());
  expect((await inventory.plans.list()).map(({ name, nodes }) => [name, nodes])).toEqual([
    ['Copy', 3],
    ['Site', 4],
  ]);
  expect([await inventory.plans.remove(first.id), await inventory.plans.remove(first.id)]).toEqual([
    true,
    false,
  ]);
  for (const gone of [
    () => inventory.plans.read(first.id),
    () => inventory.plans.save(change(first.id, 1, {})),
    () => inventory.plans.duplicate(first.id, 'x'),
  ])
    await expect(gone()).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/There is no plan 1: it was removed/),
    });
});

test('of two that change the same revision the second is told what to do, and nothing of it is stored', async () => {
  const { id } = await inventory.plans.create(site());
  const renamed = (name: string) => change(id, 1, { put: [node('a', 's', '2001:db8:0:1::/64', { name })] });
  const results = await Promise.allSettled([
    inventory.plans.save(renamed('first')),
    inventory.plans.save(renamed('second')),
  ]);
  expect(results).toMatchObject([
    { status: 'fulfilled', value: { revision: 2 } },
    {
      status: 'rejected',
      reason: {
        code: 'conflict',
        message:
          'The plan "Site" was changed elsewhere: nothing was stored. Open it again and repeat the change, or keep this state as a new plan.',
        detail: 'it is at revision 2, the change was made from 1',
      },
    },
  ]);
  const { text } = await inventory.plans.read(id);
  expect([text.includes('"first"'), text.includes('"second"')]).toEqual([true, false]);
});

describe('a change that would break the plan is refused as a whole', () => {
  test.each<[what: string, more: Partial<PlanChange>, message: RegExp]>([
    [
      'a parent that is not there',
      { put: [node('x', 'y', '2001:db8::/64')] },
      /"x" would be under "y", which is not/,
    ],
    ['a parent that goes', { remove: ['b'] }, /"b" cannot be removed alone: "h" is under it/],
    [
      'a circle',
      { put: [node('s', 'h', '2001:db8::/48'), node('z', null, '2001:db8:9::/48')] },
      /"s" would be under itself, in a circle/,
    ],
    ['a node under itself', { put: [node('a', 'a', '2001:db8::/64')] }, /"a" would be under itself/],
    [
      'a node twice',
      { put: [node('x', 's', '2001:db8::/64'), node('x', 's', '2001:db8::/65')] },
      /"x" twice/,
    ],
    [
      'put and removed',
      { put: [node('b', 's', '2001:db8::/64')], remove: ['b'] },
      /puts and removes the node "b"/,
    ],
    [
      'no prefix at all',
      { put: [{ ...node('b', 's', '2001:db8::/64'), ipv6: null }] },
      /The node "b" is not a node: ipv6: a node has an IPv6 or an IPv4 prefix/,
    ],
    [
      'too much text',
      {
        put: Array.from({ length: Math.ceil(largestPlanText / 10_000) }, (_, index) =>
          node(`x${index}`, 's', '2001:db8::/64', { notes: 'x'.repeat(10_000) }),
        ),
      },
      /at most 64 MB of text: keep it as two plans/,
    ],
  ])('%s', async (_what, more, message) => {
    const { id } = await inventory.plans.create(site());
    const saving = inventory.plans.save(change(id, 1, { name: 'x', ...more }));
    await expect(saving).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(message),
    });
    expect(await inventory.plans.read(id)).toMatchObject({ info: { revision: 1 }, text: site() });
  });

  test('a text that is no plan is not kept', async () => {
    const broken = site().replace('"parent":"b"', '"parent":"q"');
    await expect(inventory.plans.create(broken)).rejects.toMatchObject({ code: 'bad-input' });
    expect(await inventory.plans.list()).toEqual([]);
  });
});

test('a small change reads no more than it touches, however large the plan is', async () => {
  const many = Array.from({ length: 5000 }, (_, index) =>
    node(`n${index}`, index === 0 ? null : 'n0', `2001:db8:0:${(index + 1).toString(16)}::/64`),
  );
  const { id } = await inventory.plans.create(formatPlan(planOf('Many', many)));
  // Broken lines elsewhere are noticed by whatever reads them.
  damage("UPDATE plan_node SET line = 'broken' WHERE id <> 'n7'");
  const saved = await inventory.plans.save(change(id, 1, { put: [node('n7', 'n0', '2001:db8::/64')] }));
  expect(saved).toMatchObject({ nodes: 5000, revision: 2 });
});

describe('a plan that is damaged in the database is told, with its name and the place', () => {
  test.each([
    [
      'a node that is no JSON',
      "UPDATE plan_node SET line = substr(line, 2) WHERE id = 'a'",
      /its node "a" cannot be read/,
    ],
    ['a parent that is lost', "DELETE FROM plan_node WHERE id = 'b'", /2 of its 4 nodes are lost/],
    ['a circle', "UPDATE plan_node SET parent = 'h' WHERE id = 'b'", /2 of its 4 nodes are lost/],
    ['VLANs that are none', 'UPDATE plan SET vlans = \'[{"vid":0}]\'', /its list of VLANs cannot be read/],
    ['VLANs that are no JSON', "UPDATE plan SET vlans = '['", /its list of VLANs cannot be read/],
  ])('%s', async (_what, sql, message) => {
    const { id } = await inventory.plans.create(site());
    const whole = await inventory.plans.create(site());
    damage(`${sql} ${sql.includes('WHERE') ? 'AND plan' : 'WHERE id'} = ${id}`);
    await expect(inventory.plans.read(id)).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(message),
    });
    expect((await inventory.plans.read(whole.id)).text).toBe(site());
    expect(await inventory.plans.remove(id)).toBe(true);
  });
});

test('what is stored counts the nodes and characters that are there', async () => {
  const { id } = await inventory.plans.create(site());
  await inventory.plans.save(
    change(id, 1, {
      put: [node('c', 's', '2001:db8:0:3::/64'), node('a', 's', '2001:db8:0:4::/64')],
      remove: ['h'],
    }),
  );
  const nodes = [...allEntries(parsePlan((await inventory.plans.read(id)).text))];
  const other = new DatabaseSync(join(directory.path, 'inventory.sqlite'));
  const row = other
    .prepare(
      `SELECT nodes, characters, (SELECT count(*) FROM plan_node WHERE plan = plan.id) AS rows,
       (SELECT sum(length(line)) FROM plan_node WHERE plan = plan.id) AS sum FROM plan WHERE id = ?`,
    )
    .get(id);
  other.close();
  expect(row).toEqual({
    nodes: nodes.length,
    characters: row?.['sum'],
    rows: nodes.length,
    sum: row?.['sum'],
  });
});
