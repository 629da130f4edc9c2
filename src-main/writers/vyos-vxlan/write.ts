import { family } from '../../../src-core/net/address.ts';
import { prefixOf, type Prefix } from '../../../src-core/net/prefix.ts';
import { groupFor } from '../forms/vxlan-fields.ts';
import { at, Lines } from '../lines.ts';
import type { Written } from '../written.ts';
import type { VyosValues, VyosVxlan } from './schema.ts';

/** Values stand in single quotes, as VyOS prints them; no field takes one. */
const quoted = (value: string | number) => `'${value}'`;

/** The set commands of VyOS. */
export function write(values: VyosValues): Written {
  const lines = new Lines();
  writeUnderlay(lines, values);
  values.vxlans.forEach((one, index) => writeVxlan(lines, one, at('vxlans', index), values));
  const path = 'config/vxlan.cmds';
  return {
    files: [
      { path, language: 'plain', about: 'Commands for the configuration mode of VyOS.', lines: lines.lines },
    ],
    apply: [
      { text: 'configure', about: 'Opens the configuration mode.' },
      { text: `source /${path}`, about: 'Takes the commands in.' },
      { text: 'compare', about: 'Shows what changes.' },
      {
        text: 'commit-confirm 5',
        about: 'Puts it to work, and back after five minutes unless it is confirmed.',
      },
      { text: 'confirm', about: 'Keeps it.' },
      { text: 'save', about: 'Keeps it for the next start.' },
    ],
    undo: [
      { text: 'rollback 1', about: 'In configuration mode: the configuration from before.' },
      { text: 'commit', about: 'Puts it to work.' },
    ],
  };
}

const kinds: Readonly<Record<string, string>> = { eth: 'ethernet', bond: 'bonding', br: 'bridge' };

/** `eth5.300`, or the interface itself where no VLAN is upon it. */
function linkOf({ underlay }: VyosValues): string {
  return underlay.vlan === undefined ? underlay.interface : `${underlay.interface}.${underlay.vlan}`;
}

const linkFields = ['underlay.interface', 'underlay.vlan'];

function writeUnderlay(lines: Lines, { underlay }: VyosValues): void {
  const kind = kinds[underlay.interface.replace(/\d+$/, '')] ?? 'ethernet';
  const own = `set interfaces ${kind} ${underlay.interface}`;
  const link = underlay.vlan === undefined ? own : `${own} vif ${underlay.vlan}`;
  if (link !== own) lines.add(`${own} mtu ${quoted(underlay.mtu)}`, 'underlay.interface', 'underlay.mtu');
  lines.add(`${link} mtu ${quoted(underlay.mtu)}`, ...linkFields, 'underlay.mtu');
  lines.maybe(
    underlay.address,
    ({ address, length }) => `${link} address ${quoted(`${address}/${length}`)}`,
    ...linkFields,
    'underlay.address',
  );
  lines.maybe(
    underlay.description,
    (value) => `${link} description ${quoted(value)}`,
    ...linkFields,
    'underlay.description',
  );
}

function writeVxlan(lines: Lines, one: VyosVxlan, path: string, values: VyosValues): void {
  const old = values.target === '1.1';
  const field = (name: string) => at(path, name);
  const name = `vxlan${one.vni}`;
  const set = (text: string, ...from: string[]) =>
    lines.add(`set interfaces vxlan ${name} ${text}`, field('vni'), ...from);
  const group = groupFor(one, values.underlay);
  set(`vni ${quoted(one.vni)}`);
  if (group !== undefined) set(`group ${quoted(group)}`, field('group'), 'underlay.family');
  one.remotes.forEach((remote, index) => set(`remote ${quoted(remote)}`, at(path, 'remotes', index)));
  set(`${old ? 'link' : 'source-interface'} ${quoted(linkOf(values))}`, ...linkFields);
  set(`mtu ${quoted(one.mtu)}`, field('mtu'));
  set(`${old ? 'remote-port' : 'port'} ${quoted(values.port)}`, 'port');
  if (one.description !== undefined) set(`description ${quoted(one.description)}`, field('description'));
  one.addresses.forEach(({ address, length }, index) =>
    set(`address ${quoted(`${address}/${length}`)}`, at(path, 'addresses', index)),
  );
  if (one.arpFlags)
    for (const word of ['enable-arp-accept', 'enable-arp-announce']) set(`ip ${word}`, field('arpFlags'));
  if (one.advertisements === undefined) return;
  if (old) writeOldAdvertisements(lines, one, path);
  else writeAdvertisements(lines, one, path);
}

/** The prefixes of its IPv6 addresses, each once, with the address that it came from. */
function prefixesOf({ addresses }: VyosVxlan): Map<Prefix, number> {
  const prefixes = new Map<Prefix, number>();
  addresses.forEach(({ address, length }, index) => {
    const prefix = prefixOf(address, length);
    if (family(address) === 6 && !prefixes.has(prefix)) prefixes.set(prefix, index);
  });
  return prefixes;
}

function writeAdvertisements(lines: Lines, one: VyosVxlan, path: string): void {
  const { advertisements: ra } = one;
  if (ra === undefined) return;
  const field = (name: string) => at(path, 'advertisements', name);
  const set = (text: string, ...from: string[]) =>
    lines.add(`set service router-advert interface vxlan${one.vni} ${text}`, at(path, 'vni'), ...from);
  set(`hop-limit ${quoted(ra.hopLimit)}`, field('hopLimit'));
  set(`interval max ${quoted(ra.maxInterval)}`, field('maxInterval'));
  set(`link-mtu ${quoted(one.mtu)}`, at(path, 'mtu'));
  if (ra.managed) set('managed-flag', field('managed'));
  if (ra.otherConfig) set('other-config-flag', field('otherConfig'));
  ra.rdnss.forEach((server, index) =>
    set(`name-server ${quoted(server)}`, at(path, 'advertisements', 'rdnss', index)),
  );
  ra.dnssl.forEach((name, index) => set(`dnssl ${quoted(name)}`, at(path, 'advertisements', 'dnssl', index)));
  for (const [prefix, index] of prefixesOf(one))
    set(
      `prefix ${prefix} valid-lifetime ${quoted(ra.validLifetime)}`,
      at(path, 'addresses', index),
      field('validLifetime'),
    );
}

/** Before VyOS 1.2 they stood below the interface, and flags had values. */
function writeOldAdvertisements(lines: Lines, one: VyosVxlan, path: string): void {
  const { advertisements: ra } = one;
  if (ra === undefined) return;
  const field = (name: string) => at(path, 'advertisements', name);
  const set = (text: string, ...from: string[]) =>
    lines.add(`set interfaces vxlan vxlan${one.vni} ipv6 ${text}`, at(path, 'vni'), ...from);
  const advert = (text: string, ...from: string[]) => set(`router-advert ${text}`, ...from);
  set("dup-addr-detect-transmits '1'");
  advert(`cur-hop-limit ${quoted(ra.hopLimit)}`, field('hopLimit'));
  advert(`link-mtu ${quoted(one.mtu)}`, at(path, 'mtu'));
  advert(`managed-flag ${quoted(String(ra.managed))}`, field('managed'));
  advert(`max-interval ${quoted(ra.maxInterval)}`, field('maxInterval'));
  ra.rdnss.forEach((server, index) =>
    advert(`name-server ${quoted(server)}`, at(path, 'advertisements', 'rdnss', index)),
  );
  advert(`other-config-flag ${quoted(String(ra.otherConfig))}`, field('otherConfig'));
  for (const [prefix, index] of prefixesOf(one)) {
    const from = at(path, 'addresses', index);
    advert(`prefix ${prefix} autonomous-flag 'true'`, from);
    advert(`prefix ${prefix} on-link-flag 'true'`, from);
    advert(`prefix ${prefix} valid-lifetime ${quoted(ra.validLifetime)}`, from, field('validLifetime'));
  }
  advert("reachable-time '0'");
  advert("retrans-timer '0'");
  advert("send-advert 'true'");
}
