import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { portTargets } from './port-targets.ts';

const [here = 'lo'] = Object.keys(networkInterfaces());
const targetsOf = async (text: string) =>
  (await portTargets([text], new AbortController().signal)).map(({ address, zone }) =>
    zone === null ? address : `${address}%${zone}`,
  );

describe('prefixes and ranges of targets', () => {
  test.each([
    ['an IPv4 prefix, without its two edges', '192.0.2.0/30', ['192.0.2.1', '192.0.2.2']],
    ['an IPv6 prefix', '2001:db8::/127', ['2001:db8::', '2001:db8::1']],
    ['a range', '2001:db8::9-2001:db8::a', ['2001:db8::9', '2001:db8::a']],
    ['a link-local prefix, its zone after it', `fe80::/127%${here}`, [`fe80::%${here}`, `fe80::1%${here}`]],
    ['a link-local prefix, its zone within', `fe80::%${here}/127`, [`fe80::%${here}`, `fe80::1%${here}`]],
    ['a link-local range', `fe80::7 - fe80::8%${here}`, [`fe80::7%${here}`, `fe80::8%${here}`]],
  ])('%s', async (_what, text, expected) => {
    expect(await targetsOf(text)).toEqual(expected);
  });

  test.each([
    ['fe80::/120', 'fe80::/120 is on every link: name the interface, fe80::/120%eth0'],
    ['fe80::/120%nope0', 'there is no interface nope0 on this computer'],
    ['fe80::/120%a b', 'this character cannot stand in a zone'],
    [`2001:db8::/120%${here}`, 'which link-local addresses alone need'],
    ['2001:db8::/64', 'has more than 4096 addresses'],
    [`ff02::/127%${here}`, 'multicast'],
    ['224.0.0.0/30', 'multicast'],
  ])('%s is refused in words', async (text, words) => {
    await expect(targetsOf(text)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(words),
    });
  });
});
