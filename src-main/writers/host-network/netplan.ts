import { family, type Address } from '../../../src-core/net/address.ts';
import { isLinkLocal } from '../../../src-core/net/kind.ts';
import { containsAddress, prefixOf } from '../../../src-core/net/prefix.ts';
import { at } from '../lines.ts';
import { from, yamlLines, type Tree } from '../tree.ts';
import type { WrittenFile } from '../written.ts';
import type { HostInterface } from './schema.ts';

const sections = { ethernet: 'ethernets', bond: 'bonds', bridge: 'bridges', vlan: 'vlans' } as const;

/** netplan(5), version 2, for systemd-networkd. What is at netplan's default is left out. */
export function netplanFile(interfaces: readonly HostInterface[]): WrittenFile {
  const all = interfaces.map((one, index) => ({ one, path: at('interfaces', index) }));
  const network: Record<string, Tree> = { version: 2, renderer: 'networkd' };
  for (const [kind, section] of Object.entries(sections)) {
    const own = all.filter(({ one }) => one.kind === kind);
    if (own.length === 0) continue;
    const taken = new Set(interfaces.flatMap((one) => membersOf(one)));
    network[section] = Object.fromEntries(
      own.map(({ one, path }) => [one.name, from(at(path, 'name'), definition(one, path, taken))]),
    );
  }
  return {
    path: 'etc/netplan/60-linkscope.yaml',
    language: 'yaml',
    about: 'The interfaces of this host, for netplan.',
    lines: yamlLines({ network }),
  };
}

function membersOf({ kind, members }: HostInterface): readonly string[] {
  return kind === 'bridge' || kind === 'bond' ? members : [];
}

function definition(one: HostInterface, path: string, taken: ReadonlySet<string>): Tree {
  const field = (name: string, value: Tree | undefined) =>
    value === undefined ? undefined : from(at(path, name), value);
  const listed = (name: string, values: readonly string[]) =>
    values.length === 0 ? undefined : values.map((value, index) => from(at(path, name, index), value));
  const member = taken.has(one.name);
  const nameServers = {
    addresses: listed('dns', one.dns),
    search: listed('search', one.search),
  };
  const routes = routesOf(one, path);
  return {
    id: one.kind === 'vlan' ? field('vlanId', one.vlanId) : undefined,
    link: one.kind === 'vlan' ? field('link', one.link) : undefined,
    interfaces: listed('members', membersOf(one)),
    macaddress: field('mac', one.mac),
    mtu: field('mtu', one.mtu),
    optional: one.start === 'hotplug' ? field('start', true) : undefined,
    // A member of a bridge or bond has no addresses, and heeds no advertisements.
    'accept-ra': member ? undefined : field('routerAdvertisements', one.routerAdvertisements),
    dhcp6: one.dhcp6 ? field('dhcp6', true) : undefined,
    dhcp4: one.dhcp4 ? field('dhcp4', true) : undefined,
    'ipv6-privacy': one.privacy ? field('privacy', true) : undefined,
    addresses: listed(
      'addresses',
      one.addresses.map(({ address, length }) => `${address}/${length}`),
    ),
    routes: routes.length === 0 ? undefined : routes,
    nameservers: one.dns.length + one.search.length === 0 ? undefined : nameServers,
    parameters: parametersOf(one, path),
  };
}

function routesOf(one: HostInterface, path: string): Tree[] {
  const gateways = (['gateway6', 'gateway4'] as const).flatMap((name) => {
    const via = one[name];
    if (via === undefined) return [];
    const onLink = isNeighbour(one, via) ? {} : { 'on-link': true };
    return [{ to: 'default', via: from(at(path, name), via), ...onLink }];
  });
  const others = one.routes.map(({ to, via }, index) => ({
    to: from(at(path, 'routes', index, 'to'), to),
    via: from(at(path, 'routes', index, 'via'), via),
    ...(isNeighbour(one, via) ? {} : { 'on-link': true }),
  }));
  return [...gateways, ...others];
}

/** True where the kernel finds the gateway on the link by itself: it lies in a subnet of an address given here. */
export function isNeighbour(one: HostInterface, via: Address): boolean {
  const own = one.addresses.filter(({ address }) => family(address) === family(via));
  if (isLinkLocal(via) || own.length === 0) return true;
  return own.some(({ address, length }) => containsAddress(prefixOf(address, length), via));
}

function parametersOf(one: HostInterface, path: string): Tree | undefined {
  const field = (name: string, value: Tree | undefined) =>
    value === undefined ? undefined : from(at(path, name), value);
  if (one.kind === 'bridge') return { stp: field('stp', one.stp) };
  if (one.kind !== 'bond') return undefined;
  return {
    mode: field('bondMode', one.bondMode),
    'mii-monitor-interval': field('miimon', one.miimon),
    'up-delay': field('upDelay', one.upDelay),
    'down-delay': field('downDelay', one.downDelay),
  };
}
