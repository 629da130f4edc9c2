import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlaps } from '../net/prefix-sets.ts';
import { strategyNames } from './allocate.ts';
import { addDualPlaces, findDualPlaces } from './dual-stack.ts';
import { formatPlan, planOf } from './file.ts';
import { readNode } from './node.ts';
import { childrenOf } from './tree.ts';

const plan = planOf('test', [
  readNode({ id: 'all', ipv6: '2001:db8::/48', ipv4: '10.0.0.0/22' }, 'node'),
  readNode({ id: 'site', parent: 'all', ipv6: '2001:db8::/56', name: 'Site' }, 'node'),
  readNode({ id: 'old', parent: 'all', ipv4: '10.0.0.0/24' }, 'node'),
  readNode({ id: 'lone', ipv6: '2001:db8:9::/48', name: 'Lone' }, 'node'),
]);
const lan = { length: 64, strategy: 'first' } as const;
const four = { length: 24, strategy: 'first' } as const;

test('one node with both prefixes, many at once', () => {
  const places = findDualPlaces(plan, { parent: 'all', ipv6: lan, ipv4: four }, 3);
  const made = addDualPlaces(plan, 'all', places, 'LAN {n:2}', { role: 'lan' });
  expect(made.nodes.map(({ name, role, ipv6, ipv4 }) => [name, role, ipv6, ipv4])).toEqual([
    ['LAN 01', 'lan', '2001:db8:0:100::/64', '10.0.1.0/24'],
    ['LAN 02', 'lan', '2001:db8:0:101::/64', '10.0.2.0/24'],
    ['LAN 03', 'lan', '2001:db8:0:102::/64', '10.0.3.0/24'],
  ]);
});

test('a family that the parent does not have comes from above', () => {
  expect(findDualPlaces(plan, { parent: 'site', ipv6: lan, ipv4: { ...four, growth: 23 } })).toEqual([
    { ipv6: { prefix: '2001:db8::/64', growth: null }, ipv4: { prefix: '10.0.2.0/24', growth: 23 } },
  ]);
});

test('one family alone', () => {
  expect(findDualPlaces(plan, { parent: 'all', ipv6: null, ipv4: four })).toEqual([
    { ipv6: null, ipv4: { prefix: '10.0.1.0/24', growth: null } },
  ]);
});

test('refused as a whole', () => {
  const both = { parent: 'all', ipv6: lan, ipv4: four };
  expect(() => findDualPlaces(plan, both, 4)).toThrow(/In 10\.0\.0\.0\/22 there is room for 3 of the 4/);
  expect(() => findDualPlaces(plan, { ...both, parent: 'lone' })).toThrow(/"Lone" has no IPv4 prefix/);
  expect(() => findDualPlaces(plan, { parent: 'all', ipv6: null, ipv4: null })).toThrow(/ask for one/);
  expect(() => findDualPlaces(plan, both, 0)).toThrow(/From 1 to 65536/);
  expect(() => findDualPlaces(plan, both, 1e9)).toThrow(/From 1 to 65536/);
});

test('whatever the strategies, nothing overlaps, and finding changes nothing', () => {
  const before = formatPlan(plan);
  const some = fc.record({
    six: fc.constantFrom(...strategyNames),
    four: fc.constantFrom(...strategyNames),
    length: fc.integer({ min: 28, max: 32 }),
    count: fc.integer({ min: 1, max: 10 }),
    nibble: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 4 }), (rounds) => {
      let grown = plan;
      for (const { six, four: strategy, length, count, nibble } of rounds) {
        const request = {
          parent: 'all',
          ipv6: { length: 30 + length, strategy: six, nibble },
          ipv4: { length, strategy },
        };
        grown = addDualPlaces(grown, 'all', findDualPlaces(grown, request, count), '{n}').plan;
      }
      const nodes = childrenOf(grown, 'all').map(({ node }) => node);
      expect(overlaps(nodes.flatMap(({ ipv6 }) => ipv6 ?? []))).toEqual([]);
      expect(overlaps(nodes.flatMap(({ ipv4 }) => ipv4 ?? []))).toEqual([]);
    }),
    { numRuns: 50 },
  );
  expect(formatPlan(plan)).toBe(before);
});
