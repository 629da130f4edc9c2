import { describe, expect, test } from 'vitest';
import type { HostPorts, OpenPort, PortItem } from '../../src-core/api/ports.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { addressText, bannerText, exportPorts, groupsText, portOrder, serviceText } from './port-rows.ts';
import { PortTable } from './port-table.ts';
import { allAtOnce, orderedRows } from './ordered-rows.ts';
import type { Sort } from '../components/data-table/column.ts';

const shownPorts = (rows: readonly OpenPort[], filter: string, sort: Sort | null) =>
  allAtOnce(orderedRows(rows, filter, portOrder(sort)));

const linkLocal = { text: 'fe80::1%eth0', address: parseAddress('fe80::1'), zone: parseZone('eth0') };
const ipv4 = { text: 'nas', address: parseAddress('192.0.2.9'), zone: null };

const said = {
  protocol: 'ssh',
  text: 'SSH-2.0-OpenSSH_9.2',
  title: null,
  server: null,
  redirect: null,
  certificate: null,
  note: null,
};

function open(part: Partial<OpenPort>): OpenPort {
  return { kind: 'port', target: linkLocal, port: 22, rttMs: 0.4, service: 'ssh', banner: null, ...part };
}

const host: HostPorts = {
  kind: 'host',
  target: ipv4,
  rttMs: 1,
  groups: [
    { state: 'open', reason: 'accepted', count: 1, ports: '22' },
    { state: 'closed', reason: 'refused', count: 998, ports: '1-21,23-999' },
    { state: 'filtered', reason: 'no-answer', count: 1, ports: '1000' },
  ],
};

describe('the results of a port scan', () => {
  test('a port that comes again with its banner is one row; the same address on another interface is another', () => {
    const other = { ...linkLocal, zone: parseZone('eth1') };
    const items: PortItem[] = [open({}), open({ target: other }), open({ banner: said }), host];
    const table = new PortTable();
    for (const item of items) table.add([item]);
    table.show();
    const { open: rows, hosts } = table.results();
    expect(rows.map((row) => [addressText(row), row.banner?.protocol ?? null])).toEqual([
      ['fe80::1%eth0', 'ssh'],
      ['fe80::1%eth1', null],
    ]);
    expect(hosts).toEqual([host]);
  });

  test('a registered name alone is marked as a guess', () => {
    expect(serviceText(open({}))).toBe('ssh?');
    expect(serviceText(open({ banner: said }))).toBe('ssh');
    expect(serviceText(open({ service: null }))).toBe('');
  });

  test('what a service says is shown safely', () => {
    const hostile = { ...said, title: 'a\u001b[31mred\u202e', text: '' };
    expect(bannerText(open({ banner: hostile }))).not.toMatch(/[\u001b\u202e]/);
    expect(bannerText(open({ banner: hostile }))).toContain('red');
  });

  test('addresses stand in their numeric order, IPv4 first, ports in theirs', () => {
    const rows = [open({ port: 443 }), open({ port: 22 }), open({ target: ipv4, port: 8080 })];
    expect(shownPorts(rows, '', null).map((row) => `${addressText(row)} ${row.port}`)).toEqual([
      '192.0.2.9 8080',
      'fe80::1%eth0 22',
      'fe80::1%eth0 443',
    ]);
    const descending = shownPorts(rows, '', { id: 'port', descending: true });
    expect(descending.map(({ port }) => port)).toEqual([8080, 443, 22]);
    const byAddress = shownPorts(rows, '', { id: 'address', descending: true });
    expect(byAddress.map(addressText)).toEqual(['fe80::1%eth0', 'fe80::1%eth0', '192.0.2.9']);
    expect(shownPorts(rows, 'nas 8080', null).map(({ port }) => port)).toEqual([8080]);
  });

  test('what is not open is said with its reason, also in the file', () => {
    expect(groupsText(host)).toMatch(/^998 closed: refused.*; 1 filtered: no answer/);
    const { text } = exportPorts([open({})], [host], 'csv');
    expect(text.split('\r\n')[1]).toContain('fe80::1%eth0,22,open');
    expect(text).toContain('998 closed');
  });
});
