import { family, type Address } from './address.ts';

/** Groups that IANA gave out for one scope alone (IPv6 and IPv4 Multicast Address Space registries). */
const groups: Record<string, string> = {
  'ff01::1': 'all nodes of the interface',
  'ff01::2': 'all routers of the interface',
  'ff02::1': 'all nodes',
  'ff02::2': 'all routers',
  'ff02::4': 'DVMRP routers',
  'ff02::5': 'OSPF routers',
  'ff02::6': 'OSPF designated routers',
  'ff02::9': 'RIPng routers',
  'ff02::a': 'EIGRP routers',
  'ff02::d': 'PIM routers',
  'ff02::12': 'VRRP routers',
  'ff02::16': 'MLDv2 routers',
  'ff02::1a': 'RPL nodes',
  'ff02::66': 'HSRP routers',
  'ff02::6a': 'all snoopers',
  'ff02::6b': 'PTP peer delay',
  'ff02::1:1': 'link name',
  'ff02::1:2': 'DHCPv6 servers and relays',
  'ff02::1:3': 'LLMNR',
  'ff05::2': 'all routers of the site',
  'ff05::1:3': 'DHCPv6 servers of the site',
  '224.0.0.1': 'all hosts',
  '224.0.0.2': 'all routers',
  '224.0.0.5': 'OSPF routers',
  '224.0.0.6': 'OSPF designated routers',
  '224.0.0.9': 'RIPv2 routers',
  '224.0.0.10': 'EIGRP routers',
  '224.0.0.13': 'PIM routers',
  '224.0.0.18': 'VRRP routers',
  '224.0.0.22': 'IGMPv3 routers',
  '224.0.0.102': 'HSRP and GLBP routers',
  '224.0.0.251': 'mDNS',
  '224.0.0.252': 'LLMNR',
  '224.0.1.1': 'NTP',
  '224.0.1.129': 'PTP',
  '239.255.255.250': 'SSDP and WS-Discovery',
};

/** Groups that IANA gave out in every scope: ff0x::…, by what follows the scope. */
const groupsOfEveryScope: Record<string, string> = {
  '::c': 'SSDP and WS-Discovery',
  '::fb': 'mDNS',
  '::fd': 'CoAP nodes',
  '::101': 'NTP',
  '::181': 'PTP',
};

/** Who listens at a well-known multicast address, in a few words; undefined where it is none of the common ones. */
export function multicastName(address: Address): string | undefined {
  const name = Object.hasOwn(groups, address) ? groups[address] : undefined;
  if (name !== undefined || family(address) === 4 || !/^ff0[0-9a-f]::/.test(address)) return name;
  const rest = address.slice(4);
  return Object.hasOwn(groupsOfEveryScope, rest) ? groupsOfEveryScope[rest] : undefined;
}
