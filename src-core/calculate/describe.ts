import { family } from '../net/address.ts';
import { tryParseBase85 } from '../net/base85.ts';
import { duidContent, parseDuid, tryParseDuid } from '../net/duid.ts';
import { parseMac, tryParseMac } from '../net/mac.ts';
import { ParseError } from '../net/parse-error.ts';
import { lengthOf, networkOf, parseInterfaceAddress, prefixFamily, prefixOf } from '../net/prefix.ts';
import { formatRange, parseRange } from '../net/ranges.ts';
import { formatScoped, parseScoped, tryParseScoped } from '../net/zone.ts';
import { addressFacts } from './address-facts.ts';
import { duidFacts } from './duid-facts.ts';
import { describeEui64 } from './eui64-facts.ts';
import { fact, type Description, type DescriptionContext, type FactGroup } from './facts.ts';
import { macFacts } from './mac-facts.ts';
import { mtuFacts, numberFacts, vniFacts } from './number-facts.ts';
import { prefixFacts, rangeFacts } from './prefix-facts.ts';
import { parseReverseName } from './reverse-zones.ts';
import { largestVni } from './vxlan.ts';
import { hostAndPort, withPlainLength } from './written-forms.ts';

/** The longest text that is looked at: a DUID of 130 octets with separators has 389 characters. */
const longest = 512;

/**
 * Says what a text is, and all that follows from it. It may be an address (with or without a zone, brackets, a port or
 * a URI around it, in any form), a prefix with or without host bits or with a netmask, a range, a MAC, an EUI-64, a
 * DUID, an integer (`0x…` or decimal), a name of reverse DNS, an address in base 85, `vni 1000` or `mtu 1500`.
 * @throws ParseError that tells, for what the text looks most like, where it is wrong and why
 */
export function describe(text: string, context: DescriptionContext = {}): Description {
  const given = text.trim();
  if (given === '') throw new ParseError('anything that is known here', text, 0, 'it is empty');
  if (given.length > longest)
    throw new ParseError(
      'anything that is known here',
      given,
      longest,
      `it has more than ${longest} characters`,
    );
  const keyword = /^(vni|mtu)(?:\s*(\d+)|\s+(\S.*))?$/i.exec(given);
  if (keyword !== null)
    return describeKeyword(given, keyword[1]?.toLowerCase() ?? '', keyword[2] ?? keyword[3] ?? '');
  if (/\.arpa\.?$/i.test(given)) return describeReverse(given, context);
  const socket = hostAndPort(given);
  if (socket !== undefined && socket.host !== given)
    return describeAddress(socket.host, context, socket.port);
  return (
    describeBase85(given, context) ??
    describeHexadecimal(given, context) ??
    describeWritten(withPlainLength(given), context)
  );
}

function describeKeyword(text: string, word: string, rest: string): Description {
  const [least, most] = word === 'vni' ? [0, largestVni] : [68, 65_535];
  const value = /^\d{1,8}$/.test(rest) ? Number(rest) : Number.NaN;
  if (!(value >= least && value <= most)) {
    const at = rest === '' ? text.length : text.length - rest.length;
    throw new ParseError(
      word === 'vni' ? 'a VNI' : 'an MTU',
      text,
      at,
      `a number from ${least} to ${most} was expected`,
    );
  }
  return word === 'vni'
    ? { kind: 'vni', title: `VNI ${value}, a VXLAN network identifier`, groups: vniFacts(value) }
    : { kind: 'mtu', title: `MTU ${value}, in octets`, groups: mtuFacts(value) };
}

function describeReverse(text: string, context: DescriptionContext): Description {
  const prefix = parseReverseName(text);
  const isAddress = lengthOf(prefix) === (prefixFamily(prefix) === 4 ? 32 : 128);
  const address = networkOf(prefix);
  const groups = isAddress
    ? addressFacts({ address }, context)
    : prefixFacts({ address, length: lengthOf(prefix) }, context);
  return {
    kind: 'reverse-name',
    title: `the name in reverse DNS of ${isAddress ? address : prefix}`,
    groups,
  };
}

/** Numbers, MACs and DUIDs: digits with separators between them. */
function describeHexadecimal(text: string, context: DescriptionContext): Description | undefined {
  const duid = isDuidForm(text) ? tryParseDuid(text) : undefined;
  const known = duid !== undefined && duidContent(duid).type !== 'unknown';
  // Eight groups with colons can be a DUID as well; an address is what is meant far more often.
  const eui64 = known ? undefined : describeEui64(text, context);
  if (eui64 !== undefined) return eui64;
  if (tryParseScoped(text) !== undefined) return undefined;
  const isDecimal = /^(0|[1-9]\d*)$/.test(text);
  if (isDecimal || /^0x/i.test(text)) return describeNumber(text);
  const mac = tryParseMac(text);
  if (mac !== undefined)
    return { kind: 'mac', title: `${mac}, a MAC address`, groups: macFacts(mac, context) };
  // Of a type that nobody knows, pairs tell a DUID from an address with too many groups.
  if (duid !== undefined && (known || !/(^|[:-])[0-9a-f]([:-]|$)/i.test(text)))
    return { kind: 'duid', title: `${duid}, a DHCP unique identifier`, groups: duidFacts(duid, context) };
  return undefined;
}

function isDuidForm(text: string): boolean {
  return /^[0-9a-f]+$/i.test(text) ? text.length > 12 : /^([0-9a-f]{1,2}([:-](?!$)|$)){7,}$/i.test(text);
}

function describeNumber(text: string): Description {
  if (!/^(\d+|0x[0-9a-f]+)$/i.test(text))
    throw new ParseError(
      'a number',
      text,
      text.slice(2).search(/[^0-9a-f]|$/i) + 2,
      'a hexadecimal digit was expected',
    );
  const value = BigInt(text);
  if (value >> 128n !== 0n)
    throw new ParseError('a number', text, 0, 'it has more than the 128 bits of an address');
  const groups: FactGroup[] = numberFacts(value);
  const others = [
    ...(value <= BigInt(largestVni) ? [fact('A VNI', `vni ${value}`)] : []),
    ...(value >= 68n && value <= 65_535n ? [fact('An MTU', `mtu ${value}`)] : []),
    ...(/^\d{12}$/.test(text) ? [fact('A MAC', parseMac(text))] : []),
    ...(/^\d{14,}$/.test(text) && text.length % 2 === 0 ? [fact('A DUID', parseDuid(text))] : []),
  ];
  if (others.length > 0) groups.push({ title: 'Could also be meant as', facts: others });
  return { kind: 'number', title: `${value}, a number`, groups };
}

function describeBase85(text: string, context: DescriptionContext): Description | undefined {
  // Where all twenty digits are hexadecimal, a number or a DUID is meant.
  if (text.length !== 20 || /^(0x)?[0-9a-f-]+$/i.test(text)) return undefined;
  const address = tryParseBase85(text);
  if (address === undefined) return undefined;
  return {
    kind: 'address',
    title: `${address}, an IPv6 address in base 85`,
    groups: addressFacts({ address }, context),
  };
}

/** Prefixes, ranges and addresses; what is wrong in the text is told for the one that it looks like. */
function describeWritten(text: string, context: DescriptionContext): Description {
  if (text.includes('/')) {
    const given = parseInterfaceAddress(text);
    const prefix = prefixOf(given.address, given.length);
    const which = `IPv${prefixFamily(prefix)}`;
    const title =
      networkOf(prefix) === given.address
        ? `${prefix}, an ${which} prefix`
        : `${given.address}/${given.length}, an ${which} address in ${prefix}`;
    return { kind: 'prefix', title, groups: prefixFacts(given, context) };
  }
  if (text.includes('-') && !text.includes('%')) {
    const range = parseRange(text);
    return {
      kind: 'range',
      title: `${formatRange(range)}, an IPv${range.family} range`,
      groups: rangeFacts(range),
    };
  }
  return describeAddress(text, context);
}

function describeAddress(text: string, context: DescriptionContext, port: number | null = null): Description {
  const scoped = parseScoped(text);
  const title = `${formatScoped(scoped)}, an IPv${family(scoped.address)} address`;
  return {
    kind: 'address',
    title: port === null ? title : `${title}, and port ${port}`,
    groups: addressFacts(scoped, context),
  };
}
