import type { Mac } from '../net/mac.ts';
import type { Prefix } from '../net/prefix.ts';

/** One thing that follows from what was given. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** The document that says so: `RFC 4291 section 2.5.1`. */
  readonly source?: string;
}

export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** What a text was recognised as. */
export type SubjectKind =
  'address' | 'prefix' | 'range' | 'mac' | 'eui64' | 'duid' | 'number' | 'reverse-name' | 'vni' | 'mtu';

/** What a text is, and all that follows from it. */
export interface Description {
  readonly kind: SubjectKind;
  /** The canonical form with what it is: `2001:db8::1, an IPv6 address`. */
  readonly title: string;
  readonly groups: readonly FactGroup[];
}

/** What a description can make use of besides the text. */
export interface DescriptionContext {
  /** The organisation to which the IEEE gave a MAC's prefix; null where there is none. */
  readonly vendorOf?: (mac: Mac) => string | null;
  /** The NAT64 prefix of the network, which no address tells by itself. */
  readonly nat64?: Prefix;
  /** A prefix in which addresses are formed from a MAC. */
  readonly under?: Prefix;
}

/** A fact; the source is left out where there is none. */
export function fact(label: string, value: string, source?: string): Fact {
  return source === undefined ? { label, value } : { label, value, source };
}

/** The groups that say something. */
export function groupsOf(groups: readonly (FactGroup | undefined)[]): FactGroup[] {
  return groups.filter((group) => group !== undefined).filter(({ facts }) => facts.length > 0);
}
