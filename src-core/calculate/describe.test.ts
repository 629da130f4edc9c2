import fc from 'fast-check';
import { describe as suite, expect, test } from 'vitest';
import { address, mac, prefix4, prefix6 } from '../../test/support/addresses.ts';
import { refusal } from '../../test/support/refusal.ts';
import { parseAddress } from '../net/address.ts';
import { parsePrefix } from '../net/prefix.ts';
import { formatRange, rangeOf } from '../net/ranges.ts';
import { ParseError } from '../net/parse-error.ts';
import { reverseName } from '../net/reverse.ts';
import { formatBase85 } from '../net/base85.ts';
import { duidLl } from '../net/duid.ts';
import { describe } from './describe.ts';
import type { DescriptionContext } from './facts.ts';

/** The values under a label, in all groups. */
function told(text: string, label: string, context: DescriptionContext = {}): string[] {
  return describe(text, context).groups.flatMap(({ facts }) =>
    facts.filter((each) => each.label === label).map(({ value }) => value),
  );
}

test.each([
  ['2001:DB8::1', 'address', '2001:db8::1, an IPv6 address'],
  [' 192.0.2.1 ', 'address', '192.0.2.1, an IPv4 address'],
  ['fe80::1%eth0', 'address', 'fe80::1%eth0, an IPv6 address'],
  ['[fe80::1%25eth0]', 'address', 'fe80::1%eth0, an IPv6 address'],
  ['fe80::1%eth-0', 'address', 'fe80::1%eth-0, an IPv6 address'],
  ['::ffff:192.0.2.1', 'address', '::ffff:192.0.2.1, an IPv6 address'],
  ['4)+k&C#VzJ4br>0wv%Yp', 'address', '1080::8:800:200c:417a, an IPv6 address in base 85'],
  ['2001:db8::/32', 'prefix', '2001:db8::/32, an IPv6 prefix'],
  ['2001:db8::1/64', 'prefix', '2001:db8::1/64, an IPv6 address in 2001:db8::/64'],
  ['192.0.2.0/255.255.255.0', 'prefix', '192.0.2.0/24, an IPv4 prefix'],
  ['192.0.2.77 255.255.255.192', 'prefix', '192.0.2.77/26, an IPv4 address in 192.0.2.64/26'],
  ['192.0.2.77 netmask 255.255.255.192', 'prefix', '192.0.2.77/26, an IPv4 address in 192.0.2.64/26'],
  ['192.0.2.0 0.0.0.255', 'prefix', '192.0.2.0/24, an IPv4 prefix'],
  ['192.0.2.1/0.0.0.0', 'prefix', '192.0.2.1/0, an IPv4 address in 0.0.0.0/0'],
  ['192.0.2.1 255.255.255.255', 'prefix', '192.0.2.1/32, an IPv4 prefix'],
  ['[2001:db8::1]:443', 'address', '2001:db8::1, an IPv6 address, and port 443'],
  ['http://[fe80::1%25eth0]:8080/a', 'address', 'fe80::1%eth0, an IPv6 address, and port 8080'],
  ['https://192.0.2.1/x', 'address', '192.0.2.1, an IPv4 address'],
  ['192.0.2.1:53', 'address', '192.0.2.1, an IPv4 address, and port 53'],
  ['00-1A-2B-FF-FE-3C-4D-5E', 'eui64', '00:1a:2b:ff:fe:3c:4d:5e, an EUI-64'],
  ['00:1a:2b:ff:fe:3c:4d:5e', 'eui64', '00:1a:2b:ff:fe:3c:4d:5e, an EUI-64'],
  ['021a:2bff:fe3c:4d5e', 'eui64', '021a:2bff:fe3c:4d5e, an interface identifier'],
  ['11:22:33:44:55:66:77:88', 'address', '11:22:33:44:55:66:77:88, an IPv6 address'],
  ['00-03-00-01-00-11-22-33', 'duid', '00:03:00:01:00:11:22:33, a DHCP unique identifier'],
  ['192.0.2.1 - 192.0.2.9', 'range', '192.0.2.1-192.0.2.9, an IPv4 range'],
  ['00-11-22-33-44-55', 'mac', '00:11:22:33:44:55, a MAC address'],
  ['0011.2233.4455', 'mac', '00:11:22:33:44:55, a MAC address'],
  ['001122334455', 'mac', '00:11:22:33:44:55, a MAC address'],
  ['00:03:00:01:02:00:5e:10:00:01', 'duid', '00:03:00:01:02:00:5e:10:00:01, a DHCP unique identifier'],
  ['0003000102005e100001', 'duid', '00:03:00:01:02:00:5e:10:00:01, a DHCP unique identifier'],
  ['3221225985', 'number', '3221225985, a number'],
  ['0xC0000201', 'number', '3221225985, a number'],
  ['1.2.0.192.in-addr.arpa.', 'reverse-name', 'the name in reverse DNS of 192.0.2.1'],
  ['8.b.d.0.1.0.0.2.IP6.ARPA', 'reverse-name', 'the name in reverse DNS of 2001:db8::/32'],
  ['128/26.2.0.192.in-addr.arpa', 'reverse-name', 'the name in reverse DNS of 192.0.2.128/26'],
  ['VNI 1000', 'vni', 'VNI 1000, a VXLAN network identifier'],
  ['mtu1500', 'mtu', 'MTU 1500, in octets'],
])('says what %s is', (text, kind, title) => {
  expect(describe(text)).toMatchObject({ kind, title });
});

suite('what follows', () => {
  const rows: [text: string, label: string, values: string[]][] = [
    // RFC 4291 section 2.7.1
    ['4037::01:800:200e:8c6c', 'Solicited-node address', ['ff02::1:ff0e:8c6c']],
    ['4037::01:800:200e:8c6c', 'Its Ethernet address', ['33:33:ff:0e:8c:6c']],
    // RFC 4291 appendix A, RFC 2464 section 4
    ['fe80::3656:78ff:fe9a:bcde', 'MAC', ['34:56:78:9a:bc:de']],
    ['2001:db8::53', 'Kind', ['set by hand: a port, 53 (DNS)']],
    ['2001:db8::1bb', 'Kind', ['set by hand: a port, 443 (HTTPS)']],
    // A port beside a small number, in either order; a number that no host has as an IPv4 address.
    ['2001:db8::1:53', 'Kind', ['set by hand: a port, 53 (DNS)']],
    ['2001:db8::443:2', 'Kind', ['set by hand: a port, 443 (HTTPS)']],
    ['2001:db8::1:7', 'Kind', ['low-byte: set by hand, or given out by DHCPv6']],
    ['2001:db8::ff02:1', 'IPv4 address', []],
    ['2001:db8::7f00:1', 'IPv4 address', []],
    // What no generator of random numbers gives: RFC 7707 section 4.1
    ['2001:db8::dead:beef:cafe', 'Kind', ['words in hexadecimal: set by hand']],
    ['2001:db8:0:1:fffe::', 'Kind', ['a pattern: set by hand']],
    ['2001:db8:0:1:21::', 'Kind', ['a pattern: set by hand']],
    ['2001:db8:0:1:1111:2222:3333:4444', 'Kind', ['a pattern: set by hand']],
    ['2001:db8::fdff:ffff:ffff:ff80', 'Kind', ['reserved: no interface may take it for itself']],
    ['2001:db8::8d3c:91e4:5f02:7ab6', 'Kind', ['random, or stable and opaque']],
    ['2001:db8::1:0:0:1', 'How sure', ['a guess: small numbers would look the same']],
    ['2001:db8::192:0:2:33', 'How sure', ['likely: each group reads as an octet']],
    ['2001:db8::192:0:2:33', 'IPv4 address', ['192.0.2.33']],
    ['2001:db8::c000:221', 'IPv4 address', ['192.0.2.33']],
    ['2001:db8::', 'Kind', ['all zeros: the anycast address of the routers']],
    ['::1', 'Identifier', []],
    ['13.1.68.3', 'IPv4-mapped', ['::ffff:13.1.68.3']],
    // RFC 3056 section 2, RFC 6052 section 2.4
    ['192.0.2.33', '6to4 site', ['2002:c000:221::/48']],
    ['192.0.2.33', 'NAT64', ['64:ff9b::c000:221']],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'Teredo server', ['65.54.227.120']],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'Teredo, the client', ['192.0.2.45']],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'Teredo port', ['40000']],
    // RFC 8215 leaves the length to the network: those that give an address are told.
    ['64:ff9b:1:c000:2:2100::', 'NAT64, if it is /48', ['192.0.2.33']],
    ['64:ff9b:1:c000:2:2100::', 'NAT64, if it is /56', []],
    // RFC 3056 section 2 and RFC 6052 section 3.1 want public IPv4 addresses.
    [
      '10.1.2.3',
      'Not to be used',
      ['neither 6to4 nor the well-known NAT64 prefix may carry 10.1.2.3: it is not public'],
    ],
    [
      '64:ff9b::10.1.2.3',
      'Not to be used',
      ['the well-known NAT64 prefix may not carry 10.1.2.3: it is not public'],
    ],
    ['2002:a01:203::1', 'Not to be used', ['6to4 may not carry 10.1.2.3: it is not public']],
    ['8.8.8.8', 'Not to be used', []],
    ['64:ff9b::8.8.8.8', 'Not to be used', []],
    ['fe80::5efe:10.1.2.3', 'Not to be used', []],
    // RFC 4291 section 2.4
    ['4000::1', 'Not given out', ['IANA gives out addresses of 2000::/3 alone; all else is held back']],
    ['2001:db8::1', 'Not given out', []],
    ['::1', 'Not given out', []],
    ['100.64.0.1', 'Scope', ['shared: between a provider and its customers, never on the Internet']],
    ['ff02::1', 'Reachable from the Internet', ['no: its scope is link-local']],
    ['ff3e:30:2001:db8::1', 'Reachable from the Internet', ['where multicast is routed']],
    ['224.0.0.251', 'Reachable from the Internet', ['no: it stays on the link']],
    ['239.0.3.232', 'Reachable from the Internet', ['no: it stays in a site or an organisation']],
    ['232.1.1.1', 'Reachable from the Internet', ['where multicast is routed']],
    // RFC 5771, RFC 3180, RFC 6034, RFC 2365
    ['224.0.1.1', 'Kind', ['internetwork control']],
    ['232.1.1.1', 'Kind', ['source-specific']],
    ['233.12.34.5', 'Kind', ['GLOP, of AS 3106']],
    ['234.198.51.100', 'Kind', ['unicast-prefix-based, of 198.51.100.0/24 or a prefix that holds it']],
    ['239.255.0.1', 'Kind', ['administratively scoped, local']],
    ['239.192.0.1', 'Kind', ['administratively scoped, of an organisation']],
    ['239.0.3.232', 'Kind', ['administratively scoped']],
    ['235.1.1.1', 'Kind', ['reserved']],
    ['ff05::1:3', 'As a VXLAN group', []],
    // The EUI-64 of an interface and what is made of it, both ways
    ['00-1A-2B-FF-FE-3C-4D-5E', 'MAC', ['00:1a:2b:3c:4d:5e']],
    ['00-1A-2B-FF-FE-3C-4D-5E', 'Interface identifier', ['021a:2bff:fe3c:4d5e']],
    ['00-1A-2B-33-44-3C-4D-5E', 'MAC', []],
    ['021a:2bff:fe3c:4d5e', 'MAC', ['00:1a:2b:3c:4d:5e']],
    ['021a:2bff:fe3c:4d5e', 'Link-local address', ['fe80::21a:2bff:fe3c:4d5e']],
    // RFC 3956 section 4.1 and RFC 3306 section 4
    ['ff7e:140:2001:db8:beef:feed::1234', 'Rendezvous point', ['2001:db8:beef:feed::1']],
    ['ff3e:30:3ffe:ffff:1::1234', 'Prefix inside', ['3ffe:ffff:1::/48']],
    ['ff02::fb', 'Group', ['mDNS']],
    ['239.0.3.232', 'As a VXLAN group', ['VNI 1000 in 239.0.0.0/8']],
    ['224.0.0.251', 'Ethernet', ['01:00:5e:00:00:fb']],
    // RFC 1924 section 4
    ['1080::8:800:200c:417a', 'Base 85', ['4)+k&C#VzJ4br>0wv%Yp']],
    ['1080::8:800:200c:417a', 'Integer', ['21932261930451111902915077091070067066']],
    ['0:0:0:0:0:ffff:129.144.52.38', 'Mixed', ['::ffff:129.144.52.38']],
    ['2001:db8:0:1::', 'Mixed', ['2001:db8:0:1::0.0.0.0']],
    ['2001:db8:1:2:3:4:5:6', 'Mixed', ['2001:db8:1:2:3:4:0.5.0.6']],
    ['fe80::1%eth0', 'In a URI', ['[fe80::1%25eth0]']],
    ['2001:db8::/45', '/48s', ['8 (2^3)']],
    ['2001:db8::/45', '/64s', ['524,288 (2^19)']],
    ['2001:db8::/45', 'Nibble boundary', ['no: the nearest are /44 and /48']],
    ['2001:db8::/72', '/64s', ['less than one: a /64 has 256 (2^8) of it']],
    ['2001:db8::1/64', 'Host bits', ['set: 2001:db8::1 is an address in 2001:db8::/64']],
    ['2001:db8:ffff::/48', 'After it', ['2001:db9::/48']],
    ['::/0', 'Before it', []],
    ['::/0', 'Zone', ['ip6.arpa']],
    ['192.0.2.0/24', 'Broadcast', ['192.0.2.255']],
    ['192.0.2.0/24', 'Wildcard', ['0.0.0.255']],
    ['192.0.2.0/31', 'Broadcast', ['none: both addresses are hosts']],
    ['192.0.2.1/32', 'Broadcast', ['none: it is one host']],
    ['0.0.0.0/0', 'Netmask', ['0.0.0.0']],
    // What sipcalc and ipcalc show as well
    ['192.0.2.77/26', 'Netmask in hexadecimal', ['0xffffffc0']],
    ['192.0.2.77/26', 'Network and host', ['11000000 00000000 00000010 01|001101']],
    ['192.0.2.0/24', 'Network and host', ['11000000 00000000 00000010|00000000']],
    ['192.0.2.1/32', 'Network and host', ['11000000 00000000 00000010 00000001|']],
    ['0.0.0.0/0', 'Network and host', ['|00000000 00000000 00000000 00000000']],
    ['192.0.2.77/26', 'Class', ['C, as it was before prefixes had lengths']],
    ['10.0.0.0/8', 'Class', ['A, as it was before prefixes had lengths']],
    ['172.16.0.0/12', 'Class', ['B, as it was before prefixes had lengths']],
    ['224.0.0.0/4', 'Class', ['D, as it was before prefixes had lengths']],
    ['240.0.0.0/4', 'Class', ['E, as it was before prefixes had lengths']],
    ['0.0.0.0/0', 'Class', []],
    ['2001:db8:1234::/48', 'Full', ['2001:0db8:1234:0000:0000:0000:0000:0000/48']],
    ['2001:db8:1234::/48', 'Netmask', ['ffff:ffff:ffff::']],
    ['2001:db8:1234::/48', 'Wildcard', ['::ffff:ffff:ffff:ffff:ffff']],
    ['::/0', 'Netmask', ['::']],
    ['::/128', 'Wildcard', ['::']],
    ['2001:db8:1234::/48', 'Subnet-router anycast', ['2001:db8:1234::']],
    ['2001:db8::/127', 'Subnet-router anycast', ['none: both addresses are routers']],
    ['2001:db8::/128', 'Subnet-router anycast', []],
    ['ff00::/8', 'Subnet-router anycast', []],
    ['192.0.2.5-192.0.2.77', 'Smallest prefix around it', ['192.0.2.0/25']],
    ['02:00:5e:10:00:01', 'EUI-64 identifier', ['0000:5eff:fe10:0001']],
    ['00:01:00:01:00:00:00:3c:02:00:5e:10:00:01', 'Made at', ['2000-01-01T00:01:00Z']],
    // S06: a /64 at 2^32 in 45 minutes, and a pool of /119
    ['2001:db8::/64', '1 Gbit/s (ZMap: 2^32 in 45 minutes)', ['367,719 years']],
    ['2001:db8::/119', 'Addresses', ['512 (2^9)']],
    ['2001:db8::/119', 'One probe a second', ['8 minutes, 32 seconds']],
    // S21
    ['vni 1000', 'Group in 239.0.0.0/8', ['239.0.3.232']],
    ['vni 1000', 'Group in ff05::/16', ['ff05::3e8']],
    ['vni 1000', 'VXLAN over IPv4', ['1450 (1500 - 50)']],
    ['mtu 1500', 'WireGuard over IPv6', ['1420 (1500 - 80)', '1580']],
    [
      'mtu 1280',
      '6in4, 6to4, ISATAP, 6rd',
      ['1260 (1280 - 20): too small for IPv6, which needs 1280', '1520'],
    ],
    ['281474976710', 'A MAC', ['28:14:74:97:67:10']],
  ];
  test.each(rows)('from %s: %s', (text, label, values) => {
    expect(told(text, label)).toEqual(values);
  });

  // RFC 6052 section 2.4, every length.
  test.each([
    ['2001:db8::/32', '2001:db8:c000:221::'],
    ['2001:db8:100::/40', '2001:db8:1c0:2:21::'],
    ['2001:db8:122::/48', '2001:db8:122:c000:2:2100::'],
    ['2001:db8:122:300::/56', '2001:db8:122:3c0:0:221::'],
    ['2001:db8:122:344::/64', '2001:db8:122:344:c0:2:2100::'],
    ['2001:db8:122:344::/96', '2001:db8:122:344::c000:221'],
  ])('through NAT64 with %s', (prefix, text) => {
    const nat64 = parsePrefix(prefix);
    expect(told(text, `NAT64 with ${prefix}`, { nat64 })).toEqual(['192.0.2.33']);
    expect(told('192.0.2.33', `NAT64 with ${prefix}`, { nat64 })).toEqual([parseAddress(text)]);
  });

  test('with the vendor of a MAC, wherever one is inside', () => {
    const context = { vendorOf: () => 'Example Works' };
    for (const text of ['00:11:22:33:44:55', 'fe80::211:22ff:fe33:4455', '00:03:00:01:00:11:22:33:44:55'])
      expect(told(text, 'Vendor', context)).toEqual(['Example Works']);
  });
});

test('refuses with the place and the reason', () => {
  const rows: [string, string][] = [
    ['  ', '0: it is empty'],
    ['1:2:3:4:5:6:7:8:9', '16: there are more than eight groups'],
    ['192.0.2.0/255.0.255.0', '0: ones and zeros are mixed in it'],
    ['2001:db8:: 255.0.0.0', '10: a hexadecimal digit was expected'],
    ['[2001:db8::1]:65536', '14: a port from 0 to 65535 was expected'],
    ['2001:db8::12345', '10: a group has more than four digits'],
    ['2001:db8::/129', '11: the length is larger than 128'],
    ['192.0.2.256', '8: an octet is larger than 255'],
    ['192.0.2.9-192.0.2.1', '10: the last address is before the first'],
    ['0xfg', '3: a hexadecimal digit was expected'],
    [`0x1${'0'.repeat(32)}`, '0: it has more than the 128 bits of an address'],
    ['vni 16777216', '4: a number from 0 to 16777215 was expected'],
    ['mtu', '3: a number from 68 to 65535 was expected'],
    ['1.2.3.4.5.in-addr.arpa', '0: there are more than four octets'],
    ['g.ip6.arpa', '0: each label is one hexadecimal digit'],
    ['x'.repeat(600), '512: it has more than 512 characters'],
  ];
  expect(rows.map(([text]) => [text, refusal(() => describe(text))])).toEqual(rows);
});

test('whatever is given, the answer is a description or a refusal with a place', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'0123456789abcdef:./-%x[] vnimtu') }),
    fc.string({ unit: fc.constantFrom(...'.01f/') }).map((text) => `${text}.ip6.arpa`),
    fc.string({ unit: fc.constantFrom(...'.0129/') }).map((text) => `${text}.in-addr.arpa`),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      try {
        expect(describe(text).groups.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(ParseError);
        if (error instanceof ParseError) expect(error.at).toBeLessThanOrEqual(error.input.length);
      }
    }),
    { numRuns: 2000 },
  );
});

test('every form of a thing is recognised as that thing', () => {
  fc.assert(
    fc.property(address, (each) => {
      expect(describe(each).title).toContain(`${each}, an IPv`);
      expect(describe(reverseName(each)).title).toBe(`the name in reverse DNS of ${each}`);
      const compact = each.includes(':') ? formatBase85(each) : '';
      // One in 10^12 has hexadecimal digits alone, and reads as a DUID or a number.
      if (/[^0-9a-fx-]/i.test(compact)) expect(describe(compact).title).toContain(`${each}, an`);
    }),
  );
  fc.assert(
    fc.property(fc.oneof(prefix4, prefix6), mac, (prefix, hardware) => {
      expect(describe(prefix).title).toContain(`${prefix}, an IPv`);
      const range = formatRange(rangeOf(prefix));
      expect(describe(range).kind).toBe(range.includes('-') ? 'range' : 'address');
      expect(describe(hardware).kind).toBe('mac');
      expect(describe(duidLl(hardware)).kind).toBe('duid');
    }),
  );
});
