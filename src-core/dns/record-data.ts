import { DamagedMessage, type MessageReader } from './message-reader.ts';
import { formatName } from './name.ts';
import { base32, base64, hexadecimal, quotedString, stringText } from './octets-text.ts';
import { typeName } from './record-types.ts';
import { serviceParameters } from './service-parameters.ts';

type DataReader = (reader: MessageReader) => string;

/** The longest text of one record; a whole message has 65,535 octets, each of which may need four characters. */
const longestText = 8_192;

const numberOf = (octets: number) => (reader: MessageReader) => String(reader.number(octets));
const hostName: DataReader = (reader) => formatName(reader.name());
const hash: DataReader = (reader) => hexadecimal(reader.rest());
const key: DataReader = (reader) => base64(reader.rest());
const fields =
  (...readers: readonly DataReader[]): DataReader =>
  (reader) =>
    readers
      .map((read) => read(reader))
      .filter((text) => text !== '')
      .join(' ');
const [octet, short, long] = [numberOf(1), numberOf(2), numberOf(4)];

const strings: DataReader = (reader) => {
  const all: string[] = [];
  while (reader.left > 0) all.push(quotedString(reader.counted()));
  return all.join(' ');
};

/** `20260101000000`, as zone files have the times of signatures (RFC 4034 section 3.2). */
const time: DataReader = (reader) =>
  new Date(reader.number(4) * 1000)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/[-:T]/g, '');

/** The types that are there, as windows of bits (RFC 4034 section 4.1.2). */
const typeList: DataReader = (reader) => {
  const types: string[] = [];
  while (reader.left > 0) {
    const window = reader.number(1);
    for (const [index, bits] of reader.counted().entries()) {
      for (let bit = 0; bit < 8; bit++) {
        if (((bits << bit) & 0x80) !== 0) types.push(typeName(window * 256 + index * 8 + bit));
      }
    }
  }
  return types.join(' ');
};

const salt: DataReader = (reader) => {
  const octets = reader.counted();
  return octets.length === 0 ? '-' : hexadecimal(octets);
};

const service = fields(short, hostName, serviceParameters);
const digest = fields(short, octet, octet, hash);
const dnskey = fields(short, octet, octet, key);

/** How the data of each type is read; the text is what zone files have for it. The source stands beside each. */
const readers = new Map<string, DataReader>([
  // RFC 1035 section 3.3 and 3.4
  ['A', (reader) => reader.address(4)],
  ['NS', hostName],
  ['CNAME', hostName],
  ['PTR', hostName],
  ['SOA', fields(hostName, hostName, long, long, long, long, long)],
  ['HINFO', strings],
  ['MX', fields(short, hostName)],
  ['TXT', strings],
  ['SPF', strings],
  // RFC 3596, RFC 2782, RFC 3403, RFC 6672
  ['AAAA', (reader) => reader.address(6)],
  ['SRV', fields(short, short, short, hostName)],
  [
    'NAPTR',
    fields(
      short,
      short,
      ...[1, 2, 3].map((): DataReader => (reader) => quotedString(reader.counted())),
      hostName,
    ),
  ],
  ['DNAME', hostName],
  // RFC 4034, RFC 5155, RFC 7344
  ['DS', digest],
  ['CDS', digest],
  ['DNSKEY', dnskey],
  ['CDNSKEY', dnskey],
  [
    'RRSIG',
    fields((reader) => typeName(reader.number(2)), octet, octet, long, time, time, short, hostName, key),
  ],
  ['NSEC', fields(hostName, typeList)],
  ['NSEC3', fields(octet, octet, short, salt, (reader) => base32(reader.counted()), typeList)],
  ['NSEC3PARAM', fields(octet, octet, short, salt)],
  // RFC 4255, RFC 6698, RFC 8659, RFC 9460
  ['SSHFP', fields(octet, octet, hash)],
  ['TLSA', fields(octet, octet, octet, hash)],
  [
    'CAA',
    fields(
      octet,
      (reader) => stringText(reader.counted()),
      (reader) => quotedString(reader.rest()),
    ),
  ],
  ['SVCB', service],
  ['HTTPS', service],
]);

/**
 * The data of a record as zone files have it. What is of a type without a reader here, or is not as its type demands,
 * stands in the form for unknown types (RFC 3597 section 5): `\# 4 C0000201`.
 * @param reader stands at the data and ends with it
 */
export function recordData(type: number, reader: MessageReader): string {
  const start = reader.offset;
  const read = readers.get(typeName(type));
  try {
    const text = read?.(reader);
    if (text !== undefined && reader.left === 0) return shortened(text);
  } catch (error) {
    if (!(error instanceof DamagedMessage)) throw error;
  }
  reader.offset = start;
  const octets = reader.rest();
  return shortened(`\\# ${octets.length} ${hexadecimal(octets)}`.trimEnd());
}

function shortened(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;
}
