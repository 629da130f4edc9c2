import type { Problem } from '../../../src-core/api/writers.ts';
import { formatRange, rangeOf, type Range } from '../../../src-core/net/ranges.ts';
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
import type { DhcpdValues } from './schema.ts';

/** dhcpd.conf(5): default-lease-time 43200; preferred-lifetime is five eighths of it. */
const standard = 43_200;

/** What is wrong across fields, as dhcpd and the RFCs have it. */
export function examine(values: DhcpdValues): Problem[] {
  const problems = [...lifetimeProblems(values, { validLifetime: standard }, '')];
  const above = {
    renewTimer: values.renewTimer,
    rebindTimer: values.rebindTimer,
    preferredLifetime: values.preferredLifetime,
    validLifetime: values.validLifetime ?? standard,
  };
  const pools: PlacedPrefix[] = [];
  values.subnets.forEach((subnet, index) => {
    const path = at('subnets', index);
    problems.push(
      ...lifetimeProblems(subnet, above, path),
      ...poolProblems(subnet.prefix, subnet.pools, path),
    );
    subnet.prefixPools.forEach((pool, number) => {
      const own = at(path, 'prefixPools', number);
      pools.push({ prefix: pool.prefix, path: at(own, 'prefix') });
      problems.push(...prefixPoolProblems(pool, own));
      if (pool.delegatedLength === 128)
        problems.push(
          error(at(own, 'delegatedLength'), 'dhcpd delegates at most a /127', 'dhcpd.conf(5), prefix6'),
        );
    });
  });
  const reserved = values.hosts.flatMap(({ prefixes }, index): PlacedPrefix[] =>
    prefixes.map((prefix, place) => ({ prefix, path: at('hosts', index, 'prefixes', place) })),
  );
  const links = values.subnets.map(({ prefix }, index) => ({ prefix, path: at('subnets', index, 'prefix') }));
  problems.push(...spaceProblems(links, pools, reserved), ...hosts(values));
  return problems;
}

function hosts(values: DhcpdValues): Problem[] {
  const problems: Problem[] = [];
  const names = new Once(problems);
  const addresses = new Once(problems);
  const subnets = values.subnets.map(({ prefix }) => rangeOf(prefix)).sort(byFirst);
  const pools = values.subnets.flatMap((subnet) => subnet.pools.map(({ range }) => range)).sort(byFirst);
  values.hosts.forEach((host, index) => {
    const path = at('hosts', index);
    names.add(host.name, path, 'name');
    addresses.add(host.address, path, 'address');
    const own = reservationProblems(
      { ...host, addresses: host.address === undefined ? [] : [host.address] },
      path,
    );
    problems.push(
      ...own.map((one) => (one.path.endsWith('.addresses') ? { ...one, path: at(path, 'address') } : one)),
    );
    if (host.mac !== undefined)
      problems.push(
        warning(
          at(path, 'mac'),
          'dhcpd finds a MAC in a DUID that was made from it (types 1 and 3), or in option 79 of a relay, and nowhere else',
          'RFC 6939',
        ),
      );
    if (host.address === undefined) return;
    if (holder(subnets, host.address) === undefined)
      problems.push(error(at(path, 'address'), `${host.address} lies in no subnet`, 'dhcpd.conf(5), host'));
    const pool = holder(pools, host.address);
    if (pool !== undefined)
      problems.push(
        warning(
          at(path, 'address'),
          `lies in the pool ${formatRange(pool)}: dhcpd takes it out of it`,
          'dhcpd.conf(5), range6',
        ),
      );
  });
  return problems;
}

function byFirst(one: Range, other: Range): number {
  return one.first < other.first ? -1 : one.first > other.first ? 1 : 0;
}

/** The last of the sorted ranges that begins at or before the address, where it holds it: found by halving. */
function holder(sorted: readonly Range[], address: Parameters<typeof isWithin>[1]): Range | undefined {
  const begins = (range: Range) => isWithin({ ...range, last: (1n << 128n) - 1n }, address);
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const range = sorted[middle];
    if (range !== undefined && begins(range)) low = middle + 1;
    else high = middle;
  }
  const range = sorted[low - 1];
  return range !== undefined && isWithin(range, address) ? range : undefined;
}
