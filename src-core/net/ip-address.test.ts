/**
 * Compares with the ip-address library on texts that are generated anew in every run. Every difference is one of three
 * kinds, and each kind has a test of its own that shows it: should the library change, the test says so.
 */
import fc from 'fast-check';
import { Address4, Address6, AddressError } from 'ip-address';
import { expect, test } from 'vitest';
import { groups, ipv4, ipv6, prefix4, prefix6, textForms } from '../../test/support/addresses.ts';
import { nastyAddresses } from '../../test/support/nasty-texts.ts';
import { bitsOf, family, fullForm, parseAddress, toBigInt, tryParseAddress } from './address.ts';
import {
  containsAddress,
  lastOf,
  lengthOf,
  networkOf,
  parsePrefix,
  prefixFamily,
  prefixOf,
  tryParsePrefix,
  type Prefix,
} from './prefix.ts';
import { exclude } from './prefix-sets.ts';
import { prefixesOfRange } from './ranges.ts';
import { reverseName } from './reverse.ts';
import { parts as partsOf, split } from './split.ts';
import { tryParseScoped } from './zone.ts';

function theirs(text: string): Address4 | Address6 | undefined {
  try {
    return text.includes(':') ? new Address6(text) : new Address4(text);
  } catch (error) {
    if (error instanceof AddressError) return undefined;
    throw error;
  }
}

function own(text: string): bigint | undefined {
  const address = tryParseAddress(text);
  return address === undefined ? undefined : toBigInt(address);
}

test('reads and refuses the same texts, where there is no zone and no length', () => {
  const texts = groups.chain(textForms);
  const parts = fc.constantFrom('', ':', '::', '.', '0', 'f', 'G', ' ', '25', '-');
  const broken = fc
    .oneof(texts, ipv4)
    .chain((text) =>
      fc
        .tuple(fc.nat(text.length), fc.nat(1), parts)
        .map(([at, removed, added]) => text.slice(0, at) + added + text.slice(at + removed)),
    );
  const all = [
    ...nastyAddresses,
    ...fc.sample(texts, 3000),
    ...fc.sample(ipv4, 500),
    ...fc.sample(broken, 5000),
  ];
  const different = all
    .filter((text) => !/[%/]/.test(text))
    .filter((text) => own(text) !== theirs(text)?.bigInt())
    .map((text) => [text, own(text), theirs(text)?.bigInt()]);
  expect(different).toEqual([]);
});

test('writes the same canonical form, full form and reverse name, but for IPv4-mapped addresses', () => {
  fc.assert(
    fc.property(ipv6, (address) => {
      fc.pre(!address.startsWith('::ffff:'));
      const other = new Address6(address);
      expect([other.correctForm(), other.canonicalForm()]).toEqual([address, fullForm(address)]);
      expect(other.reverseForm()).toBe(`${reverseName(address)}.`);
    }),
  );
});

test('contains the same addresses', () => {
  fc.assert(
    fc.property(prefix6, ipv6, (prefix, address) => {
      expect(containsAddress(prefix, address)).toBe(new Address6(address).isInSubnet(new Address6(prefix)));
    }),
  );
});

test('a prefix has the same borders, and a split the same count and parts', () => {
  const cuts = fc
    .tuple(fc.oneof(prefix6, prefix4), fc.nat(6))
    .map(([prefix, more]) => split(prefix, Math.min(lengthOf(prefix) + more, bitsOf(prefixFamily(prefix)))));
  fc.assert(
    fc.property(cuts, (cut) => {
      const parent = block(cut.parent);
      expect(borders(cut.parent)).toEqual([parent.startAddress().bigInt(), parent.endAddress().bigInt()]);
      if (parent instanceof Address6)
        expect(parent.possibleSubnets(cut.length).replaceAll(',', '')).toBe(String(cut.count));
      let next = parent.startAddress().bigInt();
      for (const part of partsOf(cut)) {
        const their = block(part);
        expect([their.startAddress().bigInt(), their.subnetMask]).toEqual([next, cut.length]);
        expect(their.isInSubnet(parent)).toBe(true);
        next = their.endAddress().bigInt() + 1n;
      }
      expect(next).toBe(parent.endAddress().bigInt() + 1n);
    }),
  );
});

test('what a range is summarised to, and what an exclusion leaves, is the same to them', () => {
  const ranges = fc.oneof(fc.tuple(ipv6, ipv6), fc.tuple(ipv4, ipv4)).map(([one, other]) => {
    const [first = 0n, last = 0n] = [toBigInt(one), toBigInt(other)].toSorted((a, b) => (a < b ? -1 : 1));
    return { family: family(one), first, last };
  });
  fc.assert(
    fc.property(ranges, (range) => {
      let next = range.first;
      for (const text of prefixesOfRange(range)) {
        const their = block(text);
        expect(their.startAddress().bigInt()).toBe(next);
        next = their.endAddress().bigInt() + 1n;
      }
      expect(next).toBe(range.last + 1n);
    }),
  );
  fc.assert(
    fc.property(prefix6, fc.nat(128), (inner, length) => {
      const outer = prefixOf(networkOf(inner), Math.min(length, lengthOf(inner)));
      const left = exclude([outer], [inner]);
      // One for each bit by which the two lengths differ; none holds, or lies in, what was taken out.
      expect(left.length).toBe(lengthOf(inner) - lengthOf(outer));
      const taken = block(inner);
      for (const their of left.map(block)) {
        expect([their.isInSubnet(block(outer)), their.isInSubnet(taken), taken.isInSubnet(their)]).toEqual([
          true,
          false,
          false,
        ]);
      }
    }),
  );
});

/** A prefix of ours as one of theirs. */
function block(prefix: Prefix): Address4 | Address6 {
  return prefixFamily(prefix) === 6 ? new Address6(prefix) : new Address4(prefix);
}

function borders(prefix: Prefix): bigint[] {
  return [toBigInt(networkOf(prefix)), toBigInt(lastOf(prefix))];
}

test('theirs: IPv4-mapped addresses are written in hexadecimal, where RFC 5952 section 5 recommends decimals', () => {
  expect(new Address6('::ffff:192.0.2.1').correctForm()).toBe('::ffff:c000:201');
  expect(parseAddress('::ffff:c000:201')).toBe('::ffff:192.0.2.1');
});

test('theirs: a zone may be empty, may hold anything, stands on every address, and is lost in the canonical form', () => {
  const accepted = ['fe80::1%', '2001:db8::1%eth0', 'fe80::1%a%b', 'fe80::1%a b'];
  expect(accepted.filter((text) => theirs(text) === undefined)).toEqual([]);
  expect(accepted.filter((text) => tryParseScoped(text) !== undefined)).toEqual([]);
  expect(new Address6('fe80::1%eth0').correctForm()).toBe('fe80::1');
});

test('theirs: an address may carry a length, host bits are kept, and an IPv6 length may have leading zeros', () => {
  const accepted = ['2001:db8::1/64', '192.0.2.1/24', '::/064'];
  expect(accepted.filter((text) => theirs(text) === undefined)).toEqual([]);
  expect(accepted.filter((text) => tryParseAddress(text) !== undefined)).toEqual([]);
  expect(accepted.filter((text) => tryParsePrefix(text) !== undefined)).toEqual([]);
  expect(parsePrefix('2001:db8::/64')).toBe('2001:db8::/64');
});
