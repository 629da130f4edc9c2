import fc from 'fast-check';
import { fromBigInt, type Address } from '../../src-core/net/address.ts';
import { macFromBigInt, type Mac } from '../../src-core/net/mac.ts';
import { prefixOf, type Prefix } from '../../src-core/net/prefix.ts';

/** Eight groups; zero far more often than by chance, so that runs of zeros of every length and place come up. */
export const groups: fc.Arbitrary<number[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.nat(65535) },
    fc.constantFrom(1, 0xffff),
  ),
  { minLength: 8, maxLength: 8 },
);

/** The integer of eight groups, reckoned apart from the code under test. */
export function integerOf(eight: readonly number[]): bigint {
  return eight.reduce((value, group) => value * 65536n + BigInt(group), 0n);
}

export const ipv6: fc.Arbitrary<Address> = groups.map((eight) => fromBigInt(integerOf(eight), 6));

export const ipv4: fc.Arbitrary<Address> = fc.nat(0xffffffff).map((value) => fromBigInt(BigInt(value), 4));

export const address: fc.Arbitrary<Address> = fc.oneof(ipv6, ipv4);

export const prefix6: fc.Arbitrary<Prefix> = fc
  .tuple(ipv6, fc.nat(128))
  .map(([each, length]) => prefixOf(each, length));

export const prefix4: fc.Arbitrary<Prefix> = fc
  .tuple(ipv4, fc.nat(32))
  .map(([each, length]) => prefixOf(each, length));

export const mac: fc.Arbitrary<Mac> = fc.bigInt({ min: 0n, max: 0xffff_ffff_ffffn }).map(macFromBigInt);

/** One of the many texts that RFC 4291 section 2.2 allows for eight groups: cases, leading zeros, "::", dotted tail. */
export function textForms(eight: readonly number[]): fc.Arbitrary<string> {
  const groupText = (group: number) =>
    fc.tuple(fc.integer({ min: group.toString(16).length, max: 4 }), fc.boolean()).map(([width, upper]) => {
      const text = group.toString(16).padStart(width, '0');
      return upper ? text.toUpperCase() : text;
    });
  const dotted = [6, 7].flatMap((index) => [(eight[index] ?? 0) >> 8, (eight[index] ?? 0) & 255]).join('.');
  return fc
    .tuple(fc.tuple(...eight.map(groupText)), fc.boolean(), fc.nat(7), fc.nat(8))
    .map(([texts, asIpv4, from, wanted]) => {
      const items = asIpv4 ? [...texts.slice(0, 6), dotted] : texts;
      const last = asIpv4 ? 6 : 8;
      let to = from;
      while (to < last && to - from < wanted && eight[to] === 0) to++;
      if (to === from) return items.join(':');
      return `${items.slice(0, from).join(':')}::${items.slice(to).join(':')}`;
    });
}
