import { expect, test } from 'vitest';
import { parsePrefix } from '../../../../src-core/net/prefix.ts';
import { parsePlan, planOf } from '../../../../src-core/plan/file.ts';
import { readNode } from '../../../../src-core/plan/node.ts';
import { childrenOf, nodeCount } from '../../../../src-core/plan/tree.ts';
import { exportFiles, readPrefixLines, serialOf, subtreeOf, topPrefixes } from './export-files.ts';

const node = (fields: Record<string, unknown>) => readNode(fields, 'node');
const plan = planOf('Büro / 1', [
  node({ id: 'a', ipv6: '2001:db8::/32', ipv4: '192.0.2.0/24' }),
  node({ id: 'b', parent: 'a', ipv6: '2001:db8:1::/48', name: 'Oslo' }),
  node({ id: 'h', parent: 'b', ipv6: '2001:db8:1::5/128', ipv4: '192.0.2.65/32', name: 'web', role: 'host' }),
]);
const zone = {
  domain: 'example.org',
  server: 'ns.example.net',
  contact: 'root.example.net',
  serial: 1,
  ttl: 60,
};

test('a branch is a plan of its own', () => {
  const branch = subtreeOf(plan, 'b');
  expect([branch.name, nodeCount(branch), childrenOf(branch, null).map(({ node: { id } }) => id)]).toEqual([
    'Oslo',
    2,
    ['b'],
  ]);
  expect(topPrefixes(plan)).toEqual(['2001:db8::/32', '192.0.2.0/24']);
});

test('files have names that every system takes, and the plan file is read again', () => {
  const [file] = exportFiles(plan, 'plan', { zone, reverse: [] });
  expect(file?.fileName).toBe('Bu-ro-1.plan.json');
  expect(nodeCount(parsePlan(file?.text ?? ''))).toBe(3);
  expect(exportFiles({ ...plan, name: '../..' }, 'csv', { zone, reverse: [] })[0]?.fileName).toBe('plan.csv');
});

test('zones are a file each, beyond a /24 with the lines for the one who delegates', () => {
  const reverse = [parsePrefix('2001:db8::/32'), parsePrefix('192.0.2.64/26')];
  expect(exportFiles(plan, 'zones', { zone, reverse }).map(({ fileName }) => fileName)).toEqual([
    'db.example.org',
    'db.8.b.d.0.1.0.0.2.ip6.arpa',
    'db.64-26.2.0.192.in-addr.arpa',
    'delegation-192.0.2.64-26.txt',
  ]);
});

test('prefixes one a line, and the serial of a day', () => {
  expect(readPrefixLines(' 2001:db8::/32 \n\n10.0.0.0/8\n')).toEqual(['2001:db8::/32', '10.0.0.0/8']);
  expect(() => readPrefixLines('10.0.0.0/8\nhere')).toThrow('"here" is not a prefix.');
  expect(serialOf(new Date('2026-03-04T12:00:00Z'))).toBe(2026030401);
});
