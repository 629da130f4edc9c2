import { expect, it } from 'vitest';
import { parsePrefix } from '../../../src-core/net/prefix.ts';
import { readNode, type NodePatch } from '../../../src-core/plan/node.ts';
import ceph from '../ceph/index.ts';
import galera from '../galera/index.ts';
import lxd from '../lxd/index.ts';
import { previewOf } from '../preview.ts';
import type { Writer } from '../writer.ts';
import xen from '../xen/index.ts';
import { hostsOf } from './plan-hosts.ts';

const node = (id: string, ipv6: string, fields: NodePatch) =>
  readNode({ parent: 'servers', ...fields, id, ipv6: parsePrefix(ipv6) }, id);

const subject = {
  planName: 'Plan',
  node: readNode(
    { id: 'servers', name: 'Servers', role: 'lan', ipv6: parsePrefix('2001:db8:1::/64') },
    'servers',
  ),
  above: [],
  below: [
    node('a', '2001:db8:1::a/128', { name: 'Database 1', role: 'host' }),
    node('b', '2001:db8:1::b/128', { name: '—', role: 'host' }),
    node('c', '2001:db8:1::c/128', { name: 'db3', role: 'host' }),
    node('old', '2001:db8:1::d/128', { name: 'db4', role: 'host', status: 'retiring' }),
    node('pool', '2001:db8:1::8000/113', { role: 'pool' }),
  ],
};

it('finds the hosts of a node, with names that a host may have', () => {
  expect(hostsOf(subject)).toEqual([
    { node: 'a', name: 'database-1', ipv6: '2001:db8:1::a', ipv4: undefined },
    { node: 'b', name: 'node2', ipv6: '2001:db8:1::b', ipv4: undefined },
    { node: 'c', name: 'db3', ipv6: '2001:db8:1::c', ipv4: undefined },
  ]);
});

it.each<[string, Writer]>([
  ['galera', galera],
  ['ceph', ceph],
  ['lxd', lxd],
  ['xen', xen],
])('gives %s a form in which nothing is wrong', (_id, writer) => {
  const { usable, problems } = previewOf(writer, Object.assign({}, writer.start, writer.fromPlan?.(subject)));
  expect([usable, problems.filter(({ severity }) => severity === 'error')]).toEqual([true, []]);
});
