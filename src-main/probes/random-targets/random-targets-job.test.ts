import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { ToolError } from '../../../src-core/api/errors.ts';
import { containsAddress, parsePrefix } from '../../../src-core/net/prefix.ts';
import { parseZone } from '../../../src-core/net/zone.ts';
import { drawAddresses, prepareRandomTargets } from './random-targets-job.ts';

test.each([
  ['::/0', 1_000, 1_000],
  ['2001:db8::/32', 1_000, 1_000],
  ['2001:db8::/64', 10_000, 10_000],
  // Without the first, which is the anycast address of the routers.
  ['2001:db8::/124', 100, 15],
  ['2001:db8::/120', 255, 255],
  ['2001:db8::/127', 9, 2],
  ['2001:db8::1/128', 9, 1],
  ['0.0.0.0/0', 1_000, 1_000],
  ['192.0.2.0/24', 1_000, 254],
  ['192.0.2.0/30', 9, 2],
  ['192.0.2.0/31', 9, 2],
  ['192.0.2.1/32', 9, 1],
])('draws of %s, asked for %i, %i addresses of it, each once', (text, count, wanted) => {
  const prefix = parsePrefix(text);
  const drawn = drawAddresses(prefix, count);
  expect([drawn.length, new Set(drawn).size, drawn.every((each) => containsAddress(prefix, each))]).toEqual([
    wanted,
    wanted,
    true,
  ]);
});

test('draws every address about as often as any other', () => {
  const prefix = parsePrefix('2001:db8::/124');
  const counts = new Map<string, number>();
  for (let time = 0; time < 6_000; time++)
    for (const each of drawAddresses(prefix, 1)) counts.set(each, (counts.get(each) ?? 0) + 1);
  // 400 are expected of each of 15; eight times the standard deviation of 19 is not met by chance.
  expect([counts.size, [...counts.values()].every((count) => Math.abs(count - 400) < 155)]).toEqual([
    15,
    true,
  ]);
});

const failureOf = (text: string, zone: string | null) => {
  try {
    prepareRandomTargets({
      prefix: parsePrefix(text),
      count: 3,
      zone: zone === null ? null : parseZone(zone),
    });
    return undefined;
  } catch (error) {
    return error instanceof ToolError ? `${error.code}: ${error.message}` : error;
  }
};

test.each([
  ['fe80::/64', null, /^bad-input: fe80::\/64 is on every link: name the interface/],
  ['ff02::/16', null, /^bad-input: .*name the interface/],
  ['2001:db8::/64', 'eth0', /^bad-input: 2001:db8::\/64 has no interface/],
  ['fe80::/64', 'none-of-that-name', /^bad-input: .*none-of-that-name/],
])('refuses %s with the interface %s', (text, zone, why) => expect(failureOf(text, zone)).toMatch(why));

test('says that a small prefix has fewer addresses than were asked for', async () => {
  const prefix = parsePrefix('127.0.0.8/30');
  const job = prepareRandomTargets({ prefix, count: 9 });
  const first = await job.steps(new AbortController().signal).next();
  expect(first.value).toEqual({
    type: 'warning',
    about: null,
    failure: { code: 'bad-input', message: '127.0.0.8/30 has 2 addresses for hosts: each is asked once' },
  });
});

test.runIf(Object.hasOwn(networkInterfaces(), 'lo'))('keeps the interface in its report', () => {
  const options = { prefix: parsePrefix('fe80::/64'), zone: parseZone('lo'), count: 1 };
  expect(prepareRandomTargets(options).summary().zone).toBe('lo');
});
