import { identifierPatterns, macFor } from './macs.ts';

/** Why a host that ignores echo requests to all nodes can be found all the same. */
export type SilentKind = 'ipv4' | 'low-byte' | 'service' | 'eui64' | 'hidden';

/** How a host makes its interface identifiers. */
export type IdentifierKind = 'eui64' | 'stable-privacy' | 'temporary' | 'low-byte';

/** What a host announces; `avahi` is the real daemon, the others are answered by responder.ts. */
export type ServiceKind = 'mdns' | 'avahi' | 'ssdp' | 'ws-discovery' | 'llmnr' | 'hostile-mdns';

/** One link of the scanner, with the hosts on it. */
export interface LinkOptions {
  /** The scanner's interface: at most 15 characters. */
  readonly interface: string;
  /** What the interface is in the scanner. A VLAN falls back to a plain interface of that name where the kernel has none. */
  readonly kind?: 'ethernet' | 'bridge' | 'vlan';
  /** How many hosts answer echo requests to all nodes, the router among them. */
  readonly hosts: number;
  /** Whether one host is a router that advertises two global prefixes and a ULA by radvd; true where left out. */
  readonly radvd?: boolean;
  /** Further hosts that ignore multicast echo: a number takes the kinds in turn (never `hidden`). */
  readonly silent?: number | readonly SilentKind[];
  /** Further hosts that speak IPv4 only. */
  readonly ipv4Only?: number;
  /** Further hosts that drop everything but neighbour discovery. */
  readonly firewalled?: number;
  /** Which of the answering hosts also announce services: one entry a host. */
  readonly services?: readonly ServiceKind[];
  /** False gives no host IPv4; true, where left out, every second one. */
  readonly ipv4?: boolean;
  /** Hosts made to measure, with these link-local addresses: the same on two links makes two hosts. */
  readonly linkLocals?: readonly string[];
}

/** What one host is meant to be. */
export interface HostPlan {
  readonly name: string;
  readonly namespace: string;
  readonly link: string;
  readonly mac: string;
  /** The start of the vendor's name in the IEEE registry; null for locally administered addresses. */
  readonly vendor: string | null;
  readonly role: 'router' | 'host';
  readonly identifier: IdentifierKind;
  readonly linkLocal: string | null;
  readonly staticAddresses: readonly string[];
  /** Whether it takes addresses from router advertisements. */
  readonly autoconfigured: boolean;
  readonly ipv6: boolean;
  /** Address and length, or null. */
  readonly ipv4: string | null;
  readonly echo: 'answers' | 'ignores-multicast' | 'ignores-all';
  readonly firewalled: boolean;
  readonly silent: SilentKind | null;
  readonly services: readonly ServiceKind[];
}

/** One link with its numbers and hosts. */
export interface LinkPlan {
  readonly options: LinkOptions;
  readonly index: number;
  readonly interface: string;
  readonly kind: 'ethernet' | 'bridge' | 'vlan';
  readonly radvd: boolean;
  /** The scanner's MAC and IPv4 address with length. */
  readonly scannerMac: string;
  readonly scannerIpv4: string;
  /** What radvd advertises: two documentation prefixes (RFC 3849) and one ULA (RFC 4193). */
  readonly prefixes: readonly string[];
  readonly hosts: readonly HostPlan[];
}

const silentKinds: readonly SilentKind[] = ['ipv4', 'low-byte', 'service', 'eui64'];

/** Each silent service host is a process of its own, so a large lab has no more of them than this. */
const silentServiceLimit = 12;

const silentServices: readonly ServiceKind[] = ['mdns', 'ssdp', 'ws-discovery'];

/** The prefixes of a link, without the `::/64`. */
export function linkPrefixes(index: number): readonly string[] {
  const number = (index + 1).toString(16);
  return [`2001:db8:${number}1`, `2001:db8:${number}2`, `fd5a:1f3c:77e0:${number}`];
}

/** Spreads a number of silent hosts over the kinds that can be found. */
function silentList(silent: LinkOptions['silent']): readonly SilentKind[] {
  if (typeof silent !== 'number') return silent ?? [];
  let services = 0;
  return Array.from({ length: silent }, (_, index) => {
    const kind = silentKinds[index % silentKinds.length] ?? 'ipv4';
    if (kind !== 'service') return kind;
    services += 1;
    return services > silentServiceLimit ? 'ipv4' : kind;
  });
}

/**
 * Works out every host of a link: the same options always give the same hosts.
 * @param prefix what the namespaces' names begin with
 */
export function planLink(options: LinkOptions, index: number, prefix: string): LinkPlan {
  if (options.interface.length > 15) throw new Error(`${options.interface} is longer than 15 characters`);
  const radvd = options.radvd ?? true;
  const prefixes = linkPrefixes(index);
  const silent = silentList(options.silent);
  const total = options.hosts + silent.length + (options.ipv4Only ?? 0) + (options.firewalled ?? 0);
  // Every second answering host speaks IPv4.
  const withIpv4 = total - Math.floor(options.hosts / 2);
  const length = withIpv4 > 240 ? 22 : 24;
  const hosts: HostPlan[] = [];
  let ipv4Count = 2;
  let lowByte = 0x10;
  let silentServiceCount = 0;
  const nextIpv4 = () => {
    ipv4Count += 1;
    return `198.18.${index * 4 + Math.floor(ipv4Count / 250)}.${(ipv4Count % 250) + 1}/${length}`;
  };
  const add = (part: Partial<HostPlan>) => {
    const number = hosts.length;
    const { mac, vendor } = macFor(index, number);
    const name = `host-${index}-${number}`;
    hosts.push({
      name,
      namespace: `${prefix}h${index}-${number}`,
      link: options.interface,
      mac,
      vendor,
      role: 'host',
      identifier: 'eui64',
      linkLocal: null,
      staticAddresses: [],
      autoconfigured: radvd,
      ipv6: true,
      ipv4: null,
      echo: 'answers',
      firewalled: false,
      silent: null,
      services: [],
      ...part,
    });
  };

  const answering: Partial<HostPlan>[] = [];
  if (radvd) {
    answering.push({
      role: 'router',
      linkLocal: 'fe80::1',
      staticAddresses: prefixes.map((base) => `${base}::1`),
      autoconfigured: false,
      ipv4: `198.18.${index * 4}.1/${length}`,
    });
  }
  for (const linkLocal of options.linkLocals ?? []) answering.push({ linkLocal, autoconfigured: false });
  const silentFirst = silent.map((kind): Partial<HostPlan> => {
    const base = { silent: kind, echo: 'ignores-multicast', identifier: 'stable-privacy' } as const;
    if (kind === 'ipv4') return { ...base, ipv4: nextIpv4() };
    if (kind === 'eui64') return { ...base, identifier: 'eui64', ipv4: nextIpv4() };
    if (kind === 'service') {
      const service = silentServices[silentServiceCount++ % silentServices.length] ?? 'mdns';
      return { ...base, services: [service] };
    }
    if (kind === 'low-byte') {
      const address = `${prefixes[0]}::${(lowByte++).toString(16)}`;
      return { ...base, staticAddresses: [address], autoconfigured: false };
    }
    return base;
  });
  const services = [...(options.services ?? [])];
  let host = 0;
  while (answering.length < options.hosts) {
    const identifier = identifierPatterns[host % identifierPatterns.length] ?? 'eui64';
    const service = services.shift();
    answering.push({
      identifier,
      staticAddresses: identifier === 'low-byte' ? [`${prefixes[0]}::${(0x100 + host).toString(16)}`] : [],
      ipv4: options.ipv4 !== false && host % 2 === 0 ? nextIpv4() : null,
      services: service === undefined ? [] : [service],
    });
    host += 1;
  }
  for (const part of answering) add(part);
  for (const part of silentFirst) add(part);
  for (let count = 0; count < (options.ipv4Only ?? 0); count += 1) {
    add({ ipv6: false, autoconfigured: false, ipv4: nextIpv4() });
  }
  for (let count = 0; count < (options.firewalled ?? 0); count += 1) {
    add({ echo: 'ignores-all', firewalled: true, ipv4: nextIpv4() });
  }
  return {
    options,
    index,
    interface: options.interface,
    kind: options.kind ?? 'ethernet',
    radvd,
    scannerMac: `00:1b:21:00:0${index}:fe`,
    scannerIpv4: `198.18.${index * 4}.2/${length}`,
    prefixes,
    hosts,
  };
}
