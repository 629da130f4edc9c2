import { defineWriter } from '../writer.ts';
import type { WrittenFile } from '../written.ts';
import { examine } from './examine.ts';
import { fromPlan } from './from-plan.ts';
import { read } from './read.ts';
import { schema } from './schema.ts';
import { write } from './write.ts';

const configuration = 'etc/ceph/ceph.conf';

/** What the form writes, looked up one by one: a line that Ceph does not see ends with another value. */
const keys = ['mon_host', 'ms_bind_ipv6', 'public_network'];

function hasKey(files: readonly WrittenFile[], key: string): boolean {
  return files.some(({ lines }) => lines.some(({ text }) => text.startsWith(`${key} = `)));
}

/** Ceph: ceph.conf for one address family, with the monitors in brackets. */
export default defineWriter({
  id: 'ceph',
  title: 'Ceph cluster',
  group: 'clusters',
  about:
    'ceph.conf for a cluster on IPv6: monitors in brackets, one address family for all, public and cluster network. Reads an old one and tells what is wrong in it.',
  keywords: ['ceph.conf', 'mon_host', 'ms_bind_ipv6', 'monitor', 'OSD', 'storage'],
  systems: ['S19'],
  schema,
  start: {
    monitors: [
      { name: 'mon1', address: '2001:db8:10::1' },
      { name: 'mon2', address: '2001:db8:10::2' },
      { name: 'mon3', address: '2001:db8:10::3' },
    ],
    publicNetworks: ['2001:db8:10::/64'],
  },
  sample: {
    fsid: 'a7f64266-0894-4f1e-a635-d0aeaca0e993',
    monitors: [
      { name: 'mon1', address: '2001:db8:10::1' },
      { name: 'mon2', address: '2001:db8:10::2' },
      { name: 'mon3', address: '2001:db8:10::3' },
    ],
    publicNetworks: ['2001:db8:10::/64'],
    clusterNetworks: ['2001:db8:20::/64'],
  },
  examine,
  write,
  read,
  signs: {
    names: [/(^|\/)ceph\.conf$/],
    texts: [
      /^[ \t]*mon[ _-](?:host|initial[ _-]members)[ \t]*=/m,
      /^[ \t]*fsid[ \t]*=/m,
      /^[ \t]*ms[ _-]bind[ _-]ipv[46][ \t]*=/m,
    ],
  },
  fromPlan,
  checkers: [
    {
      name: 'ceph-conf',
      command: 'ceph-conf',
      package: 'ceph-common',
      plan: (files, folder) =>
        keys
          .filter((key) => hasKey(files, key))
          .map((key) => ({ args: ['-c', `${folder}/${configuration}`, '-s', 'global', '--lookup', key] })),
      accepts: ({ code, stdout, stderr }) => code === 0 && stdout.trim() !== '' && !/error/i.test(stderr),
    },
    {
      name: 'monmaptool --generate',
      command: 'monmaptool',
      package: 'ceph-base',
      // Makes the map of the monitors from mon_host, as a new monitor does; it needs the id of the cluster for it.
      plan: (files, folder) =>
        hasKey(files, 'fsid')
          ? [{ args: ['--create', '--generate', '-c', `${folder}/${configuration}`, `${folder}/monmap`] }]
          : [],
    },
  ],
});
