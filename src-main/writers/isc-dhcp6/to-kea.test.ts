import { expect, it } from 'vitest';
import kea from '../kea-dhcp6/index.ts';
import { previewOf, writtenOf } from '../preview.ts';
import { textOf } from '../lines.ts';
import dhcpd from './index.ts';
import { toKea } from './to-kea.ts';

it('moves a server to Kea: hosts become reservations of their subnet', () => {
  const values = dhcpd.schema.parse({
    dnsServers: ['2001:db8::53'],
    bootFile: 'http://[2001:db8::1]/x,y',
    leaseFile: '/var/lib/dhcp/x',
    subnets: [
      { prefix: '2001:db8:1::/64', pools: [{ range: '2001:db8:1::/80' }] },
      { prefix: '2001:db8:2::/64', prefixPools: [{ prefix: '2001:db8:100::/40', delegatedLength: 56 }] },
    ],
    hosts: [
      { name: 'two', mac: '02:00:5e:00:00:02', address: '2001:db8:2::2' },
      { name: 'router', duid: '00:03:00:01:02:00:5e:00:00:03', prefixes: ['2001:db8:100:100::/56'] },
    ],
  });
  const moved = toKea(values);
  expect(moved.problems.map(({ path }) => path)).toEqual(['interfaces', 'leaseDatabase.name', 'hosts.1']);
  expect(previewOf(kea, moved.values).usable).toBe(true);
  const { written } = writtenOf(kea, moved.values);
  const read: unknown = JSON.parse(textOf(written.files[0]?.lines ?? []));
  expect(read).toMatchObject({
    Dhcp6: {
      'option-data': [
        { name: 'dns-servers', data: '2001:db8::53' },
        { code: 59, data: 'http://[2001:db8::1]/x\\,y' },
      ],
      subnet6: [
        {
          id: 1,
          subnet: '2001:db8:1::/64',
          pools: [{ pool: '2001:db8:1::-2001:db8:1::ffff:ffff:ffff' }],
          reservations: [
            {
              duid: '00:03:00:01:02:00:5e:00:00:03',
              hostname: 'router',
              prefixes: ['2001:db8:100:100::/56'],
            },
          ],
        },
        {
          id: 2,
          'pd-pools': [{ prefix: '2001:db8:100::', 'prefix-len': 40, 'delegated-len': 56 }],
          reservations: [
            { 'hw-address': '02:00:5e:00:00:02', hostname: 'two', 'ip-addresses': ['2001:db8:2::2'] },
          ],
        },
      ],
    },
  });
});

it('reads an old file with groups, a shared network and what it does not know', () => {
  const text = [
    '# old server',
    'authoritative;',
    'default-lease-time 600;',
    'shared-network "campus" {',
    '  subnet6 2001:db8:1::/64 {',
    '    range6 2001:db8:1::/80 temporary;',
    '    pool6 { range6 2001:db8:1::1 2001:db8:1::9; }',
    '    prefix6 2001:db8:100:: 2001:db8:100:200:: /56;',
    '  }',
    '}',
    'group { host a { hardware ethernet 2:0:5e:0:0:1; fixed-address6 2001:db8:1::77; option host-name "x"; } }',
  ].join('\n');
  const { values, left } = dhcpd.read?.([{ name: 'dhcpd6.conf', text }]) ?? {};
  expect(values).toEqual({
    validLifetime: 600,
    subnets: [
      {
        prefix: '2001:db8:1::/64',
        pools: [{ range: '2001:db8:1::1-2001:db8:1::9' }],
        prefixPools: [
          { prefix: '2001:db8:100::/55', delegatedLength: 56 },
          { prefix: '2001:db8:100:200::/56', delegatedLength: 56 },
        ],
      },
    ],
    hosts: [{ name: 'a', mac: '2:0:5e:0:0:1', address: '2001:db8:1::77', prefixes: [] }],
  });
  expect(left?.map(({ line, kind }) => [line, kind])).toEqual([
    [1, 'comment'],
    [2, 'unknown'],
    [4, 'unknown'],
    [6, 'unknown'],
    [11, 'unknown'],
    [11, 'unknown'],
  ]);
});

it('loses nothing of a group, and gives subnets what their shared network has', () => {
  const text = [
    'shared-network "office" {',
    '  option dhcp6.name-servers 2001:db8::53;',
    '  option dhcp6.bootfile-url "http://[2001:db8::1]/x";',
    '  subnet6 2001:db8:1::/64 { default-lease-time 600; }',
    '  subnet6 2001:db8:2::/64 { option dhcp6.name-servers 2001:db8:2::53; }',
    '}',
    'group {',
    '  option dhcp6.name-servers 2001:db8::54;',
    '  host one { hardware ethernet 02:00:5e:00:00:01; fixed-address6 2001:db8:1::1; }',
    '}',
  ].join('\n');
  const { values, left } = dhcpd.read?.([{ name: 'dhcpd6.conf', text }]) ?? { values: {}, left: [] };
  const none = { pools: [], prefixPools: [] };
  expect(values).toEqual({
    subnets: [
      { ...none, prefix: '2001:db8:1::/64', dnsServers: ['2001:db8::53'], validLifetime: 600 },
      { ...none, prefix: '2001:db8:2::/64', dnsServers: ['2001:db8:2::53'] },
    ],
    hosts: [{ name: 'one', mac: '02:00:5e:00:00:01', address: '2001:db8:1::1', prefixes: [] }],
  });
  expect(left.map(({ line, text: shown }) => [line, shown])).toEqual([
    [1, 'shared-network "office";'],
    [3, 'option dhcp6.bootfile-url "http://[2001:db8::1]/x";'],
    [7, 'group;'],
    [8, 'option dhcp6.name-servers 2001:db8::54;'],
  ]);
});
