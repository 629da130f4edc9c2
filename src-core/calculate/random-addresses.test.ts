import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prefix4, prefix6 } from '../../test/support/addresses.ts';
import { containsAddress, lastOf, networkOf, parsePrefix, sizeOf } from '../net/prefix.ts';
import { randomAddress, randomPart, type RandomOctets } from './random-addresses.ts';

/** Gives these values in turn, as sixteen octets each. */
function drawing(...values: readonly number[]): RandomOctets {
  let next = 0;
  return (count) => {
    const octets = new Uint8Array(count);
    octets[count - 1] = values[next++ % values.length] ?? 0;
    return octets;
  };
}

test('draws from the host bits, and passes over what is no host', () => {
  expect(randomAddress(parsePrefix('2001:db8::/64'), drawing(0, 7))).toBe('2001:db8::7');
  expect(randomAddress(parsePrefix('192.0.2.0/24'), drawing(0, 255, 9))).toBe('192.0.2.9');
  expect(randomAddress(parsePrefix('192.0.2.0/31'), drawing(0))).toBe('192.0.2.0');
  expect(randomAddress(parsePrefix('192.0.2.1/32'), drawing(99))).toBe('192.0.2.1');
});

test('is always inside, and never the network or broadcast address', () => {
  const octets = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(fc.oneof(prefix4, prefix6), fc.array(octets, { minLength: 1 }), (prefix, drawn) => {
      // After the drawn octets come some that are always good.
      const queue = [...drawn, Uint8Array.from({ length: 16 }, (_, index) => (index === 15 ? 1 : 0))];
      const found = randomAddress(prefix, () => queue.shift() ?? new Uint8Array(16));
      expect(containsAddress(prefix, found)).toBe(true);
      if (sizeOf(prefix) > 2n) expect(found).not.toBe(networkOf(prefix));
      if (sizeOf(prefix) > 2n && !found.includes(':')) expect(found).not.toBe(lastOf(prefix));
    }),
  );
});

test('a site is any part of the length that was asked for', () => {
  const octets = (value: number) => (count: number) => new Uint8Array(count).fill(value);
  expect([
    randomPart(parsePrefix('2001:db8::/32'), 48, octets(0)),
    randomPart(parsePrefix('2001:db8::/32'), 48, octets(0xff)),
    randomPart(parsePrefix('10.0.0.0/8'), 24, octets(0xff)),
    randomPart(parsePrefix('10.0.0.0/8'), 8, octets(0xff)),
  ]).toEqual(['2001:db8::/48', '2001:db8:ffff::/48', '10.255.255.0/24', '10.0.0.0/8']);
  expect(() => randomPart(parsePrefix('10.0.0.0/8'), 7, octets(0))).toThrow(/8 to 32, not 7/);
});
