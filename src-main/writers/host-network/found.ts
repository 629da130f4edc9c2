import { tryParseAddress, family } from '../../../src-core/net/address.ts';

/** The fields of an interface as they are found in an old file, as they would be typed. */
export interface FoundInterface {
  readonly fields: Record<string, unknown>;
  readonly addresses: string[];
  readonly dns: string[];
  readonly search: string[];
  readonly members: string[];
  readonly routes: { to: string; via: string }[];
}

/** Collects interfaces by name, in the order in which they are first named. */
export class Found {
  readonly #byName = new Map<string, FoundInterface>();

  get names(): string[] {
    return [...this.#byName.keys()];
  }

  /** The interface of this name; made where it was not named before. */
  interface(name: string): FoundInterface {
    const found = this.#byName.get(name) ?? {
      fields: { name },
      addresses: [],
      dns: [],
      search: [],
      members: [],
      routes: [],
    };
    this.#byName.set(name, found);
    return found;
  }

  member(master: string, member: string): void {
    const { members } = this.interface(master);
    if (!members.includes(member)) members.push(member);
  }

  /** @returns false where this family has a gateway already, or it is a word (networkd's `_ipv6ra`) */
  gateway(name: string, via: string): boolean {
    if (/^_?[a-z][a-z0-9]*$/.test(via)) return false;
    const { fields } = this.interface(name);
    const field = isIpv4(via) ? 'gateway4' : 'gateway6';
    if (fields[field] !== undefined) return false;
    fields[field] = via;
    return true;
  }

  /** The interfaces as typed; members and links that have no entry of their own get one. */
  interfaces(): Record<string, unknown>[] {
    for (const { members, fields } of this.#byName.values()) {
      for (const member of members) this.interface(member);
      if (typeof fields['link'] === 'string') this.interface(fields['link']);
    }
    return [...this.#byName.values()].map(({ fields, dns, search, ...lists }) => ({
      ...fields,
      ...lists,
      // netplan writes each of them twice into networkd's files.
      dns: [...new Set(dns)],
      search: [...new Set(search)],
    }));
  }
}

function isIpv4(text: string): boolean {
  const address = tryParseAddress(text);
  return address === undefined ? !text.includes(':') : family(address) === 4;
}

/** The default route, as the formats write it. */
export function isDefault(to: string): boolean {
  return ['default', '::/0', '0.0.0.0/0', '0/0'].includes(to);
}

/** What the formats take for yes and no; undefined for anything else. */
export function flagOf(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (['yes', 'true', 'on', '1', 'y', 't'].includes(word)) return true;
  return ['no', 'false', 'off', '0', 'n', 'f'].includes(word) ? false : undefined;
}

const units: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  msec: 1,
  s: 1000,
  sec: 1000,
  min: 60_000,
};

/** A length of time in milliseconds; a bare number is in the unit that is told. */
export function millisecondsOf(text: string, unit: 'ms' | 's'): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,6})?)\s*([a-z]*)$/.exec(text);
  const factor = units[match?.[2] === '' ? unit : (match?.[2] ?? '')];
  return match === null || factor === undefined ? undefined : Number(match[1]) * factor;
}

/** A plain number; anything else stays text, so that the form says what is wrong with it. */
export function numberOf(text: string): number | string {
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}
