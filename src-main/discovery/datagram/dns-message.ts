import { fromBigInt, type Address } from '../../../src-core/net/address.ts';
import { isEncodable, nameKey, readName, type DnsName } from './dns-name.ts';

// The library for this (dns-packet) needs 10 ms for one hostile datagram of 9,000 bytes and 100 ms for one of 64 KB
// (chains of compression pointers), refuses a whole message for one damaged record, and cannot ask for a name with a
// dot inside of a label. The tests compare both on honest messages.

/** The types of record that are asked for and read: numbers of RFC 1035, RFC 3596 and RFC 2782. */
export const recordTypes = { A: 1, PTR: 12, AAAA: 28, SRV: 33 } as const;
export type RecordType = keyof typeof recordTypes;

export interface DnsQuestion {
  readonly name: DnsName;
  readonly type: RecordType;
}

/** A record of a type that says something about a host; all others are passed over. */
export type DnsRecord =
  | { readonly type: 'A'; readonly name: DnsName; readonly address: Address }
  | { readonly type: 'AAAA'; readonly name: DnsName; readonly address: Address }
  | { readonly type: 'PTR'; readonly name: DnsName; readonly target: DnsName }
  | { readonly type: 'SRV'; readonly name: DnsName; readonly target: DnsName; readonly port: number };

export interface DnsMessage {
  readonly id: number;
  readonly response: boolean;
  readonly opcode: number;
  readonly rcode: number;
  /** The names that were asked for, of questions of any type. */
  readonly asked: readonly DnsName[];
  /** What a response says in its answers and additional records, without what it takes back (time to live 0). */
  readonly records: readonly DnsRecord[];
}

/** RFC 6762 section 17: the largest mDNS message in octets. LLMNR's is the same (RFC 4795 section 2.1). */
export const largestMessage = 9000;
/** More records than any honest message holds; the work for one datagram is bounded by it. */
const mostRecords = 512;
const headerOctets = 12;
const classInternet = 1;

/**
 * Reads a DNS message from the network. Of a damaged or cut message, what stands before the damage is given.
 * @returns undefined where not even the header is whole, or the message is larger than the protocols allow
 */
export function readMessage(data: Buffer): DnsMessage | undefined {
  if (data.length < headerOctets || data.length > largestMessage) return undefined;
  const flags = data.readUInt16BE(2);
  const response = (flags & 0x8000) !== 0;
  const asked: DnsName[] = [];
  const records: DnsRecord[] = [];
  const message = {
    id: data.readUInt16BE(0),
    response,
    opcode: (flags >> 11) & 15,
    rcode: flags & 15,
    asked,
    records,
  };
  let offset = headerOctets;
  for (let count = Math.min(data.readUInt16BE(4), mostRecords); count > 0; count--) {
    const read = readName(data, offset);
    if (read === undefined || read.next + 4 > data.length) return message;
    asked.push(read.name);
    offset = read.next + 4;
  }
  // What a query carries are answers that its sender has heard from others (RFC 6762 section 7.1).
  if (!response) return message;
  const answers = data.readUInt16BE(6);
  const authorities = data.readUInt16BE(8);
  const total = Math.min(answers + authorities + data.readUInt16BE(10), mostRecords);
  for (let index = 0; index < total; index++) {
    const read = readName(data, offset);
    if (read === undefined || read.next + 10 > data.length) return message;
    const rdata = read.next + 10;
    offset = rdata + data.readUInt16BE(read.next + 8);
    if (offset > data.length) return message;
    if (index >= answers && index < answers + authorities) continue;
    // The highest bit of the class is mDNS's cache flush (RFC 6762 section 10.2).
    const isInternet = (data.readUInt16BE(read.next + 2) & 0x7fff) === classInternet;
    if (!isInternet || data.readUInt32BE(read.next + 4) === 0) continue;
    const record = readRecord(data, read.name, data.readUInt16BE(read.next), rdata, offset);
    if (record !== undefined) records.push(record);
  }
  return message;
}

function readRecord(
  data: Buffer,
  name: DnsName,
  type: number,
  start: number,
  end: number,
): DnsRecord | undefined {
  switch (type) {
    case recordTypes.A:
      if (end - start !== 4) return undefined;
      return { type: 'A', name, address: fromBigInt(BigInt(data.readUInt32BE(start)), 4) };
    case recordTypes.AAAA: {
      if (end - start !== 16) return undefined;
      const value = (data.readBigUInt64BE(start) << 64n) | data.readBigUInt64BE(start + 8);
      return { type: 'AAAA', name, address: fromBigInt(value, 6) };
    }
    case recordTypes.PTR: {
      const read = readName(data, start);
      return read === undefined || read.next > end ? undefined : { type: 'PTR', name, target: read.name };
    }
    case recordTypes.SRV: {
      if (end - start < 7) return undefined;
      const read = readName(data, start + 6);
      if (read === undefined || read.next > end) return undefined;
      return { type: 'SRV', name, target: read.name, port: data.readUInt16BE(start + 4) };
    }
    default:
      return undefined;
  }
}

/** The keys of a name and of each name that it ends in, the whole first. */
function suffixKeys(name: DnsName): string[] {
  const keys: string[] = [];
  for (const label of name.toReversed()) keys.push(`${nameKey([label])}.${keys.at(-1) ?? ''}`);
  return keys.toReversed();
}

/** A query that grows question by question, with names compressed against those before, up to a size. */
export class QueryWriter {
  readonly #questions: Buffer[] = [];
  readonly #suffixes = new Map<string, number>();
  readonly #maximumOctets: number;
  #octets = headerOctets;

  /** @param maximumOctets of the whole message; 1,200 fits the smallest IPv6 link (1,280) with all headers */
  constructor(maximumOctets = 1200) {
    this.#maximumOctets = maximumOctets;
  }

  get count(): number {
    return this.#questions.length;
  }

  /** Adds a question; false, and nothing added, where it does not fit or its name cannot be written. */
  add(question: DnsQuestion): boolean {
    if (!isEncodable(question.name)) return false;
    const parts: Buffer[] = [];
    const added: [string, number][] = [];
    let position = this.#octets;
    let pointer: number | undefined;
    const suffixes = suffixKeys(question.name);
    for (let index = 0; index < question.name.length; index++) {
      const suffix = suffixes[index] ?? '';
      pointer = this.#suffixes.get(suffix);
      if (pointer !== undefined) break;
      added.push([suffix, position]);
      const label = Buffer.from(question.name[index] ?? '');
      parts.push(Buffer.of(label.length), label);
      position += 1 + label.length;
    }
    const tail = Buffer.alloc(pointer === undefined ? 5 : 6);
    if (pointer !== undefined) tail.writeUInt16BE(0xc000 | pointer);
    tail.writeUInt16BE(recordTypes[question.type], tail.length - 4);
    tail.writeUInt16BE(classInternet, tail.length - 2);
    parts.push(tail);
    const encoded = Buffer.concat(parts);
    if (this.#octets + encoded.length > this.#maximumOctets) return false;
    for (const [suffix, offset] of added) this.#suffixes.set(suffix, offset);
    this.#questions.push(encoded);
    this.#octets += encoded.length;
    return true;
  }

  /**
   * The message.
   * @param unicast asks for answers to the asker alone: the highest bit of the class (RFC 6762 section 5.4)
   */
  finish(id: number, unicast: boolean): Buffer {
    const header = Buffer.alloc(headerOctets);
    header.writeUInt16BE(id, 0);
    header.writeUInt16BE(this.#questions.length, 4);
    const message = Buffer.concat([header, ...this.#questions]);
    if (!unicast) return message;
    let end = headerOctets;
    for (const question of this.#questions) {
      end += question.length;
      message.writeUInt16BE(0x8000 | classInternet, end - 2);
    }
    return message;
  }
}
