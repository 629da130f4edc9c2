import type { Problem } from '../../../src-core/api/writers.ts';
import { formatRange, rangeOf } from '../../../src-core/net/ranges.ts';
import {
  error,
  isWithin,
  lifetimeProblems,
  Once,
  poolProblems,
  prefixPoolProblems,
  reservationProblems,
  spaceProblems,
  warning,
  type PlacedPrefix,
} from '../forms/dhcp6-rules.ts';
import { at } from '../lines.ts';
import { optionProblems } from './options.ts';
import type { KeaSubnet, KeaValues } from './schema.ts';

/** What Kea takes where nothing is set (Kea ARM, "DHCPv6 Server Configuration"). */
const standard = { preferredLifetime: 3600, validLifetime: 7200 };

/** What is wrong across fields, as Kea and the RFCs have it. */
export function examine(values: KeaValues): Problem[] {
  const { subnets, target } = values;
  const problems = [
    ...server(values),
    ...lifetimeProblems(values, standard, ''),
    ...optionProblems(values, '', target),
  ];
  const above = {
    renewTimer: values.renewTimer,
    rebindTimer: values.rebindTimer,
    preferredLifetime: values.preferredLifetime ?? standard.preferredLifetime,
    validLifetime: values.validLifetime ?? standard.validLifetime,
  };
  const ids = new Once(problems);
  const addresses = new Once(problems);
  const listening = new Set(values.interfaces.map(({ name }) => name));
  const pools: PlacedPrefix[] = [];
  const reserved: PlacedPrefix[] = [];
  subnets.forEach((subnet, index) => {
    const path = at('subnets', index);
    ids.add(String(subnet.id), path, 'id');
    const relays = new Once(problems);
    subnet.relays.forEach((relay, number) => relays.add(relay, path, 'relays', number));
    problems.push(
      ...reach(subnet, path, listening),
      ...lifetimeProblems(subnet, above, path),
      ...optionProblems(subnet, path, target),
      ...poolProblems(subnet.prefix, subnet.pools, path),
      ...reservations(subnet, path, values, addresses),
    );
    for (const name of ['allocator', 'prefixAllocator'] as const)
      if (target === '2.2' && subnet[name] !== 'iterative')
        problems.push(
          warning(at(path, name), 'Kea 2.2 gives addresses in turn alone: it is left out', 'Kea 2.4 ARM'),
        );
    if (subnet.prefixAllocator === 'flq')
      problems.push(
        warning(
          at(path, 'prefixAllocator'),
          'the free lease queue holds every prefix of the pools in memory, and is not for servers that share their leases',
          'Kea ARM, Allocation Strategies in DHCPv6',
        ),
      );
    subnet.prefixPools.forEach((pool, number) => {
      const own = at(path, 'prefixPools', number);
      pools.push({ prefix: pool.prefix, path: at(own, 'prefix') });
      problems.push(...prefixPoolProblems(pool, own));
    });
    subnet.reservations.forEach(({ prefixes }, number) =>
      prefixes.forEach((prefix, place) =>
        reserved.push({ prefix, path: at(path, 'reservations', number, 'prefixes', place) }),
      ),
    );
  });
  const links = subnets.map(({ prefix }, index) => ({ prefix, path: at('subnets', index, 'prefix') }));
  problems.push(...spaceProblems(links, pools, reserved));
  return problems;
}

/** Since 2.4.2, 2.6.3 and 2.7.9 Kea writes in its own folders alone (CVE-2025-32802). */
const ownFolders = [
  { field: 'leaseDatabase.name', folder: '/var/lib/kea/' },
  { field: 'controlSocket', folder: '/run/kea/' },
] as const;

function server({
  interfaces,
  macSources,
  leaseDatabase,
  controlSocket,
  loggers,
  target,
}: KeaValues): Problem[] {
  const problems: Problem[] = [];
  if (interfaces.length === 0)
    problems.push(warning('interfaces', 'Kea listens on no interface: nobody is answered', 'Kea ARM'));
  const once = new Once(problems);
  interfaces.forEach(({ name, address }, index) => {
    const own = at('interfaces', index);
    once.add(address === undefined ? name : `${name}/${address}`, own, 'name');
    if (name === '*' && address !== undefined)
      problems.push(
        error(at(own, 'address'), 'an address goes with one interface, not with all of them', 'Kea ARM'),
      );
  });
  const sources = new Once(problems);
  macSources.forEach((source, index) => sources.add(source, 'macSources', index));
  if (macSources.length > 0 && macSources.every((source) => source === 'duid'))
    problems.push(
      warning(
        'macSources',
        'a DUID may come from another interface, or from no MAC at all: add ipv6-link-local or client-link-addr-option',
        'RFC 8415 section 11',
      ),
    );
  const paths = [leaseDatabase.name, controlSocket];
  ownFolders.forEach(({ field, folder }, index) => {
    const path = paths[index];
    if (
      target !== '2.2' &&
      path !== undefined &&
      !path.startsWith(folder) &&
      !path.startsWith(`/var${folder}`)
    )
      problems.push(
        warning(field, `Kea since 2.4.2 and 2.6.3 takes a file in ${folder} alone`, 'CVE-2025-32802'),
      );
  });
  loggers.forEach(({ output }, index) => {
    if (target !== '2.2' && output.startsWith('/') && !output.startsWith('/var/log/kea/'))
      problems.push(
        warning(
          at('loggers', index, 'output'),
          'Kea since 2.4.2 and 2.6.3 logs in /var/log/kea/ alone',
          'CVE-2025-32802',
        ),
      );
  });
  return problems;
}

/** How clients of a subnet are told from those of another. */
function reach(subnet: KeaSubnet, path: string, listening: ReadonlySet<string>): Problem[] {
  const { interface: name, interfaceId, relays } = subnet;
  if (name !== undefined && interfaceId !== undefined && interfaceId !== '')
    return [
      error(
        at(path, 'interfaceId'),
        'a subnet is on an interface of the server or behind a relay: leave one out',
        'Kea ARM',
      ),
    ];
  if (name !== undefined && !listening.has(name) && !listening.has('*'))
    return [
      warning(at(path, 'interface'), `Kea does not listen on ${name}: add it to the interfaces`, 'Kea ARM'),
    ];
  if (name === undefined && interfaceId === undefined && relays.length === 0)
    return [
      warning(
        at(path, 'interface'),
        'without an interface, clients behind a relay with an address of the subnet alone are served',
        'Kea ARM, IPv6 Subnet Selection',
      ),
    ];
  return [];
}

function reservations(subnet: KeaSubnet, path: string, values: KeaValues, addresses: Once): Problem[] {
  const problems: Problem[] = [];
  const whole = rangeOf(subnet.prefix);
  const clients = new Once(problems);
  const pools = values.reservationsOutOfPool ? subnet.pools : [];
  subnet.reservations.forEach((one, index) => {
    const own = at(path, 'reservations', index);
    problems.push(...reservationProblems(one, own));
    clients.add(one.mac, own, 'mac');
    clients.add(one.duid, own, 'duid');
    one.addresses.forEach((address, number) => {
      const field = at(own, 'addresses', number);
      addresses.add(address, field);
      if (!isWithin(whole, address))
        problems.push(error(field, `${address} does not lie in ${subnet.prefix}`, 'Kea ARM'));
      const pool = pools.find(({ range }) => isWithin(range, address));
      if (pool !== undefined)
        problems.push(
          error(
            field,
            `lies in the pool ${formatRange(pool.range)}, where Kea does not look for reservations`,
            'Kea ARM',
          ),
        );
    });
  });
  return problems;
}
