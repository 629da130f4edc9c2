import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groups, textForms } from '../../test/support/addresses.ts';
import { refusal } from '../../test/support/refusal.ts';
import { formatIpv6Groups, parseIpv6Groups, readIpv6 } from './ipv6.ts';

const canonical = (text: string) => formatIpv6Groups(parseIpv6Groups(text));

test('reads the examples of RFC 4291 section 2.2', () => {
  const rows: [string, number[]][] = [
    [
      'ABCD:EF01:2345:6789:ABCD:EF01:2345:6789',
      [0xabcd, 0xef01, 0x2345, 0x6789, 0xabcd, 0xef01, 0x2345, 0x6789],
    ],
    ['2001:DB8:0:0:8:800:200C:417A', [0x2001, 0xdb8, 0, 0, 8, 0x800, 0x200c, 0x417a]],
    ['2001:DB8::8:800:200C:417A', [0x2001, 0xdb8, 0, 0, 8, 0x800, 0x200c, 0x417a]],
    ['FF01:0:0:0:0:0:0:101', [0xff01, 0, 0, 0, 0, 0, 0, 0x101]],
    ['FF01::101', [0xff01, 0, 0, 0, 0, 0, 0, 0x101]],
    ['0:0:0:0:0:0:0:1', [0, 0, 0, 0, 0, 0, 0, 1]],
    ['::1', [0, 0, 0, 0, 0, 0, 0, 1]],
    ['0:0:0:0:0:0:0:0', [0, 0, 0, 0, 0, 0, 0, 0]],
    ['::', [0, 0, 0, 0, 0, 0, 0, 0]],
    ['0:0:0:0:0:0:13.1.68.3', [0, 0, 0, 0, 0, 0, 0x0d01, 0x4403]],
    ['::13.1.68.3', [0, 0, 0, 0, 0, 0, 0x0d01, 0x4403]],
    ['0:0:0:0:0:FFFF:129.144.52.38', [0, 0, 0, 0, 0, 0xffff, 0x8190, 0x3426]],
    ['::FFFF:129.144.52.38', [0, 0, 0, 0, 0, 0xffff, 0x8190, 0x3426]],
  ];
  expect(rows.map(([text]) => parseIpv6Groups(text))).toEqual(rows.map(([, value]) => value));
});

test('writes the canonical form of RFC 5952, rule by rule', () => {
  const rows: [rule: string, text: string, canonical: string][] = [
    ['section 1, the forms of one address', '2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['section 1', '2001:0db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['section 1', '2001:db8::1:0:0:1', '2001:db8::1:0:0:1'],
    ['section 1', '2001:db8::0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['section 1', '2001:0db8::1:0:0:1', '2001:db8::1:0:0:1'],
    ['section 1', '2001:db8:0:0:1::1', '2001:db8::1:0:0:1'],
    ['section 1', '2001:db8:0000:0:1::1', '2001:db8::1:0:0:1'],
    ['section 1', '2001:DB8:0:0:1::1', '2001:db8::1:0:0:1'],
    ['2.1 leading zeros', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:1'],
    ['2.1 leading zeros', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:001', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:1'],
    ['2.1 leading zeros', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:01', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:1'],
    ['2.1 leading zeros', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:1', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:1'],
    ['2.2 zero compression', '2001:db8:aaaa:bbbb:cccc:dddd::1', '2001:db8:aaaa:bbbb:cccc:dddd:0:1'],
    ['2.2 zero compression', '2001:db8:aaaa:bbbb:cccc:dddd:0:1', '2001:db8:aaaa:bbbb:cccc:dddd:0:1'],
    ['2.2 zero compression', '2001:db8:0:0:0::1', '2001:db8::1'],
    ['2.2 zero compression', '2001:db8:0:0::1', '2001:db8::1'],
    ['2.2 zero compression', '2001:db8:0::1', '2001:db8::1'],
    ['2.2 zero compression', '2001:db8::1', '2001:db8::1'],
    ['2.2 which run', '2001:db8::aaaa:0:0:1', '2001:db8::aaaa:0:0:1'],
    ['2.2 which run', '2001:db8:0:0:aaaa::1', '2001:db8::aaaa:0:0:1'],
    ['2.3 case', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa'],
    ['2.3 case', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:AAAA', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa'],
    ['2.3 case', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:AaAa', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa'],
    ['4.1 a group 0000 is one 0', '2001:0db8:1:0000:2:3:4:5', '2001:db8:1:0:2:3:4:5'],
    ['4.1 leading zeros', '2001:0db8::0001', '2001:db8::1'],
    ['4.2.1 as short as can be', '2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['4.2.1 as short as can be', '2001:db8::0:1', '2001:db8::1'],
    ['4.2.2 not for one group', '2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['4.2.2 not for one group', '2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['4.2.2 at the beginning', '::1:2:3:4:5:6:7', '0:1:2:3:4:5:6:7'],
    ['4.2.2 at the end', '1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['4.2.3 the longest run', '2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['4.2.3 the first of two as long', '2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['4.2.3 the longest at the end', '1:0:0:4:5:0:0:0', '1:0:0:4:5::'],
    ['4.2.3 the longest at the beginning', '0:0:0:4:0:0:7:8', '::4:0:0:7:8'],
    ['4.3 lower case', '2001:DB8::ABCD:EF', '2001:db8::abcd:ef'],
    ['5 IPv4-mapped', '::ffff:c000:201', '::ffff:192.0.2.1'],
    ['5 IPv4-mapped', '0:0:0:0:0:ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['5 not known by its prefix: IPv4-compatible', '::13.1.68.3', '::d01:4403'],
    ['5 not known by its prefix: NAT64', '64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['5 not mapped, though ffff', '::ffff:0:192.0.2.1', '::ffff:0:c000:201'],
    ['5 not mapped, though ffff', '1::ffff:192.0.2.1', '1::ffff:c000:201'],
  ];
  expect(rows.map(([rule, text]) => [rule, text, canonical(text)])).toEqual(rows);
});

test('is refused with the place and the reason', () => {
  const rows: [string, string][] = [
    ['', '0: there are 0 groups, not eight'],
    [':', '0: a single colon cannot begin it'],
    [':::', '2: a hexadecimal digit was expected'],
    ['1:::2', '3: a hexadecimal digit was expected'],
    [':1:2:3:4:5:6:7', '0: a single colon cannot begin it'],
    ['1:2:3:4:5:6:7', '13: there are 7 groups, not eight'],
    ['1:2:3:4:5:6:7:', '13: a single colon cannot end it'],
    ['1:2:3:4:5:6:7:8:9', '16: there are more than eight groups'],
    ['1:2:3:4:5:6:7:8:', '15: a single colon cannot end it'],
    ['1:2:3:4:5:6:7:8::', '15: "::" stands for no group'],
    ['::1:2:3:4:5:6:7:8', '0: "::" stands for no group'],
    ['1:2:3:4::5:6:7:8', '7: "::" stands for no group'],
    ['1::2::3', '4: "::" stands more than once'],
    ['::1::', '3: "::" stands more than once'],
    ['12345::', '0: a group has more than four digits'],
    ['1:00002::', '2: a group has more than four digits'],
    ['2001:db8::g', '10: a hexadecimal digit was expected'],
    ['2001:db8::1g', '11: a colon was expected'],
    ['fe80::1%eth0', '7: a colon was expected'],
    ['fe80::/10', '6: a hexadecimal digit was expected'],
    ['[::1]', '0: a hexadecimal digit was expected'],
    ['::1 ', '3: a colon was expected'],
    [' ::1', '0: a hexadecimal digit was expected'],
    ['::1\n', '3: a colon was expected'],
    ['0x1::', '1: a colon was expected'],
    ['::-1', '2: a hexadecimal digit was expected'],
    ['１::', '0: a hexadecimal digit was expected'],
    ['::\u{d800}', '2: a hexadecimal digit was expected'],
    ['1.2.3.4::', '7: a dot was expected'],
    ['::1.2.3', '7: there are 3 octets, not four'],
    ['::1.2.3.4:5', '9: a dot was expected'],
    ['::1.2.3.256', '8: an octet is larger than 255'],
    ['::01.2.3.4', '2: an octet has a leading zero'],
    ['::ffff:a.2.3.4', '7: a digit was expected'],
    ['1:2:3:4:5:6:7:1.2.3.4', '14: there is no room for an IPv4 address here'],
    ['1:2:3:4:5:1.2.3.4', '17: there are 7 groups, not eight'],
    ['1:2:3:4:5:6::1.2.3.4', '11: "::" stands for no group'],
  ];
  expect(rows.map(([text]) => refusal(() => parseIpv6Groups(text)))).toEqual(rows.map(([, why]) => why));
});

test('an endless text is refused at once, in a message of bounded length', () => {
  const text = 'a'.repeat(5_000_000);
  const refused = () => parseIpv6Groups(text);
  expect(refused).toThrow(/^.{1,200}$/);
  expect(refusal(refused)).toBe('0: a group has more than four digits');
});

test('an address that ends before its text is read up to there, and its places count from the beginning', () => {
  const into = new Uint16Array(8);
  readIpv6('2001:db8::/32', into, 10);
  expect([...into]).toEqual([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0]);
  readIpv6('::1.2.3.4%x', into, 9);
  expect([...into]).toEqual([0, 0, 0, 0, 0, 0, 0x0102, 0x0304]);
  const refused = ['1:2/64', '::1.2.3/64', 'fe80:/64'].map((text) =>
    refusal(() => {
      readIpv6(text, into, text.indexOf('/'));
    }),
  );
  expect(refused).toEqual([
    '3: there are 2 groups, not eight',
    '7: there are 3 octets, not four',
    '4: a single colon cannot end it',
  ]);
});

test('what is written is read back as the same groups', () => {
  fc.assert(
    fc.property(groups, (eight) => {
      expect(parseIpv6Groups(formatIpv6Groups(eight))).toEqual(eight);
    }),
  );
});

test('every text form of the same groups has the same canonical form, which is its own', () => {
  const pairs = groups.chain((eight) => fc.tuple(fc.constant(eight), textForms(eight)));
  fc.assert(
    fc.property(pairs, ([eight, text]) => {
      const written = canonical(text);
      expect(written).toBe(formatIpv6Groups(eight));
      expect(canonical(written)).toBe(written);
    }),
    { numRuns: 1000 },
  );
});

test('the canonical form keeps the rules of RFC 5952 section 4', () => {
  fc.assert(
    fc.property(groups, (eight) => {
      const text = formatIpv6Groups(eight);
      expect(text).not.toMatch(/[A-F]/);
      expect(text).not.toMatch(/(^|:)0[0-9a-f]/);
      expect(text).not.toMatch(/::.*::|:::/);
      const shortened = text.includes('::') ? 8 - text.split(':').filter((each) => each !== '').length : 0;
      const zeros = eight.map((group) => (group === 0 ? '0' : 'x')).join('');
      const longest = Math.max(0, ...zeros.split('x').map((run) => run.length));
      if (!text.includes('.')) expect(shortened).toBe(longest >= 2 ? longest : 0);
    }),
  );
});
