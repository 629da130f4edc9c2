import { family } from '../../../src-core/net/address.ts';
import { at, Lines } from '../lines.ts';
import { bracketed, hostPort } from '../syntax/host-port.ts';
import type { Written } from '../written.ts';
import type { CephValues } from './schema.ts';

/** ceph.conf, the same on every host of the cluster and on every client. */
export function write(values: CephValues): Written {
  const { target, fsid, monitors, oldProtocol, publicNetworks, clusterNetworks } = values;
  const lines = new Lines();
  lines.add('[global]').maybe(fsid, (value) => `fsid = ${value}`, 'fsid');
  const names = monitors.flatMap(({ name }) => name ?? []);
  if (names.length === monitors.length)
    lines.add(
      `mon_initial_members = ${names.join(', ')}`,
      ...monitors.map((_, index) => at('monitors', index, 'name')),
    );
  const hosts = monitors.map(({ address }) => {
    if (target === '13') return bracketed(address);
    const old = oldProtocol ? `,v1:${hostPort(address, 6789)}` : '';
    return `[v2:${hostPort(address, 3300)}${old}]`;
  });
  const addresses = monitors.map((_, index) => at('monitors', index, 'address'));
  lines.add(`mon_host = ${hosts.join(',')}`, 'target', 'oldProtocol', ...addresses);
  // Every daemon binds to the one family or the other; heartbeats fail where a host misses it (Ceph knows no dual stack).
  const six = monitors.some(({ address }) => family(address) === 6);
  lines.add(`ms_bind_ipv6 = ${six}`, ...addresses);
  if (target === '14') lines.add(`ms_bind_ipv4 = ${!six}`, 'target', ...addresses);
  const networks = (keyword: string, field: string, prefixes: readonly string[]) => {
    if (prefixes.length > 0)
      lines.add(`${keyword} = ${prefixes.join(', ')}`, ...prefixes.map((_, index) => at(field, index)));
  };
  networks('public_network', 'publicNetworks', publicNetworks);
  networks('cluster_network', 'clusterNetworks', clusterNetworks);
  return {
    files: [
      {
        path: 'etc/ceph/ceph.conf',
        language: 'ini',
        about: 'Where the monitors are and which family all of Ceph speaks; the same on every host.',
        lines: lines.lines,
      },
    ],
    apply: [
      { text: 'ceph-conf -c /etc/ceph/ceph.conf --lookup mon_host', about: 'Checks the file.' },
      {
        text: 'systemctl restart ceph.target',
        about: 'On one host after the other; wait for HEALTH_OK between.',
      },
      { text: 'ceph mon dump', about: 'Shows the addresses of the monitors, IPv6 in brackets.' },
    ],
    undo: [
      { text: 'systemctl restart ceph.target', about: 'After the file that was there before is put back.' },
    ],
  };
}
