import { formatRange } from '../../../src-core/net/ranges.ts';
import { lengthOf, networkOf } from '../../../src-core/net/prefix.ts';
import { at } from '../lines.ts';
import { from, inline, jsonLines, Ready, type Tree } from '../tree.ts';
import type { Written } from '../written.ts';
import type { KeaSubnet, KeaValues } from './schema.ts';

type Named = Readonly<Record<string, Tree | undefined>>;

/** kea-dhcp6.conf: JSON, as the Kea Administrator Reference Manual has it; what is at its default is left out. */
export function write(values: KeaValues): Written {
  const { target, interfaces, leaseDatabase: database, loggers, subnets } = values;
  const tree: Named = {
    'interfaces-config': {
      interfaces: interfaces.map(({ name, address }, index) => {
        const own = at('interfaces', index);
        const text = address === undefined ? name : `${name}/${address}`;
        const value = from(at(own, 'name'), text);
        return address === undefined ? value : from(at(own, 'address'), value);
      }),
    },
    'lease-database': {
      type: 'memfile',
      persist: from('leaseDatabase.persist', database.persist),
      name: maybe('leaseDatabase.name', database.name),
      'lfc-interval': from('leaseDatabase.cleanupInterval', database.cleanupInterval),
    },
    ...controlSocket(values),
    ...lifetimesOf(values, ''),
    'mac-sources': each('macSources', values.macSources),
    'reservations-out-of-pool': values.reservationsOutOfPool
      ? from('reservationsOutOfPool', true)
      : undefined,
    'option-data': optionsOf(values, ''),
    loggers: some(loggers, (logger, index) => {
      const own = at('loggers', index);
      const output = { output: from(at(own, 'output'), logger.output) };
      // Renamed in 2.5; the old name is the only one that 2.4 and before know.
      const name = target === '2.2' || target === '2.4' ? 'output_options' : 'output-options';
      return {
        name: from(at(own, 'name'), logger.name),
        [name]: [output],
        severity: from(at(own, 'severity'), logger.severity),
        debuglevel: logger.severity === 'DEBUG' ? from(at(own, 'debugLevel'), logger.debugLevel) : undefined,
      };
    }),
    subnet6: subnets.map((subnet, index) => readySubnet(subnet, at('subnets', index), target)),
  };
  return {
    files: [
      {
        path: 'etc/kea/kea-dhcp6.conf',
        language: 'json',
        about: 'Kea’s DHCPv6 server.',
        lines: jsonLines({ Dhcp6: tree }),
      },
    ],
    apply: [
      {
        text: 'kea-dhcp6 -t /etc/kea/kea-dhcp6.conf',
        about: 'Checks the file; the interfaces must be there.',
      },
      {
        text: 'systemctl restart kea-dhcp6-server',
        about: 'Debian and Ubuntu; elsewhere the unit is called kea-dhcp6. Leases are kept.',
      },
    ],
    undo: [
      {
        text: 'systemctl stop kea-dhcp6-server',
        about: 'Stops answering; clients keep their leases until these end.',
      },
    ],
  };
}

function maybe(path: string, value: string | number | undefined): Tree | undefined {
  return value === undefined || value === '' ? undefined : from(path, value);
}

function some<Item>(items: readonly Item[], tree: (item: Item, index: number) => Tree): Tree[] | undefined {
  return items.length === 0 ? undefined : items.map(tree);
}

function each(path: string, items: readonly string[]): Tree | undefined {
  const list = some(items, (item, index) => from(at(path, index), item));
  return list && inline(list);
}

/** Kea 2.7.2 took a list of sockets in the place of one. */
function controlSocket({ target, controlSocket: path }: KeaValues): Named {
  if (path === undefined) return {};
  const socket = inline({ 'socket-type': 'unix', 'socket-name': from('controlSocket', path) });
  return target === '3.0' ? { 'control-sockets': [socket] } : { 'control-socket': socket };
}

function lifetimesOf(
  values: Pick<KeaSubnet, 'renewTimer' | 'rebindTimer' | 'preferredLifetime' | 'validLifetime'>,
  path: string,
): Named {
  return {
    'renew-timer': maybe(at(path, 'renewTimer'), values.renewTimer),
    'rebind-timer': maybe(at(path, 'rebindTimer'), values.rebindTimer),
    'preferred-lifetime': maybe(at(path, 'preferredLifetime'), values.preferredLifetime),
    'valid-lifetime': maybe(at(path, 'validLifetime'), values.validLifetime),
  };
}

function optionsOf(
  values: Pick<KeaSubnet, 'dnsServers' | 'domainSearch' | 'otherOptions'>,
  path: string,
): Tree[] | undefined {
  const listed = (name: string, field: string, items: readonly string[]): Tree[] => {
    if (items.length === 0) return [];
    let data: Tree = items.join(', ');
    for (const index of items.keys()) data = from(at(path, field, index), data);
    return [inline({ name, data })];
  };
  const options = [
    ...listed('dns-servers', 'dnsServers', values.dnsServers),
    ...listed('domain-search', 'domainSearch', values.domainSearch),
    ...values.otherOptions.map((option, index) => {
      const own = at(path, 'otherOptions', index);
      return inline({
        code: from(at(own, 'code'), option.code),
        'csv-format': option.hexadecimal ? from(at(own, 'hexadecimal'), false) : undefined,
        data: from(at(own, 'data'), option.data),
      });
    }),
  ];
  return options.length === 0 ? undefined : options;
}

/** The lines of subnets that are as they were: with a key that is pressed, one of a thousand is not. */
const made = new WeakMap<
  KeaSubnet,
  { readonly path: string; readonly target: string; readonly ready: Ready }
>();

function readySubnet(subnet: KeaSubnet, path: string, target: KeaValues['target']): Ready {
  const before = made.get(subnet);
  if (before?.path === path && before.target === target) return before.ready;
  const ready = new Ready(jsonLines(subnetOf(subnet, path, target)));
  made.set(subnet, { path, target, ready });
  return ready;
}

function subnetOf(subnet: KeaSubnet, path: string, target: KeaValues['target']): Tree {
  const field = (name: string) => at(path, name);
  const allocates = target !== '2.2';
  const allocator = (name: 'allocator' | 'prefixAllocator') =>
    allocates && subnet[name] !== 'iterative' ? from(field(name), subnet[name]) : undefined;
  const relays = each(field('relays'), subnet.relays);
  return {
    id: from(field('id'), subnet.id),
    subnet: from(field('prefix'), subnet.prefix),
    comment: maybe(field('comment'), subnet.comment),
    interface: maybe(field('interface'), subnet.interface),
    'interface-id': maybe(field('interfaceId'), subnet.interfaceId),
    relay: relays && { 'ip-addresses': relays },
    'rapid-commit': subnet.rapidCommit ? from(field('rapidCommit'), true) : undefined,
    allocator: allocator('allocator'),
    'pd-allocator': allocator('prefixAllocator'),
    ...lifetimesOf(subnet, path),
    'option-data': optionsOf(subnet, path),
    // Always here and never before the end, so that no comma hangs on what may be left out.
    pools: subnet.pools.map(({ range }, index) =>
      inline({
        pool: from(at(path, 'pools', index, 'range'), formatRange(range).replace(/^([^-]+)$/, '$1-$1')),
      }),
    ),
    'pd-pools': some(subnet.prefixPools, (pool, index) => prefixPoolOf(pool, at(path, 'prefixPools', index))),
    reservations: reservationsOf(subnet, path),
  };
}

function prefixPoolOf(pool: KeaSubnet['prefixPools'][number], path: string): Tree {
  const split = (name: string, prefix: KeaSubnet['prefix'], words: readonly [string, string]): Named => ({
    [words[0]]: from(at(path, name), networkOf(prefix)),
    [words[1]]: from(at(path, name), lengthOf(prefix)),
  });
  return inline({
    ...split('prefix', pool.prefix, ['prefix', 'prefix-len']),
    'delegated-len': from(at(path, 'delegatedLength'), pool.delegatedLength),
    ...(pool.excludedPrefix === undefined
      ? {}
      : split('excludedPrefix', pool.excludedPrefix, ['excluded-prefix', 'excluded-prefix-len'])),
  });
}

/** Kea refuses a reservation that nobody can be known by: it is left out, and the form says so. */
function reservationsOf({ reservations }: KeaSubnet, path: string): Tree[] | undefined {
  const trees = reservations.flatMap((one, index): Tree[] => {
    if (one.mac === undefined && one.duid === undefined) return [];
    const own = at(path, 'reservations', index);
    return [
      inline({
        'hw-address': maybe(at(own, 'mac'), one.mac),
        duid: maybe(at(own, 'duid'), one.duid),
        hostname: maybe(at(own, 'hostname'), one.hostname),
        'ip-addresses': some(one.addresses, (item, number) => from(at(own, 'addresses', number), item)),
        prefixes: some(one.prefixes, (item, number) => from(at(own, 'prefixes', number), item)),
      }),
    ];
  });
  return trees.length === 0 ? undefined : trees;
}
