import { expect, test } from 'vitest';
import { refusal } from '../../test/support/refusal.ts';
import { parsePrefix } from '../net/prefix.ts';
import { mtuAnswer, parseGroupBase, vxlanAnswer } from './vxlan-answer.ts';

const groups = (text: string, ...bases: string[]) =>
  vxlanAnswer(
    text,
    bases.map((base) => parsePrefix(base)),
  )
    .groups.flatMap(({ facts }) => facts)
    .filter(({ label }) => label.startsWith('In f') || label.startsWith('In 2'))
    .map(({ value }) => value);

test.each<[string, string[], number, string[]]>([
  ['1000', [], 1000, ['239.0.3.232', 'ff05::3e8']],
  ['vni 1000', [], 1000, ['239.0.3.232', 'ff05::3e8']],
  ['239.0.3.232', [], 1000, ['239.0.3.232', 'ff05::3e8']],
  ['ff05::3e8', ['ff08::/16'], 1000, ['ff08::3e8', '239.0.3.232', 'ff05::3e8']],
  ['ff08::ff:ffff', ['ff08::/16'], 16_777_215, ['ff08::ff:ffff', '239.255.255.255', 'ff05::ff:ffff']],
])('%s with %j is a VXLAN', (text, bases, vni, all) => {
  expect([
    vxlanAnswer(
      text,
      bases.map((base) => parsePrefix(base)),
    ).vni,
    groups(text, ...bases),
  ]).toEqual([vni, all]);
});

test('refuses with the place and the reason', () => {
  expect([
    refusal(() => vxlanAnswer('16777216')),
    refusal(() => vxlanAnswer('vni x')),
    refusal(() => vxlanAnswer('224.0.0.1')),
    refusal(() => parseGroupBase('239.1.0.0/16')),
    refusal(() => mtuAnswer('67')),
  ]).toEqual([
    '0: a number from 0 to 16777215 was expected',
    '4: a number from 0 to 16777215 was expected',
    '0: it is not a base with 24 bits behind it: 239.0.0.0/8, ff05::/16',
    '10: it has no room for the 24 bits of a VNI',
    '0: a number from 68 to 65535 was expected',
  ]);
});
