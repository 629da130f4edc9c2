import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCsv, parseCsv } from './csv.ts';
import { exportCsv, exportMarkdown, exportNetboxPrefixes, exportNetboxVlans } from './export-plan.ts';
import { formatPlan, planOf } from './file.ts';
import {
  importCsv,
  importList,
  importNetboxPrefixes,
  importNetboxVlans,
  importPhpipam,
} from './import-plan.ts';
import { readNode } from './node.ts';
import { descendants, type Plan } from './tree.ts';

const plan = planOf('Office', [
  readNode(
    { id: 'top', ipv6: '2001:db8::/48', ipv4: '10.0.0.0/16', name: '=SUM(A1)', status: 'used' },
    'node',
  ),
  readNode(
    {
      id: 'lan',
      parent: 'top',
      ipv6: '2001:db8::/64',
      name: 'a "b", c|<i>',
      role: 'lan',
      vlan: 7,
      site: 'north',
      tags: ['x', 'y'],
      notes: "'=one\ntwo",
      gateways: ['fe80::1', '2001:db8::1'],
      growth6: 60,
    },
    'node',
  ),
  readNode({ id: 'isp', ipv4: '192.0.2.0/29', dynamic: true, delegates: 30, status: 'retiring' }, 'node'),
]);

const tree = (of: Plan) =>
  Array.from(descendants(of, null), ({ node }) => [
    node.ipv6 ?? node.ipv4,
    node.name,
    node.parent,
    node.vlan,
  ]);

test('a table and back is the same plan, and no cell is a formula', () => {
  const csv = exportCsv(plan);
  expect(formatPlan(importCsv(csv, 'Office'))).toBe(formatPlan(plan));
  expect(csv).toContain(",'=SUM(A1),");
  expect(exportCsv(importCsv(csv, 'Office'))).toBe(csv);
});

test('any text survives a table', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.array(fc.string({ unit: fc.constantFrom(...`a'"=+-@,;\t\n\r `) }), { minLength: 2, maxLength: 4 }),
      ),
      (rows) => {
        const table = [['head', 'line'], ...rows];
        const kept = table.filter((row) => row.some((cell) => cell !== ''));
        const text = formatCsv(table);
        expect(parseCsv(text).map(({ cells }) => cells)).toEqual(kept);
        // What a spreadsheet sees is the cell as it stands in the file: none begins as a formula.
        for (const cell of table.flat()) expect(formatCsv([[cell]])).not.toMatch(/^"?[=+@\t-]/);
      },
    ),
  );
});

test('import, export and import again give the same plan, whatever the texts', () => {
  const word = fc.string({ unit: fc.constantFrom(...`a'"=+-@,; |#é`), maxLength: 8 });
  const some = fc.record({
    name: word,
    site: word,
    notes: fc.string({ unit: fc.constantFrom(...`a'"=\n\t,`), maxLength: 8 }),
    vlan: fc.option(fc.integer({ min: 1, max: 4094 })),
    length: fc.integer({ min: 40, max: 64 }),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 20 }), (fields) => {
      const made = planOf(
        'x',
        fields.map(({ length, ...rest }, index) =>
          readNode(
            { ...rest, id: `n${index}`, ipv6: `2001:db8:${(index + 1).toString(16)}00::/${length}` },
            'node',
          ),
        ),
      );
      const csv = exportCsv(made);
      expect(formatPlan(importCsv(csv, 'x'))).toBe(formatPlan(made));
    }),
  );
});

test('bad tables are refused with line and column', () => {
  const rows: [text: string, message: RegExp][] = [
    ['', /Line 1: there is no column "prefix"/],
    ['name\nx', /no column "prefix"; the columns are name/],
    ['ipv6,name\n2001:db8::/32,ok\n2001:db8::1/32,bad', /Line 3, column 1 \("ipv6"\): .*host bits/],
    ['name,ipv6,vlan\nx,2001:db8::/32,9999', /Line 2, column 3 \("vlan"\)/],
    ['name,ipv6,vlan\nx,2001:db8::/32,one', /Line 2, column 3 \("vlan"\)/],
    ['name,ipv6,gateways\n"two\nlines",2001:db8::/32,x', /Line 2, column 3 \("gateways"\)/],
    ['ipv6,name\n2001:db8::/32,"open', /Line 2, column 2: a quote is opened/],
    ['ipv6,name\n2001:db8::/32,a"b', /Line 2, column 2: a quote stands inside/],
    ['ipv6\n2001:db8::/32,extra', /Line 2, column 2: the row has more cells/],
    ['ipv6,dynamic\n2001:db8::/32,constructor', /Line 2, column 2 \("dynamic"\)/],
    ['ipv6,parent\n2001:db8::/32,nobody', /under "nobody", which is not in the plan/],
  ];
  for (const [text, message] of rows) expect(() => importCsv(text, 'x'), text).toThrow(message);
});

test('columns by a mapping, with semicolons, and parents by what holds what', () => {
  const text =
    'Netz;Wofür\r\n2001:db8:1::/64;LAN\r\n2001:db8::/32;Alles\r\n2001:db8:1::/48;Haus\r\n10.0.0.0/8;Alt\r\n';
  expect(tree(importCsv(text, 'x', { prefix: 'netz', name: 'WOFÜR' }))).toEqual([
    ['2001:db8::/32', 'Alles', null, null],
    ['2001:db8:1::/48', 'Haus', 'n2', null],
    ['2001:db8:1::/64', 'LAN', 'n3', null],
    ['10.0.0.0/8', 'Alt', null, null],
  ]);
});

test('NetBox, there and back', () => {
  const text =
    'prefix,status,vlan_site,vlan,role,is_pool,description,comments,tags\r\n' +
    '2001:db8::/32,container,,,container,false,All,,\r\n' +
    '2001:db8:1::/64,active,north,12,lan,false,LAN,,"a,b"\r\n' +
    '2001:db8:2::/64,reserved,,,lan,false,Later,,planned\r\n' +
    '2001:db8:3::/64,deprecated,,,pool,true,Old,two words,\r\n';
  const read = importNetboxPrefixes(text, 'NetBox');
  expect(exportNetboxPrefixes(read)).toBe(text);
  expect(
    Array.from(
      descendants(read, null),
      ({ node }) => `${node.name} ${node.role} ${node.status} ${node.tags.join()}`,
    ),
  ).toEqual(['All container used ', 'LAN lan used a,b', 'Later lan planned ', 'Old pool retiring ']);
  const shown = 'Prefix,Status,VLAN,Role,Description\n10.0.0.0/24,Active,office (7),Branch office,x';
  const [entry] = descendants(importNetboxPrefixes(shown, 'x'), null);
  expect(entry?.node).toMatchObject({
    ipv4: '10.0.0.0/24',
    vlan: 7,
    status: 'used',
    tags: ['branch-office'],
  });
  const vlans = 'vid,name,site,status,description\r\n12,office,north,active,first floor\r\n';
  expect(exportNetboxVlans(importNetboxVlans(vlans))).toBe(vlans);
  expect(() => importNetboxVlans('vid,name\n4095,x')).toThrow(/Line 2, column 1 \("vid"\)/);
  expect(() => importNetboxVlans('vid,name\n12,"two\nlines"')).toThrow(/Line 2, column 2 \("name"\)/);
});

test('phpIPAM and plain lists', () => {
  const text =
    'section,subnet,mask,description,vlan\nA,10.0.0.0,255.255.0.0,All,0\nA,10.0.1.0/24,,LAN,5\nB,2001:db8::,32,Six,';
  expect(tree(importPhpipam(text, 'x'))).toEqual([
    ['2001:db8::/32', 'Six', null, null],
    ['10.0.0.0/16', 'All', null, null],
    ['10.0.1.0/24', 'LAN', 'n1', 5],
  ]);
  expect(() => importPhpipam('subnet,mask\n10.0.0.0,255.0.255.0', 'x')).toThrow(/Line 2, column 1/);
  expect(tree(importList('# ours\n2001:db8::/32 The whole\n\n2001:db8:1::/48 # a remark\n', 'x'))).toEqual([
    ['2001:db8::/32', 'The whole', null, null],
    ['2001:db8:1::/48', '', 'n2', null],
  ]);
  expect(() => importList('2001:db8::/32\nnonsense/48', 'x')).toThrow(/Line 2, column 1/);
});

test('phpIPAM: "NA" where there is no VLAN, "/" where there is no mask, and folders, which have no prefix', () => {
  const text =
    'Section,Subnet,Description,VLAN,VLAN Domain,VRF,Master Subnet,Requests\n' +
    'Site A,Branches (folder),Branches,NA,,,/,0\n' +
    'Site A,10.0.0.0/16,All,NA,,,Branches [folder],0\n' +
    'Site A,10.0.1.0/24,LAN,12,default,,10.0.0.0/16,0\n' +
    'Site A,2001:db8::/32,Six,NA,,,/,0\n';
  expect(tree(importPhpipam(text, 'x'))).toEqual([
    ['2001:db8::/32', 'Six', null, null],
    ['10.0.0.0/16', 'All', null, null],
    ['10.0.1.0/24', 'LAN', 'n1', 12],
  ]);
  expect(() => importPhpipam('subnet,vlan\nfolder,1', 'x')).toThrow(/Line 2, column 1/);
  expect(() => importPhpipam('subnet,vlan\n10.0.0.0/8,none', 'x')).toThrow(/Line 2, column 2/);
});

test('NetBox as its table is shown and exported: the word for a pool, marks of depth, tags of two words', () => {
  const text =
    'ID,Prefix,Prefix (Flat),Status,Children,VRF,Scope,VLAN,Role,Pool,Description,Tags\n' +
    '1,2001:db8::/32,2001:db8::/32,Container,2,Global,,,,False,All,\n' +
    '2,•2001:db8:1::/48,2001:db8:1::/48,Active,0,Global,North,office (12),,True,To give out,"To do, core"\n' +
    '3,• • 2001:db8:2::/64,2001:db8:2::/64,Reserved,0,Global,North,—,—,False,,—\n';
  const rows = Array.from(descendants(importNetboxPrefixes(text, 'x'), null), ({ node }) => node);
  expect(rows.map(({ ipv6, role, site, vlan, tags }) => [ipv6, role, site, vlan, tags])).toEqual([
    ['2001:db8::/32', 'container', '', null, []],
    ['2001:db8:1::/48', 'pool', 'North', 12, ['To-do', 'core']],
    ['2001:db8:2::/64', 'container', 'North', null, []],
  ]);
});

test('Markdown has nothing of the names that it would act on', () => {
  expect(exportMarkdown(plan).split('\n').slice(0, 6)).toEqual([
    '# Office',
    '',
    '| Name | IPv6 | IPv4 | Role | Status | Site | VLAN | Notes |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    '| =SUM(A1) | 2001:db8::/48 | 10.0.0.0/16 | container | used |  |  |  |',
    `| &nbsp;&nbsp;a "b", c&#124;&#60;i&#62; | 2001:db8::/64 |  | lan | used | north | 7 | '=one two |`.replace(
      '| used | north',
      '| planned | north',
    ),
  ]);
});
