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
  });
  expect(left.map(({ line, kind, why }) => [line, kind, why])).toEqual([
    [1, 'comment', 'a comment'],
    [3, 'comment', 'a comment'],
    [4, 'unknown', 'the form knows no option of this name'],
    [5, 'unknown', 'the form has no "expired-leases-processing"'],
    [7, 'unknown', 'it has no "id": Kea before 2.6 counted by itself, and this was 1'],
    [8, 'comment', 'a comment'],
    [9, 'unknown', 'the form has no "reservation-mode"'],
    [11, 'unknown', 'the form keeps leases in a file ("memfile") alone'],
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

it('reads the subnets of a shared network with what the network says for them, beside those outside', () => {
  const text = `{ "Dhcp6": { "subnet6": [ { "id": 1, "subnet": "2001:db8:1::/64" } ],
    "shared-networks": [ { "name": "office", "interface": "eth1", "valid-lifetime": 9000,
      "option-data": [ { "code": 59, "data": "http://[2001:db8::1]/a" }, { "code": 7, "data": "255" } ],
      "user-context": {},
      "subnet6": [
        { "id": 10, "subnet": "2001:db8:10::/64", "pools": [ { "pool": "2001:db8:10::/80" } ] },
        { "id": 11, "subnet": "2001:db8:11::/64", "valid-lifetime": 600, "client-class": "x",
          "option-data": [ { "code": 59, "data": "http://[2001:db8::1]/b" } ] } ] } ] } }`;
  const { values, left } = read([{ name: 'kea.conf', text }]);
  const option = (code: number, data: string) => ({ code, data, hexadecimal: false });
  expect(values['subnets']).toEqual([
    { id: 1, prefix: '2001:db8:1::/64' },
    {
      id: 10,
      prefix: '2001:db8:10::/64',
      interface: 'eth1',
      validLifetime: 9000,
      pools: [{ range: '2001:db8:10::/80' }],
      otherOptions: [option(59, 'http://[2001:db8::1]/a'), option(7, '255')],
    },
    {
      id: 11,
      prefix: '2001:db8:11::/64',
      interface: 'eth1',
      validLifetime: 600,
      otherOptions: [option(59, 'http://[2001:db8::1]/b'), option(7, '255')],
    },
  ]);
  expect(left.map(({ line, text: shown }) => [line, shown])).toEqual([
    [2, 'shared-networks: "office"'],
    [4, 'user-context: {}'],
    [7, 'client-class: "x"'],
  ]);
});
