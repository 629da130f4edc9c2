import { ToolError } from '../api/tool-error.ts';
import { visibleText } from '../net/visible-text.ts';

/** The numbers of the record types that have a name here (IANA, Domain Name System Parameters). */
const numbers = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  HINFO: 13,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  NAPTR: 35,
  DNAME: 39,
  OPT: 41,
  DS: 43,
  SSHFP: 44,
  RRSIG: 46,
  NSEC: 47,
  DNSKEY: 48,
  NSEC3: 50,
  NSEC3PARAM: 51,
  TLSA: 52,
  CDS: 59,
  CDNSKEY: 60,
  SVCB: 64,
  HTTPS: 65,
  SPF: 99,
  CAA: 257,
} as const;
type NamedType = keyof typeof numbers;

const names = new Map<number, NamedType>(
  Object.entries(numbers).flatMap(([name, value]) => (isNamed(name) ? [[value, name] as const] : [])),
);

function isNamed(name: string): name is NamedType {
  return Object.hasOwn(numbers, name);
}

/** The types that a page offers, those that people ask for first. */
export const offeredTypes = [
  'A',
  'AAAA',
  'PTR',
  'CNAME',
  'MX',
  'NS',
  'SOA',
  'SRV',
  'TXT',
  'CAA',
  'HTTPS',
  'SVCB',
  'DNSKEY',
  'DS',
  'TLSA',
  'SSHFP',
  'NAPTR',
] as const;

/** What is no question for records, and why it is not asked. */
const refused: Readonly<Record<string, string>> = {
  ANY: 'servers answer ANY with as little as they like (RFC 8482): name the types that you want',
  '*': 'servers answer ANY with as little as they like (RFC 8482): name the types that you want',
  AXFR: 'a transfer of a whole zone is no look-up: use dig AXFR where the server allows it',
  IXFR: 'a transfer of a zone is no look-up: use dig IXFR where the server allows it',
  OPT: 'OPT is no record that a name has (RFC 6891)',
};

/** The name of a type: `AAAA`, or `TYPE65280` for one without a name here (RFC 3597 section 5). */
export function typeName(value: number): string {
  return names.get(value) ?? `TYPE${value}`;
}

/**
 * The number of a type by its name, in any case, or by `TYPE` and the number.
 * @throws ToolError `bad-input`, with the reason for those that are not asked
 */
export function typeNumber(text: string): number {
  const name = text.toUpperCase();
  const why = Object.hasOwn(refused, name) ? refused[name] : undefined;
  if (why !== undefined) throw new ToolError('bad-input', `${name} is not asked for: ${why}`);
  if (isNamed(name)) return numbers[name];
  const value = /^TYPE(\d{1,5})$/.exec(name)?.[1];
  // From 128 to 255 are questions for something else than records (RFC 6895 section 3.1).
  const number = Number(value ?? 0);
  if (number >= 1 && number <= 65_534 && (number < 128 || number > 255) && number !== numbers.OPT)
    return number;
  const known = `known are ${offeredTypes.join(', ')}, and any as TYPE and its number`;
  throw new ToolError('bad-input', `"${visibleText(text, 40)}" is no record type: ${known}`);
}
