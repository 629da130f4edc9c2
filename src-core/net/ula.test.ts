import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askPython, type Question } from '../../test/support/python-ipaddress.ts';
import { parseAddress } from './address.ts';
import { networkOf } from './prefix.ts';
import { globalIdOfTime, reasonNotRandom, uniqueLocalOf, uniqueLocalSite } from './ula.ts';

const sha1 = (octets: Uint8Array) => createHash('sha1').update(octets).digest();
const globalIds = fc.bigInt({ min: 0n, max: 0xff_ffff_ffffn });

test('takes unique local addresses apart, and no others', () => {
  expect(uniqueLocalOf(parseAddress('fd12:3456:789a:bcde::1'))).toEqual({
    locallyAssigned: true,
    globalId: 0x12_3456_789an,
    subnetId: 0xbcde,
    site: 'fd12:3456:789a::/48',
  });
  expect(uniqueLocalOf(parseAddress('fc00::1'))).toMatchObject({
    locallyAssigned: false,
    globalId: 0n,
    subnetId: 0,
  });
  const others = ['fe00::', 'fbff::', '2001:db8::1', 'fe80::1', '10.0.0.1'];
  expect(others.map((text) => uniqueLocalOf(parseAddress(text)))).toEqual(others.map(() => undefined));
});

test('makes the /48 of a site', () => {
  expect(uniqueLocalSite(0x12_3456_789an)).toBe('fd12:3456:789a::/48');
  expect(uniqueLocalSite(0n)).toBe('fd00::/48');
  for (const bad of [-1n, 1n << 40n]) expect(() => uniqueLocalSite(bad)).toThrow(RangeError);
  fc.assert(
    fc.property(globalIds, (globalId) => {
      const parts = uniqueLocalOf(networkOf(uniqueLocalSite(globalId)));
      expect(parts).toEqual({
        locallyAssigned: true,
        globalId,
        subnetId: 0,
        site: uniqueLocalSite(globalId),
      });
    }),
  );
});

test('the algorithm of RFC 4193 section 3.2.2 gives what Python reckons, and other times give others', async () => {
  const times = fc.sample(fc.tuple(fc.nat(0xffff_ffff), fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })), 200);
  const questions = times.map(([seconds, eui64]): Question => ['unique_local', seconds, String(eui64)]);
  for (const [[, seconds, eui64], answer] of askPython('python-unique-local', questions)) {
    const globalId = await globalIdOfTime(Number(seconds) * 1000, BigInt(String(eui64)), sha1);
    expect([seconds, eui64, uniqueLocalSite(globalId)]).toEqual([seconds, eui64, answer]);
  }
  const moments = [0, 1, 999, 1000].map((time) => globalIdOfTime(time, 1n, sha1));
  expect(new Set(await Promise.all(moments)).size).toBe(4);
});

test('says why an identifier looks chosen', () => {
  const rows: [bigint, string | undefined][] = [
    [0n, 'it is zero'],
    [1n, 'most of its digits are alike'],
    [0x11_1111_1111n, 'most of its digits are alike'],
    [0x12_1212_1212n, 'it repeats itself'],
    [0x12_3512_3512n, 'it repeats itself'],
    [0x12_3451_2345n, 'it repeats itself'],
    [0x12_3456_789an, 'its digits count up or down'],
    [0x01_2345_6789n, 'its digits count up or down'],
    [0xa9_8765_4321n, 'its digits count up or down'],
    [0xde_adbe_ef42n, 'it spells words'],
    [0x5e_cafe_f00dn, 'it spells words'],
    [0x7c_e1d0_93b4n, undefined],
    [0x00_a4d1_9f37n, undefined],
  ];
  expect(rows.map(([globalId]) => [globalId, reasonNotRandom(globalId)])).toEqual(rows);
});

test('hardly any random identifier looks chosen', () => {
  const random = Array.from({ length: 20_000 }, (_, index) => {
    const digest = createHash('sha256').update(String(index)).digest();
    return BigInt(`0x${digest.toString('hex').slice(0, 10)}`);
  });
  expect(random.filter((globalId) => reasonNotRandom(globalId) !== undefined).length).toBeLessThan(20);
});
