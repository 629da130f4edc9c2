import { expect, test } from 'vitest';
import type { WriterSummary } from '../../src-core/api/writers.ts';
import { readConfigureSearch } from './configure-search.ts';
import { holdsMore, isUnsaved, type Draft } from './draft.ts';
import { bestOf, sectionsOf } from './writer-groups.ts';

const writer = (id: string, given: Partial<WriterSummary>): WriterSummary => ({
  id,
  title: id,
  group: 'hosts',
  about: '',
  keywords: [],
  checkers: [],
  reads: false,
  takesPlan: false,
  convertsTo: [],
  ...given,
});
const writers = [
  writer('netplan', { about: 'The network of a host', keywords: ['interfaces'] }),
  writer('radvd', { group: 'router-advertisements', about: 'SLAAC' }),
  writer('apache', { group: 'web-and-tls' }),
  writer('bind', {}),
];

test.each([
  ['', ['Router advertisements: radvd', 'Hosts: bind netplan', 'Web and TLS: apache']],
  ['HOST inter', ['Hosts: netplan']],
  ['tls', ['Web and TLS: apache']],
  ['slaac', ['Router advertisements: radvd']],
  ['nothing', []],
])('the formats found with "%s"', (search, wanted) => {
  expect(
    sectionsOf(writers, search).map(
      ({ label, writers: own }) => `${label}: ${own.map(({ id }) => id).join(' ')}`,
    ),
  ).toEqual(wanted);
});

test.each([
  ['bin', 'bind'],
  // Not in a title: the first that is found.
  ['host inter', 'netplan'],
  ['slaac', 'radvd'],
  ['nothing', undefined],
])('Enter after "%s" takes %s', (search, wanted) => {
  expect(bestOf(sectionsOf(writers, search), search)?.id).toBe(wanted);
});

test.each<[Record<string, unknown>, object]>([
  [
    { plan: 3, node: 'c0' },
    { plan: 3, node: 'c0' },
  ],
  [
    { plan: '3', node: 12 },
    { plan: 3, node: '12' },
  ],
  [{ plan: 3 }, {}],
  [{ node: 'c0' }, {}],
  [{ plan: -1, node: 'c0' }, {}],
  [{ plan: 3, node: '<b>' }, {}],
])('the address %j', (given, wanted) => {
  expect(readConfigureSearch(given)).toEqual(wanted);
});

const values = { a: 1 };
const draft: Draft = {
  id: 'stored-1',
  writer: 'radvd',
  name: 'Office',
  values,
  plan: null,
  base: null,
  folder: null,
  stored: { id: 1, revision: 1, name: 'Office', values },
  left: [],
  changedAt: 0,
};

test.each<[string, Draft, boolean, boolean]>([
  ['as stored', draft, false, false],
  ['read again', structuredClone({ ...draft, values: { a: 1 } }), true, false],
  ['changed', { ...draft, values: { a: 2 } }, true, true],
  ['renamed', { ...draft, name: 'Home' }, true, true],
  ['never stored', { ...draft, stored: null }, true, true],
])('a draft %s', (_what, given, unsaved, more) => {
  expect([isUnsaved(given), holdsMore(given)]).toEqual([unsaved, more]);
});
