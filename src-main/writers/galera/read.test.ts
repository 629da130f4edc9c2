import { expect, it } from 'vitest';
import { read } from './read.ts';

it('reads the my.cnf of one node, and keeps what it has no place for', () => {
  const text = [
    '# tuned by hand',
    '[client]',
    'port = 3307',
    '[mysqld]',
    'innodb_buffer_pool_size = 8G',
    'bind-address = *',
    'wsrep_on=1',
    'wsrep_cluster_name=ns01',
    "wsrep_cluster_address='gcomm://ns011.example.eu,ns012.example.nl,[2001:db8::3]'",
    'wsrep_node_name="ns012"',
    'wsrep_provider_options = "gmcast.listen_addr=tcp://[::]:4567; gcache.size=1G; ist.recv_addr=[2001:db8::2]:4568"',
    'wsrep_node_address = "2001:db8::2:4567"',
  ].join('\n');
  const { values, left } = read([{ name: 'my.cnf', text }]);
  expect(values).toEqual({
    target: '10.4',
    bind: '::',
    name: 'ns01',
    port: 4567,
    istPort: 4568,
    nodes: [
      { name: 'ns011', host: 'ns011.example.eu' },
      { name: 'ns012', host: 'ns012.example.nl', address: '2001:db8::2' },
      { name: 'node3', address: '2001:db8::3' },
    ],
  });
  // The last address has no brackets, and so is another one: it is told, not guessed.
  expect(left.map(({ line, kind }) => [line, kind])).toEqual([
    [1, 'comment'],
    [3, 'unknown'],
    [5, 'unknown'],
    [11, 'unknown'],
    [12, 'unknown'],
  ]);
});

it('refuses a my.cnf without a cluster', () => {
  expect(() => read([{ name: 'my.cnf', text: '[mysqld]\nport = 3306\n' }])).toThrow(/wsrep_cluster_address/);
});
