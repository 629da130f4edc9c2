import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddress } from '../net/address.ts';
import { parsePrefix } from '../net/prefix.ts';
import { groupOfVni, largestVni, vniOfGroup, vxlanGroupBases, vxlanOverhead } from './vxlan.ts';

test.each([
  ['239.0.0.0/8', 1000, '239.0.3.232'],
  ['239.0.0.0/8', largestVni, '239.255.255.255'],
  ['ff05::/16', 1000, 'ff05::3e8'],
  ['ff08::/16', largestVni, 'ff08::ff:ffff'],
])('in %s, VNI %d has the group %s', (base, vni, group) => {
  expect(groupOfVni(parsePrefix(base), vni)).toBe(group);
});

test('refuses what does not fit', () => {
  expect(() => groupOfVni(parsePrefix('239.0.0.0/8'), largestVni + 1)).toThrow('a VNI is 0 to 16777215');
  expect(() => groupOfVni(parsePrefix('239.1.0.0/16'), 1)).toThrow('has no room for the 24 bits of a VNI');
  expect(vniOfGroup(parseAddress('ff05::1:0:3e8'))).toBeUndefined();
  expect(vniOfGroup(parseAddress('224.0.0.1'))).toBeUndefined();
});

test('the way back gives the same VNI', () => {
  fc.assert(
    fc.property(fc.nat(largestVni), fc.constantFrom(...vxlanGroupBases), (vni, base) => {
      expect(vniOfGroup(groupOfVni(base, vni))).toEqual({ base, vni });
    }),
  );
});

test('adds 50 octets over IPv4, 70 over IPv6, and 4 for a tag inside', () => {
  expect([vxlanOverhead(4, false), vxlanOverhead(6, false), vxlanOverhead(4, true)]).toEqual([50, 70, 54]);
});

test('a group of a base of one’s own gives its VNI back', () => {
  const base = parsePrefix('ff0e:1::/32');
  const group = groupOfVni(base, 70_000);
  expect([group, vniOfGroup(group, [base]), vniOfGroup(group)]).toEqual([
    'ff0e:1::1:1170',
    { base, vni: 70_000 },
    undefined,
  ]);
});
