import { fromBigInt, toBigInt } from '../../../src-core/net/address.ts';
import { lastOf, networkOf, prefixOf, type Prefix } from '../../../src-core/net/prefix.ts';
import { forever } from '../forms/dhcp6-fields.ts';
import type { Lifetimes } from '../forms/dhcp6-rules.ts';
import { at, Lines } from '../lines.ts';
import { dhcpdString } from '../syntax/quoted.ts';
import type { Written } from '../written.ts';
import type { DhcpdSubnet, DhcpdValues } from './schema.ts';

/** dhcpd6.conf: dhcpd.conf(5) and dhcp-options(5). */
export function write(values: DhcpdValues): Written {
  const lines = new Lines();
  lines.maybe(values.leaseFile, (path) => `dhcpv6-lease-file-name ${dhcpdString(path)};`, 'leaseFile');
  writeLifetimes(lines, values, '');
  writeNames(lines, values, '');
  lines.maybe(values.bootFile, (url) => `option dhcp6.bootfile-url ${dhcpdString(url)};`, 'bootFile');
  lines.maybe(
    values.informationRefresh,
    (time) => `option dhcp6.info-refresh-time ${time};`,
    'informationRefresh',
  );
  values.subnets.forEach((subnet, index) => writeSubnet(lines, subnet, at('subnets', index)));
  values.hosts.forEach((host, index) => writeHost(lines, host, at('hosts', index)));
  return {
    files: [
      {
        path: 'etc/dhcp/dhcpd6.conf',
        language: 'braces',
        about: 'ISC’s DHCPv6 server.',
        lines: lines.lines,
      },
    ],
    apply: [
      { text: 'dhcpd -6 -t -cf /etc/dhcp/dhcpd6.conf', about: 'Checks the file.' },
      {
        text: 'systemctl restart isc-dhcp-server',
        about: 'Debian and Ubuntu: INTERFACESv6 in /etc/default/isc-dhcp-server names the interfaces.',
      },
    ],
    undo: [
      {
        text: 'systemctl stop isc-dhcp-server',
        about: 'Stops answering; clients keep their leases until these end.',
      },
    ],
  };
}

function writeLifetimes(lines: Lines, values: Lifetimes, path: string): void {
  const time = (value: number) => (value === forever ? 'infinite' : String(value));
  lines.maybe(
    values.validLifetime,
    (value) => `default-lease-time ${time(value)};`,
    at(path, 'validLifetime'),
  );
  lines.maybe(
    values.preferredLifetime,
    (value) => `preferred-lifetime ${time(value)};`,
    at(path, 'preferredLifetime'),
  );
  // dhcpd takes T1 and T2 from the options of IPv4 (see dhcpd6.conf.example).
  lines.maybe(values.renewTimer, (value) => `option dhcp-renewal-time ${value};`, at(path, 'renewTimer'));
  lines.maybe(values.rebindTimer, (value) => `option dhcp-rebinding-time ${value};`, at(path, 'rebindTimer'));
}

function writeNames(
  lines: Lines,
  values: Pick<DhcpdSubnet, 'dnsServers' | 'domainSearch'>,
  path: string,
): void {
  const paths = (field: string, items: readonly string[]) => items.map((_, index) => at(path, field, index));
  const { dnsServers, domainSearch } = values;
  if (dnsServers.length > 0)
    lines.add(`option dhcp6.name-servers ${dnsServers.join(', ')};`, ...paths('dnsServers', dnsServers));
  if (domainSearch.length > 0)
    lines.add(
      `option dhcp6.domain-search ${domainSearch.map(dhcpdString).join(', ')};`,
      ...paths('domainSearch', domainSearch),
    );
}

function writeSubnet(lines: Lines, subnet: DhcpdSubnet, path: string): void {
  const address = (value: bigint) => fromBigInt(value, 6);
  lines.blank().block(
    `subnet6 ${subnet.prefix} {`,
    '}',
    () => {
      writeLifetimes(lines, subnet, path);
      writeNames(lines, subnet, path);
      subnet.pools.forEach(({ range }, index) => {
        // A range of IPv4 was refused by the form; it is shown as numbers of IPv6 until it is mended.
        lines.add(
          `range6 ${address(range.first)} ${address(range.last)};`,
          at(path, 'pools', index, 'range'),
        );
      });
      subnet.prefixPools.forEach((pool, index) => {
        const own = at(path, 'prefixPools', index);
        lines.add(
          `prefix6 ${networkOf(pool.prefix)} ${lastPrefix(pool)} /${pool.delegatedLength};`,
          at(own, 'prefix'),
          at(own, 'delegatedLength'),
        );
      });
    },
    at(path, 'prefix'),
  );
}

/** The network of the last prefix that can be delegated of a pool. */
function lastPrefix({ prefix, delegatedLength }: { prefix: Prefix; delegatedLength: number }): string {
  return networkOf(prefixOf(fromBigInt(toBigInt(lastOf(prefix)), 6), delegatedLength));
}

function writeHost(lines: Lines, host: DhcpdValues['hosts'][number], path: string): void {
  // Without a MAC or a DUID it is for nobody: it is left out, and the form says so.
  if (host.mac === undefined && host.duid === undefined) return;
  lines.blank().block(
    `host ${host.name} {`,
    '}',
    () => {
      lines.maybe(host.mac, (mac) => `hardware ethernet ${mac};`, at(path, 'mac'));
      lines.maybe(host.duid, (duid) => `host-identifier option dhcp6.client-id ${duid};`, at(path, 'duid'));
      lines.maybe(host.address, (address) => `fixed-address6 ${address};`, at(path, 'address'));
      host.prefixes.forEach((prefix, index) =>
        lines.add(`fixed-prefix6 ${prefix};`, at(path, 'prefixes', index)),
      );
    },
    at(path, 'name'),
  );
}
