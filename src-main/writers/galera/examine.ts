import type { Problem } from '../../../src-core/api/writers.ts';
import { family } from '../../../src-core/net/address.ts';
import { at } from '../lines.ts';
import type { GaleraValues } from './schema.ts';

/** What is wrong across the nodes, and what is known to go wrong. */
export function examine(values: GaleraValues): Problem[] {
  const { nodes, bind, transfer, target } = values;
  const problems: Problem[] = [];
  const error = (path: string, message: string) => problems.push({ severity: 'error', path, message });
  const warning = (path: string, message: string, source: string) =>
    problems.push({ severity: 'warning', path, message, source });
  const ports = ['port', 'istPort', 'sstPort'] as const;
  ports.forEach((name, index) => {
    if (ports.slice(0, index).some((other) => values[other] === values[name]) || values[name] === 3306)
      error(name, `${values[name]} is taken: each of the three has its own, and 3306 is for clients`);
  });
  const first = nodes[0];
  nodes.forEach((one, index) => {
    for (const name of ['name', 'address', 'host'] as const) {
      const value = one[name];
      if (value !== undefined && nodes.findIndex((other) => other[name] === value) < index)
        error(at('nodes', index, name), `${value} stands here twice`);
    }
    if (first !== undefined && family(one.address) !== family(first.address))
      error(
        at('nodes', index, 'address'),
        `all nodes of a cluster are reached over IPv${family(first.address)}, as ${first.name} is`,
      );
  });
  if (nodes.length === 2)
    warning(
      'nodes',
      'two nodes have no majority when one is lost: both stop; add a third, or an arbitrator (garbd)',
      'Galera Cluster documentation, Quorum Components',
    );
  if (!['::', '0.0.0.0', '::1', '127.0.0.1'].includes(bind))
    warning(
      'bind',
      `every node gets this line, and starts only where ${bind} is its own address`,
      'MariaDB documentation, bind_address',
    );
  if (transfer === 'mariabackup')
    warning(
      'transfer',
      'it needs wsrep_sst_auth with a user of the database: put that into a file of its own that only mysql reads',
      'MariaDB documentation, mariabackup SST method',
    );
  if (target === '10.1' && nodes.some(({ address }) => family(address) === 6))
    warning(
      'target',
      'before 10.2.41, 10.3.32, 10.4.22, 10.5.13 and 10.6.5 an IPv6 address is not always read as it is meant',
      'MDEV-26171',
    );
  return problems;
}
