import type { Problem } from '../../../src-core/api/writers.ts';
import { bitsOf, family } from '../../../src-core/net/address.ts';
import { isGroupMac, isLocalMac } from '../../../src-core/net/mac.ts';
import { prefixFamily, prefixOf } from '../../../src-core/net/prefix.ts';
import { isLinkLocal } from '../../../src-core/net/kind.ts';
import { at } from '../lines.ts';
import { isNeighbour } from './netplan.ts';
import { masterOf, type HostInterface, type HostValues } from './schema.ts';

type Tell = (severity: Problem['severity'], path: string, message: string, source?: string) => void;

/** What is wrong across fields: names that nothing has, members with addresses, gateways that cannot be reached. */
export function examine({ target, interfaces }: HostValues): Problem[] {
  const problems: Problem[] = [];
  const tell: Tell = (severity, path, message, source) =>
    problems.push({ severity, path, message, ...(source === undefined ? {} : { source }) });
  const names = new Map(interfaces.map((one) => [one.name, one]));
  const seen = new Set<string>();
  interfaces.forEach((one, index) => {
    const path = at('interfaces', index);
    if (seen.has(one.name)) tell('error', at(path, 'name'), `${one.name} stands here twice`);
    seen.add(one.name);
    if (one.name === 'lo')
      tell('error', at(path, 'name'), 'the loopback is set up by the system itself', 'interfaces(5)');
    kinds(one, path, names, tell, target);
    members(interfaces, one, path, names, tell, target);
    link(one, path, tell, target);
    gateways(one, path, tell, target);
    for (const gateway of ['gateway6', 'gateway4'] as const) {
      const other = interfaces.slice(0, index).find((before) => before[gateway] !== undefined);
      if (one[gateway] !== undefined && other !== undefined)
        tell(
          target === 'netplan' ? 'error' : 'warning',
          at(path, gateway),
          `${other.name} has a default route as well, and neither goes before the other: leave one out, or make it a route`,
          'netplan(5), default routes',
        );
    }
    if (masterOf(interfaces, one.name) !== undefined) memberAlone(one, path, tell);
  });
  return problems;
}

type Names = ReadonlyMap<string, HostInterface>;

function kinds(one: HostInterface, path: string, names: Names, tell: Tell, target: string): void {
  if (one.kind !== 'vlan') {
    if (one.vlanId !== undefined) tell('warning', at(path, 'vlanId'), 'left out: it is no VLAN');
    if (one.link !== undefined) tell('warning', at(path, 'link'), 'left out: it is no VLAN');
    return;
  }
  if (one.vlanId === undefined) tell('error', at(path, 'vlanId'), 'a VLAN has a number');
  const below = one.link === undefined ? undefined : names.get(one.link);
  if (one.link === undefined) tell('error', at(path, 'link'), 'a VLAN stands on another interface');
  else if (below === undefined || below === one)
    tell(
      'error',
      at(path, 'link'),
      `there is no other interface ${one.link} here: add it, with no addresses`,
    );
  else if (one.mtu !== undefined && below.mtu !== undefined && one.mtu > below.mtu)
    tell('error', at(path, 'mtu'), `more than the MTU of ${below.name} below it, ${below.mtu}`);
  const fitting = [
    `${one.link}.${one.vlanId}`,
    `vlan${one.vlanId}`,
    `vlan${String(one.vlanId).padStart(4, '0')}`,
  ];
  if (target === 'interfaces' && one.vlanId !== undefined && !fitting.includes(one.name))
    tell(
      'error',
      at(path, 'name'),
      `ifupdown takes the number from the name: ${fitting.join(', ')}`,
      'interfaces(5), vlan-interfaces(5)',
    );
}

function members(
  interfaces: readonly HostInterface[],
  one: HostInterface,
  path: string,
  names: Names,
  tell: Tell,
  target: string,
): void {
  const holds = one.kind === 'bridge' || one.kind === 'bond';
  if (!holds && one.members.length > 0)
    tell('warning', at(path, 'members'), 'left out: it is neither a bridge nor a bond');
  if (!holds) return;
  one.members.forEach((name, index) => {
    const own = at(path, 'members', index);
    const member = names.get(name);
    const first = masterOf(interfaces, name);
    if (member === undefined)
      tell('error', own, `there is no interface ${name} here: add it, with no addresses`);
    else if (member.kind === 'bridge' || (one.kind === 'bond' && member.kind === 'bond'))
      tell('error', own, `a ${member.kind} cannot be a member of a ${one.kind}`);
    else if (first !== undefined && first.path !== own)
      tell('error', own, `${name} is a member of ${first.master.name} already`);
  });
  if (one.kind !== 'bond') return;
  if (one.members.length === 0) tell('warning', at(path, 'members'), 'a bond without members never comes up');
  for (const delay of ['upDelay', 'downDelay'] as const) {
    const value = one[delay];
    if (value !== undefined && (one.miimon === 0 || value % one.miimon !== 0))
      tell(
        'warning',
        at(path, delay),
        `the kernel rounds it down to a multiple of the link check: ${one.miimon === 0 ? 0 : value - (value % one.miimon)} ms`,
        'Linux Documentation/networking/bonding.rst, updelay',
      );
  }
  const waiting = one.members.some((name) => names.get(name)?.wait !== undefined);
  if (target === 'interfaces' && one.mac === undefined && one.members.length > 1 && !waiting)
    tell(
      'warning',
      at(path, 'mac'),
      'the bond takes the MAC of whichever member comes up first, and its addresses by SLAAC and DHCP change with it: fix a MAC, or let all members but the first wait',
      'Ubuntu bug 1288196',
    );
}

function link(one: HostInterface, path: string, tell: Tell, target: string): void {
  if (one.mac !== undefined && isGroupMac(one.mac))
    tell(
      'error',
      at(path, 'mac'),
      'this is a group address: the lowest bit of the first pair must be 0',
      'IEEE 802',
    );
  else if (one.mac !== undefined && !isLocalMac(one.mac))
    tell(
      'warning',
      at(path, 'mac'),
      'it belongs to the card of some manufacturer: take one with 2, 6, a or e as its second digit',
      'IEEE 802, locally administered addresses',
    );
  if (one.wait !== undefined && target !== 'interfaces')
    tell('warning', at(path, 'wait'), 'left out: systemd-networkd keeps the MAC of a bond by itself');
  if (one.privacy && target === 'interfaces' && one.dhcp6 && !one.addresses.some(isIpv6))
    tell('warning', at(path, 'privacy'), 'left out: "inet6 dhcp" has no privext', 'interfaces(5)');
}

function gateways(one: HostInterface, path: string, tell: Tell, target: string): void {
  const prefixes = one.addresses.map(({ address, length }) => prefixOf(address, length));
  const texts = one.addresses.map(({ address }) => address);
  texts.forEach((address, index) => {
    if (texts.indexOf(address) < index)
      tell('error', at(path, 'addresses', index), `${address} stands here twice`);
  });
  const given = (which: 4 | 6) => (which === 6 ? one.routerAdvertisements || one.dhcp6 : one.dhcp4);
  const check = (own: string, via: HostInterface['gateway6'], which: 4 | 6) => {
    if (via === undefined) return;
    if (texts.includes(via)) tell('error', own, 'this is the address of the interface itself');
    else if (isLinkLocal(via)) return;
    // Where the link gives addresses as well, what it gives is not known here.
    else if (!prefixes.some((prefix) => prefixFamily(prefix) === which)) {
      if (!given(which))
        tell('error', own, `the interface has no IPv${which} address from which it could be reached`);
    } else if (!isNeighbour(one, via) && one.addresses.some((each) => hasNeighbours(each, which)))
      tell(
        'warning',
        own,
        `it is in no subnet of the interface (${prefixes.join(', ')}): the kernel is told that it is on the link all the same`,
      );
  };
  check(at(path, 'gateway6'), one.gateway6, 6);
  check(at(path, 'gateway4'), one.gateway4, 4);
  if (target === 'interfaces')
    for (const [name, which] of [
      ['gateway6', 6],
      ['gateway4', 4],
    ] as const)
      if (
        one[name] !== undefined &&
        (isLinkLocal(one[name]) || given(which)) &&
        !prefixes.some((prefix) => prefixFamily(prefix) === which)
      )
        tell('error', at(path, name), 'ifupdown has a gateway beside a static address only', 'interfaces(5)');
  one.routes.forEach(({ to, via }, index) => {
    const own = at(path, 'routes', index, 'via');
    if (prefixFamily(to) !== family(via)) tell('error', own, `the route is of IPv${prefixFamily(to)}`);
    else check(own, via, prefixFamily(to));
  });
}

/** A single address (/128, /32) has none: its gateway lies elsewhere in any case. */
function hasNeighbours({ address, length }: HostInterface['addresses'][number], which: 4 | 6): boolean {
  return family(address) === which && length < bitsOf(which);
}

function isIpv6({ address }: HostInterface['addresses'][number]): boolean {
  return family(address) === 6;
}

function memberAlone(one: HostInterface, path: string, tell: Tell): void {
  const why = 'a member of a bridge or bond has no network of its own: give it to the bridge or bond';
  if (one.addresses.length > 0) tell('error', at(path, 'addresses', 0), why);
  for (const name of ['dhcp6', 'dhcp4', 'privacy'] as const)
    if (one[name]) tell('error', at(path, name), why);
  for (const name of ['gateway6', 'gateway4'] as const)
    if (one[name] !== undefined) tell('error', at(path, name), why);
  for (const name of ['dns', 'search', 'routes'] as const)
    if (one[name].length > 0) tell('error', at(path, name), why);
}
