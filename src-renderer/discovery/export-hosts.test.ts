import { expect, test } from 'vitest';
import { fakeHost, hostileHost } from '../../test/ui/fake-network.ts';
import { exportHosts } from './export-hosts.ts';
import { hostRow } from './host-rows.ts';

const at = new Date('2026-11-21T10:11:12Z');
const rows = [fakeHost(0, at.getTime()), hostileHost(at.getTime())].map(hostRow);

test('CSV holds the columns that are shown, with every address of a cell and its zone', () => {
  const { fileName, text } = exportHosts(rows, ['name', 'link-local', 'routed', 'vendor'], 'csv', at);
  const lines = text.split('\r\n');
  expect(fileName).toBe('hosts-2026-11-21T101112.csv');
  expect(lines[0]).toBe('name,link_local,global_and_ula,vendor');
  expect(lines[1]).toBe(
    'gateway.example.net,fe80::1%eth0,2001:db8:a:1::1 2001:db8:a:1:3a00:9d41:77c2:1,"ICANN, IANA Department"',
  );
  expect(lines[2]).toContain(`"'=HYPERLINK(""http://192.0.2.66"")"`);
});

test('JSON holds the hosts whole, with times that scripts read', () => {
  const { text } = exportHosts(rows, [], 'json', at);
  const read: unknown = JSON.parse(text);
  expect(read).toMatchObject([
    {
      mac: '00:00:5e:10:00:00',
      role: 'router',
      firstSeen: at.toISOString(),
      addresses: [{ address: 'fe80::1', zone: 'eth0', lastSeen: at.toISOString() }, {}, {}, {}],
    },
    { id: 'hostile' },
  ]);
});
