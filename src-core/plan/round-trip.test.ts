/** What is imported and exported again is the same, for each format and every plan that it can hold. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prefix4, prefix6 } from '../../test/support/addresses.ts';
import { anyPlan, contentOf, lineText, linesText, nodeFields, words } from '../../test/support/plans.ts';
import { prefixAt, prefixFamily, type Prefix } from '../net/prefix.ts';
import { formatCsv } from './csv.ts';
import { exportCsv, exportNetboxPrefixes, exportNetboxVlans } from './export-plan.ts';
import { formatPlan, parsePlan, planOf } from './file.ts';
import {
  importCsv,
  importList,
  importNetboxPrefixes,
  importNetboxVlans,
  importPhpipam,
} from './import-plan.ts';
import { readNode } from './node.ts';
import { descendants, type Plan } from './tree.ts';
import { underNarrowest } from './under-narrowest.ts';

/** Prefixes of a small part of the space, so that they hold each other often. */
const crowded = fc
  .tuple(fc.nat(15), fc.integer({ min: 28, max: 36 }))
  .map(([low, length]) => prefixAt((0x20010db8n << 96n) | (BigInt(low) << 92n), length, 6));

/** Up to twelve prefixes, each once, with what is said of them. */
const prefixesWith = <T>(said: fc.Arbitrary<T>) =>
  fc.uniqueArray(fc.tuple(fc.oneof(crowded, prefix6, prefix4), said), {
    maxLength: 12,
    selector: ([prefix]) => prefix,
  });
const vlan = fc.record({
  vid: fc.integer({ min: 1, max: 4094 }),
  site: lineText,
  name: lineText,
  notes: linesText,
});

/** The plan of these nodes, each below the narrowest prefix that holds it. */
function nested(nodes: readonly object[]): Plan {
  return planOf(
    'Any',
    underNarrowest(nodes.map((fields, index) => readNode({ ...fields, id: `n${index + 1}` }, 'node'))),
  );
}

const sides = (prefix: Prefix) => (prefixFamily(prefix) === 6 ? { ipv6: prefix } : { ipv4: prefix });

/** A plan that came from anywhere survives both of our own formats, to the byte. */
function expectKept(plan: Plan): void {
  const bytes = formatPlan(plan);
  expect(formatPlan(parsePlan(bytes))).toBe(bytes);
  const csv = exportCsv(plan);
  expect(formatPlan(importCsv(csv, plan.name))).toBe(bytes);
  expect(exportCsv(importCsv(csv, plan.name))).toBe(csv);
}

test('any plan: a plan file with its VLANs, and a table', () => {
  fc.assert(
    fc.property(anyPlan, fc.array(vlan, { maxLength: 4 }), (plan, vlans) => {
      expectKept(plan);
      const bytes = formatPlan({ ...plan, vlans });
      expect(formatPlan(parsePlan(bytes))).toBe(bytes);
    }),
    { numRuns: 200 },
  );
});

test('NetBox prefixes: what a row of NetBox has', () => {
  const held = nodeFields.map(({ name, role, status, site, vlan: vid, tags, notes }) => ({
    name,
    role,
    status,
    site,
    vlan: vid,
    notes,
    // "planned" is how a prefix that is only planned is told from other reserved ones: NetBox has no such state.
    tags: tags.filter((tag) => tag !== 'planned'),
  }));
  fc.assert(
    fc.property(prefixesWith(held), (rows) => {
      const plan = nested(rows.map(([prefix, fields]) => ({ ...fields, ...sides(prefix) })));
      const text = exportNetboxPrefixes(plan);
      const read = importNetboxPrefixes(text, plan.name);
      expect(contentOf(read)).toEqual(contentOf(plan));
      expect(exportNetboxPrefixes(read)).toBe(text);
      expectKept(read);
    }),
    { numRuns: 200 },
  );
});

test('NetBox VLANs', () => {
  fc.assert(
    fc.property(fc.array(vlan, { maxLength: 8 }), (vlans) => {
      const text = exportNetboxVlans(vlans);
      expect(importNetboxVlans(text)).toEqual(vlans);
      expect(exportNetboxVlans(importNetboxVlans(text))).toBe(text);
    }),
    { numRuns: 300 },
  );
});

test('what phpIPAM exports is read in full, and kept', () => {
  const row = fc.record({ name: lineText, site: lineText, vlan: fc.nat(4094), apart: fc.boolean() });
  fc.assert(
    fc.property(prefixesWith(row), (rows) => {
      const text = formatCsv([
        ['section', 'subnet', 'mask', 'description', 'vlan'],
        ...rows.map(([prefix, { name, site, vlan: vid, apart }]) => {
          const [network = '', length = ''] = prefix.split('/');
          const subnet = apart
            ? [network, prefixFamily(prefix) === 6 ? length : mask(Number(length))]
            : [prefix, ''];
          return [site, ...subnet, name, String(vid)];
        }),
      ]);
      const read = importPhpipam(text, 'Any');
      const expected = nested(
        rows.map(([prefix, { name, site, vlan: vid }]) => ({
          ...sides(prefix),
          name,
          site,
          vlan: vid === 0 ? null : vid,
          status: 'used',
        })),
      );
      expect(contentOf(read)).toEqual(contentOf(expected));
      expectKept(read);
    }),
    { numRuns: 200 },
  );
});

/** A netmask, octet by octet. */
function mask(length: number): string {
  const octets = [0, 8, 16, 24].map((from) => 256 - 2 ** (8 - Math.min(8, Math.max(0, length - from))));
  return octets.join('.');
}

test('a plain list is read in full, and kept', () => {
  // Words with one blank between them: more of it, and what follows a "#" that begins a word, is no part of a name.
  const names = words.map((each) => each.filter((text) => !text.startsWith('#')).join(' '));
  fc.assert(
    fc.property(prefixesWith(names), (rows) => {
      const text = rows.map((row) => row.join(' ')).join('\n');
      const read = importList(text, 'Any');
      expect(contentOf(read)).toEqual(
        contentOf(nested(rows.map(([prefix, name]) => ({ ...sides(prefix), name })))),
      );
      expectKept(read);
    }),
    { numRuns: 200 },
  );
});

test('a row that was added by hand needs no id', () => {
  const plan = importList('2001:db8::/32 All\n2001:db8:1::/48 One', 'x');
  const read = importCsv(
    `,,2001:db8:2::/48,,Two\r\n${exportCsv(plan)}`.replace(/^(.*\r\n)(.*\r\n)/, '$2$1'),
    'x',
  );
  expect(Array.from(descendants(read, null), ({ node }) => [node.id, node.name])).toEqual([
    ['n1', 'All'],
    ['n2', 'One'],
    ['n4', 'Two'],
  ]);
});

test('NetBox: a pool without a role, and a container', () => {
  const text =
    '\r\nprefix,status,role,is_pool,site\n2001:db8::/32,container,,False,North\n2001:db8:1::/64,active,,True,South\n';
  expect(contentOf(importNetboxPrefixes(text, 'x'))).toMatchObject([
    { role: 'container', status: 'used', site: 'North' },
    { role: 'pool', status: 'used', site: 'South' },
  ]);
});

test('numbers and masks that only look like some are refused', () => {
  const rows: [read: () => unknown, message: RegExp][] = [
    [() => importNetboxVlans('vid,name\n0x10,x'), /Line 2, column 1 \("vid"\)/],
    [() => importNetboxVlans('vid,name\n1e2,x'), /Line 2, column 1 \("vid"\)/],
    [() => importNetboxVlans('vid,name\n1,x,y'), /Line 2, column 3: the row has more cells/],
    [() => importPhpipam('subnet,mask\n10.0.0.0,255..0.0', 'x'), /Line 2, column 1/],
    [() => importPhpipam('subnet,mask\n10.0.0.0,0.255.0.0', 'x'), /a one stands after a zero/],
    [() => importPhpipam('subnet,mask\n10.0.0.0,1e1.0.0.0', 'x'), /Line 2, column 1/],
  ];
  for (const [read, message] of rows) expect(read).toThrow(message);
});
