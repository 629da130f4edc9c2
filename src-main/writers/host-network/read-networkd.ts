import type { SourceFile } from '../../../src-core/api/writers.ts';
import { leftSetting, readSections, type Setting } from '../syntax/sections.ts';
import type { LeftLine } from '../writer.ts';
import { flagOf, isDefault, millisecondsOf, numberOf, type Found } from './found.ts';

/** Takes one setting; false where the form has no place for it. */
type Take = (value: string, name: string) => boolean;

/** Reads files of systemd.network(5) and systemd.netdev(5). */
export function readNetworkd(file: SourceFile, found: Found): LeftLine[] {
  const { settings, comments } = readSections(file);
  const left: LeftLine[] = [...comments];
  const named = (section: string) =>
    settings.find((setting) => setting.section === section && setting.name === 'Name')?.value;
  const name = named('NetDev') ?? named('Match');
  const takes = name === undefined ? {} : takers(found, name);
  for (const setting of settings) {
    const { section, name: key, value = '' } = setting;
    if (section === 'Route') continue;
    const place = `${section}.${key}`;
    const take = Object.hasOwn(takes, place) ? takes[place] : undefined;
    if (name === undefined) left.push(leftSetting(file, setting, 'no Name= says which interface it is for'));
    else if (take === undefined) left.push(leftSetting(file, setting, `the form has no "${key}" here`));
    else if (!take(value, name)) left.push(leftSetting(file, setting, `the form cannot hold this ${key}`));
  }
  if (name !== undefined) left.push(...readRoutes(file, settings, found, name));
  return left;
}

function takers(found: Found, interfaceName: string): Readonly<Record<string, Take>> {
  const one = found.interface(interfaceName);
  const { fields } = one;
  const set = (field: string, value: unknown) => {
    if (value === undefined) return false;
    fields[field] = value;
    return true;
  };
  const text = (field: string) => (value: string) => set(field, value);
  const number = (field: string) => (value: string) => set(field, numberOf(value));
  const flag = (field: string) => (value: string) => set(field, flagOf(value));
  const time = (field: string) => (value: string) => set(field, millisecondsOf(value, 's'));
  const listed = (list: string[]) => (value: string) => list.push(...value.split(/\s+/)) > 0;
  const member = (value: string, name: string) => {
    found.member(value, name);
    return true;
  };
  return {
    'Match.Name': (value, name) => value === name,
    'NetDev.Name': () => true,
    'NetDev.Kind': (value) => ['vlan', 'bridge', 'bond'].includes(value) && set('kind', value),
    'NetDev.MACAddress': text('mac'),
    'NetDev.MTUBytes': number('mtu'),
    'VLAN.Id': number('vlanId'),
    'Bridge.STP': flag('stp'),
    'Bond.Mode': text('bondMode'),
    'Bond.MIIMonitorSec': time('miimon'),
    'Bond.UpDelaySec': time('upDelay'),
    'Bond.DownDelaySec': time('downDelay'),
    'Link.MACAddress': text('mac'),
    'Link.MTUBytes': number('mtu'),
    'Link.RequiredForOnline': (value) =>
      flagOf(value) !== undefined && set('start', flagOf(value) === true ? 'boot' : 'hotplug'),
    'Network.Bond': member,
    'Network.Bridge': member,
    'Network.VLAN': (value, name) => {
      found.interface(value).fields['link'] = name;
      return true;
    },
    'Network.IPv6AcceptRA': flag('routerAdvertisements'),
    'Network.IPv6PrivacyExtensions': flag('privacy'),
    'Network.DHCP': (value) => {
      const six = ['ipv6', 'v6'].includes(value);
      const four = ['ipv4', 'v4'].includes(value);
      const both = value === 'both' || flagOf(value);
      if (!six && !four && both === undefined) return false;
      return set('dhcp6', six || both === true) && set('dhcp4', four || both === true);
    },
    'Network.Address': (value) => one.addresses.push(value) > 0,
    'Address.Address': (value) => one.addresses.push(value) > 0,
    'Network.Gateway': (value, name) => found.gateway(name, value),
    'Network.DNS': listed(one.dns),
    'Network.Domains': listed(one.search),
  };
}

function readRoutes(file: SourceFile, settings: readonly Setting[], found: Found, name: string): LeftLine[] {
  const parts = new Map<number, Setting[]>();
  for (const setting of settings)
    if (setting.section === 'Route') parts.set(setting.part, [...(parts.get(setting.part) ?? []), setting]);
  const left: LeftLine[] = [];
  for (const own of parts.values()) {
    const value = (key: string) => own.find((setting) => setting.name === key)?.value;
    const to = value('Destination') ?? 'default';
    const via = value('Gateway');
    const known = ['Destination', 'Gateway', 'GatewayOnLink'];
    // Without these a route still leads to the same place; in another table it is another route.
    const lesser = ['Metric', 'MTUBytes', 'Protocol', 'QuickAck', 'InitialCongestionWindow'];
    const taken =
      via !== undefined &&
      own.every(({ name: key }) => known.includes(key) || lesser.includes(key)) &&
      (isDefault(to) ? found.gateway(name, via) : found.interface(name).routes.push({ to, via }) > 0);
    for (const setting of own)
      if (!taken || !known.includes(setting.name))
        left.push(leftSetting(file, setting, 'the form has routes to a prefix via a router'));
  }
  return left;
}
