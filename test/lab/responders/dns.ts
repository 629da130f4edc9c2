import { isIPv6 } from 'node:net';

// Just enough of DNS (RFC 1035) for the lab's responders, apart from the program's own code so that one cannot hide
// the other's mistakes. Names are lists of labels; nothing is compressed.

export type Labels = readonly string[];

export interface Question {
  readonly name: Labels;
  readonly type: number;
  /** Without the top bit. */
  readonly class: number;
  /** The top bit of the class: in mDNS, that the answer may come to the asker alone (RFC 6762 section 5.4). */
  readonly unicast: boolean;
}

export interface Answer {
  readonly name: Labels;
  readonly type: number;
  readonly data: Buffer;
  readonly ttlSeconds?: number;
  /** The top bit of the class: this answer replaces all others of its name (RFC 6762 section 10.2). */
  readonly unique?: boolean;
}

export const types = { A: 1, PTR: 12, TXT: 16, AAAA: 28, SRV: 33, ANY: 255 } as const;

/** Reads the header and the questions of a message; undefined for a response or what cannot be read. */
export function readQuestions(
  message: Buffer,
): { readonly id: number; readonly questions: readonly Question[] } | undefined {
  if (message.length < 12 || (message.readUInt16BE(2) & 0x8000) !== 0) return undefined;
  const questions: Question[] = [];
  let offset = 12;
  for (let count = message.readUInt16BE(4); count > 0; count -= 1) {
    const read = readName(message, offset);
    if (read === undefined || read.end + 4 > message.length) return undefined;
    const raw = message.readUInt16BE(read.end + 2);
    questions.push({
      name: read.name,
      type: message.readUInt16BE(read.end),
      class: raw & 0x7fff,
      unicast: (raw & 0x8000) !== 0,
    });
    offset = read.end + 4;
  }
  return { id: message.readUInt16BE(0), questions };
}

function readName(
  message: Buffer,
  start: number,
): { readonly name: Labels; readonly end: number } | undefined {
  const name: string[] = [];
  let offset = start;
  let end: number | undefined;
  for (let steps = 0; steps < 128; steps += 1) {
    const length = message[offset];
    if (length === undefined) return undefined;
    if (length === 0) return { name, end: end ?? offset + 1 };
    if (length >= 0xc0) {
      const low = message[offset + 1];
      if (low === undefined) return undefined;
      end ??= offset + 2;
      offset = ((length & 0x3f) << 8) | low;
    } else {
      name.push(message.toString('utf8', offset + 1, offset + 1 + length));
      offset += 1 + length;
    }
  }
  return undefined;
}

export function writeName(name: Labels): Buffer {
  const parts = name.map((label) => {
    const text = Buffer.from(label, 'utf8');
    return Buffer.concat([Buffer.of(text.length), text]);
  });
  return Buffer.concat([...parts, Buffer.of(0)]);
}

/** Writes a response; `questions` are repeated in it where the asker expects that. */
export function writeResponse(
  id: number,
  questions: readonly Question[],
  answers: readonly Answer[],
  flags = 0x8400,
): Buffer {
  const header = Buffer.alloc(12);
  [id, flags, questions.length, answers.length].forEach((value, index) =>
    header.writeUInt16BE(value, index * 2),
  );
  return Buffer.concat([
    header,
    ...questions.flatMap(({ name, type }) => [writeName(name), numbers16(type, 1)]),
    ...answers.flatMap((answer) => {
      const fixed = Buffer.alloc(10);
      fixed.writeUInt16BE(answer.type, 0);
      fixed.writeUInt16BE(answer.unique === true ? 0x8001 : 1, 2);
      fixed.writeUInt32BE(answer.ttlSeconds ?? 120, 4);
      fixed.writeUInt16BE(answer.data.length, 8);
      return [writeName(answer.name), fixed, answer.data];
    }),
  ]);
}

function numbers16(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => buffer.writeUInt16BE(value, index * 2));
  return buffer;
}

/** The data of an SRV record (RFC 2782). */
export function srvData(port: number, target: Labels): Buffer {
  return Buffer.concat([numbers16(0, 0, port), writeName(target)]);
}

/** The sixteen or four octets of an address. */
export function addressBytes(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail] = address.split('::');
  const groups = (text: string | undefined) => (text === undefined || text === '' ? [] : text.split(':'));
  const [before, after] = [groups(head), groups(tail)];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return numbers16(...[...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16)));
}

/** The name under which the address is found backwards (RFC 3596 section 2.5, RFC 1035 section 3.5). */
export function reverseLabels(address: string): Labels {
  const bytes = addressBytes(address);
  if (bytes.length === 4) return [...bytes].reverse().map(String).concat('in-addr', 'arpa');
  return bytes.toString('hex').split('').reverse().concat('ip6', 'arpa');
}

export function sameName(one: Labels, other: Labels): boolean {
  return one.join('\0').toLowerCase() === other.join('\0').toLowerCase();
}
