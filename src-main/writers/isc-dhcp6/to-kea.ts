import type { Problem } from '../../../src-core/api/writers.ts';
import { formatRange, rangeOf } from '../../../src-core/net/ranges.ts';
import { isWithin, warning } from '../forms/dhcp6-rules.ts';
import { at } from '../lines.ts';
import type { DhcpdValues } from './schema.ts';

/** The same server as Kea has it: hosts are reservations of the subnet that their address lies in. */
export function toKea(values: DhcpdValues): { values: Record<string, unknown>; problems: Problem[] } {
  const { subnets, hosts, leaseFile, bootFile, informationRefresh, ...rest } = values;
  const problems: Problem[] = [
    warning('interfaces', 'dhcpd is told its interfaces on its command line: name those that Kea listens on'),
  ];
  if (leaseFile !== undefined)
    problems.push(
      warning('leaseDatabase.name', `the leases in ${leaseFile} are not taken along: keama and a pause are`),
    );
  const moved = subnets.map(({ pools, ...subnet }, index) => ({
    ...subnet,
    id: index + 1,
    pools: pools.map(({ range, ...pool }) => ({ ...pool, range: formatRange(range) })),
    reservations: none(),
  }));
  const links = subnets.map(({ prefix }) => rangeOf(prefix));
  hosts.forEach(({ name, address, ...host }, index) => {
    const place = address === undefined ? 0 : links.findIndex((link) => isWithin(link, address));
    const target = moved[place];
    if (address === undefined && subnets.length > 1)
      problems.push(
        warning(
          at('hosts', index),
          `${name} has no address and was put into the first subnet: Kea keeps each in its subnet`,
        ),
      );
    if (target === undefined)
      problems.push(warning(at('hosts', index), `${name} lies in no subnet and was left out`));
    else
      target.reservations.push({
        ...host,
        hostname: name,
        addresses: address === undefined ? [] : [address],
      });
  });
  const otherOptions = [
    ...(informationRefresh === undefined ? [] : [{ code: 32, data: String(informationRefresh) }]),
    ...(bootFile === undefined ? [] : [{ code: 59, data: bootFile.replaceAll(',', '\\,') }]),
  ];
  return {
    values: JSON.parse(JSON.stringify({ ...rest, otherOptions, interfaces: [], subnets: moved })),
    problems,
  };
}

function none(): Record<string, unknown>[] {
  return [];
}
