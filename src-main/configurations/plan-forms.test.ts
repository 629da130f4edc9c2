import { afterEach, beforeEach, expect, test } from 'vitest';
import { ToolError } from '../../src-core/api/errors.ts';
import type { FormValues } from '../../src-core/api/writers.ts';
import { parsePrefix } from '../../src-core/net/prefix.ts';
import { change, node, site } from '../inventory/plans.test-support.ts';
import { silent, temporaryDirectory } from '../inventory/hosts.test-support.ts';
import { openInventory, type Inventory } from '../inventory/inventory.ts';
import { configFiles } from '../config-files/config-files.ts';
import { folderForTest } from '../config-files/files.test-support.ts';
import { planForms } from './plan-forms.ts';
import { lanWriters } from './plan-forms.test-support.ts';

let data: ReturnType<typeof temporaryDirectory>;
let disk: ReturnType<typeof folderForTest>;
let inventory: Inventory;
let forms: ReturnType<typeof planForms>;

beforeEach(async () => {
  data = temporaryDirectory();
  disk = folderForTest();
  inventory = await openInventory({ directory: data.path, log: silent });
  forms = planForms({
    plans: () => Promise.resolve(inventory.plans),
    configurations: () => Promise.resolve(inventory.configurations),
    writers: lanWriters,
    files: configFiles,
  });
});
afterEach(async () => {
  await inventory.close();
  data.remove();
  disk.remove();
});

const to = parsePrefix('2001:db8:ffff::/48');
const lan = (id: string, prefix: string, more: FormValues = {}) => ({ node: id, prefix, ...more });

/** The file of both LANs before they are renumbered. */
const lansBefore = [lan('a', '2001:db8:0:1::/64'), lan('b', '2001:db8:0:2::/64')]
  .map((each) => `${JSON.stringify(each)}\n`)
  .join('');

/** A plan with two LANs, and a configuration of it that is written to the disk, with one field that the form changed. */
async function begin(more: { values?: FormValues; writer?: string; nodeId?: string } = {}) {
  const plan = await inventory.plans.create(site());
  await inventory.plans.save(
    change(plan.id, 1, {
      put: [
        node('a', 's', '2001:db8:0:1::/64', { role: 'lan' }),
        node('b', 's', '2001:db8:0:2::/64', { role: 'lan' }),
      ],
    }),
  );
  const link = { planId: plan.id, nodeId: more.nodeId ?? 's' };
  const filled = { values: { name: 'x', subnets: [] }, base: { subnets: [] } };
  const { values, base } =
    more.writer === undefined && more.nodeId === undefined
      ? await forms.fromPlan({ writer: 'lans', plan: link })
      : filled;
  const info = await inventory.configurations.create({
    name: 'Office',
    writer: more.writer ?? 'lans',
    values: { ...values, ...more.values },
    folder: disk.path,
    plan: link,
    base,
  });
  return { plan, link, info, values, base };
}

test('a form is filled from a node: the lists of the plan in the place of what a new form holds', async () => {
  const { values, base } = await begin();
  const subnets = [lan('a', '2001:db8:0:1::/64'), lan('b', '2001:db8:0:2::/64')];
  expect({ values, base }).toEqual({ values: { name: 'x', subnets }, base: { subnets } });
});

test('a plan that is taken again changes what the form left, and tells what is whose', async () => {
  const { link, plan, base } = await begin();
  await inventory.plans.save(
    change(plan.id, 2, { put: [node('a', 's', '2001:db8:0:a::/64', { role: 'lan' })] }),
  );
  const values = {
    name: 'mine',
    subnets: [lan('a', '2001:db8:0:1::/64'), lan('b', 'fd00::/64', { pool: 1 })],
  };
  expect(await forms.takePlan({ writer: 'lans', plan: link, values, base })).toEqual({
    values: { name: 'mine', subnets: [lan('b', 'fd00::/64', { pool: 1 }), lan('a', '2001:db8:0:a::/64')] },
    base: { subnets: [lan('b', '2001:db8:0:2::/64'), lan('a', '2001:db8:0:a::/64')] },
    changedByForm: ['subnets.0.prefix'],
    changedByPlan: ['subnets.1.prefix'],
    nodeGone: [],
  });
});

test('renumbering shows every file of every configuration, before and after, and changes nothing', async () => {
  const { plan, info, values } = await begin();
  disk.put('etc/lans', 'something else\n');
  const preview = await forms.renumberPreview({ planId: plan.id, nodeId: 's', to });
  expect(preview).toMatchObject({
    planRevision: 2,
    configurations: [
      {
        id: info.id,
        usable: true,
        failure: null,
        changedByPlan: ['subnets.0.prefix', 'subnets.1.prefix'],
        files: [
          { path: 'etc/lans', change: 'changed', disk: { state: 'differs' }, edited: true },
          {
            path: 'etc/name',
            change: 'same',
            hunks: [],
            disk: { state: 'absent', token: 'absent' },
            edited: false,
          },
        ],
      },
    ],
  });
  expect(preview.rows.map(({ before, after }) => [before, after])).toContainEqual([
    '2001:db8:0:1::/64',
    '2001:db8:ffff:1::/64',
  ]);
  expect(preview.configurations[0]?.files[0]?.hunks.flatMap(({ lines }) => lines)).toEqual([
    '-{"node":"a","prefix":"2001:db8:0:1::/64"}',
    '-{"node":"b","prefix":"2001:db8:0:2::/64"}',
    '+{"node":"a","prefix":"2001:db8:ffff:1::/64"}',
    '+{"node":"b","prefix":"2001:db8:ffff:2::/64"}',
  ]);
  expect(disk.files()).toEqual({ 'etc/lans': 'something else\n' });
  expect(await inventory.configurations.get(info.id)).toMatchObject({ values, revision: 1 });
});

test.each<[string, string, boolean]>([
  ['what was written before', lansBefore, false],
  ['what is to be written', lansBefore.replaceAll('db8:0:', 'db8:ffff:'), false],
  ['something else', 'something else\n', true],
  ['something too large to be shown', 'x'.repeat(9_000_000), true],
])('a file on disk that is %s is marked as edited or not', async (_, text, edited) => {
  const { plan } = await begin();
  disk.put('etc/lans', text);
  const { configurations } = await forms.renumberPreview({ planId: plan.id, nodeId: 's', to });
  expect(configurations[0]?.files.map((file) => file.edited)).toEqual([edited, false]);
});

test('a folder that cannot be used is told for its configuration alone', async () => {
  const { plan, info, link, values, base } = await begin();
  disk.put('plain', 'no folder');
  const other = await inventory.configurations.create({
    name: 'Other',
    writer: 'lans',
    values,
    plan: link,
    base,
    folder: `${disk.path}/plain/etc`,
  });
  const { configurations } = await forms.renumberPreview({ planId: plan.id, nodeId: 's', to });
  expect(configurations).toMatchObject([
    { id: info.id, usable: true, failure: null, files: [{ path: 'etc/lans' }, { path: 'etc/name' }] },
    { id: other.id, usable: false, failure: { code: 'bad-input' }, files: [] },
  ]);
});

test('what is taken is stored with the plan and written; what is left takes it later', async () => {
  const { plan, info, link, base } = await begin();
  const left = await inventory.configurations.create({
    name: 'Left',
    writer: 'lans',
    values: base,
    folder: null,
    plan: link,
    base,
  });
  const { planRevision, configurations } = await forms.renumberPreview({ planId: plan.id, nodeId: 's', to });
  const [seen] = configurations;
  const files = (seen?.files ?? []).map(({ path, disk: at }) => ({ path, expected: at?.token ?? '' }));
  const taken = await forms.renumberTake({
    planId: plan.id,
    nodeId: 's',
    to,
    planRevision,
    configurations: [{ id: info.id, revision: 1, files }],
  });
  expect(taken).toMatchObject({
    planRevision: 3,
    configurations: [
      {
        info: { id: info.id, revision: 2 },
        written: [{ path: 'etc/lans', state: 'created' }, { path: 'etc/name' }],
      },
    ],
  });
  const subnets = [lan('a', '2001:db8:ffff:1::/64'), lan('b', '2001:db8:ffff:2::/64')];
  expect(disk.read('etc/lans')).toBe(subnets.map((each) => `${JSON.stringify(each)}\n`).join(''));
  expect(await inventory.configurations.get(info.id)).toMatchObject({
    values: { subnets },
    base: { subnets },
  });
  expect((await inventory.plans.read(plan.id)).text).toContain('2001:db8:ffff:1::/64');
  expect(await inventory.configurations.get(left.id)).toMatchObject({ values: base, base, revision: 1 });
  const later = await forms.takePlan({ writer: 'lans', plan: link, values: base, base });
  expect(later.values['subnets']).toEqual(subnets);
});

test.each<[string, (at: Awaited<ReturnType<typeof begin>>) => Promise<unknown>]>([
  ['the plan', ({ plan }) => inventory.plans.save(change(plan.id, 2, { name: 'Other' }))],
  [
    'the configuration',
    ({ info }) => inventory.configurations.save({ id: info.id, revision: 1, name: 'Other' }),
  ],
  ['the file', () => Promise.resolve(disk.put('etc/name', 'theirs\n'))],
])('where %s was changed after the preview nothing is stored and nothing written', async (_, act) => {
  const at = await begin();
  disk.put('etc/name', 'old\n');
  const { planRevision, configurations } = await forms.renumberPreview({
    planId: at.plan.id,
    nodeId: 's',
    to,
  });
  await act(at);
  const before = [disk.files(), (await inventory.plans.read(at.plan.id)).text];
  const files = (configurations[0]?.files ?? []).map(({ path, disk: seen }) => ({
    path,
    expected: seen?.token ?? '',
  }));
  const request = { planId: at.plan.id, nodeId: 's', to, planRevision };
  await expect(
    forms.renumberTake({ ...request, configurations: [{ id: at.info.id, revision: 1, files }] }),
  ).rejects.toMatchObject({ code: 'conflict' });
  expect([disk.files(), (await inventory.plans.read(at.plan.id)).text]).toEqual(before);
  expect((await inventory.configurations.get(at.info.id)).values).toEqual(at.values);
});

test('where the plan cannot be stored the files are taken back', async () => {
  const { plan, info } = await begin();
  disk.put('etc/name', 'old\n');
  const files = [
    {
      path: 'etc/name',
      expected:
        (
          await configFiles.compare({
            folder: disk.path,
            files: [{ path: 'etc/name', text: '', executable: false }],
          })
        )[0]?.token ?? '',
    },
    { path: 'etc/lans', expected: 'absent' },
  ];
  const stored = inventory.configurations;
  const failing = planForms({
    plans: () => Promise.resolve(inventory.plans),
    configurations: () =>
      Promise.resolve({
        ofPlan: (id) => stored.ofPlan(id),
        saveWithPlan: () => Promise.reject(new ToolError('internal', 'the disk is full')),
      }),
    writers: lanWriters,
    files: configFiles,
  });
  const request = { planId: plan.id, nodeId: 's', to, planRevision: 2 };
  await expect(
    failing.renumberTake({ ...request, configurations: [{ id: info.id, revision: 1, files }] }),
  ).rejects.toMatchObject({ message: 'the disk is full' });
  expect(disk.files()).toEqual({ 'etc/name': 'old\n' });
});

test.each<[string, Parameters<typeof begin>[0], object]>([
  [
    'with a wrong field',
    { values: { name: 'wrong' } },
    { usable: false, failure: null, problems: [{ path: 'name' }] },
  ],
  [
    'whose writer takes no plan',
    { writer: 'other' },
    { usable: false, failure: { code: 'unsupported' }, files: [] },
  ],
  ['whose node is gone', { nodeId: 'gone' }, { usable: false, failure: { code: 'bad-input' }, files: [] }],
])('one %s is shown with the reason, and cannot be taken', async (_, more, expected) => {
  const { plan, info } = await begin(more);
  const preview = await forms.renumberPreview({ planId: plan.id, nodeId: 's', to });
  expect(preview.configurations).toMatchObject([expected]);
  const request = { planId: plan.id, nodeId: 's', to, planRevision: 2 };
  await expect(
    forms.renumberTake({ ...request, configurations: [{ id: info.id, revision: 1, files: [] }] }),
  ).rejects.toBeInstanceOf(ToolError);
  expect((await inventory.plans.read(plan.id)).info.revision).toBe(2);
});

test('where a prefix does not fit it is told, and nothing can be taken', async () => {
  const { plan } = await begin();
  const small = { planId: plan.id, nodeId: 's', to: parsePrefix('2001:db8:ffff::/64') };
  const preview = await forms.renumberPreview(small);
  expect(preview.configurations).toEqual([]);
  expect(preview.rows.filter(({ after }) => after === null).length).toBeGreaterThan(0);
  await expect(forms.renumberTake({ ...small, planRevision: 2, configurations: [] })).rejects.toMatchObject({
    code: 'conflict',
  });
});
