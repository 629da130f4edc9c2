import { describe, expect, test } from 'vitest';
import { parseZone } from '../../src-core/net/zone.ts';
import { mostTargets, readTarget, targetProblem, targetTexts, withZone } from './target-text.ts';

describe('readTarget', () => {
  test.each([
    ['2001:DB8::1', 'address', '2001:db8::1'],
    ['fe80::1%eth0.10', 'address', 'fe80::1%eth0.10'],
    ['[fe80::1%25eth0]', 'address', 'fe80::1%eth0'],
    ['http://[2001:db8::1]:8080/', 'address', '2001:db8::1'],
    ['192.0.2.1', 'address', '192.0.2.1'],
    ['fe80::1', 'needs-zone', 'fe80::1'],
    ['ff02::1', 'needs-zone', 'ff02::1'],
    ['nas.example', 'name', 'nas.example'],
    ['nas.example.', 'name', 'nas.example.'],
    ['bücher.example', 'name', 'bücher.example'],
    ['192.0.2.999', 'wrong', '192.0.2.999'],
    ['2001:db8::1%eth0', 'wrong', '2001:db8::1%eth0'],
    ['-oProxyCommand=x', 'wrong', '-oProxyCommand=x'],
    ['a'.repeat(254), 'wrong', 'a'.repeat(254)],
  ])('%s is %s', (text, is, told) => {
    expect(readTarget(text)).toMatchObject({ is, text: told });
  });
});

test('targets are told once, in their order, whatever stands between them', () => {
  expect(targetTexts(' b.example,2001:db8::1\n a.example;2001:DB8::1 b.example\t')).toEqual([
    'b.example',
    '2001:db8::1',
    'a.example',
  ]);
});

test('a zone is put to its own target alone', () => {
  const zone = parseZone('eth1');
  expect(withZone('fe80::1, fe80::11 fe80::1%eth0', 'fe80::1', zone)).toBe(
    'fe80::1%eth1, fe80::11 fe80::1%eth0',
  );
});

test.each([
  ['', true, 'Name at least one target'],
  [' ', false, 'Name a target'],
  ['a.example b.example', false, 'One target at a time'],
  ['a.example b.example', true, undefined],
  ['fe80::1', false, 'fe80::1 may be on every link: choose its interface'],
  ['fe80::1%eth0', false, undefined],
  [
    Array.from({ length: mostTargets + 1 }, (_, index) => `h${index}.example`).join(' '),
    true,
    `${mostTargets + 1} targets are too many: ${mostTargets} at most at once`,
  ],
])('%s (several: %s): %s', (text, several, problem) => {
  expect(targetProblem(text, several)).toBe(problem);
});
