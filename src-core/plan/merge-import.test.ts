import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportCsv, exportNetboxPrefixes } from './export-plan.ts';
import { formatPlan, parsePlan, planOf } from './file.ts';
import { importCsv, importList, importNetboxPrefixes } from './import-plan.ts';
import { previewImport } from './merge-import.ts';
import { readNode } from './node.ts';
import { checkPlan } from './rules.ts';
import { descendants, nodeAt, type Plan } from './tree.ts';

const plan = planOf('Office', [
  readNode({ id: 'top', ipv6: '2a00:1:2::/48', ipv4: '10.0.0.0/8', name: 'Top' }, 'node'),
  readNode(
    {
      id: 'lan',
      parent: 'top',
      ipv6: '2a00:1:2::/64',
      ipv4: '10.0.0.0/24',
      name: 'LAN',
      vlan: 5,
      notes: 'kept',
    },
    'node',
  ),
  readNode({ id: 'n1', parent: 'top', ipv6: '2a00:1:2:1::/64', name: 'Other' }, 'node'),
]);
const tree = (of: Plan) =>
  Array.from(
    descendants(of, null),
    ({ node }) => `${node.parent ?? '-'} > ${node.id} ${node.ipv6 ?? node.ipv4}`,
  );

test('tells what is new, changed, unchanged and conflicting, and applies all but the last in one step', () => {
  const csv =
    'ipv6,ipv4,name,vlan,status\n' +
    '2a00:1:2::/64,,Office LAN,5,used\n' +
    '2a00:1:2::/48,,,,\n' +
    '2a00:1:2::/60,,Floor,,\n' +
    '2a00:1:2:9::/64,,,,\n' +
    '2a00:1:2:1::/64,10.0.0.0/24,Both,,\n' +
    '2a00:9::/32,10.9.0.0/16,Far,,\n' +
    ',192.0.2.0/24,Four,,\n' +
    '2a00:9::/32,,Again,,\n';
  const shown = previewImport(plan, importCsv(csv, 'x'));
  expect(shown.added.map(({ id, parent, name }) => [id, parent, name])).toEqual([
    ['n3', 'top', 'Floor'],
    ['n4', 'n3', ''],
    ['n6', null, 'Far'],
    ['n7', null, 'Four'],
  ]);
  expect(shown.changed.map(({ before, after, fields }) => [before.name, after.name, fields])).toEqual([
    ['LAN', 'Office LAN', ['name', 'status']],
  ]);
  expect(shown.unchanged.map(({ id }) => id)).toEqual(['top']);
  expect(shown.conflicts.map(({ imported, reason }) => [imported.name, reason])).toEqual([
    ['Both', 'The plan has "Other" (2a00:1:2:1::/64) and "LAN" (2a00:1:2::/64, 10.0.0.0/24).'],
    ['Again', 'The import has 2a00:9::/32 twice.'],
  ]);
  expect(shown.moved.map(({ id, parent }) => [id, parent])).toEqual([
    ['lan', 'n3'],
    ['n1', 'n3'],
  ]);
  const made = shown.apply();
  expect(tree(made)).toEqual([
    '- > top 2a00:1:2::/48',
    'top > n3 2a00:1:2::/60',
    'n3 > lan 2a00:1:2::/64',
    'n3 > n1 2a00:1:2:1::/64',
    'n3 > n4 2a00:1:2:9::/64',
    '- > n6 2a00:9::/32',
    '- > n7 192.0.2.0/24',
  ]);
  expect(nodeAt(made, 'lan')).toMatchObject({ name: 'Office LAN', status: 'used', vlan: 5, notes: 'kept' });
});

test('two rows of one dual-stack node, as NetBox has them, are one; what they say must agree', () => {
  const same = previewImport(plan, importNetboxPrefixes(exportNetboxPrefixes(plan), 'x'));
  expect([same.added, same.conflicts, same.moved]).toEqual([[], [], []]);
  const two = previewImport(plan, importCsv('ipv6,ipv4,name\n2a00:1:2::/64,,One\n,10.0.0.0/24,Two\n', 'x'));
  expect(two.conflicts.map(({ reason }) => reason)).toEqual([
    'The import says two things of "LAN" (2a00:1:2::/64, 10.0.0.0/24): its name is "One" and "Two".',
  ]);
});

test('a prefix of the other family is added where there is none, and refused where there is another', () => {
  const csv = 'ipv6,ipv4\n2a00:1:2:1::/64,10.0.1.0/24\n2a00:1:2::/64,10.0.7.0/24\n';
  const shown = previewImport(plan, importCsv(csv, 'x'));
  expect(shown.changed.map(({ after, fields }) => [after.id, after.ipv4, fields])).toEqual([
    ['n1', '10.0.1.0/24', ['ipv4']],
  ]);
  expect(shown.conflicts.map(({ reason }) => reason)).toEqual([
    '"LAN" (2a00:1:2::/64, 10.0.0.0/24) has 10.0.0.0/24 in the plan, and 10.0.7.0/24 in the import.',
  ]);
});

test('VLANs by site and number', () => {
  const own = { ...plan, vlans: [{ vid: 5, site: 'a', name: 'old', notes: 'n' }] };
  const other = {
    ...planOf('x', []),
    vlans: [
      { vid: 5, site: 'a', name: 'new', notes: '' },
      { vid: 5, site: 'b', name: '', notes: '' },
    ],
  };
  const shown = previewImport(own, other);
  expect(shown.vlans.changed).toEqual([{ vid: 5, site: 'a', name: 'new', notes: 'n' }]);
  expect(shown.vlans.added).toEqual([{ vid: 5, site: 'b', name: '', notes: '' }]);
  expect(shown.apply().vlans).toEqual(shown.vlans.all);
});

test('a plan that takes itself in is unchanged, and twice is as once', () => {
  const lists = fc.array(fc.tuple(fc.nat(0xffff), fc.integer({ min: 40, max: 64 })), { maxLength: 25 });
  const text = (list: readonly (readonly [number, number])[]) =>
    [
      ...new Set(
        list.map(([number, length]) => {
          const value = (0x2a00_0001n << 96n) | (BigInt(number) << 72n);
          const host = 128n - BigInt(length);
          const hex = ((value >> host) << host).toString(16).padStart(32, '0');
          return `${(hex.match(/.{4}/g) ?? []).join(':')}/${length}`;
        }),
      ),
    ].join('\n');
  fc.assert(
    fc.property(lists, lists, (ones, others) => {
      const first = importList(text(ones), 'x');
      expect(previewImport(first, importCsv(exportCsv(first), 'x')).apply()).toBe(first);
      const second = importList(text(others), 'x');
      const once = previewImport(first, second).apply();
      expect(previewImport(once, second).apply()).toBe(once);
      // Every prefix stands below the narrowest one that holds it: no rule on overlaps or parents is broken.
      const wrong = checkPlan(once).filter(({ rule }) => rule === 'overlap' || rule === 'outside-parent');
      expect(wrong).toEqual([]);
      const prefixes = (of: Plan) => Array.from(descendants(of, null), ({ node }) => node.ipv6);
      expect(new Set(prefixes(once))).toEqual(new Set([...prefixes(first), ...prefixes(second)]));
      expect(new Set(prefixes(once)).size).toBe(prefixes(once).length);
      expect(formatPlan(parsePlan(formatPlan(once)))).toBe(formatPlan(once));
    }),
    { numRuns: 60 },
  );
});

test('what an import says outright is told from what it leaves out', () => {
  const used = planOf('x', [
    readNode(
      { id: 'a', ipv6: '2001:db8::/48', name: 'A', role: 'site', status: 'used', dynamic: true },
      'node',
    ),
  ]);
  const changes = (imported: Plan) =>
    previewImport(used, imported).changed.map(({ after, fields }) => [
      fields.join(' '),
      after.role,
      after.status,
      after.dynamic,
    ]);
  const rows: [what: string, imported: Plan, changes: unknown[]][] = [
    ['nothing', importCsv('ipv6,role,status,dynamic\n2001:db8::/48,,,\n', 'x'), []],
    ['no columns', importList('2001:db8::/48', 'x'), []],
    [
      'the state',
      importCsv('ipv6,status\n2001:db8::/48,planned\n', 'x'),
      [['status', 'site', 'planned', true]],
    ],
    [
      'all three',
      importCsv('ipv6,role,status,dynamic\n2001:db8::/48,container,planned,false\n', 'x'),
      [['role status dynamic', 'container', 'planned', false]],
    ],
    [
      'a container of NetBox',
      importNetboxPrefixes('prefix,status,role\n2001:db8::/48,container,\n', 'x'),
      [['role', 'container', 'used', true]],
    ],
    [
      'a role of the user’s own, which is kept as a tag',
      importNetboxPrefixes('prefix,status,role\n2001:db8::/48,active,Branch\n', 'x'),
      [['tags', 'site', 'used', true]],
    ],
    [
      'planned in NetBox',
      importNetboxPrefixes('prefix,status,tags\n2001:db8::/48,reserved,planned\n', 'x'),
      [['status', 'site', 'planned', true]],
    ],
  ];
  expect(rows.map(([what, imported]) => [what, changes(imported)])).toEqual(
    rows.map(([what, , wanted]) => [what, wanted]),
  );
  // Our own table says everything: taken in again, it puts back what was changed since.
  const before = planOf('x', [readNode({ id: 'a', ipv6: '2001:db8::/48', name: 'A' }, 'node')]);
  const back = previewImport(used, importCsv(exportCsv(before), 'x')).apply();
  expect(nodeAt(back, 'a')).toMatchObject({ role: 'container', status: 'planned' });
});
