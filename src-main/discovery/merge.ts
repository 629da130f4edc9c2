import type { Host } from '../../src-core/api/discovery.ts';
import type { Address } from '../../src-core/net/address.ts';
import { macOrigin, type Mac } from '../../src-core/net/mac.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import {
  absorb,
  addName,
  addService,
  describeHost,
  fingerprint,
  identifierKey,
  identityOf,
  isHostAddress,
  isProven,
  macKey,
  moveAddress,
  newHost,
  touchAddress,
  type HostState,
} from './host-state.ts';
import { scopedKey } from './neighbour-feed.ts';
import type { RecordedDevice, RecordedHost } from './recorder.ts';
import type { KnownAddress, Sighting } from './source.ts';
import type { VendorLookup } from './vendors.ts';

/** More hosts than this on one link are a flood, not a link. */
const mostHosts = 20_000;

/** What a sighting added, for those who wait for something new. */
export interface MergeOutcome {
  readonly newAddress: boolean;
  readonly newMac: boolean;
}

const nothingNew: MergeOutcome = { newAddress: false, newMac: false };

/**
 * Puts sightings together into hosts: by MAC, and by address where no MAC is known. An address belongs to a zone: the
 * same fe80::1 on two interfaces is two hosts unless one MAC from a manufacturer says otherwise.
 */
export class Merger {
  readonly #hosts = new Map<string, HostState>();
  readonly #byAddress = new Map<string, HostState>();
  readonly #byMac = new Map<string, HostState>();
  readonly #byIdentifier = new Map<string, HostState>();
  readonly #changed = new Set<HostState>();
  /** Those that drain() has given. */
  readonly #drained = new WeakSet<HostState>();
  readonly #unrecorded = new Set<HostState>();
  readonly #removed: string[] = [];
  /** Those that others were merged into since drain() was called last. */
  readonly #joined = new Set<HostState>();
  #vendorOf: VendorLookup | undefined;
  #self: HostState | undefined;
  #nextId = 1;
  /** Sightings that were dropped because the link showed more hosts than any link has. */
  overflow = 0;

  get hostCount(): number {
    return this.#hosts.size;
  }

  get addressCount(): number {
    return this.#byAddress.size;
  }

  /** Vendors become known when the registry is loaded; every host with a MAC is then shown again. */
  setVendors(vendorOf: VendorLookup): void {
    this.#vendorOf = vendorOf;
    for (const host of this.#hosts.values()) if (host.mac !== null) this.#touch(host);
  }

  /** Takes one piece of evidence. */
  add(sighting: Sighting): MergeOutcome {
    if (sighting.address !== undefined && !isHostAddress(sighting.address)) return nothingNew;
    const mac = sighting.mac !== undefined && macOrigin(sighting.mac) !== 'group' ? sighting.mac : undefined;
    const addressKey =
      sighting.address === undefined ? undefined : scopedKey(sighting.address, sighting.zone);
    const newAddress = addressKey !== undefined && !this.#byAddress.has(addressKey);
    const newMac = mac !== undefined && !this.#byMac.has(macKey(mac, sighting.zone));
    const host = this.#find(sighting, addressKey, mac);
    if (host === undefined) return nothingNew;
    const before = fingerprint(host);
    if (mac !== undefined) this.#learnMac(host, mac, sighting.zone);
    if (addressKey !== undefined && sighting.address !== undefined) {
      this.#learnAddress(host, addressKey, sighting.address, sighting);
    }
    host.sources.add(sighting.source);
    if (sighting.router !== undefined) host.router = host.router === true || sighting.router;
    if (sighting.self === true) host.self = true;
    if (sighting.duplicate === true) host.duplicates++;
    host.firstSeen = Math.min(host.firstSeen, sighting.at);
    host.lastSeen = Math.max(host.lastSeen, sighting.at);
    let told = false;
    for (const name of sighting.names ?? []) told = addName(host, name, sighting.source) || told;
    for (const service of sighting.services ?? []) {
      told = addService(host, { ...service, source: sighting.source }) || told;
    }
    if (told || newAddress || newMac || fingerprint(host) !== before) this.#touch(host);
    return { newAddress, newMac };
  }

  /** What the inventory made of a host. */
  learnDevice(device: RecordedDevice): void {
    const host = this.#hosts.get(device.hostId);
    if (host === undefined) return;
    if (host.deviceId === device.deviceId && host.change === device.change && host.ownName === device.ownName)
      return;
    host.deviceId = device.deviceId;
    host.change = device.change;
    host.ownName = device.ownName;
    this.#changed.add(host);
  }

  /**
   * The rows that have changed since the last call: those never given before, those that others were merged into, and
   * so many of the rest, the longest waiting first. What is left comes with the next call.
   */
  drain(mostKnown = Infinity): { hosts: Host[]; removed: string[] } {
    const hosts: Host[] = [];
    let known = 0;
    for (const host of this.#changed) {
      const waits = this.#drained.has(host) && !this.#joined.has(host);
      if (waits && known >= mostKnown) continue;
      if (waits) known++;
      this.#changed.delete(host);
      this.#drained.add(host);
      hosts.push(describeHost(host, this.#vendorOf));
    }
    this.#joined.clear();
    return { hosts, removed: this.#removed.splice(0) };
  }

  /** All rows as they are now. */
  all(): Host[] {
    return [...this.#hosts.values()].map((host) => describeHost(host, this.#vendorOf));
  }

  /**
   * The hosts to store: all that changed since the last call, but those without a MAC only when they are older than
   * `settledMs`, since a MAC mostly follows at once and gives a surer identity.
   */
  drainForRecord(settledMs: number, now: number): RecordedHost[] {
    const recorded: RecordedHost[] = [];
    for (const host of this.#unrecorded) {
      if (host.mac === null && now - host.firstSeen < settledMs) continue;
      this.#unrecorded.delete(host);
      const identity = identityOf(host);
      recorded.push({
        host: describeHost(host, this.#vendorOf),
        identity,
        formerIdentities: [...host.formerIdentities].filter((former) => former !== identity),
      });
      host.formerIdentities.add(identity);
    }
    return recorded;
  }

  /** Puts hosts back that could not be stored. */
  returnUnrecorded(hosts: readonly RecordedHost[]): void {
    for (const { host } of hosts) {
      const state = this.#hosts.get(host.id);
      if (state !== undefined) this.#unrecorded.add(state);
    }
  }

  /** Every address sighted in a zone. */
  addressesOf(zone: Zone): KnownAddress[] {
    const found: KnownAddress[] = [];
    for (const host of this.#hosts.values()) {
      for (const state of host.addresses.values()) {
        if (state.zone !== zone) continue;
        const { address, confirmed } = state;
        const { mac, self } = host;
        const echoes = host.sources.has('multicast-echo');
        found.push({ address, mac, confirmed, proven: isProven(host, state), echoes, self });
      }
    }
    return found;
  }

  /** True where the MAC of this very address is known. */
  isProven(address: Address, zone: Zone): boolean {
    const key = scopedKey(address, zone);
    const host = this.#byAddress.get(key);
    const state = host?.addresses.get(key);
    return host !== undefined && state !== undefined && isProven(host, state);
  }

  /** Every MAC sighted in a zone, without our own. */
  macsOf(zone: Zone): Mac[] {
    const macs = new Set<Mac>();
    for (const host of this.#hosts.values()) {
      if (host.mac === null || host.self) continue;
      if (host.zone === zone || [...host.addresses.values()].some((state) => state.zone === zone))
        macs.add(host.mac);
    }
    return [...macs];
  }

  #find(sighting: Sighting, addressKey: string | undefined, mac: Mac | undefined): HostState | undefined {
    if (sighting.self === true) return (this.#self ??= this.#create(sighting));
    const byMac = mac === undefined ? undefined : this.#byMac.get(macKey(mac, sighting.zone));
    const byAddress = addressKey === undefined ? undefined : this.#byAddress.get(addressKey);
    if (byAddress?.self === true) return byAddress;
    if (byMac !== undefined && byAddress !== undefined && byMac !== byAddress) {
      if (byAddress.mac === null) this.#join(byMac, byAddress);
      else if (addressKey !== undefined) this.#rehome(byMac, byAddress, addressKey);
      return byMac;
    }
    if (byMac !== undefined) return byMac;
    // The address has answered with another MAC than before: the newest evidence decides whose it is.
    if (byAddress !== undefined && mac !== undefined && byAddress.mac !== null && byAddress.mac !== mac) {
      const host = this.#create(sighting);
      if (host !== undefined && addressKey !== undefined) this.#rehome(host, byAddress, addressKey);
      return host;
    }
    return byAddress ?? this.#bySameIdentifier(sighting, mac) ?? this.#create(sighting);
  }

  /**
   * A host that has the same interface identifier under another prefix of this zone. 64 bits that come from a MAC or
   * from chance do not repeat on a link; a table entry with another MAC still takes the address away again.
   */
  #bySameIdentifier(sighting: Sighting, mac: Mac | undefined): HostState | undefined {
    const key = identifierKey(sighting.address, sighting.zone);
    const host = key === undefined ? undefined : this.#byIdentifier.get(key);
    if (host === undefined || !this.#hosts.has(host.id)) return undefined;
    return mac === undefined || host.mac === null || host.mac === mac ? host : undefined;
  }

  #create(sighting: Sighting): HostState | undefined {
    if (this.#hosts.size >= mostHosts) {
      this.overflow++;
      return undefined;
    }
    const host = newHost(`h${this.#nextId++}`, sighting.zone, sighting.at);
    this.#hosts.set(host.id, host);
    this.#touch(host);
    return host;
  }

  #learnMac(host: HostState, mac: Mac, zone: Zone): void {
    host.mac ??= mac;
    this.#byMac.set(macKey(mac, zone), host);
  }

  #learnAddress(host: HostState, key: string, address: Address, sighting: Sighting): void {
    const state = touchAddress(host, key, address, sighting.zone, sighting.at);
    if (state === undefined) return;
    this.#byAddress.set(key, host);
    const identifier = identifierKey(address, sighting.zone);
    if (identifier !== undefined) this.#byIdentifier.set(identifier, host);
    state.sources.add(sighting.source);
    state.confirmed ||= sighting.confirmed;
    state.proven ||= sighting.mac !== undefined;
    state.temporary ||= sighting.temporary === true;
    if (sighting.rttMs !== undefined) state.rttMs = Math.min(state.rttMs ?? Infinity, sighting.rttMs);
  }

  #join(into: HostState, from: HostState): void {
    absorb(into, from);
    for (const key of from.addresses.keys()) this.#byAddress.set(key, into);
    this.#hosts.delete(from.id);
    this.#changed.delete(from);
    this.#unrecorded.delete(from);
    this.#removed.push(from.id);
    this.#joined.add(into);
    this.#joined.delete(from);
    this.#touch(into);
  }

  #rehome(into: HostState, from: HostState, key: string): void {
    const state = from.addresses.get(key);
    if (state === undefined) return;
    from.addresses.delete(key);
    moveAddress(into, key, state);
    this.#byAddress.set(key, into);
    this.#touch(from);
    this.#touch(into);
  }

  /** Takes away the rows of devices that have turned out to be gone: no more than a memory of the neighbour table. */
  forget(deviceIds: ReadonlySet<number>): void {
    for (const host of this.#hosts.values()) {
      if (host.deviceId === null || !deviceIds.has(host.deviceId)) continue;
      for (const key of host.addresses.keys()) this.#byAddress.delete(key);
      this.#hosts.delete(host.id);
      this.#changed.delete(host);
      this.#removed.push(host.id);
    }
  }

  #touch(host: HostState): void {
    this.#changed.add(host);
    this.#unrecorded.add(host);
  }
}
