import { family } from '../../../src-core/net/address.ts';
import { at, Lines } from '../lines.ts';
import { bracketed, hostPort } from '../syntax/host-port.ts';
import type { Written, WrittenFile } from '../written.ts';
import type { GaleraNode, GaleraValues } from './schema.ts';

/** One my.cnf fragment for each node, as Debian's 60-galera.cnf. */
export function write(values: GaleraValues): Written {
  return {
    files: values.nodes.map((one, index) => fileOf(values, one, index)),
    apply: [
      {
        text: 'ss -lntu | grep -E ":(3306|4444|4567|4568)"',
        about:
          'On each node: nothing else listens on the ports, and no firewall closes them between the nodes.',
      },
      { text: 'galera_new_cluster', about: 'On the first node alone, and only for a new cluster.' },
      { text: 'systemctl restart mariadb', about: 'On the others, one after the other.' },
      {
        text: `mariadb -e "SHOW STATUS LIKE 'wsrep_incoming_addresses'"`,
        about: 'Lists every node, IPv6 in brackets.',
      },
    ],
    undo: [
      { text: 'rm /etc/mysql/mariadb.conf.d/60-galera.cnf', about: 'On the node that leaves the cluster.' },
      { text: 'systemctl restart mariadb', about: 'It runs alone from then on, with the data it has.' },
    ],
  };
}

function fileOf(values: GaleraValues, one: GaleraNode, index: number): WrittenFile {
  const lines = new Lines();
  const own = at('nodes', index);
  lines.add('[mysqld]');
  if (values.target === '10.1')
    lines
      .add('query_cache_size = 0', 'target')
      .add('query_cache_type = 0', 'target')
      .add('innodb_doublewrite = 1', 'target');
  lines
    .add('binlog_format = ROW')
    .add('default_storage_engine = InnoDB')
    .add('innodb_autoinc_lock_mode = 2')
    .add(`bind_address = ${values.bind}`, 'bind')
    .blank()
    .add('wsrep_on = ON')
    .add(`wsrep_provider = ${quoted(values.provider)}`, 'provider')
    .add(`wsrep_cluster_name = ${quoted(values.name)}`, 'name')
    .add(`wsrep_cluster_address = ${quoted(membersFor(values, index))}`, ...memberFields(values))
    .add(`wsrep_sst_method = ${values.transfer}`, 'transfer')
    .blank()
    .add(`wsrep_node_name = ${quoted(one.name)}`, at(own, 'name'))
    .add(`wsrep_node_address = ${quoted(hostPort(one.address, values.port))}`, at(own, 'address'), 'port');
  const any = family(one.address) === 6 ? '[::]' : '0.0.0.0';
  const options = [
    // Galera listens on 0.0.0.0 alone unless it is told.
    `gmcast.listen_addr=tcp://${any}:${values.port}`,
    `ist.recv_addr=${hostPort(one.address, values.istPort)}`,
    ...(one.segment === undefined ? [] : [`gmcast.segment=${one.segment}`]),
  ];
  lines
    .add(
      `wsrep_provider_options = ${quoted(options.join('; '))}`,
      at(own, 'address'),
      'port',
      'istPort',
      at(own, 'segment'),
    )
    .add(
      `wsrep_sst_receive_address = ${quoted(hostPort(one.address, values.sstPort))}`,
      at(own, 'address'),
      'sstPort',
    );
  return {
    path: `${one.name}/etc/mysql/mariadb.conf.d/60-galera.cnf`,
    language: 'ini',
    about: `What MariaDB on ${one.name} reads.`,
    lines: lines.lines,
  };
}

/** All members, the node itself first: the order has no meaning, and so its file tells which one it is. */
function membersFor({ nodes, port }: GaleraValues, index: number): string {
  const order = [...nodes.slice(index), ...nodes.slice(0, index)];
  const members = order.map(({ host, address }) => {
    const name = host ?? bracketed(address);
    return port === 4567 ? name : `${name}:${port}`;
  });
  return `gcomm://${members.join(',')}`;
}

function memberFields({ nodes }: GaleraValues): string[] {
  return [
    ...nodes.flatMap((_, index) => [at('nodes', index, 'address'), at('nodes', index, 'host')]),
    'port',
  ];
}

/**
 * A value of an option file: in double quotes, so that "#" begins no comment; a backslash is an escape there
 * (MariaDB, "Configuring MariaDB with Option Files").
 */
function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, (character) => `\\${character}`)}"`;
}
