import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prefix4, prefix6 } from '../../test/support/addresses.ts';
import { askPython, type Question } from '../../test/support/python-ipaddress.ts';
import { bitsOf, parseAddress } from './address.ts';
import { lastOf, lengthOf, networkOf, parsePrefix, prefixFamily, type Prefix } from './prefix.ts';
import { aggregate } from './prefix-sets.ts';
import { indexAtShare, indexOf, pages, partAt, parts, split } from './split.ts';

const whole = (text: string, length: number) => split(parsePrefix(text), length);

test('cuts a prefix into parts, by number', () => {
  const rows: [prefix: string, length: number, count: bigint, index: bigint, part: string][] = [
    ['2001:db8::/32', 48, 65536n, 0n, '2001:db8::/48'],
    ['2001:db8::/32', 48, 65536n, 65535n, '2001:db8:ffff::/48'],
    ['2001:db8::/32', 33, 2n, 1n, '2001:db8:8000::/33'],
    ['2001:db8::/32', 32, 1n, 0n, '2001:db8::/32'],
    ['2001:db8::/64', 128, 1n << 64n, (1n << 64n) - 1n, '2001:db8::ffff:ffff:ffff:ffff/128'],
    ['::/0', 128, 1n << 128n, 1n << 127n, '8000::/128'],
    ['10.0.0.0/8', 24, 65536n, 257n, '10.1.1.0/24'],
    ['0.0.0.0/0', 32, 1n << 32n, 0xc0000201n, '192.0.2.1/32'],
  ];
  expect(
    rows.map(([prefix, length, , index]) => {
      const cut = whole(prefix, length);
      return [prefix, length, cut.count, index, partAt(cut, index)];
    }),
  ).toEqual(rows);
});

test('refuses lengths and numbers that do not exist', () => {
  for (const length of [31, 129, 40.5, Number.NaN])
    expect(() => whole('2001:db8::/32', length)).toThrow(RangeError);
  expect(() => whole('10.0.0.0/8', 33)).toThrow('10.0.0.0/8 can be split into lengths of 8 to 32, not 33');
  const cut = whole('2001:db8::/32', 48);
  for (const index of [-1n, 65536n]) expect(() => partAt(cut, index)).toThrow(RangeError);
  expect(() => [...parts(cut, -1n)]).toThrow(RangeError);
  for (const share of [-0.1, 1.1, Number.NaN]) expect(() => indexAtShare(cut, share)).toThrow(RangeError);
});

test('finds a part by address and by share', () => {
  const cut = whole('2001:db8::/32', 64);
  expect(indexOf(cut, parseAddress('2001:db8:0:5::1'))).toBe(5n);
  expect(indexOf(cut, parseAddress('2001:db8:ffff:ffff:ffff::'))).toBe(0xffff_ffffn);
  expect(indexOf(cut, parseAddress('2001:db9::'))).toBeUndefined();
  expect(indexOf(cut, parseAddress('192.0.2.1'))).toBeUndefined();
  expect([0, 0.5, 1].map((share) => indexAtShare(cut, share))).toEqual([0n, 0x7fff_ffffn, 0xffff_ffffn]);
  expect(indexAtShare(whole('::/0', 128), 1)).toBe((1n << 128n) - 1n);
});

test('lists parts one at a time, across every border of groups', () => {
  const rows: [prefix: string, length: number, from: bigint, to: bigint, parts: string[]][] = [
    ['10.0.0.0/8', 31, 127n, 130n, ['10.0.0.254/31', '10.0.1.0/31', '10.0.1.2/31']],
    [
      '2001:db8::/32',
      64,
      65534n,
      65538n,
      ['2001:db8:0:fffe::/64', '2001:db8:0:ffff::/64', '2001:db8:1::/64', '2001:db8:1:1::/64'],
    ],
    ['2001:db8::/32', 128, 0n, 2n, ['2001:db8::/128', '2001:db8::1/128']],
    ['::/0', 1, 0n, 9n, ['::/1', '8000::/1']],
    ['::/0', 0, 0n, 1n, ['::/0']],
    ['0.0.0.0/0', 1, 0n, 2n, ['0.0.0.0/1', '128.0.0.0/1']],
    ['::/64', 96, 0xfffen, 0x10001n, ['::fffe:0:0/96', '::ffff:0.0.0.0/96', '::1:0:0:0/96']],
    [
      '::ffff:0:0/96',
      112,
      0n,
      5n,
      [
        '::ffff:0.0.0.0/112',
        '::ffff:0.1.0.0/112',
        '::ffff:0.2.0.0/112',
        '::ffff:0.3.0.0/112',
        '::ffff:0.4.0.0/112',
      ],
    ],
    ['2001:db8::/32', 48, 65535n, 99999n, ['2001:db8:ffff::/48']],
    ['2001:db8::/32', 48, 5n, 5n, []],
    ['2001:db8::/32', 48, 70000n, 80000n, []],
  ];
  expect(
    rows.map(([prefix, length, from, to]) => [
      prefix,
      length,
      from,
      to,
      [...parts(whole(prefix, length), from, to)],
    ]),
  ).toEqual(rows);
});

test('nothing is made before it is asked for: the first of 2^128 parts comes at once', () => {
  const all = parts(whole('::/0', 128));
  expect([all.next().value, all.next().value]).toEqual(['::/128', '::1/128']);
  expect(Array.from(pages(whole('2001:db8::/32', 64), 0n, 2_500n), (page) => page.length)).toEqual([
    1024, 1024, 452,
  ]);
});

const cuts = fc
  .tuple(fc.oneof(prefix6, prefix4), fc.nat(12))
  .map(([prefix, more]) => split(prefix, Math.min(lengthOf(prefix) + more, bitsOf(prefixFamily(prefix)))));

test('the parts in a list are those by number, cover the prefix, and join to it again', () => {
  fc.assert(
    fc.property(cuts, (cut) => {
      const listed = [...parts(cut)];
      expect(BigInt(listed.length)).toBe(cut.count);
      const numbers = [0, 1, listed.length >> 1, listed.length - 1].filter(
        (number) => number < listed.length,
      );
      expect(numbers.map((number) => listed[number])).toEqual(
        numbers.map((number) => partAt(cut, BigInt(number))),
      );
      expect(aggregate(listed)).toEqual([cut.parent]);
      for (const [index, part] of listed.slice(0, 20).entries()) {
        expect(indexOf(cut, networkOf(part))).toBe(BigInt(index));
        expect(indexOf(cut, lastOf(part))).toBe(BigInt(index));
      }
    }),
  );
});

test('every part of a list is canonical, wherever the list begins', () => {
  const far = fc
    .tuple(prefix6, fc.nat(128), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([prefix, length, share]) => {
      const cut = split(prefix, Math.max(length, lengthOf(prefix)));
      return { cut, from: indexAtShare(cut, share) };
    });
  fc.assert(
    fc.property(far, ({ cut, from }) => {
      const listed = [...parts(cut, from, from + 20n)];
      const expected: Prefix[] = [];
      for (let index = from; index < from + 20n && index < cut.count; index++)
        expected.push(partAt(cut, index));
      expect(listed).toEqual(expected);
    }),
  );
});

test('splits as Python does', () => {
  const questions = fc
    .sample(cuts, 150)
    .map(({ parent, length }): Question => ['subnets', parent, length])
    .filter(([, parent]) => !String(parent).startsWith('::'));
  const different = askPython('python-subnets', questions).filter(([[, parent, length], answer]) => {
    const own = [...parts(split(parsePrefix(String(parent)), Number(length)))];
    const digest = createHash('sha256')
      .update(own.map((part) => `${part}\n`).join(''))
      .digest('hex');
    return JSON.stringify([own.length, digest]) !== JSON.stringify(answer);
  });
  expect(different.map(([question]) => question)).toEqual([]);
});
