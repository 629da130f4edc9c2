import type { DnsEdns, DnsMessage, DnsRecord } from '../api/dns.ts';
import { DamagedMessage, MessageReader } from './message-reader.ts';
import { formatName, nameKey, type NameLabels } from './name.ts';
import { stringText } from './octets-text.ts';
import { recordData } from './record-data.ts';
import { extendedErrorText, responseCodeText } from './response-codes.ts';
import { typeName } from './record-types.ts';

/** Records of one section that are kept; the rest is counted. */
const mostRecords = 500;
const optType = 41;
const classInternet = 1;

export interface DnsQuestion {
  readonly name: NameLabels;
  readonly type: number;
}

export interface QueryOptions {
  readonly id: number;
  /** What an answer over UDP may be large, in octets; null asks without EDNS, which is 512 (RFC 6891). */
  readonly ednsBytes: number | null;
  /** Asks for signatures (RFC 3225), which needs EDNS. */
  readonly dnssec: boolean;
  /** Lets the server ask others. */
  readonly recursion: boolean;
}

/** A query with one question. */
export function writeQuery(question: DnsQuestion, options: QueryOptions): Uint8Array {
  const { id, ednsBytes, dnssec, recursion } = options;
  const short = (value: number) => [value >> 8, value & 255];
  const octets = [
    ...short(id),
    // RD; and AD, which asks for the AD flag in the answer (RFC 6840 section 5.7).
    recursion ? 1 : 0,
    dnssec ? 0x20 : 0,
    ...[1, 0, 0, ednsBytes === null ? 0 : 1].flatMap(short),
    ...question.name.flatMap((label) => [label.length, ...label]),
    0,
    ...short(question.type),
    ...short(classInternet),
  ];
  // RFC 6891 section 6.1.2: the root, OPT, the size, and the DO flag among the rest.
  if (ednsBytes !== null)
    octets.push(0, ...short(optType), ...short(ednsBytes), 0, 0, dnssec ? 0x80 : 0, 0, 0, 0);
  return Uint8Array.from(octets);
}

/** Why a message is no answer to a query; undefined where it is one. */
export function whyNoAnswer(data: Uint8Array, question: DnsQuestion, id: number): string | undefined {
  try {
    const reader = new MessageReader(data, 0);
    if (reader.number(2) !== id) return 'another ID';
    const flags = reader.number(2);
    if ((flags & 0x8000) === 0 || ((flags >> 11) & 15) !== 0) return 'no answer but a question';
    const questions = reader.number(2);
    // A server that cannot read the query may answer without its question.
    if (questions === 0 && (flags & 15) !== 0) return undefined;
    if (questions !== 1) return 'another question';
    reader.octets(6);
    const same = nameKey(reader.name()) === nameKey(question.name);
    return same && reader.number(2) === question.type && reader.number(2) === classInternet
      ? undefined
      : 'another question';
  } catch (error) {
    if (error instanceof DamagedMessage) return 'a damaged message';
    throw error;
  }
}

/** Reads an answer. Of a damaged one, what stands before the damage is given, and what is wrong. */
export function readAnswer(data: Uint8Array): DnsMessage {
  const message: DnsMessage = {
    responseCode: 'unknown',
    flags: [],
    edns: null,
    answer: [],
    authority: [],
    additional: [],
    omitted: 0,
    damage: null,
  };
  try {
    readInto(message, new MessageReader(data, 0));
  } catch (error) {
    if (!(error instanceof DamagedMessage)) throw error;
    message.damage = error.message;
  }
  return message;
}

const flagNames = { aa: 0x0400, tc: 0x0200, rd: 0x0100, ra: 0x0080, ad: 0x0020, cd: 0x0010 };

function readInto(message: DnsMessage, reader: MessageReader): void {
  reader.number(2);
  const flags = reader.number(2);
  message.responseCode = responseCodeText(flags & 15);
  message.flags = Object.entries(flagNames).flatMap(([name, bit]) => ((flags & bit) === 0 ? [] : [name]));
  const questions = reader.number(2);
  const counts = [reader.number(2), reader.number(2), reader.number(2)];
  for (let count = 0; count < questions; count++) {
    reader.name();
    reader.octets(4);
  }
  const sections = [message.answer, message.authority, message.additional];
  for (const [index, section] of sections.entries()) {
    for (let count = counts[index] ?? 0; count > 0; count--) {
      const name = reader.name();
      const type = reader.number(2);
      const kind = reader.number(2);
      const ttl = reader.number(4);
      const data = reader.octets(reader.number(2));
      const start = reader.offset - data.length;
      if (type === optType) {
        message.edns = readEdns(kind, ttl, new MessageReader(data, 0));
        message.responseCode = responseCodeText((flags & 15) | ((ttl >>> 24) << 4));
      } else if (section.length >= mostRecords) message.omitted++;
      else section.push(record(name, type, kind, ttl, reader.part(start)));
    }
  }
}

function record(name: NameLabels, type: number, kind: number, ttl: number, data: MessageReader): DnsRecord {
  return {
    name: formatName(name),
    type: typeName(type),
    class: kind === classInternet ? 'IN' : `CLASS${kind}`,
    // A TTL with the highest bit set is none (RFC 2181 section 8).
    ttlSeconds: ttl > 0x7fffffff ? 0 : ttl,
    data: recordData(type, data),
  };
}

/** RFC 6891 section 6.1.3, with RFC 5001 (NSID) and RFC 8914 (extended errors). */
function readEdns(bytes: number, ttl: number, options: MessageReader): DnsEdns {
  const edns: DnsEdns = { bytes, dnssec: (ttl & 0x8000) !== 0, serverId: null, errors: [] };
  while (options.left > 0) {
    const code = options.number(2);
    const value = new MessageReader(options.octets(options.number(2)), 0);
    if (code === 3) edns.serverId = stringText(value.rest()).slice(0, 200);
    if (code === 15 && edns.errors.length < 16) edns.errors.push(extendedError(value));
  }
  return edns;
}

function extendedError(value: MessageReader): string {
  const name = extendedErrorText(value.number(2));
  const text = stringText(value.rest()).slice(0, 500);
  return text === '' ? name : `${name}: ${text}`;
}
