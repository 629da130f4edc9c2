import { expect, it } from 'vitest';
import { planOf } from './file.ts';
import { readNode } from './node.ts';
import { subjectOf } from './subject.ts';

const plan = planOf('Branch', [
  readNode({ id: 'root', ipv6: '2001:db8::/32' }, 'node'),
  readNode({ id: 'site', parent: 'root', ipv6: '2001:db8:1::/48', dns: ['2001:db8:1::53'] }, 'node'),
  readNode({ id: 'floor', parent: 'site', ipv6: '2001:db8:1:100::/56' }, 'node'),
  readNode({ id: 'lan', parent: 'floor', ipv6: '2001:db8:1:101::/64', role: 'lan' }, 'node'),
  readNode(
    { id: 'own', parent: 'floor', ipv6: '2001:db8:1:102::/64', role: 'lan', dns: ['2001:db8:1:102::53'] },
    'node',
  ),
]);

it.each([
  ['root', { root: [], site: ['2001:db8:1::53'], floor: ['2001:db8:1::53'], lan: ['2001:db8:1::53'] }],
  ['lan', { root: [], site: ['2001:db8:1::53'], floor: ['2001:db8:1::53'], lan: ['2001:db8:1::53'] }],
])('from %s, name servers hold for all below that have none of their own', (id, expected) => {
  const { above, node, below } = subjectOf(plan, id);
  const found = Object.fromEntries([...above, node, ...below].map((one) => [one.id, one.dns]));
  expect(found).toEqual({ ...expected, ...(id === 'root' ? { own: ['2001:db8:1:102::53'] } : {}) });
});

it('keeps the order: the nearest above first, parents before what is under them', () => {
  const { above, below } = subjectOf(plan, 'site');
  expect([above.map(({ id }) => id), below.map(({ id }) => id)]).toEqual([['root'], ['floor', 'lan', 'own']]);
  expect(subjectOf(plan, 'lan').above.map(({ id }) => id)).toEqual(['floor', 'site', 'root']);
});
