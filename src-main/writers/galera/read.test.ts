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

const nodeFile = (members: string, address: string) => ({
  name: 'my.cnf',
  text: `[mysqld]\nwsrep_cluster_address = "gcomm://${members}"\nwsrep_node_name = first\nwsrep_node_address = "${address}"\n`,
});

it('knows the only member of a cluster as the node of its file, whatever it is called', () => {
  expect(read([nodeFile('db.example.net', '2001:db8::1')]).values).toMatchObject({
    nodes: [{ name: 'first', host: 'db.example.net', address: '2001:db8::1' }],
  });
});

it('knows a member by its address in any form', () => {
  const { values } = read([nodeFile('[2001:DB8:0::1],[2001:db8::2]', '[2001:db8::1]')]);
  expect(values).toMatchObject({
    nodes: [{ name: 'first', address: '2001:db8::1' }, { address: '2001:db8::2' }],
  });
});

it('says which address is of none of the members', () => {
  const { values, left } = read([nodeFile('one.example,two.example', '2001:db8::9')]);
  expect(values).toMatchObject({ nodes: [{ name: 'one' }, { name: 'two' }] });
  expect(left).toMatchObject([
    { line: 3, kind: 'unknown', text: expect.stringContaining('first') },
    { line: 4, kind: 'unknown', text: expect.stringContaining('2001:db8::9') },
  ]);
});

it('keeps the members where options follow them, and shows the options', () => {
  const text =
    '!includedir /etc/mysql/conf.d\n[mysqld]\nwsrep_cluster_address="gcomm://[2001:db8::1],[2001:db8::2]:4567?pc.wait_prim=no"\nwsrep_on=ON\n';
  const { values, left } = read([{ name: 'my.cnf', text }]);
  expect(values).toMatchObject({ nodes: [{ address: '2001:db8::1' }, { address: '2001:db8::2' }] });
  expect(left.map(({ line, why }) => [line, why])).toEqual([
    [1, 'another file is read here: open it as well'],
    [3, 'the form has the members, and no options behind them'],
  ]);
});

it('takes the files of one node for one, whichever of them has the members', () => {
  const server = { name: '50-server.cnf', text: '[mysqld]\nbind-address = ::\nwsrep_node_name = two\n' };
  const cluster = {
    name: '60-galera.cnf',
    text: '[galera]\nwsrep_cluster_address = gcomm://[2001:db8::1],[2001:db8::2]\nwsrep_node_address = [2001:db8::2]\n',
  };
  const values = {
    target: '10.4',
    bind: '::',
    nodes: [
      { name: 'node1', address: '2001:db8::1' },
      { name: 'two', address: '2001:db8::2' },
    ],
  };
  expect(read([server, cluster])).toEqual({ values, left: [] });
  expect(read([cluster, server])).toEqual({ values, left: [] });
});

it('refuses a my.cnf without a cluster', () => {
  expect(() => read([{ name: 'my.cnf', text: '[mysqld]\nport = 3306\n' }])).toThrow(/wsrep_cluster_address/);
});
