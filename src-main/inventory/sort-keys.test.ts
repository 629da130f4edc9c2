import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareAddresses, fromBigInt, parseAddress } from '../../src-core/net/address.ts';
import { kindOf } from '../../src-core/net/kind.ts';
import { addressKey, compareReach, nameKey } from './sort-keys.ts';

const byKey = (left: string, right: string) =>
  nameKey(left) < nameKey(right) ? -1 : nameKey(left) > nameKey(right) ? 1 : 0;

test('names sort without case and accents, their numbers by value', () => {
  const sorted = [
    '10',
    'a-2',
    'Ämter',
    'anna',
    'host-2',
    'HOST-9',
    'host-10',
    'host-010b',
    'host-100',
    'r1.2',
    'r1.10',
    'zoo',
  ];
  expect(sorted.toReversed().toSorted(byKey)).toEqual(sorted);
});

test('numbers of any length sort by value', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 90n }),
      fc.bigInt({ min: 0n, max: 10n ** 90n }),
      (left, right) => {
        expect(Math.sign(byKey(`x${left}y`, `x${right}y`))).toBe(left < right ? -1 : left > right ? 1 : 0);
      },
    ),
  );
});

test('address keys sort as addresses do', () => {
  const address = fc.oneof(
    fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }).map((value) => fromBigInt(value, 4)),
    fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((value) => fromBigInt(value, 6)),
  );
  fc.assert(
    fc.property(address, address, (left, right) => {
      const keys = [addressKey(left, 'eth0'), addressKey(right, 'eth0')] as const;
      expect(Math.sign(compareAddresses(left, right))).toBe(
        keys[0] < keys[1] ? -1 : keys[0] > keys[1] ? 1 : 0,
      );
    }),
  );
  expect(addressKey(parseAddress('fe80::1'), 'eth0') < addressKey(parseAddress('fe80::1'), 'eth1')).toBe(
    true,
  );
});

describe('the best address to reach a device by', () => {
  const one = (text: string, more: Partial<Parameters<typeof compareReach>[0]> = {}) => {
    const address = parseAddress(text);
    return { address, kind: kindOf(address), temporary: 'no' as const, confirmed: 1, last_scan: 1, ...more };
  };
  test('lasting before temporary, global before ULA before IPv4 before link-local, what answered now before all else', () => {
    const best = [
      one('fe80::7', { last_scan: 2 }),
      one('2001:db8::1'),
      one('128.0.0.1'),
      one('fd00::1'),
      one('10.0.0.1'),
      one('2001:db8::2', { temporary: 'yes' }),
      one('fe80::1'),
      one('169.254.0.1'),
      one('2001:db8::3', { confirmed: 0 }),
    ];
    expect(
      best
        .toReversed()
        .toSorted(compareReach)
        .map(({ address }) => address),
    ).toEqual(best.map(({ address }) => address));
  });
});
