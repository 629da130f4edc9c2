import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePrefix } from '../net/prefix.ts';
import { planOf } from './file.ts';
import { readNode } from './node.ts';
import { checkHostName, classlessDelegation, forwardZone, hostsFile, reverseZoneFiles } from './zones.ts';

const settings = {
  domain: 'example.org',
  server: 'ns1.example.net',
  contact: 'hostmaster.example.org',
  serial: 2026112100,
  ttl: 3600,
};
const host = (name: string, ipv6: string | null, ipv4: string | null = null) =>
  readNode(
    { id: `h-${(ipv6 ?? ipv4 ?? '').replace(/[^a-z0-9]/g, '-')}`, role: 'host', name, ipv6, ipv4 },
    'node',
  );
const plan = planOf('x', [
  host('www', '2001:db8:1::80/128', '192.0.2.10/32'),
  host('Mail.Example.org', '2001:db8:2::25/128'),
  readNode({ id: 'lan', ipv6: '2001:db8:1::/64', role: 'lan', name: 'no host; at all' }, 'node'),
]);
const head = (name: string) =>
  `$TTL 3600\n${name}. IN SOA ns1.example.net. hostmaster.example.org. 2026112100 86400 7200 3600000 3600\n${name}. IN NS ns1.example.net.\n`;

test('forward zone and /etc/hosts', () => {
  expect(forwardZone(plan, settings)).toEqual({
    name: 'example.org',
    text:
      `${head('example.org')}www.example.org. IN AAAA 2001:db8:1::80\nwww.example.org. IN A 192.0.2.10\n` +
      'mail.example.org. IN AAAA 2001:db8:2::25\n',
  });
  expect(hostsFile(plan, 'example.org')).toBe(
    '2001:db8:1::80\twww.example.org www\n192.0.2.10\twww.example.org www\n2001:db8:2::25\tmail.example.org mail\n',
  );
});

test('the domain itself may be a host', () => {
  const apex = planOf('x', [host('example.org', '2001:db8::1/128')]);
  expect(hostsFile(apex, 'example.org')).toBe('2001:db8::1\texample.org\n');
  expect(forwardZone(apex, settings).text).toBe(`${head('example.org')}example.org. IN AAAA 2001:db8::1\n`);
});

test('a name server of the domain is a host of the plan: named does not load the zone otherwise', () => {
  const inside = { ...settings, server: 'ns1.example.org' };
  expect(() => forwardZone(plan, inside)).toThrow(/ns1\.example\.org is in the domain and no host/);
  expect(() => forwardZone(plan, { ...settings, server: 'example.org' })).toThrow(/no host of the plan/);
  const own = planOf('x', [host('ns1', '2001:db8::53/128')]);
  expect(forwardZone(own, inside).text).toContain('ns1.example.org. IN AAAA 2001:db8::53\n');
});

test('reverse zones by nibble, by octet, and by RFC 2317', () => {
  const zones = (prefix: string) => reverseZoneFiles(plan, parsePrefix(prefix), settings);
  const name = '0.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa';
  expect(zones('2001:db8:1::/48')).toEqual([
    {
      name: '1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa',
      text: `${head('1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa')}${name}. IN PTR www.example.org.\n`,
    },
  ]);
  const rows: [prefix: string, names: string[]][] = [
    ['2001:db8::/46', ['0', '1', '2', '3'].map((digit) => `${digit}.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa`)],
    ['192.0.2.0/24', ['2.0.192.in-addr.arpa']],
    ['10.0.0.0/15', ['0.10.in-addr.arpa', '1.10.in-addr.arpa']],
    ['192.0.2.0/28', ['0/28.2.0.192.in-addr.arpa']],
    ['192.0.2.10/32', ['10.2.0.192.in-addr.arpa']],
  ];
  for (const [prefix, names] of rows)
    expect(
      zones(prefix).map((zone) => zone.name),
      prefix,
    ).toEqual(names);
  expect(zones('192.0.2.0/28')[0]?.text).toBe(
    `${head('0/28.2.0.192.in-addr.arpa')}10.0/28.2.0.192.in-addr.arpa. IN PTR www.example.org.\n`,
  );
  expect(classlessDelegation(parsePrefix('192.0.2.8/31'), 'ns1.example.net')).toBe(
    '8/31.2.0.192.in-addr.arpa. IN NS ns1.example.net.\n' +
      '8.2.0.192.in-addr.arpa. IN CNAME 8.8/31.2.0.192.in-addr.arpa.\n' +
      '9.2.0.192.in-addr.arpa. IN CNAME 9.8/31.2.0.192.in-addr.arpa.\n',
  );
  expect(classlessDelegation(parsePrefix('192.0.2.0/24'), 'ns1.example.net')).toBe('');
});

test('refuses what is no host name, host address, serial or time', () => {
  for (const name of [
    '',
    '-a',
    'a-',
    'a..b',
    'a b',
    'a;b',
    'a\n$INCLUDE /etc/passwd',
    '$ORIGIN',
    '@',
    'ä',
    'a_b',
    'a'.repeat(64),
    'a.'.repeat(127) + 'ab',
  ])
    expect(() => checkHostName(name), JSON.stringify(name)).toThrow(/not a host name/);
  const wide = planOf('x', [readNode({ id: 'a', role: 'host', name: 'a', ipv6: '2001:db8::/64' }, 'node')]);
  expect(() => forwardZone(wide, settings)).toThrow(/a host is one address/);
  const bad = planOf('x', [host('a b', '2001:db8::1/128')]);
  expect(() => hostsFile(bad, 'example.org')).toThrow(/"a b" is not a host name/);
  expect(() => forwardZone(plan, { ...settings, contact: 'a\nb' })).toThrow(/not a host name/);
  expect(() => forwardZone(plan, { ...settings, serial: 1.5 })).toThrow(/serial/);
  expect(() => forwardZone(plan, { ...settings, ttl: -1 })).toThrow(/time to live/);
});

test('no name adds a line', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aZ0-. \n\r\t;"()@$\\é') }), (name) => {
      const one = planOf('x', [host('www', '2001:db8::1/128')]);
      let accepted: string;
      try {
        accepted = checkHostName(name);
      } catch {
        return;
      }
      const made = hostsFile(planOf('x', [host(accepted, '2001:db8::1/128')]), 'example.org');
      expect(made.split('\n').length).toBe(hostsFile(one, 'example.org').split('\n').length);
      expect(made).toMatch(/^2001:db8::1\t[a-z0-9.-]+ [a-z0-9.-]+\n$/);
    }),
  );
});
