import { expect, test } from 'vitest';
import { parseAddress } from '../../src-core/net/address.ts';
import { parseMac, type Mac } from '../../src-core/net/mac.ts';
import { parsePrefix } from '../../src-core/net/prefix.ts';
import { likelyAddresses } from './likely-addresses.ts';
import type { KnownAddress } from './source.ts';

const first = parsePrefix('2001:db8:1::/64');
const second = parsePrefix('fd00:1:2:3::/64');
const mac = parseMac('00:11:32:00:00:01');

function known(text: string, owner: Mac | null = null): KnownAddress {
  return {
    address: parseAddress(text),
    mac: owner,
    confirmed: true,
    proven: true,
    echoes: false,
    self: false,
  };
}

function likely(part: Partial<Parameters<typeof likelyAddresses>[0]>) {
  return likelyAddresses({
    prefixes: [first, second],
    swept: [],
    known: [],
    macs: [],
    withLowAddresses: false,
    withIpv4Forms: false,
    ...part,
  });
}

const table: { name: string; found: ReturnType<typeof likely>; expected: string[] }[] = [
  {
    name: 'a MAC is tried as EUI-64 under every prefix and as link-local (RFC 4291 appendix A)',
    found: likely({ macs: [mac] }),
    expected: ['2001:db8:1:0:211:32ff:fe00:1', 'fd00:1:2:3:211:32ff:fe00:1', 'fe80::211:32ff:fe00:1'],
  },
  {
    name: 'but not under a prefix where the device is known already',
    found: likely({
      macs: [mac],
      known: [known('2001:db8:1::99', mac), known('fe80::211:32ff:fe00:1', mac)],
    }),
    expected: ['fd00:1:2:3:211:32ff:fe00:1', 'fd00:1:2:3::99'],
  },
  {
    name: 'nor under a prefix that was swept, where it answers multicast echo',
    found: likely({
      macs: [mac],
      swept: [second],
      known: [{ ...known('2001:db8:1::99', mac), echoes: true }],
    }),
    expected: [],
  },
  {
    name: 'a low identifier of one prefix is tried under the others',
    found: likely({ known: [known('2001:db8:1::53')] }),
    expected: ['fd00:1:2:3::53', 'fe80::53'],
  },
  {
    name: 'an opaque identifier is tried where the device has no address',
    found: likely({ known: [known('fe80::9c1f:22aa:7be0:1d', mac), known('2001:db8:1::7', mac)] }),
    expected: ['fd00:1:2:3:9c1f:22aa:7be0:1d', 'fd00:1:2:3::7'],
  },
  {
    name: 'an IPv4 address is tried in the ways that people write it into IPv6',
    found: likely({ known: [known('192.0.2.25', mac)], withIpv4Forms: true, prefixes: [first] }),
    expected: ['2001:db8:1::25', '2001:db8:1:0:192:0:2:25', '2001:db8:1::c000:219'],
  },
];

test.each(table)('$name', ({ found, expected }) => {
  expect([...found].sort()).toEqual([...expected].sort());
});

test('the surest candidates come before the low addresses, and all of ::1 to ::ff are there once', () => {
  const found = likely({ macs: [mac], withLowAddresses: true, prefixes: [first] });
  expect(found.slice(0, 2)).toEqual(['2001:db8:1:0:211:32ff:fe00:1', 'fe80::211:32ff:fe00:1']);
  for (let identifier = 1; identifier <= 0xff; identifier++) {
    expect(found.filter((address) => address === `2001:db8:1::${identifier.toString(16)}`)).toHaveLength(1);
  }
});

test('rows of server numbers are followed on both sides', () => {
  const found = likely({ known: [known('2001:db8:1::1a5')], prefixes: [first] });
  expect(found).toEqual(
    expect.arrayContaining(['2001:db8:1::1a4', '2001:db8:1::1a6', '2001:db8:1::1b5', '2001:db8:1::195']),
  );
});

test('a way of writing IPv4 into IPv6 is tried for a few hosts, and for all once one of them has it', () => {
  const hosts = Array.from({ length: 60 }, (_, index) =>
    known(`192.0.2.${index + 100}`, parseMac(`0011320000${(index + 16).toString(16)}`)),
  );
  const options = { known: hosts, withIpv4Forms: true, prefixes: [first] };
  expect(likely(options)).toHaveLength(16 * 3);
  const user = known('2001:db8:1:0:192:0:2:100', hosts[0]?.mac ?? null);
  const found = likely({ ...options, known: [...hosts, user] });
  expect(found).toContain('2001:db8:1:0:192:0:2:159');
  expect(found).not.toContain('2001:db8:1::c000:29f');
});

test('a small prefix is tried whole, and nothing that is known is tried again', () => {
  const small = parsePrefix('2001:db8:9::10/124');
  expect(
    likely({ prefixes: [small], known: [known('2001:db8:9::11')] }).filter((address) =>
      address.startsWith('2001:db8:9:'),
    ),
  ).toHaveLength(15);
});

test('a thousand devices under four prefixes are worked out in time', () => {
  const macs = Array.from({ length: 1_000 }, (_, index) =>
    parseMac(`0011320${index.toString(16).padStart(5, '0')}`),
  );
  const entries = macs.map((owner, index) => known(`2001:db8:1::${(index + 4096).toString(16)}:0:1`, owner));
  expect(likely({ macs, known: entries }).length).toBeGreaterThan(1_000);
});
