import * as dnsPacket from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAnswer, whyNoAnswer, writeQuery } from './message.ts';
import { parseName } from './name.ts';
import { typeNumber } from './record-types.ts';

const question = { name: parseName('nas.example'), type: typeNumber('AAAA') };
const header = (flags: number, ...counts: readonly number[]) => [
  0x12,
  0x34,
  flags >> 8,
  flags & 255,
  ...counts.flatMap((count) => [count >> 8, count & 255]),
];
const name = (text: string) => [...parseName(text).flatMap((label) => [label.length, ...label]), 0];
const asked = [...name('nas.example'), 0, 28, 0, 1];

/** An answer with these records, as the library writes it. */
function answerOf(answers: dnsPacket.Answer[], more: Partial<dnsPacket.Packet> = {}): Uint8Array {
  const questions = [{ type: 'AAAA' as const, name: 'nas.example' }];
  return dnsPacket.encode({ type: 'response', id: 0x1234, questions, answers, ...more });
}

test.each([
  [{ ednsBytes: null, dnssec: false, recursion: false }, { flags: 0 }, []],
  [{ ednsBytes: null, dnssec: false, recursion: true }, { flags: dnsPacket.RECURSION_DESIRED }, []],
  [
    { ednsBytes: 4096, dnssec: true, recursion: true },
    { flags: dnsPacket.RECURSION_DESIRED | dnsPacket.AUTHENTIC_DATA },
    [{ type: 'OPT', udpPayloadSize: 4096, flag_do: true, ednsVersion: 0, options: [] }],
  ],
])('writes a query that the library reads: %j', (options, wanted, additionals) => {
  const read = dnsPacket.decode(Buffer.from(writeQuery(question, { id: 0x1234, ...options })));
  expect(read).toMatchObject({
    id: 0x1234,
    type: 'query',
    questions: [{ name: 'nas.example', type: 'AAAA', class: 'IN' }],
    additionals,
    ...wanted,
  });
});

const key = Buffer.from('0102030405', 'hex');
test.each<[dnsPacket.Answer, string]>([
  [{ type: 'A', name: 'a.example', data: '192.0.2.1' }, '192.0.2.1'],
  [{ type: 'AAAA', name: 'a.example', data: '2001:db8:0:0::1' }, '2001:db8::1'],
  [{ type: 'PTR', name: 'a.example', data: 'nas.example' }, 'nas.example.'],
  [{ type: 'CNAME', name: 'a.example', data: 'nas.example' }, 'nas.example.'],
  [{ type: 'NS', name: 'a.example', data: 'ns.example' }, 'ns.example.'],
  [{ type: 'MX', name: 'a.example', data: { preference: 10, exchange: 'mx.example' } }, '10 mx.example.'],
  [
    { type: 'SRV', name: 'a.example', data: { priority: 1, weight: 2, port: 443, target: 'b.example' } },
    '1 2 443 b.example.',
  ],
  [{ type: 'TXT', name: 'a.example', data: ['v=1', 'say "x"\n'] }, '"v=1" "say \\"x\\"\\010"'],
  [
    {
      type: 'SOA',
      name: 'a.example',
      data: {
        mname: 'ns.example',
        rname: 'h.example',
        serial: 5,
        refresh: 4,
        retry: 3,
        expire: 2,
        minimum: 1,
      },
    },
    'ns.example. h.example. 5 4 3 2 1',
  ],
  [
    { type: 'CAA', name: 'a.example', data: { flags: 0, tag: 'issue', value: 'ca.example' } },
    '0 issue "ca.example"',
  ],
  [
    { type: 'DS', name: 'a.example', data: { keyTag: 7, algorithm: 8, digestType: 2, digest: key } },
    '7 8 2 0102030405',
  ],
  [{ type: 'DNSKEY', name: 'a.example', data: { flags: 257, algorithm: 13, key } }, '257 3 13 AQIDBAU='],
  [
    {
      type: 'RRSIG',
      name: 'a.example',
      data: {
        typeCovered: 'AAAA',
        algorithm: 13,
        labels: 2,
        originalTTL: 60,
        expiration: 1_700_000_000,
        inception: 1_690_000_000,
        keyTag: 9,
        signersName: 'example',
        signature: key,
      },
    },
    'AAAA 13 2 60 20231114221320 20230722042640 9 example. AQIDBAU=',
  ],
  [
    { type: 'NSEC', name: 'a.example', data: { nextDomain: 'b.example', rrtypes: ['A', 'AAAA', 'CAA'] } },
    'b.example. A AAAA CAA',
  ],
  [
    {
      type: 'NSEC3',
      name: 'a.example',
      data: { algorithm: 1, flags: 0, iterations: 5, salt: Buffer.alloc(0), nextDomain: key, rrtypes: ['A'] },
    },
    '1 0 5 - 04106105 A',
  ],
  [{ type: 'HINFO', name: 'a.example', data: { cpu: 'x', os: 'y' } }, '"x" "y"'],
  [
    { type: 'TLSA', name: 'a.example', data: { usage: 3, selector: 1, matchingType: 1, certificate: key } },
    '3 1 1 0102030405',
  ],
  [
    { type: 'SSHFP', name: 'a.example', data: { algorithm: 1, hash: 1, fingerprint: 'ab'.repeat(20) } },
    `1 1 ${'AB'.repeat(20)}`,
  ],
  [
    {
      type: 'NAPTR',
      name: 'a.example',
      data: { order: 1, preference: 2, flags: 'S', services: 'SIP', regexp: '', replacement: 'sip.example' },
    },
    '1 2 "S" "SIP" "" sip.example.',
  ],
])('reads what the library writes: %j', (record, text) => {
  const { answer, damage } = readAnswer(answerOf([record]));
  expect({ data: answer[0]?.data, type: answer[0]?.type, damage }).toEqual({
    data: text,
    type: record.type,
    damage: null,
  });
});

describe('an answer', () => {
  test('has its sections, flags, response code and EDNS with extended errors', () => {
    const opt = [0, 0, 41, 4, 208, 1, 0, 0x80, 0, 0, 12, 0, 15, 0, 8, 0, 6, ...Buffer.from('wrong!')];
    const data = Uint8Array.from([...header(0x8583, 1, 0, 0, 1), ...asked, ...opt]);
    expect(readAnswer(data)).toEqual({
      responseCode: 'RCODE19',
      flags: ['aa', 'rd', 'ra'],
      edns: { bytes: 1232, dnssec: true, serverId: null, errors: ['DNSSEC bogus: wrong!'] },
      answer: [],
      authority: [],
      additional: [],
      omitted: 0,
      damage: null,
    });
  });

  test('shows data that is not as its type demands as octets, and goes on with the next record', () => {
    const record = (type: number, ...data: readonly number[]) => [
      1,
      120,
      0,
      0,
      type,
      0,
      1,
      0,
      0,
      0,
      60,
      0,
      data.length,
      ...data,
    ];
    const records = [
      record(1, 192, 0, 2),
      record(16, 9, 65),
      record(15, 0, 1, 0xc0, 0xff),
      record(1, 192, 0, 2, 9),
    ];
    const data = Uint8Array.from([...header(0x8180, 1, 4, 0, 0), ...asked, ...records.flat()]);
    const { answer, damage } = readAnswer(data);
    expect([answer.map((each) => each.data), damage]).toEqual([
      ['\\# 3 C00002', '\\# 2 0941', '\\# 4 0001C0FF', '192.0.2.9'],
      null,
    ]);
  });

  const pointer = (to: number) => [0xc0 | (to >> 8), to & 255];
  const tail = [0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1];
  const at = 12 + asked.length;
  test.each([
    ['a pointer to itself', [...pointer(at), ...tail]],
    ['pointers to each other', [...pointer(at + 2), ...pointer(at), ...tail]],
    ['a pointer forward', [...pointer(at + 16), ...tail]],
    ['a pointer out of the message', [...pointer(0x3fff), ...tail]],
    ['a label of a kind that there is not', [0x80, 1, ...tail]],
    ['no end', [3, 65]],
  ])('with %s keeps what stood before and says that it is damaged', (_, octets) => {
    const good = [...name('nas.example'), ...tail];
    const data = [...header(0x8180, 1, 2, 0, 0), ...asked, ...good, ...octets];
    const moved =
      octets[0] === 0xc0
        ? data.map((octet, index) => (index === at + good.length + 1 ? octet + good.length : octet))
        : data;
    const { answer, damage } = readAnswer(Uint8Array.from(moved));
    expect([answer.map((each) => each.data), damage === null]).toEqual([['192.0.2.1'], false]);
  });

  test('of 64 KB full of pointers and records is bounded', () => {
    const chain = Array.from({ length: 8_000 }, (_, index) =>
      pointer(index === 0 ? 11 : 12 + (index - 1) * 2),
    ).flat();
    const records = Array.from({ length: 3_000 }, () => [...pointer(12 + 7_000 * 2), ...tail]).flat();
    const first = readAnswer(Uint8Array.from([...header(0x8180, 0, 3_000, 0, 0), ...chain, ...records]));
    expect(first.damage).not.toBeNull();
    const many = Array.from({ length: 4_000 }, () => [0, ...tail]).flat();
    const second = readAnswer(Uint8Array.from([...header(0x8180, 0, 4_000, 0, 0), ...many]));
    expect([second.answer.length, second.omitted, second.damage]).toEqual([500, 3_500, null]);
  });

  test('of any octets is read without an error, and nothing in it is invisible', () => {
    const octets = fc.uint8Array({ maxLength: 400 });
    fc.assert(
      fc.property(octets, fc.boolean(), (data, framed) => {
        const whole = framed ? Uint8Array.from([...header(0x8180, 1, 4, 4, 4), ...asked, ...data]) : data;
        const { answer, authority, additional, edns } = readAnswer(whole);
        const texts = [...answer, ...authority, ...additional].flatMap((each) => [each.name, each.data]);
        const said = edns === null ? [] : [edns.serverId ?? '', ...edns.errors];
        expect([...texts, ...said].filter((text) => /[^ -~…]/.test(text))).toEqual([]);
      }),
    );
  });

  test('cut anywhere is damaged or as long as what is there', () => {
    const whole = answerOf([
      { type: 'A', name: 'nas.example', data: '192.0.2.1' },
      { type: 'MX', name: 'nas.example', data: { preference: 1, exchange: 'mx.example' } },
    ]);
    for (let length = 0; length < whole.length; length++)
      expect(readAnswer(whole.subarray(0, length)).damage).not.toBeNull();
  });
});

test.each([
  ['its answer', answerOf([]), undefined],
  ['another case', answerOf([], { questions: [{ type: 'AAAA', name: 'NAS.Example' }] }), undefined],
  ['another ID', answerOf([], { id: 0x1235 }), 'another ID'],
  ['another name', answerOf([], { questions: [{ type: 'AAAA', name: 'nat.example' }] }), 'another question'],
  ['another type', answerOf([], { questions: [{ type: 'A', name: 'nas.example' }] }), 'another question'],
  ['a question', answerOf([], { type: 'query' }), 'no answer but a question'],
  ['no question', answerOf([], { questions: [] }), 'another question'],
  ['no question with an error', Uint8Array.from(header(0x8181, 0, 0, 0, 0)), undefined],
  ['nothing', new Uint8Array(0), 'a damaged message'],
  ['a damaged question', Uint8Array.from([...header(0x8180, 1, 0, 0, 0), 0xc0, 12]), 'a damaged message'],
])('tells %s from an answer', (_, data, why) => {
  expect(whyNoAnswer(data, question, 0x1234)).toBe(why);
});
