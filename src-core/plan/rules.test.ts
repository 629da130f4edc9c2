import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddress } from '../net/address.ts';
import { parsePrefix } from '../net/prefix.ts';
import { formatPlan, planOf } from './file.ts';
import { readNode } from './node.ts';
import { compareWithReality } from './reality.ts';
import { renumber, renumberTable, withoutDelegatedBits } from './renumber.ts';
import { checkPlan, rules, type RuleId } from './rules.ts';
import { nodeAt } from './tree.ts';

const plan = (...nodes: Record<string, unknown>[]) =>
  planOf(
    'test',
    nodes.map((node) => readNode(node, 'node')),
  );
const top = { id: 'top', ipv6: '2a00:1:2::/48' };
const lan = { id: 'lan', parent: 'top', role: 'lan', ipv6: '2a00:1:2::/64', name: 'LAN' };

test('each rule has a case that breaks it, and one that keeps it', () => {
  const rows: [rule: RuleId, broken: Record<string, unknown>[], kept: Record<string, unknown>[]][] = [
    [
      'overlap',
      [top, lan, { id: 'x', parent: 'top', ipv6: '2a00:1:2::/60' }],
      [top, lan, { id: 'x', parent: 'top', ipv6: '2a00:1:2:10::/60' }],
    ],
    ['outside-parent', [top, { ...lan, ipv6: '2a00:1:3::/64' }], [top, lan]],
    ['off-nibble', [{ id: 'x', ipv6: '2a00:1::/46' }], [{ id: 'x', ipv6: '2a00::/46', dynamic: true }]],
    [
      'lan-longer-than-64',
      [top, { ...lan, ipv6: '2a00:1:2::/80' }],
      [top, { ...lan, ipv6: '2a00:1:2::/127', role: 'point-to-point' }],
    ],
    ['lan-shorter-than-64', [top, { ...lan, ipv6: '2a00:1:2::/60' }], [top, lan]],
    [
      'duplicate-vlan',
      [top, { ...lan, vlan: 5 }, { ...lan, id: 'x', ipv6: '2a00:1:2:1::/64', vlan: 5 }],
      [top, { ...lan, vlan: 5 }, { ...lan, id: 'x', ipv6: '2a00:1:2:1::/64', vlan: 5, site: 'other' }],
    ],
    [
      'gateway-outside',
      [top, { ...lan, gateways: ['2a00:1:2:1::1'] }],
      [top, { ...lan, ipv4: '10.0.0.0/24', gateways: ['fe80::1', '10.0.0.1', '2a00:1:2::1'] }],
    ],
    [
      'gateway-outside',
      [top, { ...lan, ipv4: '10.0.0.0/24', gateways: ['10.0.0.255'] }],
      [top, { ...lan, ipv4: '10.0.0.254/31', gateways: ['10.0.0.255'] }],
    ],
    [
      'gateway-outside',
      [top, { ...lan, ipv4: '10.0.0.0/24', gateways: ['10.0.0.0'] }],
      [top, { ...lan, ipv4: '10.0.0.9/32', gateways: ['10.0.0.9'] }],
    ],
    ['documentation-space', [{ id: 'x', ipv6: '2001:db8::/48' }], [top]],
    ['deprecated-space', [{ id: 'x', ipv6: 'fec0::/48' }], [top]],
    ['ula-not-random', [{ id: 'x', ipv6: 'fd00::/48' }], [{ id: 'x', ipv6: 'fd5e:7c19:a3b2::/48' }]],
  ];
  expect([...new Set(rows.map(([rule]) => rule))]).toEqual(Object.keys(rules));
  for (const [rule, broken, kept] of rows) {
    expect(
      checkPlan(plan(...broken)).map((finding) => finding.rule),
      rule,
    ).toEqual([rule]);
    expect(checkPlan(plan(...kept)), rule).toEqual([]);
  }
});

test('space that is not for use is said once, of the highest node in it', () => {
  const found = checkPlan(
    plan({ id: 'a', ipv6: '2001:db8::/32' }, { id: 'b', parent: 'a', ipv6: '2001:db8::/48' }),
  );
  expect(found.map(({ rule, node }) => [rule, node])).toEqual([['documentation-space', 'a']]);
});

const dual = plan(
  { ...top, ipv4: '10.0.0.0/8', name: 'a|b' },
  { ...lan, ipv4: '10.1.0.0/24', gateways: ['2a00:1:2::1', '10.1.0.1', 'fe80::1'] },
  { id: 'far', parent: 'top', ipv6: '2a00:1:2:ff00::/64', name: 'Far' },
);

test('renumbers with gateways, and says what does not fit before anything changes', () => {
  const shown = renumber(dual, 'top', parsePrefix('2a02:9:9:e00::/56'));
  expect(shown.misfits.map(({ id }) => id)).toEqual(['far']);
  expect(() => shown.apply()).toThrow(
    /1 of 3 prefixes do not fit into 2a02:9:9:e00::\/56; .*2a00:1:2:ff00::\/64/,
  );
  expect(renumberTable(shown.rows)).toBe(
    '| Name | Before | After |\n| --- | --- | --- |\n' +
      '| a\\|b | 2a00:1:2::/48 | 2a02:9:9:e00::/56 |\n' +
      '| LAN | 2a00:1:2::/64 | 2a02:9:9:e00::/64 |\n' +
      '| Far | 2a00:1:2:ff00::/64 | does not fit |\n',
  );
  expect(nodeAt(renumber(dual, 'top', parsePrefix('2a02:9:9::/48')).apply(), 'lan')).toMatchObject({
    ipv6: '2a02:9:9::/64',
    ipv4: '10.1.0.0/24',
    gateways: ['2a02:9:9::1', '10.1.0.1', 'fe80::1'],
  });
});

test('there and back is the same plan', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 0xffff }), fc.integer({ min: 0, max: 12 }), (group, wider) => {
      const to = parsePrefix(`2a0${group % 10}:${group.toString(16)}::/${48 - wider}`);
      const there = renumber(dual, 'top', to).apply();
      expect(formatPlan(renumber(there, 'top', parsePrefix('2a00:1:2::/48')).apply())).toBe(formatPlan(dual));
    }),
    { numRuns: 50 },
  );
});

test('a plan under a delegated prefix keeps only its own bits', () => {
  const home = plan(
    { id: 'isp', ipv6: '2a00:1:2:3400::/56', dynamic: true },
    { id: 'lan', parent: 'isp', ipv6: '2a00:1:2:3403::/64', gateways: ['2a00:1:2:3403::1'] },
  );
  const kept = withoutDelegatedBits(home);
  expect(nodeAt(kept, 'isp')?.ipv6).toBe('::/56');
  expect(nodeAt(kept, 'lan')).toMatchObject({ ipv6: '0:0:0:3::/64', gateways: ['::3:0:0:0:1'] });
  const back = renumber(kept, 'isp', parsePrefix('2a00:1:2:3400::/56')).apply();
  expect(formatPlan(back)).toBe(formatPlan(home));
});

test('the plan beside what was found', () => {
  const used = plan(
    top,
    { ...lan, status: 'used' },
    { ...lan, id: 'quiet', ipv6: '2a00:1:2:1::/64', status: 'used' },
    { ...lan, id: 'soon', ipv6: '2a00:1:2:2::/64' },
  );
  const found = compareWithReality(used, {
    prefixes: ['2a00:1:2::/64', '2a00:1:2:2::/64', '2a00:1:2:9::/64', '2a00:9::/64', '192.0.2.0/24'].map(
      parsePrefix,
    ),
    hosts: ['2a00:1:2::5', '2a00:1:2:8::1', '198.51.100.1'].map(parseAddress),
  });
  expect(found.usedThoughFree.map(({ what, node }) => [what, node.id])).toEqual([
    ['2a00:1:2:2::/64', 'soon'],
    ['2a00:1:2:9::/64', 'top'],
    ['2a00:1:2:8::1', 'top'],
  ]);
  expect(found.notSeen.map(({ id }) => id)).toEqual(['quiet']);
  expect(found.unknownPrefixes).toEqual(['2a00:9::/64', '192.0.2.0/24']);
  expect(found.unknownHosts).toEqual(['198.51.100.1']);
});
