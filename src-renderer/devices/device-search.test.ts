import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deviceQuery } from '../../src-core/api/devices.ts';
import { deviceQueryOf, isNarrowed, readDeviceSearch } from './device-search.ts';

test.each([
  [{}, {}],
  [
    { text: 'nas', sort: 'name', descending: false },
    { text: 'nas', sort: 'name', descending: false },
  ],
  [
    { tag: 12, zone: 'eth0', source: 'mdns' },
    { tag: '12', zone: 'eth0', source: 'mdns' },
  ],
  [{ sort: 'password', role: 'admin', zone: 'a b', status: ['new'], text: {} }, {}],
  [{ text: '' }, {}],
])('the search %j of a URL is read as %j', (given, read) => {
  expect(readDeviceSearch(given)).toEqual(read);
});

test('whatever a URL says, the query fits the contract', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom('text', 'sort', 'descending', 'role', 'status', 'zone', 'tag', 'source'),
        fc.anything(),
      ),
      (given) => {
        expect(deviceQuery.safeParse(deviceQueryOf(readDeviceSearch(given))).success).toBe(true);
      },
    ),
  );
});

test('the newest come first until a column is chosen', () => {
  expect(deviceQueryOf({})).toMatchObject({ sort: 'lastSeen', descending: true });
  expect(deviceQueryOf({ sort: 'name' })).toMatchObject({ sort: 'name', descending: false });
});

test('a sort alone hides nothing', () => {
  expect([isNarrowed({ sort: 'name' }), isNarrowed({ text: 'x' }), isNarrowed({ tag: 'lab' })]).toEqual([
    false,
    true,
    true,
  ]);
});
