import { family, type Address } from '../../../src-core/net/address.ts';
import { isLinkLocal } from '../../../src-core/net/kind.ts';
import type { SightedService, Sighting } from '../source.ts';
import type { DnsRecord } from './dns-message.ts';
import { addressOfReverseName, hostNameText, nameKey, type DnsName } from './dns-name.ts';
import type { Link } from './link.ts';
import type { SightingLedger } from './sighting-ledger.ts';

/** Names kept at most, of hosts and of service instances, in all and for one sender: a bound for hostile senders. */
const mostHosts = 4096;
const mostInstances = 8192;
const mostPerSender = 256;
/** Addresses of one host name; a host with many temporary ones has a dozen. */
const mostAddresses = 32;
const mostServices = 256;

interface HostNotes {
  readonly name: DnsName;
  readonly addresses: Set<Address>;
  readonly services: Map<string, SightedService>;
  /** True where a record gives it an address of another link. */
  elsewhere: boolean;
}

interface SenderNotes {
  readonly hosts: Set<string>;
  readonly instances: Set<string>;
}

/** What a message leaves to ask, and what it has answered. */
export interface MdnsLeads {
  /** Service types that were named. */
  readonly types: readonly DnsName[];
  /** Instances whose host is told. */
  readonly answered: readonly DnsName[];
  /** Instances without a known host, and hosts with no known address of a family. */
  readonly instances: readonly DnsName[];
  readonly hosts: readonly { readonly name: DnsName; readonly missing: readonly ('A' | 'AAAA')[] }[];
}

/**
 * What mDNS records say of hosts: name to addresses, instance to name. A name belongs to the addresses that its
 * records give, not to the sender: sleep proxies and reflectors answer for others.
 */
export class MdnsBook {
  readonly #link: Link;
  readonly #ledger: SightingLedger;
  readonly #hosts = new Map<string, HostNotes>();
  readonly #instances = new Set<string>();
  readonly #senders = new Map<Address, SenderNotes>();
  #full = false;

  constructor(link: Link, ledger: SightingLedger) {
    this.#link = link;
    this.#ledger = ledger;
  }

  get full(): boolean {
    return this.#full;
  }

  /** Takes the records of one response in; tells what they say, and what they leave open. */
  take(sender: Address, records: readonly DnsRecord[]): { sightings: Sighting[]; leads: MdnsLeads } {
    const sightings: (Sighting | undefined)[] = [this.#ledger.tell({ address: sender, by: sender })];
    const types: DnsName[] = [];
    const answered: DnsName[] = [];
    const open = new Map<string, DnsName>();
    const hosts = new Set<HostNotes>();
    for (const record of records) {
      if (record.type === 'A' || record.type === 'AAAA') {
        const host = this.#host(sender, record.name);
        if (host !== undefined) {
          hosts.add(host);
          sightings.push(this.#addAddress(host, record.address, sender));
        }
      } else if (record.type === 'SRV') {
        const host = this.#host(sender, record.target);
        const service = serviceOf(record.name, record.port);
        if (host === undefined || service === undefined || !this.#instance(sender, record.name)) continue;
        hosts.add(host);
        sightings.push(...this.#addService(host, nameKey(record.name), service, sender));
        answered.push(record.name);
      } else {
        const address = addressOfReverseName(record.name);
        if (address !== undefined) {
          const host = this.#host(sender, record.target);
          if (host !== undefined) sightings.push(this.#addAddress(host, address, sender));
        } else if (isEnumeration(record.name)) {
          types.push(record.target);
        } else if (
          serviceOf(record.target, 0) !== undefined &&
          !this.#instances.has(nameKey(record.target))
        ) {
          open.set(nameKey(record.target), record.target);
        }
      }
    }
    return {
      sightings: sightings.filter((sighting) => sighting !== undefined),
      leads: {
        types,
        answered,
        instances: [...open.values()].filter((name) => !this.#instances.has(nameKey(name))),
        hosts: [...hosts].map((host) => ({ name: host.name, missing: this.#missing(host) })),
      },
    };
  }

  /**
   * Senders that spoke of one host name only, and whose own address no record gives: an avahi that sends from an
   * address it does not publish. They are that host, unless the name has another address of the same kind.
   */
  finish(): Sighting[] {
    const sightings: (Sighting | undefined)[] = [];
    for (const [sender, { hosts }] of this.#senders) {
      const host = hosts.size === 1 ? this.#hosts.get([...hosts][0] ?? '') : undefined;
      if (host === undefined || host.elsewhere || this.#ledger.hasName(sender)) continue;
      if ([...host.addresses].some((address) => addressClass(address) === addressClass(sender))) continue;
      sightings.push(this.#tell(host, sender, sender));
    }
    return sightings.filter((sighting) => sighting !== undefined);
  }

  #addAddress(host: HostNotes, address: Address, sender: Address): Sighting | undefined {
    if (!this.#link.isOnLink(address)) {
      host.elsewhere = true;
      return undefined;
    }
    if (!host.addresses.has(address)) {
      if (host.addresses.size >= mostAddresses) {
        this.#full = true;
        return undefined;
      }
      host.addresses.add(address);
    }
    return this.#tell(host, address, sender);
  }

  #addService(
    host: HostNotes,
    key: string,
    service: SightedService,
    sender: Address,
  ): (Sighting | undefined)[] {
    if (!host.services.has(key) && host.services.size >= mostServices) {
      this.#full = true;
      return [];
    }
    host.services.set(key, service);
    return [...host.addresses].map((address) => this.#tell(host, address, sender, [service]));
  }

  #tell(
    host: HostNotes,
    address: Address,
    sender: Address,
    services: readonly SightedService[] = [...host.services.values()],
  ): Sighting | undefined {
    return this.#ledger.tell({ address, by: sender, names: [hostNameText(host.name)], services });
  }

  #missing(host: HostNotes): ('A' | 'AAAA')[] {
    const families = new Set([...host.addresses].map(family));
    const missing: ('A' | 'AAAA')[] = [];
    if (!families.has(6) && this.#link.sources.has(6)) missing.push('AAAA');
    if (!families.has(4) && this.#link.sources.has(4)) missing.push('A');
    return missing;
  }

  #host(sender: Address, name: DnsName): HostNotes | undefined {
    if (name.length === 0) return undefined;
    const key = nameKey(name);
    const notes = this.#sender(sender);
    if (notes === undefined || !this.#admit(notes.hosts, key)) return undefined;
    let host = this.#hosts.get(key);
    if (host === undefined) {
      if (this.#hosts.size >= mostHosts) {
        this.#full = true;
        return undefined;
      }
      host = { name, addresses: new Set(), services: new Map(), elsewhere: false };
      this.#hosts.set(key, host);
    }
    return host;
  }

  #instance(sender: Address, name: DnsName): boolean {
    const key = nameKey(name);
    const notes = this.#sender(sender);
    if (notes === undefined || !this.#admit(notes.instances, key)) return false;
    if (!this.#instances.has(key) && this.#instances.size >= mostInstances) {
      this.#full = true;
      return false;
    }
    this.#instances.add(key);
    return true;
  }

  #sender(sender: Address): SenderNotes | undefined {
    let notes = this.#senders.get(sender);
    if (notes === undefined) {
      if (this.#senders.size >= mostHosts) {
        this.#full = true;
        return undefined;
      }
      notes = { hosts: new Set(), instances: new Set() };
      this.#senders.set(sender, notes);
    }
    return notes;
  }

  #admit(set: Set<string>, key: string): boolean {
    if (set.has(key)) return true;
    if (set.size >= mostPerSender) {
      this.#full = true;
      return false;
    }
    set.add(key);
    return true;
  }
}

/** `<instance>.<_type>.<_tcp or _udp>.<domain>` (RFC 6763 section 4.1) as a service; undefined for other names. */
function serviceOf(name: DnsName, port: number): SightedService | undefined {
  const [instance, type, transport] = name;
  if (instance === undefined || type === undefined || transport === undefined || name.length < 4)
    return undefined;
  if (!type.startsWith('_') || !/^_(tcp|udp)$/i.test(transport)) return undefined;
  return { type: `${type}.${transport}`.toLowerCase(), name: instance, port: port === 0 ? null : port };
}

function isEnumeration(name: DnsName): boolean {
  return nameKey(name.slice(0, 3)) === '_services._dns-sd._udp';
}

/** A host has as a rule one address of each of these on a link that it publishes, or several of the last. */
function addressClass(address: Address): 'ipv4' | 'link-local' | 'routable' {
  if (family(address) === 4) return 'ipv4';
  return isLinkLocal(address) ? 'link-local' : 'routable';
}
