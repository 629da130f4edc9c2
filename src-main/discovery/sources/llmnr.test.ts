import * as dnsPacket from 'dns-packet';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddress } from '../../../src-core/net/address.ts';
import { knownAddress, testContext, testInterface } from '../datagram/lab/test-interface.ts';
import { Link } from '../datagram/link.ts';
import { parseMac } from '../../../src-core/net/mac.ts';
import type { KnownAddress, Sighting } from '../source.ts';
import { LlmnrConversation } from './llmnr.ts';

const own = testInterface('eth0', ['fe80::1/64', '192.0.2.1/24']);

function begin(known: KnownAddress[]): LlmnrConversation {
  const conversation = new LlmnrConversation(testContext(own, known), new Link(own));
  conversation.notice(0);
  return conversation;
}

/** The next question that is due, and the id of its packet. */
function ask(conversation: LlmnrConversation, now = 0): { id: number; text: string } | undefined {
  const packet = conversation.next(now);
  if (packet === undefined) return undefined;
  const { id = 0, questions = [] } = dnsPacket.decode(Buffer.from(packet.ask));
  expect([questions.length, packet.listen]).toEqual([1, undefined]);
  return { id, text: `${questions[0]?.name} ${questions[0]?.type} over IPv${packet.family}` };
}

function answer(
  conversation: LlmnrConversation,
  id: number,
  sender: string,
  answers: dnsPacket.Answer[],
  port = 5355,
): unknown[] {
  const data = dnsPacket.encode({
    type: 'response',
    id,
    answers: answers.map((each) => ({ ttl: 30, ...each })),
  });
  return conversation
    .receive({ data, sender: parseAddress(sender), port, role: 'ask' })
    .map(({ address, confirmed, names }: Sighting) => [address, confirmed, names]);
}

const reverse = (name: string) => ({ type: 'PTR', name: '2.2.0.192.in-addr.arpa', data: name }) as const;

test('asks for the name of a known address, then for the addresses of the name', () => {
  const conversation = begin([knownAddress('192.0.2.2')]);
  const first = ask(conversation);
  expect(first?.text).toBe('2.2.0.192.in-addr.arpa PTR over IPv4');
  const id = first?.id ?? 0;
  expect(answer(conversation, id, '192.0.2.2', [reverse('DESKTOP-1')])).toEqual([
    ['192.0.2.2', true, undefined],
    ['192.0.2.2', true, ['DESKTOP-1']],
  ]);
  expect([ask(conversation)?.text, ask(conversation)?.text]).toEqual([
    'DESKTOP-1 AAAA over IPv6',
    'DESKTOP-1 A over IPv4',
  ]);
  const addresses = [
    { type: 'AAAA', name: 'desktop-1', data: 'fe80::2' },
    { type: 'AAAA', name: 'desktop-1', data: '2001:db8:9::2' },
    { type: 'AAAA', name: 'never-asked', data: 'fe80::3' },
  ] as const;
  expect(answer(conversation, id, 'fe80::2', [...addresses])).toEqual([
    ['fe80::2', true, undefined],
    ['fe80::2', true, ['DESKTOP-1'.toLowerCase()]],
  ]);
  expect(
    answer(conversation, id, '192.0.2.2', [{ type: 'A', name: 'DESKTOP-1', data: '192.0.2.2' }]),
  ).toEqual([]);
  expect([conversation.due(), conversation.unasked]).toEqual([undefined, 0]);
});

test('takes answers to its own questions only', () => {
  const rows: readonly (readonly [string, (conversation: LlmnrConversation, id: number) => unknown[]])[] = [
    ['another id', (one, id) => answer(one, id ^ 1, '192.0.2.2', [reverse('x')])],
    ['another port', (one, id) => answer(one, id, '192.0.2.2', [reverse('x')], 5353)],
  ];
  for (const [what, tell] of rows) {
    const conversation = begin([knownAddress('192.0.2.2')]);
    expect(tell(conversation, ask(conversation)?.id ?? 0), what).toEqual([]);
  }
  const conversation = begin([knownAddress('192.0.2.9')]);
  const unasked = answer(conversation, ask(conversation)?.id ?? 0, '192.0.2.2', [reverse('x')]);
  expect(unasked).toEqual([['192.0.2.2', true, undefined]]);
});

test('a name that another host tells is not confirmed', () => {
  const conversation = begin([knownAddress('192.0.2.2')]);
  expect(answer(conversation, ask(conversation)?.id ?? 0, '192.0.2.66', [reverse('x')])).toEqual([
    ['192.0.2.66', true, undefined],
    ['192.0.2.2', false, ['x']],
  ]);
});

test('one address of each family of a host is asked about, the likeliest first', () => {
  const mac = parseMac('02:00:00:00:00:01');
  const of = (text: string) => ({ ...knownAddress(text), mac });
  const conversation = begin([
    { ...knownAddress('192.0.2.9'), confirmed: false },
    of('fe80::a'),
    of('fe80::b'),
    of('192.0.2.3'),
    knownAddress('192.0.2.4'),
  ]);
  const order = [0, 0, 0, 0, 0].map(() => ask(conversation)?.text.slice(0, 3));
  expect(order).toEqual(['a.0', '3.2', '4.2', '9.2', undefined]);
});

test('takes any datagram without an error', () => {
  const conversation = begin([knownAddress('192.0.2.2')]);
  const id = ask(conversation)?.id ?? 0;
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
      const header = Buffer.from([id >> 8, id & 255, 0x80, 0, 0, 1, 0, 9, 0, 9, 0, 9]);
      const sightings = conversation.receive({
        data: Buffer.concat([header, noise]),
        sender: parseAddress('fe80::2'),
        port: 5355,
        role: 'ask',
      });
      for (const { zone } of sightings) expect(zone).toBe('eth0');
    }),
  );
});
