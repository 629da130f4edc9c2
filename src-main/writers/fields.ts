import { z } from 'zod';
import '../../src-core/api/values.ts';
import { bitsOf, family, parseAddress, type Address, type Family } from '../../src-core/net/address.ts';
import { parseDuid, type Duid } from '../../src-core/net/duid.ts';
import { isLinkLocal, isMulticast, kindOf } from '../../src-core/net/kind.ts';
import { parseMac, type Mac } from '../../src-core/net/mac.ts';
import { ParseError } from '../../src-core/net/parse-error.ts';
import {
  lastOf,
  networkOf,
  parseInterfaceAddress,
  parsePrefix,
  prefixFamily,
  prefixOf,
  type InterfaceAddress,
  type Prefix,
} from '../../src-core/net/prefix.ts';
import { parseRange, type Range } from '../../src-core/net/ranges.ts';

/** What the form shows beside a field. */
export interface FieldWords {
  readonly title: string;
  readonly description?: string;
  /** A value as an example, as it would be typed; it also stands in where the typed one is wrong. */
  readonly sample: string | number | boolean;
  readonly unit?: string;
  readonly placeholder?: string;
}

/** How the form draws a field where its type does not say it all. */
type Widget = 'address' | 'prefix' | 'range' | 'mac' | 'lines' | 'hidden' | 'interface-address';

/** Reads text by a parser whose ParseError says what is wrong, and where. */
function parsed<T>(parse: (text: string) => T, words: FieldWords, widget: Widget) {
  return z
    .string()
    .max(1000)
    .transform((text, context): T => {
      try {
        return parse(text.trim());
      } catch (error) {
        if (!(error instanceof ParseError)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
        return z.NEVER;
      }
    })
    .meta({ ...words, widget });
}

interface AddressWants extends FieldWords {
  readonly family?: Family;
  /** Multicast is refused where it is not asked for. */
  readonly multicast?: boolean;
  /** False where a file that other hosts read cannot hold it: a link-local address has no meaning there (RFC 4007). */
  readonly linkLocal?: boolean;
  /** True where it may stand for this host itself, or all of its addresses: ::, ::1, 127.0.0.1. */
  readonly own?: boolean;
}

/** An address with no zone: a file that another host reads cannot hold one. */
export function address(words: AddressWants) {
  const { family: wanted, multicast = false, linkLocal = true, own = false, ...shown } = words;
  return parsed<Address>(
    (text) => {
      const refuse = (why: string): never => {
        throw new ParseError('an address for this field', text, 0, why);
      };
      if (text.includes('%')) refuse('a zone has a meaning on one host alone: leave out what follows "%"');
      const value = parseAddress(text);
      if (wanted !== undefined && family(value) !== wanted) refuse(`expected IPv${wanted}`);
      if (isMulticast(value) !== multicast) {
        refuse(multicast ? 'expected a multicast address' : 'a multicast address cannot stand here');
      }
      if (!linkLocal && isLinkLocal(value)) refuse('a link-local address means nothing to other links');
      const kind = kindOf(value);
      if (!own && ['unspecified', 'loopback', 'broadcast'].includes(kind))
        refuse(`no other host is reached by ${value}`);
      if (!own && value.startsWith('::ffff:'))
        refuse('an IPv4 address in the clothes of IPv6 is never sent (RFC 4291 section 2.5.5.2)');
      return value;
    },
    shown,
    'address',
  );
}

/** A prefix; host bits that are set are refused, with the prefix that was probably meant. */
export function prefix(words: FieldWords & { readonly family?: Family }) {
  const { family: wanted, ...shown } = words;
  return parsed<Prefix>(
    (text) => {
      const value = parsePrefix(text);
      if (wanted !== undefined && prefixFamily(value) !== wanted)
        throw new ParseError('a prefix for this field', text, 0, `expected IPv${wanted}`);
      return value;
    },
    shown,
    'prefix',
  );
}

/**
 * An address with the length of its subnet, as an interface is given it.
 * @param words with `part: true` it is the lower part of an address alone, whose prefix comes from elsewhere
 */
export function interfaceAddress(words: FieldWords & { readonly family?: Family; readonly part?: boolean }) {
  const { family: wanted, part = false, ...shown } = words;
  return parsed<InterfaceAddress>(
    (text) => {
      const value = parseInterfaceAddress(text);
      if (wanted !== undefined && family(value.address) !== wanted)
        throw new ParseError('an address for this field', text, 0, `expected IPv${wanted}`);
      const why = part ? undefined : notOfAHost(value);
      if (why !== undefined) throw new ParseError('an address for this field', text, 0, why);
      return value;
    },
    shown,
    'interface-address',
  );
}

/** Why no interface can have it; undefined where it can. */
function notOfAHost({ address: own, length }: InterfaceAddress): string | undefined {
  if (isMulticast(own)) return 'a multicast address cannot stand here';
  const kind = kindOf(own);
  if (kind === 'unspecified' || kind === 'loopback' || kind === 'broadcast')
    return `${own} is not an address for an interface`;
  const hostBits = bitsOf(family(own)) - length;
  const whole = prefixOf(own, length);
  if (hostBits >= 2 && networkOf(whole) === own)
    return family(own) === 6
      ? 'this is the prefix, and the address of every router of it (RFC 4291 section 2.6.1): add the host’s own part'
      : 'this is the prefix: add the host’s own part';
  if (hostBits >= 2 && family(own) === 4 && lastOf(whole) === own)
    return 'this is the broadcast address of the subnet';
  return undefined;
}

/** A range `first-last`, or a prefix as the range of its addresses. */
export function addressRange(words: FieldWords) {
  return parsed<Range>(parseRange, words, 'range');
}

export function macAddress(words: FieldWords) {
  return parsed<Mac>(parseMac, words, 'mac');
}

export function clientDuid(words: FieldWords) {
  return parsed<Duid>(parseDuid, words, 'mac');
}

/**
 * One line of text: no control characters, no line separators, no lone surrogates. The pattern stands in the JSON schema
 * of the form, and not every validator knows `\p{Cc}` (Python's `re` does not).
 */
export function line(words: FieldWords & { readonly max?: number }) {
  const { max = 255, ...shown } = words;
  return z
    .string()
    .max(max)
    .regex(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]*$/u, {
      error: 'expected one line without control characters',
    })
    .meta({ ...shown });
}

/** Text that has a form of its own. @param error what is expected, in words: `expected a name of letters and digits` */
export function matching(form: RegExp, error: string, words: FieldWords) {
  return z
    .string()
    .trim()
    .max(1000)
    .regex(form, { error })
    .meta({ ...words });
}

/**
 * What no interface of Linux is called, or nobody should call it: numbers are taken for an index, "all" and
 * "default" for the settings of every interface; ":" is refused by the kernel (dev_valid_name), and "@" begins what
 * ip-link(8) shows of the interface below.
 */
export const interfaceForm =
  '(?!(?:[0-9]+|0[xX][0-9A-Fa-f]+|0[bB][01]+|0[oO][0-7]+|all|default)$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}';

/** The name of a network interface of Linux: 1 to 15 characters (IFNAMSIZ). */
export function interfaceName(words: FieldWords) {
  return matching(
    new RegExp(`^${interfaceForm}$`),
    'expected the name of an interface: up to 15 letters, digits, ".", "_", "-", without the "@" or ":" that may be shown after it',
    words,
  );
}

const label = '[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?';
const domainForm = new RegExp(`^(?=.{1,253}\\.?$)${label}(?:\\.${label})*\\.?$`);

/** A domain name or host name (RFC 1035 section 2.3.4: labels of up to 63, 253 in all). */
export function domain(words: FieldWords) {
  return matching(
    domainForm,
    'expected a domain name: labels of letters, digits and "-", joined by dots',
    words,
  );
}

/** An absolute path of the target system, of printable characters. */
export function absolutePath(words: FieldWords) {
  return matching(
    /^\/(?!.*(?:^|\/)\.\.(?:\/|$))[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]*$/u,
    'expected an absolute path without ".."',
    words,
  );
}

export function integer(words: FieldWords & { readonly min: number; readonly max: number }) {
  const { min, max, ...shown } = words;
  return z
    .number({ error: 'expected a number' })
    .int({ error: 'expected a whole number' })
    .min(min, { error: `expected at least ${min}` })
    .max(max, { error: `expected at most ${max}` })
    .meta(shown);
}

export function flag(words: Omit<FieldWords, 'sample'>) {
  return z.boolean().meta({ ...words, sample: false });
}

/** One of a few words. @param labels what each is called in the form */
export function choice<const Options extends readonly [string, ...string[]]>(
  options: Options,
  words: Omit<FieldWords, 'sample'> & { readonly labels?: Readonly<Record<Options[number], string>> },
) {
  return z.enum(options).meta({ ...words, sample: options[0] });
}

/** A list of fields or of groups. */
export function list<Item extends z.ZodType>(
  item: Item,
  words: {
    readonly title: string;
    readonly description?: string;
    readonly min?: number;
    readonly max?: number;
  },
) {
  const { min = 0, max = 10_000, ...shown } = words;
  return z
    .array(item)
    .min(min, { error: `expected at least ${min}` })
    .max(max, { error: `expected at most ${max}` })
    .meta(shown);
}

/** Fields that belong together. Unknown names are refused, so that a misspelt one is not lost in silence. */
export function group<Shape extends z.ZodRawShape>(
  shape: Shape,
  words: { readonly title: string; readonly description?: string },
) {
  return z.strictObject(shape).meta(words);
}

/** The id of the node of a plan that an item of a list came from; the form does not show it. */
export function planNode() {
  return z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
    .optional()
    .meta({ title: 'Node of the plan', widget: 'hidden' satisfies Widget });
}
