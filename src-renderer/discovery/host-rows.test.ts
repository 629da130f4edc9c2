import { describe, expect, test } from 'vitest';
import type { Host } from '../../src-core/api/discovery.ts';
import { fakeHost } from '../../test/ui/fake-network.ts';
import { filterRows, hostRow, sortRows, type HostRow } from './host-rows.ts';

const at = 1_800_000_000_000;
const host = (index: number, change: Partial<Host> = {}): Host => ({
  ...fakeHost(index, at),
  id: `h${index}`,
  ...change,
});
const ids = (rows: readonly HostRow[]): string[] => rows.map((row) => row.host.id);

describe('the row of a host', () => {
  test('puts its addresses into the column of their kind, those that answer and stay first', () => {
    const row = hostRow(host(2));
    expect({
      linkLocal: row.linkLocal.map(({ address }) => address),
      routed: row.routed.map(({ address }) => address),
      ipv4: row.ipv4.map(({ address }) => address),
    }).toEqual({
      linkLocal: ['fe80::ba27:ebff:fe10:2'],
      // The EUI-64 address answered; of those that did not, the unique local one stays and the other is temporary.
      routed: ['2001:db8:a:1:ba27:ebff:fe10:2', 'fd00:57a:1::12', '2001:db8:a:1:3a02:9d41:77c2:3'],
      ipv4: ['192.0.2.3'],
    });
  });

  test('has a title even where nothing but an address is known', () => {
    const bare = host(3, { name: null, mac: null });
    expect(hostRow(bare).title).toBe(bare.addresses[0]?.address);
    expect(hostRow(host(4, { name: null, mac: null, addresses: [] })).title).toBe('h4');
  });

  test('is made once for a state of a host', () => {
    const one = host(1);
    expect(hostRow(one)).toBe(hostRow(one));
  });
});

describe('the quick filter', () => {
  const rows = [host(0), host(1, { change: 'new' }), host(2, { change: 'changed' }), host(3)].map(hostRow);
  test.each<[string, Parameters<typeof filterRows>[2], string[]]>([
    ['', 'all', ['h0', 'h1', 'h2', 'h3']],
    ['', 'new', ['h1']],
    ['', 'changed', ['h2']],
    ['', 'routers', ['h0']],
    ['RASPBERRY', 'all', ['h2']],
    ['raspberry ba27', 'all', ['h2']],
    ['raspberry ubiquiti', 'all', []],
    ['b827eb100002', 'all', ['h2']],
    ['fe80::1%eth0', 'all', ['h0']],
    ['2001:0db8:000a:0001:0000', 'all', ['h0']],
    ['this computer', 'all', ['h1']],
    ['.*', 'all', []],
  ])('%j among %s', (text, view, found) => {
    expect(ids(filterRows(rows, text, view))).toEqual(found);
  });
});

describe('sorting', () => {
  const rows = [
    host(9, { name: 'host-10', rttMs: 3 }),
    host(1, { name: null, rttMs: null }),
    host(2, { name: 'host-9', rttMs: 0.5 }),
  ].map(hostRow);
  test.each<[string, boolean, string[]]>([
    ['name', false, ['h2', 'h9', 'h1']],
    ['name', true, ['h9', 'h2', 'h1']],
    ['rtt', false, ['h2', 'h9', 'h1']],
    ['rtt', true, ['h9', 'h2', 'h1']],
    ['ipv4', false, ['h1', 'h2', 'h9']],
  ])(
    'by %s, descending %s: numbers count as such, and what is missing comes last',
    (id, descending, order) => {
      expect(ids(sortRows(rows, { id, descending }))).toEqual(order);
    },
  );

  test('without a column the order is that in which they were found', () => {
    expect(ids(sortRows(rows, null))).toEqual(['h9', 'h1', 'h2']);
  });
});
