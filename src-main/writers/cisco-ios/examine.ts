import type { Problem } from '../../../src-core/api/writers.ts';
import { isLinkLocal, isMulticast } from '../../../src-core/net/kind.ts';
import {
  containsAddress,
  lengthOf,
  lastOf,
  networkOf,
  prefixOf,
  type Prefix,
} from '../../../src-core/net/prefix.ts';
import { at } from '../lines.ts';
import type { IosInterface, IosPool, IosValues } from './schema.ts';
import { error, warning } from '../problems.ts';

/** What is wrong or noteworthy across fields, as Cisco's documents and the RFCs have it. */
export function examine(values: IosValues): Problem[] {
  const problems: Problem[] = [];
  const { upstream, pools, interfaces } = values;
  if (upstream?.defaultRoute === true && !isPointToPoint.test(upstream.interface))
    problems.push({
      ...warning(
        'upstream.defaultRoute',
        `${upstream.interface} is no point-to-point link: a default route to it alone finds no next hop; turn it off and use "ipv6 address autoconfig default" there, or a route via the address of the provider's router`,
      ),
      source: 'Cisco IOS IPv6 Command Reference, ipv6 route',
    });
  pools.forEach((pool, index) => {
    const path = at('pools', index);
    if (pools.findIndex(({ name }) => name === pool.name) < index)
      problems.push(error(at(path, 'name'), `the pool ${pool.name} stands here twice`));
    problems.push(...delegationProblems(pool, path, values, index));
    if (!interfaces.some(({ dhcpPool }) => dhcpPool === pool.name))
      problems.push(warning(at(path, 'name'), 'no interface serves this pool'));
  });
  interfaces.forEach((one, index) => {
    const path = at('interfaces', index);
    if (interfaces.findIndex(({ name }) => name === one.name) < index || upstream?.interface === one.name)
      problems.push(error(at(path, 'name'), `${one.name} stands here twice`));
    problems.push(...interfaceProblems(one, path, values));
  });
  return problems;
}

function delegationProblems(
  { delegation }: IosPool,
  path: string,
  values: IosValues,
  index: number,
): Problem[] {
  if (delegation === undefined) return [];
  const problems: Problem[] = [];
  const own = at(path, 'delegation');
  const { prefix, length } = delegation;
  if (length <= lengthOf(prefix))
    problems.push(
      error(at(own, 'length'), `longer than the pool, /${lengthOf(prefix)}: one prefix for each client`),
    );
  if (delegation.preferredLifetime > delegation.validLifetime)
    problems.push({
      ...error(at(own, 'preferredLifetime'), `at most the valid lifetime, ${delegation.validLifetime}`),
      source: 'RFC 9915 section 21.22',
    });
  if (values.pools.findIndex((other) => other.delegation?.localPool === delegation.localPool) < index)
    problems.push(error(at(own, 'localPool'), `the local pool ${delegation.localPool} stands here twice`));
  values.interfaces.forEach(({ name, generalPrefix, address }) => {
    if (generalPrefix === undefined && overlap(prefix, prefixOf(address.address, address.length)))
      problems.push(
        error(at(own, 'prefix'), `${name} has an address in it: the same prefix would be handed out`),
      );
  });
  values.pools.slice(0, index).forEach((other) => {
    if (other.delegation !== undefined && overlap(prefix, other.delegation.prefix))
      problems.push(error(at(own, 'prefix'), `it overlaps the pool ${other.delegation.localPool}`));
  });
  return problems;
}

function interfaceProblems(one: IosInterface, path: string, { upstream, pools }: IosValues): Problem[] {
  const problems: Problem[] = [];
  const { address, length } = one.address;
  if (isLinkLocal(address) || isMulticast(address))
    problems.push(error(at(path, 'address'), 'expected a global or unique local address'));
  if (one.generalPrefix !== undefined && one.generalPrefix !== upstream?.generalPrefix)
    problems.push(
      error(at(path, 'generalPrefix'), 'the outside interface gives no delegated prefix this name'),
    );
  if (one.generalPrefix !== undefined && !isRest(address))
    problems.push(error(at(path, 'address'), 'with a delegated prefix: the rest of it alone, as ::1/64'));
  if (one.generalPrefix === undefined && isRest(address))
    problems.push(
      error(at(path, 'address'), 'it has no prefix: choose a delegated prefix, or give it whole'),
    );
  if (length !== 64)
    problems.push({
      ...warning(at(path, 'address'), 'hosts make addresses by themselves in a /64 alone'),
      source: 'RFC 4862 section 5.5.3 d',
    });
  if (one.raLifetime !== undefined && one.raLifetime !== 0 && one.raLifetime < (one.raInterval ?? 200))
    problems.push({
      ...error(at(path, 'raLifetime'), `0, or at least the interval, ${one.raInterval ?? 200} s`),
      source: 'RFC 4861 section 6.2.1',
    });
  const pool = pools.find(({ name }) => name === one.dhcpPool);
  if (one.dhcpPool !== undefined && pool === undefined)
    problems.push(error(at(path, 'dhcpPool'), `there is no pool ${one.dhcpPool}`));
  if (one.rapidCommit && one.dhcpPool === undefined)
    problems.push(error(at(path, 'rapidCommit'), 'only with a DHCPv6 pool'));
  if (pool !== undefined && !one.otherConfig && !one.managed && pool.dnsServers.length > 0)
    problems.push({
      ...warning(at(path, 'otherConfig'), 'without it hosts do not ask for the name servers of the pool'),
      source: 'RFC 4861 section 4.2',
    });
  if (one.managed)
    problems.push(warning(at(path, 'managed'), 'hosts ask for addresses, and these pools hand out none'));
  one.rdnss.forEach(({ lifetime }, index) => {
    if (lifetime !== undefined && lifetime !== 0 && lifetime < (one.raInterval ?? 200))
      problems.push({
        ...error(
          at(path, 'rdnss', index, 'lifetime'),
          `0, or at least the interval, ${one.raInterval ?? 200} s`,
        ),
        source: 'RFC 8106 section 5.1',
      });
  });
  return problems;
}

/** Links with one neighbour alone, to which a route may lead without a next hop. */
const isPointToPoint =
  /^(?:dialer|serial|tunnel|cellular|virtual|async|bri|pos|multilink|atm\d+(?:\/\d+)*\.)/i;

/** Whether it is the part behind a delegated prefix: nothing stands in its first 16 bits. */
function isRest(address: string): boolean {
  return address.startsWith('::') || address.startsWith('0:');
}

function overlap(one: Prefix, other: Prefix): boolean {
  return (
    (containsAddress(one, networkOf(other)) && containsAddress(one, lastOf(other))) ||
    containsAddress(other, networkOf(one))
  );
}
