import { expect, test } from 'vitest';
import { fieldOf, firstRows, guessMapping, headingsOf, recognise, withColumn } from './recognise.ts';
import { readImport } from './read-import.ts';
import { nodeAt } from '../../../../src-core/plan/tree.ts';

test('what a text is', () => {
  const rows: [text: string, format: ReturnType<typeof recognise>][] = [
    ['\ufeff {"format":"linkscope-plan"', 'plan'],
    ['# ours\n2001:db8::/32 Provider', 'list'],
    ['10.0.0.0/8', 'list'],
    ['id,parent,ipv6,ipv4,name\n', 'csv'],
    ['prefix,status,role\n2001:db8::/32,active,', 'netbox-prefixes'],
    ['ID,Prefix,Status,VRF,Scope,Pool\n', 'netbox-prefixes'],
    ['prefix,name,status\n2001:db8::/32,All,used', 'csv'],
    ['vid,name,site\n10,Office,Oslo', 'netbox-vlans'],
    ['Section,Subnet,Mask,Description\n', 'phpipam'],
    ['Network;Site\n10.0.0.0/8;Oslo', 'csv'],
    ['', 'csv'],
  ];
  expect(rows.map(([text]) => recognise(text))).toEqual(rows.map(([, format]) => format));
});

test('columns are guessed by their headings and can be given another meaning', () => {
  const text = 'Network,Description,VLAN ID,Extra\n2001:db8::/48,"Two\nlines",7,x\n10.0.0.0/8,,,\n';
  expect(headingsOf(text)).toEqual(['Network', 'Description', 'VLAN ID', 'Extra']);
  expect(firstRows(text, 1)).toEqual([['2001:db8::/48', 'Two\nlines', '7', 'x']]);
  const guess = guessMapping(headingsOf(text));
  expect(guess).toEqual({ prefix: 'Network', name: 'Description', vlan: 'VLAN ID' });
  expect(guessMapping(['Where', 'VLAN-ID', 'GW', 'v6', 'IPv4_subnet', 'growth6'])).toEqual({
    site: 'Where',
    vlan: 'VLAN-ID',
    gateways: 'GW',
    ipv6: 'v6',
    ipv4: 'IPv4_subnet',
    growth6: 'growth6',
  });
  const changed = withColumn(guess, 'Extra', 'name');
  expect(changed).toEqual({ prefix: 'Network', name: 'Extra', vlan: 'VLAN ID' });
  expect([fieldOf(changed, 'Extra'), fieldOf(changed, 'Description')]).toEqual(['name', null]);
  expect(withColumn(changed, 'Extra', null)).toEqual({ prefix: 'Network', vlan: 'VLAN ID' });
});

test('a table is read by its mapping; a mistake is told with its line and column', () => {
  const mapping = guessMapping(['Network', 'Label']);
  expect(nodeAt(readImport('Network,Label\n2001:db8::/48,Oslo\n', 'csv', 'P', mapping), 'n1')).toMatchObject({
    ipv6: '2001:db8::/48',
    name: 'Oslo',
  });
  expect(() => readImport('Network,Label\n2001:db8::/48,\n2001:db8::/zz,\n', 'csv', 'P', mapping)).toThrow(
    /Line 3, column 1/,
  );
});
