import type { z } from 'zod';
import { address, choice, flag, group, list, matching, planNode, prefix } from '../fields.ts';

const monitor = group(
  {
    node: planNode(),
    name: matching(/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/, 'expected a short host name: letters, digits and "-"', {
      title: 'Name',
      sample: 'mon1',
      description: 'Left out for all: no mon_initial_members.',
    }).optional(),
    address: address({ title: 'Address', sample: '2001:db8:10::1', linkLocal: false, own: true }),
  },
  { title: 'Monitor' },
);

const networkOf = (title: string, sample: string, description: string) =>
  list(prefix({ title, sample }), { title, max: 64, description });

export const schema = group(
  {
    target: choice(['14', '13'], {
      title: 'Ceph version',
      labels: { '14': 'Nautilus (14) and later', '13': 'Mimic (13) and before' },
      description: 'Nautilus brought version 2 of the protocol, and ms_bind_ipv4.',
    }).default('14'),
    fsid: matching(
      /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
      'expected a UUID in lower case, as uuidgen gives it',
      {
        title: 'Cluster id (fsid)',
        sample: 'a7f64266-0894-4f1e-a635-d0aeaca0e993',
        description: 'Left out: a file for clients, which find it by the monitors.',
      },
    ).optional(),
    monitors: list(monitor, { title: 'Monitors', min: 1, max: 64 }),
    oldProtocol: flag({
      title: 'Version 1 of the protocol as well',
      description: 'Port 6789, for clients before Nautilus and old kernels (before 5.11).',
    }).default(true),
    publicNetworks: networkOf(
      'Public network',
      '2001:db8:10::/64',
      'Monitors, and what clients reach.',
    ).default([]),
    clusterNetworks: networkOf(
      'Cluster network',
      '2001:db8:20::/64',
      'Replication between OSDs. Left out: the public one.',
    ).default([]),
  },
  { title: 'Ceph cluster' },
);

export type CephValues = z.output<typeof schema>;
