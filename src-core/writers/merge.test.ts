import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FormValues } from '../api/writers.ts';
import { changedFields, differingFields, filledForm, itemsWithoutNode, mergePlan } from './merge.ts';

const lan = (node: string, prefix: string, more: FormValues = {}): FormValues => ({ node, prefix, ...more });
const subnets = (...items: FormValues[]): FormValues => ({ subnets: items });
const [a1, a2, b1, b2, c2] = [
  lan('a', '2001:db8:1:a::/64'),
  lan('a', '2001:db8:2:a::/64'),
  lan('b', '2001:db8:1:b::/64'),
  lan('b', '2001:db8:2:b::/64'),
  lan('c', '2001:db8:2:c::/64'),
];
const own = { prefix: 'fd00:1::/64' };

test.each<[string, { before: FormValues; form: FormValues; now: FormValues; merged: FormValues }]>([
  [
    'what the form left follows the plan, what it changed stays, what is its own is not touched',
    {
      before: { dns: ['::1'], name: 'x', mtu: 1500 },
      form: { dns: ['::1'], name: 'y', mtu: 1500, lifetime: 60 },
      now: { dns: ['::2'], name: 'z', mtu: 9000 },
      merged: { dns: ['::2'], name: 'y', mtu: 9000, lifetime: 60 },
    },
  ],
  [
    'groups are merged name by name',
    {
      before: { ra: { mtu: 1500, dns: ['::1'] } },
      form: { ra: { mtu: 1400, dns: ['::1'] } },
      now: { ra: { mtu: 9000, dns: ['::2'] } },
      merged: { ra: { mtu: 1400, dns: ['::2'] } },
    },
  ],
  [
    'items are found again by their node, each field by itself',
    {
      before: subnets(a1, b1),
      form: subnets({ ...a1, pool: 'all' }, { ...b1, prefix: 'fd00::/64' }),
      now: subnets(a2, b2),
      merged: subnets({ ...a2, pool: 'all' }, { ...b2, prefix: 'fd00::/64' }),
    },
  ],
  [
    'a new node comes in its place, and what the form added stays behind its neighbour',
    {
      before: subnets(a1, c2),
      form: subnets(own, a1, { ...own, pool: 1 }, c2),
      now: subnets(a2, b2, c2),
      merged: subnets(own, a2, { ...own, pool: 1 }, b2, c2),
    },
  ],
  [
    'an item that the form took away does not come back',
    { before: subnets(a1, b1), form: subnets(b1), now: subnets(a2, b2), merged: subnets(b2) },
  ],
  [
    'an item whose node is gone goes, unless the form had changed it',
    {
      before: subnets(a1, b1, lan('c', '2001:db8:1:c::/64')),
      form: subnets(a1, { ...b1, pool: 1 }, lan('c', '2001:db8:1:c::/64')),
      now: subnets(a2),
      merged: subnets(a2, { ...b1, pool: 1 }),
    },
  ],
  [
    'where the form has an order of its own, it stays, and new ones come last',
    {
      before: subnets(a1, b1),
      form: subnets(b1, a1),
      now: subnets(c2, a2, b2),
      merged: subnets(b2, a2, c2),
    },
  ],
  [
    'a node that gives two items gives them again, the first for the first',
    {
      before: subnets(lan('a', '192.0.2.0/24'), a1),
      form: subnets({ ...lan('a', '192.0.2.0/24'), pool: 4 }, { ...a1, pool: 6 }),
      now: subnets(lan('a', '198.51.100.0/24'), a2),
      merged: subnets({ ...lan('a', '198.51.100.0/24'), pool: 4 }, { ...a2, pool: 6 }),
    },
  ],
  [
    'a list that cannot be told item by item is one field',
    {
      before: { dns: ['::1', '::2'] },
      form: { dns: ['::1', '::3'] },
      now: { dns: ['::9'] },
      merged: { dns: ['::1', '::3'] },
    },
  ],
  [
    'a list of reservations within an item is merged as well',
    {
      before: subnets({ ...a1, hosts: [lan('h', '2001:db8:1:a::1/128')] }),
      form: subnets({ ...a1, hosts: [lan('h', '2001:db8:1:a::1/128', { mac: '1' }), own] }),
      now: subnets({ ...a2, hosts: [lan('h', '2001:db8:2:a::1/128')] }),
      merged: subnets({ ...a2, hosts: [lan('h', '2001:db8:2:a::1/128', { mac: '1' }), own] }),
    },
  ],
  [
    'a field that the plan no longer gives goes where the form left it, and one that it gives anew comes',
    {
      before: { gateway: '::1' },
      form: { gateway: '::1' },
      now: { dns: ['::2'] },
      merged: { dns: ['::2'] },
    },
  ],
  [
    'a name that every object has is a name as any other',
    {
      before: JSON.parse('{"__proto__": 1, "constructor": 2}'),
      form: JSON.parse('{"__proto__": 1, "constructor": 3}'),
      now: JSON.parse('{"__proto__": 4, "constructor": 5}'),
      merged: JSON.parse('{"__proto__": 4, "constructor": 3}'),
    },
  ],
])('%s', (_, { before, form, now, merged }) => {
  expect(mergePlan(before, form, now)).toEqual(merged);
});

test('what the form changed is told by its path, in the values of the form', () => {
  const given = { ...subnets(a1, b1), name: 'x', dns: ['::1'], none: [] };
  const form = {
    ...subnets(own, { ...a1, pool: 1 }, { ...b1, prefix: 'fd00::/64' }),
    name: 'y',
    dns: [],
    none: [own],
  };
  expect(changedFields(given, form)).toEqual(['subnets.2.prefix', 'name', 'dns']);
  expect(changedFields(given, { ...given, ...subnets(b1) })).toEqual(['subnets']);
  expect(changedFields(given, given)).toEqual([]);
});

test('what differs between two forms is told with what is in one of them alone', () => {
  const before = { ...subnets(a1, b1, own), name: 'x', gone: 1 };
  const after = { ...subnets({ ...a2, pool: 1 }, own, c2), name: 'y', dns: ['::1'] };
  expect(differingFields(before, after)).toEqual([
    'subnets.0.prefix',
    'subnets.0.pool',
    'subnets',
    'subnets.2',
    'name',
    'gone',
    'dns',
  ]);
});

test('items whose node is gone are told', () => {
  const form = subnets(a1, own, { ...b1, hosts: [lan('h', '::1'), lan('i', '::2')] }, c2);
  expect(itemsWithoutNode(subnets({ ...b2, hosts: [lan('i', '::2')] }, c2), form)).toEqual([
    'subnets.0',
    'subnets.2.hosts.0',
  ]);
});

test('a new form has what the plan gives in the place of its own', () => {
  expect(
    filledForm(
      { ra: { mtu: 1500, dns: ['::1', '::2'] }, subnets: [own], lifetime: 60 },
      { ra: { dns: ['::3'] }, subnets: [a1], name: 'x' },
    ),
  ).toEqual({ ra: { mtu: 1500, dns: ['::3'] }, subnets: [a1], lifetime: 60, name: 'x' });
});

test('of any two changes that touch different things, both are in what comes out, and taking it again changes nothing', () => {
  const node = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const nodes = fc.uniqueArray(node, { maxLength: 6 });
  const given = (names: readonly string[], net: number) =>
    subnets(...names.map((name) => lan(name, `${net}:${name}`)));
  fc.assert(
    fc.property(nodes, nodes, fc.uniqueArray(node), fc.nat(6), (old, next, touched, place) => {
      const before = given(old, 1);
      const now = given(next, 2);
      const items = old.map((name) => lan(name, `1:${name}`, touched.includes(name) ? { pool: name } : {}));
      const form = subnets(...items.toSpliced(Math.min(place, items.length), 0, own));
      const merged = mergePlan(before, form, now);
      const result = merged['subnets'];
      const found = Array.isArray(result) ? result : [];
      const stay = old.filter((name) => !next.includes(name) && touched.includes(name));
      expect(new Set(found)).toEqual(
        new Set([
          own,
          ...next.map((name) =>
            lan(name, `2:${name}`, old.includes(name) && touched.includes(name) ? { pool: name } : {}),
          ),
          ...stay.map((name) => lan(name, `1:${name}`, { pool: name })),
        ]),
      );
      expect(found.length).toBe(next.length + stay.length + 1);
      expect(mergePlan(now, merged, now)).toEqual(merged);
      expect(mergePlan(before, before, now)).toEqual(now);
      expect(mergePlan(before, form, before)).toEqual(form);
      expect(changedFields(now, merged)).toEqual([]);
      expect(itemsWithoutNode(now, merged).length).toBe(stay.length);
    }),
  );
});
