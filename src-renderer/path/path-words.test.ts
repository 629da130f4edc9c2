import { expect, test } from 'vitest';
import { comparisonText, slowerText } from './comparison-words.ts';
import { pathOptionsOf } from './path-options.ts';
import { sparkPaths } from './spark-paths.ts';

test.each([
  [[], 'The path is the same'],
  [['same', 'same'], 'The path is the same'],
  [['same', 'changed', 'added', 'added', 'removed'], '1 hop changed, 2 hops added, 1 hop removed'],
] as const)('%j: %s', (changes, want) => {
  expect(comparisonText(changes.map((change) => ({ change })))).toBe(want);
});

test('how much slower a hop has become', () => {
  expect([null, 0.01, 3, -3].map(slowerText)).toEqual(['', 'as before', '3.0 ms slower', '3.0 ms faster']);
});

test.each([
  ['nas.example', {}, [{ target: 'nas.example', rounds: null }]],
  [
    'nas.example',
    { family: 'both', interval: '2000' },
    [
      { target: 'nas.example', rounds: null, intervalMs: 2000, family: 'ipv6' },
      { target: 'nas.example', rounds: null, intervalMs: 2000, family: 'ipv4' },
    ],
  ],
  ['fe80::1%eth0', { family: 'both', rounds: '5' }, [{ target: 'fe80::1%eth0', rounds: 5 }]],
])('the runs to %s with %j', (target, search, want) => {
  expect(pathOptionsOf(target, search)).toEqual(want);
});

test('a line is broken by losses, which have marks of their own', () => {
  expect([sparkPaths([2, 2, null, 1], 2), sparkPaths([], 0)]).toEqual([
    { line: 'M0.0 3.0h0.8L1.4 3.0M4.3 10.0h0.8', losses: 'M2.8 15l3 4m-3 0l3-4' },
    { line: '', losses: '' },
  ]);
});
