import { at, Lines } from '../lines.ts';
import type { WrittenFile } from '../written.ts';
import { isNeighbour } from './netplan.ts';
import { masterOf, type HostInterface } from './schema.ts';

const folder = 'etc/systemd/network';
const yesNo = (value: boolean) => (value ? 'yes' : 'no');

/** systemd.netdev(5) for what has to be made, systemd.network(5) for every interface. */
export function networkdFiles(interfaces: readonly HostInterface[]): WrittenFile[] {
  return interfaces.flatMap((one, index) => {
    const path = at('interfaces', index);
    const files: WrittenFile[] = [
      {
        path: `${folder}/10-${one.name}.network`,
        language: 'ini',
        about: `What ${one.name} is given.`,
        lines: networkLines(interfaces, one, path),
      },
    ];
    if (one.kind !== 'ethernet')
      files.unshift({
        path: `${folder}/10-${one.name}.netdev`,
        language: 'ini',
        about: `Makes the ${one.kind} ${one.name}.`,
        lines: deviceLines(one, path),
      });
    return files;
  });
}

function deviceLines(one: HostInterface, path: string): Lines['lines'] {
  const lines = new Lines();
  const field = (name: string) => at(path, name);
  lines.add('[NetDev]').add(`Name=${one.name}`, field('name')).add(`Kind=${one.kind}`, field('kind'));
  lines.maybe(one.mac, (value) => `MACAddress=${value}`, field('mac'));
  lines.maybe(one.mtu, (value) => `MTUBytes=${value}`, field('mtu'));
  if (one.kind === 'vlan')
    lines
      .blank()
      .add('[VLAN]')
      .maybe(one.vlanId, (value) => `Id=${value}`, field('vlanId'));
  if (one.kind === 'bridge')
    lines
      .blank()
      .add('[Bridge]')
      .add(`STP=${yesNo(one.stp)}`, field('stp'));
  if (one.kind === 'bond')
    lines
      .blank()
      .add('[Bond]')
      .add(`Mode=${one.bondMode}`, field('bondMode'))
      .add(`MIIMonitorSec=${one.miimon}ms`, field('miimon'))
      .maybe(one.upDelay, (value) => `UpDelaySec=${value}ms`, field('upDelay'))
      .maybe(one.downDelay, (value) => `DownDelaySec=${value}ms`, field('downDelay'));
  return lines.lines;
}

function networkLines(
  interfaces: readonly HostInterface[],
  one: HostInterface,
  path: string,
): Lines['lines'] {
  const lines = new Lines();
  const field = (name: string) => at(path, name);
  lines.add('[Match]').add(`Name=${one.name}`, field('name'));
  const physical = one.kind === 'ethernet';
  if ((physical && (one.mac ?? one.mtu) !== undefined) || one.start === 'hotplug') {
    lines.blank().add('[Link]');
    if (physical) lines.maybe(one.mac, (value) => `MACAddress=${value}`, field('mac'));
    if (physical) lines.maybe(one.mtu, (value) => `MTUBytes=${value}`, field('mtu'));
    if (one.start === 'hotplug') lines.add('RequiredForOnline=no', field('start'));
  }
  lines.blank().add('[Network]');
  const taken = masterOf(interfaces, one.name);
  if (taken !== undefined)
    lines.add(
      `${taken.master.kind === 'bond' ? 'Bond' : 'Bridge'}=${taken.master.name}`,
      taken.path,
      `${taken.path.replace(/\.members\.\d+$/, '')}.name`,
    );
  interfaces.forEach((other, index) => {
    if (other.kind === 'vlan' && other.link === one.name)
      lines.add(`VLAN=${other.name}`, at('interfaces', index, 'link'), at('interfaces', index, 'name'));
  });
  if (taken === undefined) {
    lines.add(`IPv6AcceptRA=${yesNo(one.routerAdvertisements)}`, field('routerAdvertisements'));
    if (one.dhcp6 || one.dhcp4) {
      const which = one.dhcp6 && one.dhcp4 ? 'yes' : one.dhcp6 ? 'ipv6' : 'ipv4';
      lines.add(`DHCP=${which}`, field('dhcp6'), field('dhcp4'));
    }
  }
  if (one.privacy) lines.add('IPv6PrivacyExtensions=yes', field('privacy'));
  one.addresses.forEach(({ address, length }, index) => {
    lines.add(`Address=${address}/${length}`, field(`addresses.${index}`));
  });
  const gateways = (['gateway6', 'gateway4'] as const).flatMap((name) => {
    const via = one[name];
    return via === undefined ? [] : [{ name, via, onLink: !isNeighbour(one, via) }];
  });
  for (const { name, via, onLink } of gateways) if (!onLink) lines.add(`Gateway=${via}`, field(name));
  one.dns.forEach((address, index) => lines.add(`DNS=${address}`, field(`dns.${index}`)));
  if (one.search.length > 0)
    lines.add(`Domains=${one.search.join(' ')}`, ...one.search.map((_, index) => field(`search.${index}`)));
  for (const { name, via, onLink } of gateways) {
    if (!onLink) continue;
    lines.blank().add('[Route]').add(`Gateway=${via}`, field(name)).add('GatewayOnLink=yes', field(name));
  }
  one.routes.forEach(({ to, via }, index) => {
    const own = at(path, 'routes', index);
    lines
      .blank()
      .add('[Route]')
      .add(`Destination=${to}`, at(own, 'to'))
      .add(`Gateway=${via}`, at(own, 'via'));
    if (!isNeighbour(one, via)) lines.add('GatewayOnLink=yes', at(own, 'via'));
  });
  return lines.lines;
}
