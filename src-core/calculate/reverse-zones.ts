import { bitsOf } from '../net/address.ts';
import { ParseError } from '../net/parse-error.ts';
import { lengthOf, networkOf, parsePrefix, prefixAt, prefixFamily, type Prefix } from '../net/prefix.ts';
import { reverseName } from '../net/reverse.ts';
import { parts, split, type Split } from '../net/split.ts';

/** The zones of reverse DNS that hold the names of a prefix. */
export interface ReverseZones {
  /** The names of the zones, without the final dot; bounded by `limit`. */
  readonly zones: readonly string[];
  /** How many zones there are in all. */
  readonly count: number;
  /**
   * - `whole`: one zone is the prefix, no more and no less
   * - `several`: the prefix ends between two labels and takes several zones
   * - `classless`: IPv4 beyond /24, a zone by RFC 2317 to which the owner of the /24 points each name
   */
  readonly kind: 'whole' | 'several' | 'classless';
}

/** A label of reverse DNS stands for 4 bits in ip6.arpa (RFC 3596 section 2.5) and for 8 in in-addr.arpa (RFC 1035). */
function bitsOfLabel(prefix: Prefix): 4 | 8 {
  return prefixFamily(prefix) === 6 ? 4 : 8;
}

/** A zone, and the prefix of which it has the names. */
export interface ZonePart {
  /** Without the final dot. */
  readonly name: string;
  readonly part: Prefix;
}

/** True for IPv4 of /25 to /31, which has a zone by RFC 2317: longer than a label, and no single address. */
export function isClassless(prefix: Prefix): boolean {
  return prefixFamily(prefix) === 4 && lengthOf(prefix) > 24 && lengthOf(prefix) < 32;
}

/**
 * The zones of a prefix, each with its part of it: one, or several where the prefix ends between two labels.
 * @param limit the most zones that are given; there are never more than 128
 */
export function zonePartsOf(prefix: Prefix, limit = 128): ZonePart[] {
  if (isClassless(prefix)) {
    const [last, ...rest] = reverseName(networkOf(prefix)).split('.');
    return [{ name: `${last}/${lengthOf(prefix)}.${rest.join('.')}`, part: prefix }];
  }
  const of = labelParts(prefix);
  return Array.from(parts(of, 0n, BigInt(limit)), (part) => ({ name: zoneName(part), part }));
}

/**
 * The names of the zones of a prefix.
 * @param limit the most zones that are listed; there are never more than 128
 */
export function reverseZones(prefix: Prefix, limit = 128): ReverseZones {
  const zones = zonePartsOf(prefix, limit).map(({ name }) => name);
  if (isClassless(prefix)) return { zones, count: 1, kind: 'classless' };
  const count = Number(labelParts(prefix).count);
  return { zones, count, kind: count === 1 ? 'whole' : 'several' };
}

/** A prefix cut where the next label ends. */
function labelParts(prefix: Prefix): Split {
  const step = bitsOfLabel(prefix);
  return split(prefix, Math.ceil(lengthOf(prefix) / step) * step);
}

/** The name of the zone of a prefix that ends on a label. */
function zoneName(prefix: Prefix): string {
  const step = bitsOfLabel(prefix);
  const labels = reverseName(networkOf(prefix)).split('.');
  return labels.slice((bitsOf(prefixFamily(prefix)) - lengthOf(prefix)) / step).join('.');
}

/**
 * Reads a name of reverse DNS, with or without the final dot: the address that it names, or the prefix of a zone.
 * @throws ParseError
 */
export function parseReverseName(text: string): Prefix {
  const fail = (at: number, why: string): never => {
    throw new ParseError('a name of reverse DNS', text, at, why);
  };
  const name = text.toLowerCase().replace(/\.$/, '');
  const suffix = ['ip6.arpa', 'in-addr.arpa'].find((each) => name === each || name.endsWith(`.${each}`));
  if (suffix === undefined) return fail(0, 'it ends neither in ip6.arpa nor in in-addr.arpa');
  const labels = name === suffix ? [] : name.slice(0, -suffix.length - 1).split('.');
  return suffix === 'ip6.arpa' ? ofNibbles(labels, fail) : ofOctets(labels, fail);
}

type Fail = (at: number, why: string) => never;

function ofNibbles(labels: readonly string[], fail: Fail): Prefix {
  let at = 0;
  for (const label of labels) {
    if (!/^[0-9a-f]$/.test(label)) fail(at, 'each label is one hexadecimal digit');
    at += label.length + 1;
  }
  if (labels.length > 32) fail(64, 'there are more than 32 digits');
  const digits = labels.toReversed().join('').padEnd(32, '0');
  return prefixAt(BigInt(`0x${digits}`), 4 * labels.length, 6);
}

function ofOctets(labels: readonly string[], fail: Fail): Prefix {
  if (labels.length > 4) fail(0, 'there are more than four octets');
  // RFC 2317 section 4: the first label is `first/length`.
  const [, classless] = /^\d+\/(\d{1,2})$/.exec(labels[0] ?? '') ?? [];
  if (classless !== undefined) {
    const length = Number(classless);
    if (labels.length !== 4 || length < 25 || length > 31)
      fail(0, 'a zone of RFC 2317 has a length of 25 to 31');
    const octets = labels.map((label) => label.replace(/\/.*$/, ''));
    return parsePrefix(`${checked(octets, fail).join('.')}/${length}`);
  }
  const octets = checked(labels, fail);
  return parsePrefix(`${[...octets, '0', '0', '0', '0'].slice(0, 4).join('.')}/${8 * labels.length}`);
}

/** The octets in the order of an address. */
function checked(labels: readonly string[], fail: Fail): string[] {
  let at = 0;
  for (const label of labels) {
    if (!/^(0|[1-9]\d{0,2})$/.test(label) || Number(label) > 255)
      fail(at, 'each label is a number from 0 to 255');
    at += label.length + 1;
  }
  return labels.toReversed();
}
