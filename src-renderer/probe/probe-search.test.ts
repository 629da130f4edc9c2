import { expect, test } from 'vitest';
import { changedSearch, readProbeSearch } from './probe-search.ts';

test.each([
  [
    { target: 'fe80::1%eth0', size: 1400, names: false },
    { target: 'fe80::1%eth0', size: '1400', names: 'false' },
  ],
  [{ target: '', size: null, family: { a: 1 }, rate: 1.5, __proto__x: 'y', 'Bad Key': 'z' }, {}],
  [{ source: 'x'.repeat(501), target: 'x'.repeat(8_001) }, {}],
])('%j', (given, want) => {
  expect(readProbeSearch(given)).toEqual(want);
});

test('nobody can make a link hold more than a few options', () => {
  const many = Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`k${index}`, 'v']));
  expect(Object.keys(readProbeSearch(many))).toHaveLength(24);
});

test('a change sets, replaces and takes out', () => {
  expect(
    changedSearch({ target: 'a', size: '9', run: 'r' }, { size: '8', run: undefined, family: 'ipv4' }),
  ).toEqual({
    target: 'a',
    size: '8',
    family: 'ipv4',
  });
});
