import { expect, it } from 'vitest';
import { read } from './read.ts';

it('reads an old file: comments of three kinds, numbers that Kea gave by itself, and what the form does not have', () => {
  const text = `// Kea 2.0
{ "Dhcp6": {
  "interfaces-config": { "interfaces": [ "eth0/2001:db8::1", "eth1" ], }, # both
  "option-data": [ { "name": "dns-servers", "data": "2001:db8::1,2001:db8::2" }, { "name": "bogus", "data": "1" } ],
  "expired-leases-processing": { "max-reclaim-time": 250 },
  "subnet6": [
    { "subnet": "2001:db8:1::/64", "pools": [ { "pool": "2001:db8:1::/80" } ] },
    { "id": 7, "subnet": "2001:db8:2::/64", /* an old
      word */ "reservation-mode": "all" }
  ],
  "lease-database": { "type": "mysql", "name": "kea" }
}, "Control-agent": {} }`;
  const { values, left } = read([{ name: 'kea.conf', text }]);
  expect(values).toEqual({
    target: '3.0',
    interfaces: [{ name: 'eth0', address: '2001:db8::1' }, { name: 'eth1' }],
    dnsServers: ['2001:db8::1', '2001:db8::2'],
    otherOptions: [],
    subnets: [
      { id: 1, prefix: '2001:db8:1::/64', pools: [{ range: '2001:db8:1::/80' }] },
      { id: 7, prefix: '2001:db8:2::/64' },
    ],
    leaseDatabase: { name: 'kea' },
  });
  expect(left.map(({ line, kind, why }) => [line, kind, why])).toEqual([
    [1, 'comment', 'a comment'],
    [3, 'comment', 'a comment'],
    [4, 'unknown', 'the form knows no option of this name'],
    [5, 'unknown', 'the form has no "expired-leases-processing"'],
    [7, 'unknown', 'it has no "id": Kea before 2.6 counted by itself, and this was 1'],
    [8, 'comment', 'a comment'],
    [9, 'unknown', 'the form has no "reservation-mode"'],
    [11, 'unknown', 'the form cannot hold this value'],
    [12, 'unknown', 'the form is for one "Dhcp6" alone'],
  ]);
});

it.each([
  ['{ "Dhcp4": {} }', `kea.conf has no "Dhcp6": it is no configuration of Kea's DHCPv6 server`],
  ['{ "Dhcp6": {} ', 'kea.conf, line 1: expected "," or "}"'],
])('refuses %s', (text, message) => {
  expect(() => read([{ name: 'kea.conf', text }])).toThrow(message);
});

it('takes no option of a vendor for one of DHCPv6, and knows options and sources by all their names', () => {
  const text = `{ "Dhcp6": { "mac-sources": [ "rfc6939", "duid" ], "option-data": [
    { "code": 2, "data": "ECM", "space": "docsis3-v6" },
    { "name": "pana-agent", "data": "2001:db8::1", "space": "dhcp6" } ] } }`;
  const { values, left } = read([{ name: 'kea.conf', text }]);
  expect(values).toEqual({
    target: '3.0',
    macSources: ['client-link-addr-option', 'duid'],
    otherOptions: [{ code: 40, data: '2001:db8::1', hexadecimal: false }],
  });
  expect(left.map(({ line, text: shown }) => [line, shown])).toEqual([
    [2, '{"code":2,"data":"ECM","space":"docsis3-v6"}'],
  ]);
});
