import { ipv4Mask } from './mask.ts';
import { at, Lines } from '../lines.ts';
import type { Written } from '../written.ts';
import { forever, type IosInterface, type IosPool, type IosValues } from './schema.ts';

/** The commands of IOS in the order in which it shows them; what one names stands before it. */
export function write(values: IosValues): Written {
  const lines = new Lines(' ');
  const { upstream, target } = values;
  lines.add('ipv6 unicast-routing');
  if (target === 'ios') lines.add('ipv6 cef', 'target');
  values.pools.forEach((pool, index) => writePool(lines, pool, at('pools', index)));
  if (upstream !== undefined) {
    const field = (name: string) => at('upstream', name);
    lines.add('!').add(`interface ${upstream.interface}`, field('interface'));
    lines.indented(() => {
      lines.add('ipv6 enable');
      if (upstream.generalPrefix !== undefined)
        lines.add(
          `ipv6 dhcp client pd ${upstream.generalPrefix}${upstream.rapidCommit ? ' rapid-commit' : ''}`,
          field('generalPrefix'),
          field('rapidCommit'),
        );
    });
  }
  values.interfaces.forEach((one, index) => writeInterface(lines, one, at('interfaces', index), target));
  lines.add('!');
  values.pools.forEach(({ delegation }, index) => {
    if (delegation === undefined) return;
    const field = (name: string) => at('pools', index, 'delegation', name);
    lines.add(
      `ipv6 local pool ${delegation.localPool} ${delegation.prefix} ${delegation.length}`,
      field('localPool'),
      field('prefix'),
      field('length'),
    );
  });
  if (upstream?.defaultRoute === true)
    lines.add(`ipv6 route ::/0 ${upstream.interface}`, 'upstream.interface', 'upstream.defaultRoute');
  values.aggregates.forEach(({ prefix }, index) =>
    lines.add(`ipv6 route ${prefix} Null0`, at('aggregates', index, 'prefix')),
  );
  lines.add('!').add('end');
  return {
    files: [
      {
        path: 'flash/ipv6.cfg',
        language: 'ios',
        about: 'Commands that IOS merges into its configuration.',
        lines: lines.lines,
      },
    ],
    apply: [
      { text: 'copy running-config flash:before-ipv6.cfg', about: 'Keeps the configuration of now.' },
      { text: 'copy flash:ipv6.cfg running-config', about: 'Merges the commands into it.' },
      { text: 'show ipv6 dhcp pool', about: 'Shows what is handed out.' },
      { text: 'copy running-config startup-config', about: 'Keeps it for the next start.' },
    ],
    undo: [
      { text: 'configure replace flash:before-ipv6.cfg', about: 'Puts the configuration from before back.' },
    ],
  };
}

const seconds = (value: number) => (value === forever ? 'infinite' : String(value));

function writePool(lines: Lines, pool: IosPool, path: string): void {
  const { delegation } = pool;
  lines.add('!').add(`ipv6 dhcp pool ${pool.name}`, at(path, 'name'));
  lines.indented(() => {
    if (delegation !== undefined)
      lines.add(
        `prefix-delegation pool ${delegation.localPool} lifetime ${seconds(delegation.validLifetime)} ${seconds(delegation.preferredLifetime)}`,
        at(path, 'delegation', 'localPool'),
        at(path, 'delegation', 'validLifetime'),
        at(path, 'delegation', 'preferredLifetime'),
      );
    pool.dnsServers.forEach((server, index) =>
      lines.add(`dns-server ${server}`, at(path, 'dnsServers', index)),
    );
    lines.maybe(pool.domainName, (value) => `domain-name ${value}`, at(path, 'domainName'));
  });
}

function writeInterface(lines: Lines, one: IosInterface, path: string, target: IosValues['target']): void {
  const field = (name: string) => at(path, name);
  const { ipv4 } = one;
  lines.add('!').add(`interface ${one.name}`, field('name'));
  lines.indented(() => {
    lines.maybe(one.description, (value) => `description ${value}`, field('description'));
    if (ipv4 !== undefined) lines.add(`ip address ${ipv4.address} ${ipv4Mask(ipv4.length)}`, field('ipv4'));
    if (one.natInside) {
      lines.add('ip nat inside', field('natInside'));
      if (target === 'ios') lines.add('ip virtual-reassembly in', field('natInside'));
    }
    const general = one.generalPrefix === undefined ? '' : `${one.generalPrefix} `;
    lines.add(
      `ipv6 address ${general}${one.address.address}/${one.address.length}`,
      field('generalPrefix'),
      field('address'),
    );
    lines.add('ipv6 enable');
    if (one.managed) lines.add('ipv6 nd managed-config-flag', field('managed'));
    if (one.otherConfig) lines.add('ipv6 nd other-config-flag', field('otherConfig'));
    lines.maybe(one.raLifetime, (value) => `ipv6 nd ra lifetime ${value}`, field('raLifetime'));
    lines.maybe(one.raInterval, (value) => `ipv6 nd ra interval ${value}`, field('raInterval'));
    one.rdnss.forEach(({ address, lifetime }, index) =>
      lines.add(
        `ipv6 nd ra dns server ${address}${lifetime === undefined ? '' : ` ${seconds(lifetime)}`}`,
        at(path, 'rdnss', index, 'address'),
        at(path, 'rdnss', index, 'lifetime'),
      ),
    );
    if (one.dhcpPool !== undefined)
      lines.add(
        `ipv6 dhcp server ${one.dhcpPool}${one.rapidCommit ? ' rapid-commit' : ''}`,
        field('dhcpPool'),
        field('rapidCommit'),
      );
    lines.maybe(
      one.mldQueryInterval,
      (value) => `ipv6 mld query-interval ${value}`,
      field('mldQueryInterval'),
    );
  });
}
