import { family, type Address } from '../../../src-core/net/address.ts';
import { prefixFamily } from '../../../src-core/net/prefix.ts';
import { at, Lines } from '../lines.ts';
import type { WrittenFile } from '../written.ts';
import { isNeighbour } from './netplan.ts';
import { masterOf, type HostInterface } from './schema.ts';

/**
 * interfaces(5). What belongs to the link (its MAC, members, VLAN) has a stanza "manual" of its own, so that it stands
 * there whatever addresses follow.
 */
export function interfacesFile(interfaces: readonly HostInterface[]): WrittenFile {
  const lines = new Lines();
  lines.add('auto lo').add('iface lo inet loopback');
  interfaces.forEach((one, index) => {
    writeInterface(lines, interfaces, one, at('interfaces', index));
  });
  return {
    path: 'etc/network/interfaces',
    language: 'plain',
    about: 'The interfaces of this host, for ifupdown.',
    lines: lines.lines,
  };
}

interface Stanza {
  readonly method: string;
  readonly from: readonly string[];
  readonly body: () => void;
}

function writeInterface(
  lines: Lines,
  interfaces: readonly HostInterface[],
  one: HostInterface,
  path: string,
): void {
  const field = (name: string) => at(path, name);
  lines.blank();
  lines.add(`${one.start === 'boot' ? 'auto' : 'allow-hotplug'} ${one.name}`, field('name'), field('start'));
  const link = new Lines();
  linkOptions(link, interfaces, one, path);
  const stanzas: Stanza[] = [];
  if (link.lines.length > 0)
    stanzas.push({
      method: 'inet manual',
      from: [],
      body: () => {
        for (const { text, from } of link.lines) lines.add(text, ...from);
      },
    });
  stanzas.push(...ipv6Stanzas(lines, one, path, masterOf(interfaces, one.name) !== undefined));
  stanzas.push(...ipv4Stanzas(lines, one, path));
  if (stanzas.length === 0) stanzas.push({ method: 'inet manual', from: [], body: () => undefined });
  stanzas.forEach(({ method, from, body }, index) => {
    lines.add(`iface ${one.name} ${method}`, field('name'), ...from);
    lines.indented(() => {
      body();
      if (index === stanzas.length - 1) lastOptions(lines, one, path);
    });
  });
}

function linkOptions(
  lines: Lines,
  interfaces: readonly HostInterface[],
  one: HostInterface,
  path: string,
): void {
  const field = (name: string) => at(path, name);
  lines.maybe(one.wait, (value) => `pre-up sleep ${value}`, field('wait'));
  lines.maybe(one.mac, (value) => `hwaddress ${value}`, field('mac'));
  lines.maybe(one.mtu, (value) => `mtu ${value}`, field('mtu'));
  const taken = masterOf(interfaces, one.name);
  if (taken?.master.kind === 'bond')
    lines.add(
      `bond-master ${taken.master.name}`,
      taken.path,
      `${taken.path.replace(/\.members\.\d+$/, '')}.name`,
    );
  // ifupdown makes eth0.10 by itself; for vlan10 the package vlan reads on what it stands.
  if (one.kind === 'vlan' && one.name !== `${one.link}.${one.vlanId}`)
    lines.maybe(one.link, (value) => `vlan-raw-device ${value}`, field('link'));
  if (one.kind === 'bridge') {
    const members = one.members.map((_, index) => field(`members.${index}`));
    lines.add(
      `bridge_ports ${one.members.length === 0 ? 'none' : one.members.join(' ')}`,
      field('kind'),
      ...members,
    );
    lines.add(`bridge_stp ${one.stp ? 'on' : 'off'}`, field('stp'));
  }
  if (one.kind === 'bond') {
    // The members name the bond: it takes them as they come up.
    lines.add('bond-slaves none', field('kind'));
    lines.add(`bond-mode ${one.bondMode}`, field('bondMode'));
    lines.add(`bond-miimon ${one.miimon}`, field('miimon'));
    lines.maybe(one.upDelay, (value) => `bond-updelay ${value}`, field('upDelay'));
    lines.maybe(one.downDelay, (value) => `bond-downdelay ${value}`, field('downDelay'));
  }
}

function ipv6Stanzas(lines: Lines, one: HostInterface, path: string, member: boolean): Stanza[] {
  const field = (name: string) => at(path, name);
  const advertised = one.routerAdvertisements;
  const own = one.addresses.flatMap((value, index) =>
    family(value.address) === 6 ? [{ ...value, index }] : [],
  );
  const privacy = () => {
    if (one.privacy) lines.add('privext 2', field('privacy'));
  };
  const stanzas = own.map(({ address, length, index }, position): Stanza => ({
    method: 'inet6 static',
    from: [field(`addresses.${index}`)],
    body: () => {
      lines.add(`address ${address}/${length}`, field(`addresses.${index}`));
      // Each stanza sets them anew (autoconf is 0 where it is left out), so the last one must not undo the first.
      lines.add(`accept_ra ${advertised ? 1 : 0}`, field('routerAdvertisements'));
      lines.add(`autoconf ${advertised ? 1 : 0}`, field('routerAdvertisements'));
      if (position > 0) return;
      privacy();
      lines.maybe(one.gateway6, (value) => `gateway ${value}`, field('gateway6'));
    },
  }));
  if (one.dhcp6)
    stanzas.push({
      method: 'inet6 dhcp',
      from: [field('dhcp6')],
      body: () => {
        lines.add(`accept_ra ${advertised ? 1 : 0}`, field('routerAdvertisements'));
        lines.add(`autoconf ${advertised ? 1 : 0}`, field('routerAdvertisements'));
      },
    });
  if (stanzas.length > 0 || member) return stanzas;
  if (advertised) return [{ method: 'inet6 auto', from: [field('routerAdvertisements')], body: privacy }];
  return [
    {
      method: 'inet6 manual',
      from: [field('routerAdvertisements')],
      body: () => {
        lines.add(
          `up sysctl -q -w net/ipv6/conf/${one.name}/accept_ra=0`,
          field('name'),
          field('routerAdvertisements'),
        );
      },
    },
  ];
}

function ipv4Stanzas(lines: Lines, one: HostInterface, path: string): Stanza[] {
  const field = (name: string) => at(path, name);
  const own = one.addresses.flatMap((value, index) =>
    family(value.address) === 4 ? [{ ...value, index }] : [],
  );
  const stanzas = own.map(({ address, length, index }, position): Stanza => ({
    method: 'inet static',
    from: [field(`addresses.${index}`)],
    body: () => {
      lines.add(`address ${address}/${length}`, field(`addresses.${index}`));
      if (position === 0) lines.maybe(one.gateway4, (value) => `gateway ${value}`, field('gateway4'));
    },
  }));
  if (one.dhcp4) stanzas.push({ method: 'inet dhcp', from: [field('dhcp4')], body: () => undefined });
  return stanzas;
}

/** ifupdown says it of a gateway by itself, but routes are commands of ours. */
function onLink(one: HostInterface, via: Address): string {
  return isNeighbour(one, via) ? '' : ' onlink';
}

/** What needs the addresses to be there: in the last stanza. */
function lastOptions(lines: Lines, one: HostInterface, path: string): void {
  const field = (name: string) => at(path, name);
  if (one.dns.length > 0)
    lines.add(`dns-nameservers ${one.dns.join(' ')}`, ...one.dns.map((_, index) => field(`dns.${index}`)));
  if (one.search.length > 0)
    lines.add(
      `dns-search ${one.search.join(' ')}`,
      ...one.search.map((_, index) => field(`search.${index}`)),
    );
  one.routes.forEach(({ to, via }, index) => {
    const own = at(path, 'routes', index);
    lines.add(
      `up ip -${prefixFamily(to)} route add ${to} via ${via} dev ${one.name}${onLink(one, via)}`,
      at(own, 'to'),
      at(own, 'via'),
      field('name'),
    );
  });
}
