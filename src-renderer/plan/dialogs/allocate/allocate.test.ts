import { expect, test } from 'vitest';
import { parsePrefix } from '../../../../src-core/net/prefix.ts';
import { planOf } from '../../../../src-core/plan/file.ts';
import { extentIn, readNode } from '../../../../src-core/plan/node.ts';
import { entryAt, nodeAt } from '../../../../src-core/plan/tree.ts';
import { firstDraft, withPurpose, type AllocateDraft } from './draft.ts';
import { gatewayOf, type GatewayRule } from './gateway.ts';
import { readDraft } from './order.ts';
import { barRuns, takenParts } from './parent-bar.ts';
import { carryOut, propose } from './proposal.ts';
import { purposeUnder, type PurposeId } from './purposes.ts';

const node = (fields: Record<string, unknown>) => readNode(fields, 'node');
const plan = planOf('test', [
  node({ id: 'top', ipv4: '10.0.0.0/16', ipv6: '2001:db8::/32' }),
  node({ id: 'site', parent: 'top', ipv6: '2001:db8:1::/48', role: 'site', site: 'Oslo' }),
  node({ id: 'lan', parent: 'site', ipv6: '2001:db8:1::/64', role: 'lan', site: 'Oslo', vlan: 11 }),
]);
const draft = (part: Partial<AllocateDraft>): AllocateDraft => ({
  ...firstDraft('lan', 'both', 'Oslo'),
  ...part,
});

test('what is proposed first has room in the node', () => {
  const rows: [role: string, prefixes: Record<string, string>, purpose: PurposeId][] = [
    ['container', { ipv6: '2001:db8::/32' }, 'site'],
    ['container', { ipv6: '2001:db8::/47', ipv4: '10.0.0.0/16' }, 'site'],
    ['container', { ipv6: '2001:db8::/48' }, 'lan'],
    ['container', { ipv4: '10.0.0.0/23' }, 'lan'],
    ['container', { ipv6: '2001:db8::/32', ipv4: '10.0.0.0/23' }, 'lan'],
    ['site', { ipv6: '2001:db8::/48' }, 'lan'],
    ['pool', { ipv6: '2001:db8::/48' }, 'customer'],
    ['pool', { ipv6: '2001:db8::/56' }, 'lan'],
  ];
  for (const [role, prefixes, purpose] of rows)
    expect(purposeUnder(node({ id: 'x', role, ...prefixes })), JSON.stringify(prefixes)).toBe(purpose);
});

test('gateways by their rules', () => {
  const rows: [prefix: string, rule: GatewayRule, gateway: string | undefined][] = [
    ['2001:db8::/64', 'first', '2001:db8::1'],
    ['2001:db8::/127', 'first', '2001:db8::'],
    ['2001:db8::/128', 'first', undefined],
    ['2001:db8::/64', 'link-local', 'fe80::1'],
    ['2001:db8::/64', 'none', undefined],
    ['192.0.2.0/24', 'first', '192.0.2.1'],
    ['192.0.2.0/24', 'last', '192.0.2.254'],
    ['192.0.2.0/31', 'last', '192.0.2.1'],
    ['192.0.2.1/32', 'last', undefined],
    ['192.0.2.0/24', 'link-local', undefined],
  ];
  expect(rows.map(([prefix, rule]) => gatewayOf(parsePrefix(prefix), rule))).toEqual(
    rows.map(([, , gateway]) => gateway),
  );
});

test('a purpose brings its lengths and its name, and leaves a name that was typed', () => {
  const first = firstDraft('lan', 'ipv6', '');
  expect(withPurpose(first, 'customer')).toMatchObject({
    length6: '56',
    length4: '32',
    pattern: 'Customer {n:4}',
  });
  expect(withPurpose({ ...first, pattern: 'Floor {n}' }, 'site')).toMatchObject({
    length6: '48',
    pattern: 'Floor {n}',
  });
});

test('both families become one node each, IPv4 from the node above that has it, VLANs past those of the site', () => {
  const { problems, order } = readDraft(
    plan,
    'site',
    draft({
      count: '2',
      vlan: '10',
      gateway6: 'first',
      gateway4: 'last',
      dns: '2001:db8::53, 10.0.0.53',
      pattern: 'L{n:2}',
    }),
  );
  expect(problems).toEqual({});
  if (order === null) throw new Error('no order');
  const { items, problem } = propose(plan, order);
  expect(problem).toBeNull();
  const done = carryOut(plan, order, items);
  expect(done.ids.map((id) => nodeAt(done.plan, id))).toMatchObject([
    {
      parent: 'site',
      name: 'L01',
      role: 'lan',
      ipv6: '2001:db8:1:1::/64',
      ipv4: '10.0.0.0/24',
      vlan: 10,
      site: 'Oslo',
      gateways: ['2001:db8:1:1::1', '10.0.0.254'],
      dns: ['2001:db8::53', '10.0.0.53'],
    },
    { name: 'L02', ipv6: '2001:db8:1:2::/64', ipv4: '10.0.1.0/24', vlan: 12 },
  ]);
});

test('what cannot be read is said beside its field', () => {
  const rows: [part: Partial<AllocateDraft>, field: keyof AllocateDraft, message: RegExp][] = [
    [{ length6: '40' }, 'length6', /\/48 to \/128/],
    [{ length4: 'x' }, 'length4', /\/16 to \/32/],
    [{ count: '10001' }, 'count', /1 to 10000/],
    [{ growth6: '65' }, 'growth6', /\/48 to \/64/],
    [{ vlan: '4095' }, 'vlan', /1 to 4094/],
    [{ dns: 'nowhere' }, 'dns', /is not an? /],
    [{ strategy: 'numbered', number: '-1' }, 'number', /0x2a/],
    [{ purpose: 'hosts', hosts: '100000' }, 'hosts', /too small: that takes a \/15/],
    [{ purpose: 'pool', delegates: '40' }, 'delegates', /\/64/],
  ];
  for (const [part, field, message] of rows) {
    const { problems, order } = readDraft(plan, 'site', draft(part));
    expect([field, order]).toEqual([field, null]);
    expect(problems[field]).toMatch(message);
  }
});

test('what is in the way is said, and nothing is proposed', () => {
  const rows: [part: Partial<AllocateDraft>, problem: RegExp][] = [
    [{ families: 'ipv6', strategy: 'numbered', number: '0' }, /2001:db8:1::\/64 is taken/],
    [{ families: 'ipv6', strategy: 'numbered', number: '65536' }, /none of number 65536/],
    [{ families: 'ipv4', count: '257' }, /room for 256 of the 257/],
    [{ families: 'ipv6', vlan: '4094', count: '2' }, /1 numbers .* 2 are needed/],
  ];
  for (const [part, problem] of rows) {
    const { order } = readDraft(plan, 'site', draft(part));
    if (order === null) throw new Error('no order');
    const proposal = propose(plan, order);
    expect(proposal.items).toEqual([]);
    expect(proposal.problem).toMatch(problem);
  }
});

test('the bar shows what is taken, what is new and what is kept for it', () => {
  const extent = extentIn(entryAt(plan, 'top'), 6);
  if (extent === undefined) throw new Error('no extent');
  const taken = takenParts(plan, 'top', extent, 6);
  expect(barRuns(taken, extent, [{ prefix: parsePrefix('2001:db8:8000::/36'), growth: 34 }])).toEqual([
    // A /48 is smaller than a part of the bar, and is seen all the same.
    { from: 0, end: 1, state: 'taken' },
    { from: 1, end: 512, state: 'free' },
    { from: 512, end: 576, state: 'new' },
    { from: 576, end: 768, state: 'growth' },
    { from: 768, end: 1024, state: 'free' },
  ]);
});
