import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ipv6 } from '../../test/support/addresses.ts';
import { askPython, type Question } from '../../test/support/python-ipaddress.ts';
import { parseAddress } from './address.ts';
import { parsePrefix, prefixOf } from './prefix.ts';
import { reservedIdentifier, reservedIdentifierOf, stableIdentifier } from './stable-identifier.ts';

const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest();
const input = {
  prefix: parsePrefix('2001:db8:1:2::/64'),
  netInterface: 'eth0',
  networkId: '',
  dadCounter: 0,
  secret: new Uint8Array(16).fill(7),
};

test('is the same for the same input, and another for every other', async () => {
  const others = [
    input,
    { ...input, prefix: parsePrefix('2001:db8:1:3::/64') },
    { ...input, prefix: parsePrefix('2001:db8:1:2::/63') },
    { ...input, netInterface: 'eth1' },
    { ...input, networkId: 'home' },
    { ...input, netInterface: 'eth', networkId: '0' },
    { ...input, dadCounter: 1 },
    { ...input, secret: new Uint8Array(16).fill(8) },
    { ...input, secret: new Uint8Array(17).fill(7) },
  ];
  const made = await Promise.all(others.map((each) => stableIdentifier(each, sha256)));
  expect(new Set(made.map(({ identifier }) => identifier)).size).toBe(others.length);
  expect(await stableIdentifier({ ...input }, sha256)).toEqual(made[0]);
});

test('is the end of the hash, over the parameters with their lengths, as Python reckons it', async () => {
  const parts = fc.tuple(
    ipv6,
    fc.nat(64),
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.nat(1000),
    fc.uint8Array({ minLength: 16, maxLength: 40 }),
  );
  const questions = fc.sample(parts, 300).map(([any, length, name, network, counter, secret]): Question => {
    return [
      'stable',
      prefixOf(any, length),
      name,
      network.toWellFormed(),
      counter,
      Buffer.from(secret).toString('hex'),
    ];
  });
  for (const [question, answer] of askPython('python-stable', questions)) {
    const [, prefix, netInterface, networkId, counter, secret] = question.map(String);
    const { identifier } = await stableIdentifier(
      {
        prefix: parsePrefix(prefix ?? ''),
        netInterface: netInterface ?? '',
        networkId: networkId ?? '',
        dadCounter: Number(counter),
        secret: Buffer.from(secret ?? '', 'hex'),
      },
      sha256,
    );
    expect([question, String(identifier)]).toEqual([question, answer]);
  }
});

test('passes over what is reserved, and says at which counter it stopped', async () => {
  const digests = [
    new Uint8Array(32),
    Uint8Array.from([...Array<number>(24).fill(1), 0xfd, ...Array<number>(7).fill(0xff)]),
  ];
  const good = new Uint8Array(32).fill(5);
  const hash = () => Promise.resolve(digests.shift() ?? good);
  expect(await stableIdentifier({ ...input, dadCounter: 3 }, hash)).toEqual({
    identifier: 0x0505050505050505n,
    dadCounter: 5,
  });
});

test('refuses a short secret and a prefix without room', async () => {
  const bad = [
    { ...input, secret: new Uint8Array(15) },
    { ...input, prefix: parsePrefix('2001:db8::/65') },
    { ...input, prefix: parsePrefix('192.0.2.0/24') },
  ];
  for (const each of bad) await expect(stableIdentifier(each, sha256)).rejects.toThrow(RangeError);
});

test('knows the reserved identifiers of RFC 5453 and those next to them', () => {
  const rows: [bigint, boolean][] = [
    [0n, true],
    [1n, false],
    [0x0200_5eff_fdff_ffffn, false],
    [0x0200_5eff_fe00_0000n, true],
    [0x0200_5eff_fe00_5213n, true],
    [0x0200_5eff_feff_ffffn, true],
    [0x0200_5eff_ff00_0000n, false],
    [0xfdff_ffff_ffff_ff7fn, false],
    [0xfdff_ffff_ffff_ff80n, true],
    [0xfdff_ffff_ffff_ffffn, true],
    [0xfe00_0000_0000_0000n, false],
    [0xffff_ffff_ffff_ffffn, false],
  ];
  expect(rows.map(([identifier]) => [identifier, reservedIdentifier(identifier) !== undefined])).toEqual(
    rows,
  );
  expect(reservedIdentifierOf(parseAddress('2001:db8::'))).toBe('subnet-router anycast (RFC 4291)');
  expect(reservedIdentifierOf(parseAddress('2001:db8::1'))).toBeUndefined();
});
