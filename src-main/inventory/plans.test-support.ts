import type { PlanChange } from '../../src-core/api/plans.ts';
import { formatPlan, planOf } from '../../src-core/plan/file.ts';
import { readNode, type PlanNode } from '../../src-core/plan/node.ts';

export const node = (id: string, parent: string | null, ipv6: string, more: object = {}): PlanNode =>
  readNode({ id, parent, ipv6, name: id, ...more }, 'node');

/** A site with two LANs, the second of which holds a host. */
export const site = () =>
  formatPlan({
    ...planOf('Site', [
      node('s', null, '2001:db8::/48', { notes: 'first\nsecond "quoted"' }),
      node('a', 's', '2001:db8:0:1::/64', { ipv4: '192.0.2.0/24', vlan: 7 }),
      node('b', 's', '2001:db8:0:2::/64'),
      node('h', 'b', '2001:db8:0:2::1/128', { role: 'host' }),
    ]),
    vlans: [{ vid: 7, site: '', name: 'staff', notes: '' }],
  });

export const change = (id: number, revision: number, more: Partial<PlanChange>): PlanChange => ({
  id,
  revision,
  put: [],
  remove: [],
  ...more,
});
