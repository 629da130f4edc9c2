/** Compares with Python's ipaddress, on texts that are generated anew in every run and on nasty ones. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { address, groups, ipv4, ipv6, prefix4, prefix6, textForms } from '../../test/support/addresses.ts';
import { nastyAddresses, nastyPrefixes } from '../../test/support/nasty-texts.ts';
import { askPython, type Answer, type Question } from '../../test/support/python-ipaddress.ts';
import { attempt } from './parse-error.ts';
import { bitsOf, family, fromBigInt, fullForm, parseAddress, toBigInt, type Address } from './address.ts';
import { kindOf } from './kind.ts';
import {
  containsAddress,
  lastOf,
  lengthOf,
  networkOf,
  parsePrefix,
  prefixFamily,
  prefixOf,
  sizeOf,
} from './prefix.ts';
import { reverseName } from './reverse.ts';

/** The rows in which the two do not say the same. */
function differences(pairs: [Question, Answer][], ours: (text: string, other: string) => unknown): unknown[] {
  return pairs.flatMap(([question, answer]) => {
    const own = ours(String(question[1]), String(question[2]));
    return JSON.stringify(own) === JSON.stringify(answer) ? [] : [{ question, python: answer, ours: own }];
  });
}

const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] => fc.sample(arbitrary, count);
const texts = groups.chain(textForms);
const broken = fc
  .oneof(texts, ipv4)
  .chain((text) =>
    fc
      .tuple(
        fc.nat(text.length),
        fc.nat(1),
        fc.constantFrom('', ':', '::', '.', '0', 'f', 'G', '%', '/', ' ', '25'),
      )
      .map(([at, removed, added]) => text.slice(0, at) + added + text.slice(at + removed)),
  );

test('reads and refuses the same addresses', () => {
  const questions = [
    ...nastyAddresses,
    ...sample(texts, 3000),
    ...sample(ipv4, 1000),
    ...sample(broken, 5000),
  ]
    .filter((text) => !text.includes('%')) // Python takes a zone on every IPv6 address; parseScoped does not
    .map((text): Question => ['address', text]);
  const found = differences(askPython('python-address', questions), (text) =>
    attempt(() => {
      const read = parseAddress(text);
      return [family(read), String(toBigInt(read))];
    }),
  );
  expect(found).toEqual([]);
});

test('writes the same canonical form, full form and reverse name', () => {
  // Python before 3.13 writes IPv4-mapped addresses in hexadecimal, and the full form of them otherwise since then.
  const plain = [...sample(ipv6, 3000), ...sample(ipv4, 500)].filter((each) => !each.startsWith('::ffff:'));
  const found = differences(
    askPython(
      'python-forms',
      plain.map((each): Question => ['forms', each]),
    ),
    (text) => {
      const read = parseAddress(text);
      return [read, fullForm(read), reverseName(read)];
    },
  );
  expect(found).toEqual([]);
});

test('reads and refuses the same prefixes, with the same borders', () => {
  const noise = fc.tuple(address, fc.nat(140)).map(([each, length]) => `${each}/${length}`);
  const all = [...nastyPrefixes, ...sample(prefix6, 2000), ...sample(prefix4, 1000), ...sample(noise, 2000)];
  const questions = all.filter((text) => !pythonAlone(text)).map((text): Question => ['prefix', text]);
  const found = differences(askPython('python-prefix', questions), (text) =>
    attempt(() => {
      const read = parsePrefix(text);
      const network = networkOf(read);
      return [
        prefixFamily(read),
        String(toBigInt(network)),
        lengthOf(read),
        String(toBigInt(lastOf(read))),
        String(sizeOf(read)),
      ];
    }),
  );
  expect(found).toEqual([]);
});

/**
 * What Python reads as a prefix, and this program does not: an address alone as its /32 or /128, a netmask or
 * wildcard for the length, a length with leading zeros, and a zone.
 */
function pythonAlone(text: string): boolean {
  const [, length] = text.split('/');
  return length === undefined || length.includes('.') || /^0[0-9]/.test(length) || text.includes('%');
}

test('finds the same network of an address with host bits', () => {
  const questions = sample(fc.tuple(address, fc.nat(128)), 2000).map(([each, length]): Question => [
    'host_bits',
    `${each}/${Math.min(length, bitsOf(family(each)))}`,
  ]);
  const found = differences(askPython('python-host-bits', questions), (text) => {
    const [host = '', length] = text.split('/');
    const prefix = prefixOf(parseAddress(host), Number(length));
    return [prefixFamily(prefix), String(toBigInt(networkOf(prefix))), lengthOf(prefix)];
  });
  expect(found).toEqual([]);
});

test('contains the same addresses', () => {
  const near = (each: Address, shift: number) => {
    const bits = bitsOf(family(each));
    return fromBigInt(toBigInt(each) ^ (1n << BigInt(shift % bits)), family(each));
  };
  const questions = sample(fc.tuple(address, address, fc.nat(127), fc.nat(128)), 4000).flatMap(
    ([each, other, shift, length]): Question[] => {
      const prefix = prefixOf(each, Math.min(length, bitsOf(family(each))));
      return [
        ['contains', prefix, near(each, shift)],
        ['contains', prefix, other],
      ];
    },
  );
  const found = differences(askPython('python-contains', questions), (prefix, inner) =>
    containsAddress(parsePrefix(prefix), parseAddress(inner)),
  );
  expect(found).toEqual([]);
});

test('tells multicast, link-local, loopback, unspecified and unique local addresses alike', () => {
  const special = [
    '::',
    '::1',
    'fe80::',
    'fe7f:ffff::',
    'febf:ffff::',
    'fec0::',
    'fbff::',
    'fc00::',
    'fdff:ffff::',
  ];
  const low = [
    'fe00::',
    'feff::',
    'ff00::',
    'ffff::',
    '0.0.0.0',
    '127.0.0.0',
    '126.255.255.255',
    '128.0.0.0',
  ];
  const four = ['169.254.0.0', '169.253.255.255', '169.255.0.0', '223.255.255.255', '224.0.0.0', '240.0.0.0'];
  const top = fc.nat(0xffff).map((group) => parseAddress(`${group.toString(16)}::1`));
  const plain = sample(fc.oneof(ipv6, ipv4, top), 2000).filter((each) => !each.startsWith('::ffff:'));
  const questions = [...special, ...low, ...four, ...plain].map((text): Question => ['kind', text]);
  const names = {
    multicast: 'is_multicast',
    'link-local': 'is_link_local',
    loopback: 'is_loopback',
    unspecified: 'is_unspecified',
  };
  const found = differences(askPython('python-kind', questions), (text) => {
    const read = parseAddress(text);
    const kind = kindOf(read);
    const name = Object.entries(names).flatMap(([own, python]) => (own === kind ? [python] : []));
    return family(read) === 6 ? [...name, kind === 'ula'] : name;
  });
  expect(found).toEqual([]);
});
