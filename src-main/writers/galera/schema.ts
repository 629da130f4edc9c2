import type { z } from 'zod';
import {
  absolutePath,
  address,
  choice,
  domain,
  group,
  integer,
  list,
  matching,
  planNode,
} from '../fields.ts';

const port = (title: string, standard: number, description: string) =>
  integer({ title, sample: standard, min: 1, max: 65_535, description }).default(standard);

const clusterNode = group(
  {
    node: planNode(),
    name: matching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, 'expected a name of letters, digits, "-" and "_"', {
      title: 'Name',
      sample: 'db1',
      description: 'wsrep_node_name, and the folder of its file.',
    }),
    address: address({
      title: 'Address',
      sample: '2001:db8:10::1',
      linkLocal: false,
      description: 'Under which the other nodes reach it.',
    }),
    host: domain({
      title: 'Host name',
      sample: 'db1.example.net',
      description: 'Where the list of members is to have names. Left out: its address.',
    }).optional(),
    segment: integer({
      title: 'Segment',
      sample: 0,
      min: 0,
      max: 255,
      description: 'Nodes of one site have the same (gmcast.segment).',
    }).optional(),
  },
  { title: 'Node' },
);

export const schema = group(
  {
    target: choice(['10.4', '10.1'], {
      title: 'MariaDB version',
      labels: { '10.4': '10.4 and later (Galera 4)', '10.1': '10.1 to 10.3 (Galera 3)' },
    }).default('10.4'),
    name: matching(
      /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,30}[A-Za-z0-9._-]?$/,
      'expected up to 32 letters, digits, ".", "_", "-" and spaces',
      { title: 'Cluster', sample: 'ns01', description: 'wsrep_cluster_name; the same on every node.' },
    ),
    nodes: list(clusterNode, { title: 'Nodes', min: 1, max: 100 }),
    bind: address({
      title: 'Clients connect to',
      own: true,
      sample: '::',
      description: 'bind_address; "::" takes IPv4 as well, where the system maps it.',
    }).prefault('::'),
    provider: absolutePath({
      title: 'Galera library',
      sample: '/usr/lib/galera/libgalera_smm.so',
      description: 'wsrep_provider, as Debian and Ubuntu have it.',
    }).default('/usr/lib/galera/libgalera_smm.so'),
    transfer: choice(['rsync', 'mariabackup', 'mysqldump'], {
      title: 'State transfer',
      description: 'wsrep_sst_method: how a new node gets the data.',
    }).default('rsync'),
    port: port('Port of the group', 4567, 'Replication, TCP and UDP.'),
    istPort: port('Port of incremental transfer', 4568, 'ist.recv_addr.'),
    sstPort: port('Port of state transfer', 4444, 'wsrep_sst_receive_address.'),
  },
  { title: 'Galera cluster' },
);

export type GaleraValues = z.output<typeof schema>;
export type GaleraNode = GaleraValues['nodes'][number];
