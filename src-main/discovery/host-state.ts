import type { Host, HostAddress, HostChange, HostService, SourceId } from '../../src-core/api/discovery.ts';
import { compareAddresses, family, interfaceIdentifier, type Address } from '../../src-core/net/address.ts';
import { identifierKind, kindOf } from '../../src-core/net/kind.ts';
import { macOfEui64, macOrigin, type Mac } from '../../src-core/net/mac.ts';
import { prefixOf, type Prefix } from '../../src-core/net/prefix.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { VendorLookup } from './vendors.ts';

/** What a host may tell of itself at most: more is hostile or of no use to a person. */
const mostNames = 32;
const mostServices = 128;
const mostAddresses = 512;

/** Which source's name is shown first: a host's own word before a name server's. */
const nameOrder: readonly SourceId[] = [
  'own-addresses',
  'mdns',
  'llmnr',
  'reverse-dns',
  'ws-discovery',
  'ssdp',
];

export interface AddressState {
  readonly address: Address;
  readonly zone: Zone;
  /** The MAC that the address was made of, where it has that form. */
  readonly madeOf: Mac | undefined;
  readonly sources: Set<SourceId>;
  confirmed: boolean;
  /** True where a sighting named the MAC together with this address. */
  proven: boolean;
  temporary: boolean;
  rttMs: number | null;
  firstSeen: number;
  lastSeen: number;
}

/** All that one run knows of one host, while it is being put together. */
export interface HostState {
  readonly id: string;
  mac: Mac | null;
  /** The zone of the first sighting; part of the identity where the MAC alone is not enough. */
  readonly zone: Zone;
  readonly addresses: Map<string, AddressState>;
  readonly names: Map<string, SourceId>;
  readonly services: Map<string, HostService>;
  readonly sources: Set<SourceId>;
  readonly formerIdentities: Set<string>;
  router: boolean | undefined;
  self: boolean;
  duplicates: number;
  firstSeen: number;
  lastSeen: number;
  deviceId: number | null;
  change: HostChange | null;
  ownName: string | null;
}

export function newHost(id: string, zone: Zone, at: number): HostState {
  return {
    id,
    mac: null,
    zone,
    addresses: new Map(),
    names: new Map(),
    services: new Map(),
    sources: new Set(),
    formerIdentities: new Set(),
    router: undefined,
    self: false,
    duplicates: 0,
    firstSeen: at,
    lastSeen: at,
    deviceId: null,
    change: null,
    ownName: null,
  };
}

/** Adds an address or refreshes it; undefined where the host has too many already. */
export function touchAddress(
  host: HostState,
  key: string,
  address: Address,
  zone: Zone,
  at: number,
): AddressState | undefined {
  const known = host.addresses.get(key);
  if (known !== undefined) {
    known.firstSeen = Math.min(known.firstSeen, at);
    known.lastSeen = Math.max(known.lastSeen, at);
    return known;
  }
  if (host.addresses.size >= mostAddresses) return undefined;
  const state: AddressState = {
    address,
    zone,
    madeOf: macOfEui64(address),
    sources: new Set(),
    confirmed: false,
    proven: false,
    temporary: false,
    rttMs: null,
    firstSeen: at,
    lastSeen: at,
  };
  host.addresses.set(key, state);
  return state;
}

/** Keeps a name from the network, bounded and visible; true where it is new. */
export function addName(host: HostState, raw: string, source: SourceId): boolean {
  const name = visibleText(raw.trim().replace(/\.$/, ''), 255);
  if (name === '' || host.names.has(name) || host.names.size >= mostNames) return false;
  host.names.set(name, source);
  return true;
}

/** Keeps a service from the network, bounded and visible; true where it is new. */
export function addService(host: HostState, service: HostService): boolean {
  const safe: HostService = {
    type: visibleText(service.type, 120),
    name: visibleText(service.name, 255),
    port: service.port,
    source: service.source,
  };
  const key = `${safe.type}\n${safe.name}\n${safe.port}`;
  if (host.services.has(key) || host.services.size >= mostServices) return false;
  host.services.set(key, safe);
  return true;
}

/** Moves everything that `from` holds into `into`. */
export function absorb(into: HostState, from: HostState): void {
  for (const [key, address] of from.addresses) moveAddress(into, key, address);
  for (const [name, source] of from.names) addName(into, name, source);
  for (const service of from.services.values()) addService(into, service);
  for (const source of from.sources) into.sources.add(source);
  for (const identity of from.formerIdentities) into.formerIdentities.add(identity);
  into.mac ??= from.mac;
  into.router = into.router === true || from.router === true ? true : (into.router ?? from.router);
  into.self ||= from.self;
  into.duplicates += from.duplicates;
  into.firstSeen = Math.min(into.firstSeen, from.firstSeen);
  into.lastSeen = Math.max(into.lastSeen, from.lastSeen);
}

/** Puts an address with its evidence under a host that may have it already. */
export function moveAddress(into: HostState, key: string, address: AddressState): void {
  const known = into.addresses.get(key);
  if (known === undefined) {
    into.addresses.set(key, address);
    return;
  }
  for (const source of address.sources) known.sources.add(source);
  known.confirmed ||= address.confirmed;
  known.proven ||= address.proven;
  known.temporary ||= address.temporary;
  if (address.rttMs !== null) known.rttMs = Math.min(known.rttMs ?? Infinity, address.rttMs);
  known.firstSeen = Math.min(known.firstSeen, address.firstSeen);
  known.lastSeen = Math.max(known.lastSeen, address.lastSeen);
}

/** The key by which the inventory knows the host again; see RecordedHost. */
export function identityOf(host: HostState): string {
  if (host.mac !== null) {
    return macOrigin(host.mac) === 'universal' ? `mac:${host.mac}` : `mac:${host.mac}@${host.zone}`;
  }
  const first = [...host.addresses.values()].sort(byUse)[0];
  if (first === undefined) return `run:${host.id}@${host.zone}`;
  const kind = kindOf(first.address);
  return kind === 'global' || kind === 'ula'
    ? `addr:${first.address}`
    : `addr:${first.address}@${first.zone}`;
}

const kindOrder = ['global', 'ula', 'link-local', 'private'];

/** IPv6 first, global before ULA before link-local, then by value: the order in which people look for them. */
function byUse(left: AddressState, right: AddressState): number {
  const families = family(right.address) - family(left.address);
  if (families !== 0) return families;
  const kinds = kindOrder.indexOf(kindOf(left.address)) - kindOrder.indexOf(kindOf(right.address));
  return kinds !== 0 ? kinds : compareAddresses(left.address, right.address);
}

function describeAddress(
  state: AddressState,
  perPrefix: ReadonlyMap<Prefix, number>,
  host: HostState,
): HostAddress {
  const six = family(state.address) === 6;
  const kind = kindOf(state.address);
  const identifier = six ? identifierKind(state.address) : null;
  const routable = kind === 'global' || kind === 'ula';
  let temporary: HostAddress['temporary'] = 'no';
  if (state.temporary) temporary = 'yes';
  else if (routable && identifier === 'opaque' && !host.self) {
    temporary = (perPrefix.get(prefixOf(state.address, 64)) ?? 0) > 1 ? 'likely' : 'unknown';
  }
  return {
    address: state.address,
    zone: state.zone,
    kind,
    identifier,
    temporary,
    sources: [...state.sources],
    confirmed: state.confirmed,
    rttMs: state.rttMs,
    firstSeen: Math.round(state.firstSeen),
    lastSeen: Math.round(state.lastSeen),
  };
}

/** The host as it is shown and stored. */
export function describeHost(host: HostState, vendorOf: VendorLookup | undefined): Host {
  const addresses = [...host.addresses.values()].sort(byUse);
  const perPrefix = new Map<Prefix, number>();
  for (const { address } of addresses) {
    if (family(address) === 4) continue;
    const prefix = prefixOf(address, 64);
    perPrefix.set(prefix, (perPrefix.get(prefix) ?? 0) + 1);
  }
  const names = [...host.names]
    .map(([name, source]) => ({ name, source }))
    .sort((left, right) => nameOrder.indexOf(left.source) - nameOrder.indexOf(right.source));
  const rtts = addresses.map((address) => address.rttMs).filter((rtt) => rtt !== null);
  return {
    id: host.id,
    deviceId: host.deviceId,
    change: host.change,
    name: host.ownName ?? names[0]?.name ?? null,
    names,
    mac: host.mac,
    macOrigin: host.mac === null ? null : macOrigin(host.mac),
    vendor: host.mac === null ? null : (vendorOf?.(host.mac) ?? null),
    role: host.self ? 'self' : host.router === true ? 'router' : host.router === false ? 'host' : 'unknown',
    addresses: addresses.map((address) => describeAddress(address, perPrefix, host)),
    services: [...host.services.values()],
    rttMs: rtts.length === 0 ? null : Math.min(...rtts),
    duplicates: host.duplicates,
    sources: [...host.sources],
    firstSeen: Math.round(host.firstSeen),
    lastSeen: Math.round(host.lastSeen),
  };
}

/** Changes of these are worth showing again; a later "last seen" or another round trip time alone is not. */
export function fingerprint(host: HostState): string {
  let addresses = '';
  for (const state of host.addresses.values()) {
    addresses += `${state.sources.size}${state.confirmed}${state.temporary}${state.rttMs === null};`;
  }
  return `${host.mac} ${host.router} ${host.self} ${host.duplicates} ${host.sources.size} ${addresses}`;
}

/** True for an address that a host can have: no group, and not this computer's own loopback. */
export function isHostAddress(address: Address): boolean {
  const kind = kindOf(address);
  return kind !== 'multicast' && kind !== 'unspecified' && kind !== 'loopback' && kind !== 'broadcast';
}

/** The key of a MAC: manufacturers' MACs are unique, all others repeat from link to link. */
export function macKey(mac: Mac, zone: Zone): string {
  return macOrigin(mac) === 'universal' ? mac : `${mac}%${zone}`;
}

/** True where the MAC of this very address is known: from the table, or as the one that it was made of. */
export function isProven(host: HostState, state: AddressState): boolean {
  return state.proven || (host.mac !== null && state.madeOf === host.mac);
}

/** The key of an interface identifier that does not repeat on a link; undefined for all others. */
export function identifierKey(address: Address | undefined, zone: Zone): string | undefined {
  if (address === undefined || family(address) === 4) return undefined;
  const kind = identifierKind(address);
  return kind === 'eui64' || kind === 'opaque' ? `${interfaceIdentifier(address)}%${zone}` : undefined;
}
