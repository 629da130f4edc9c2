import type { SourceId } from '../../../src-core/api/discovery.ts';
import type { Address } from '../../../src-core/net/address.ts';
import type { SightedService, Sighting } from '../source.ts';
import type { Link } from './link.ts';

/** What one run of one source may learn at most; more comes from a broken or hostile sender only. */
export const ledgerLimits = {
  /** Addresses that answered, and as many again that were only named. */
  addresses: 4096,
  namesPerAddress: 64,
  servicesPerAddress: 256,
  /** Addresses other than its own that one sender may name: a proxy answers for some, never for thousands. */
  namedPerSender: 256,
  /** Names and services over all addresses: some 30 MB where every text is as long as can be. */
  texts: 65_536,
} as const;

/** The longest text passed on, in UTF-16 units. */
const longestText = 255;

/** Cuts a text from the network to what is passed on. */
export function boundedText(text: string): string {
  return (text.length > longestText ? text.slice(0, longestText) : text).toWellFormed();
}

/** What one datagram says about one address. */
export interface Told {
  readonly address: Address;
  /** The sender of the datagram. Only what answered itself is confirmed. */
  readonly by: Address;
  readonly names?: readonly string[];
  readonly services?: readonly SightedService[];
}

interface Entry {
  confirmed: boolean;
  readonly names: Set<string>;
  readonly services: Set<string>;
}

/** Remembers what was passed on: the same thing is told once, and nobody can make it grow without limit. */
export class SightingLedger {
  readonly #source: SourceId;
  readonly #link: Link;
  readonly #entries = new Map<Address, Entry>();
  readonly #namedBy = new Map<Address, number>();
  #confirmed = 0;
  #texts = 0;
  #full = false;

  constructor(source: SourceId, link: Link) {
    this.#source = source;
    this.#link = link;
  }

  /** True once something was left out because a limit was reached. */
  get full(): boolean {
    return this.#full;
  }

  /** True where a name of this address was passed on. */
  hasName(address: Address): boolean {
    return (this.#entries.get(address)?.names.size ?? 0) > 0;
  }

  /** The sighting for what is new in this, if anything is. The address must be on the link. */
  tell(told: Told): Sighting | undefined {
    const confirmed = told.by === told.address;
    const known = this.#entries.get(told.address);
    const entry = known ?? this.#open(told, confirmed);
    if (entry === undefined) {
      this.#full = true;
      return undefined;
    }
    const isNews = known === undefined || (confirmed && !entry.confirmed);
    if (confirmed && !entry.confirmed) {
      entry.confirmed = true;
      this.#confirmed++;
    }
    const names = (told.names ?? [])
      .map(boundedText)
      .filter((name) => this.#isNew(entry.names, name, ledgerLimits.namesPerAddress));
    const services = (told.services ?? [])
      .map(({ type, name, port }) => ({ type: boundedText(type), name: boundedText(name), port }))
      .filter(({ type, name, port }) =>
        this.#isNew(entry.services, `${type}\n${name}\n${port}`, ledgerLimits.servicesPerAddress),
      );
    if (!isNews && names.length === 0 && services.length === 0) return undefined;
    return {
      source: this.#source,
      zone: this.#link.zone,
      at: Date.now(),
      address: told.address,
      confirmed,
      ...(this.#link.isOwn(told.address) ? { self: true } : {}),
      ...(names.length > 0 ? { names } : {}),
      ...(services.length > 0 ? { services } : {}),
    };
  }

  #open(told: Told, confirmed: boolean): Entry | undefined {
    const unconfirmed = this.#entries.size - this.#confirmed;
    if ((confirmed ? this.#confirmed : unconfirmed) >= ledgerLimits.addresses) return undefined;
    if (!confirmed) {
      const named = this.#namedBy.get(told.by) ?? 0;
      if (named >= ledgerLimits.namedPerSender) return undefined;
      if (named === 0 && this.#namedBy.size >= ledgerLimits.addresses) return undefined;
      this.#namedBy.set(told.by, named + 1);
    }
    const entry = { confirmed: false, names: new Set<string>(), services: new Set<string>() };
    this.#entries.set(told.address, entry);
    return entry;
  }

  #isNew(seen: Set<string>, text: string, limit: number): boolean {
    if (text === '' || seen.has(text)) return false;
    if (seen.size >= limit || this.#texts >= ledgerLimits.texts) {
      this.#full = true;
      return false;
    }
    seen.add(text);
    this.#texts++;
    return true;
  }
}
