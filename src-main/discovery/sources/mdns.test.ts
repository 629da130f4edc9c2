import * as dnsPacket from 'dns-packet';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddress } from '../../../src-core/net/address.ts';
import { fixture } from '../datagram/lab/fixture.ts';
import { knownAddress, testContext, testInterface } from '../datagram/lab/test-interface.ts';
import { Link } from '../datagram/link.ts';
import { ledgerLimits } from '../datagram/sighting-ledger.ts';
import type { KnownAddress, Sighting } from '../source.ts';
import mdns, { MdnsConversation } from './mdns.ts';

const own = testInterface('br_lan-x.10', ['fe80::1/64', '2001:db8:1::1/64', '192.0.2.1/24']);

function begin(known: KnownAddress[] = []): MdnsConversation {
  return new MdnsConversation(testContext(own, known), new Link(own), 0);
}

function hear(conversation: MdnsConversation, sender: string, data: Buffer, port = 5353): Sighting[] {
  return conversation.receive({ data, sender: parseAddress(sender), port, role: 'ask' });
}

function response(answers: dnsPacket.Answer[]): Buffer {
  return dnsPacket.encode({
    type: 'response',
    id: 0,
    answers: answers.map((each) => ({ ttl: 120, ...each })),
  });
}

/** What the sightings say of each address, in the order of first sight. */
function facts(sightings: readonly Sighting[]): Record<string, unknown> {
  const all: Record<string, { confirmed: boolean; names: string[]; services: string[] }> = {};
  for (const { address = '', confirmed, names = [], services = [] } of sightings) {
    const one = (all[address] ??= { confirmed: false, names: [], services: [] });
    one.confirmed ||= confirmed;
    one.names.push(...names);
    one.services.push(...services.map(({ type, name, port }) => `${name} ${type} ${port}`));
  }
  return all;
}

/** Everything that is asked until nothing is due, as `name type`, by group. */
function asked(
  conversation: MdnsConversation,
  until = 5000,
  from = 0,
): { to: number | undefined; names: string[] }[] {
  const packets: { to: number | undefined; names: string[] }[] = [];
  for (let now = from; now < until; now += 20) {
    const packet = conversation.next(now);
    if (packet === undefined) continue;
    const { questions = [] } = dnsPacket.decode(Buffer.from(packet.ask));
    packets.push({ to: packet.family, names: questions.map(({ name, type }) => `${name} ${type}`) });
  }
  return packets;
}

test('a real avahi: names and services of the address that the records give', () => {
  const conversation = begin();
  const heard = hear(conversation, '2001:db8:1::2', fixture('avahi-browse-ipv6.hex'));
  const services = [
    'printer-one [36:11:df:10:a3:bc] _workstation._tcp 9',
    'Office v1.2 (2nd floor) _ipp._tcp 631',
  ];
  expect(facts(heard)).toEqual({ '2001:db8:1::2': { confirmed: true, names: ['printer-one'], services } });
  expect(heard.every(({ source, zone }) => source === 'mdns' && zone === 'br_lan-x.10')).toBe(true);
  expect(facts(hear(conversation, '192.0.2.2', fixture('avahi-reverse-ipv4.hex')))).toEqual({
    '192.0.2.2': { confirmed: true, names: ['printer-one'], services },
  });
  const names = asked(conversation).flatMap((packet) => packet.names);
  // The type that no list knows was named, and is browsed; what was told already is not asked for.
  expect(names).toContain('_linkscope-odd._udp.local PTR');
  expect(names.filter((name) => name.startsWith('printer-one') || name.startsWith('Office'))).toEqual([]);
});

test('asks for the well-known types at once, ten to a packet, three times', () => {
  const packets = asked(begin());
  expect(packets[0]?.names[0]).toBe('_services._dns-sd._udp.local PTR');
  expect(packets.every(({ names, to }) => names.length <= 10 && to === undefined)).toBe(true);
  const count = (name: string) =>
    packets.flatMap(({ names }) => names).filter((each) => each === name).length;
  expect([count('_ipp._tcp.local PTR'), count('_matterc._udp.local PTR')]).toEqual([3, 3]);
});

test('browsing goes out by multicast as well, but not twice within a second', () => {
  const conversation = begin();
  const byMulticast: number[] = [];
  for (let now = 0; now < 3000; now += 20) {
    const packet = conversation.next(now);
    if (packet?.listen === undefined) continue;
    byMulticast.push(now);
    const theirs = dnsPacket.decode(Buffer.from(packet.listen));
    expect(theirs.id).toBe(0);
    expect(theirs.questions?.length).toBe(dnsPacket.decode(Buffer.from(packet.ask)).questions?.length);
  }
  expect(byMulticast.filter((now) => now < 1000)).toHaveLength(6);
  expect(byMulticast.filter((now) => now >= 1000)).toHaveLength(6);
});

test('follows up: instance, host, the family that is missing', () => {
  const conversation = begin();
  hear(
    conversation,
    'fe80::2',
    response([{ type: 'PTR', name: '_ipp._tcp.local', data: 'Laser._ipp._tcp.local' }]),
  );
  expect(asked(conversation, 200).flatMap(({ names }) => names)).toContain('Laser._ipp._tcp.local SRV');
  const srv = {
    type: 'SRV',
    name: 'Laser._ipp._tcp.local',
    data: { port: 631, target: 'laser.local' },
  } as const;
  hear(conversation, 'fe80::2', response([srv]));
  const later = asked(conversation, 400, 200);
  expect(later.filter(({ names }) => names.includes('laser.local AAAA')).map(({ to }) => to)).toEqual([6]);
  expect(later.filter(({ names }) => names.includes('laser.local A')).map(({ to }) => to)).toEqual([4]);
  const heard = hear(
    conversation,
    '192.0.2.2',
    response([{ type: 'A', name: 'Laser.local', data: '192.0.2.2' }]),
  );
  expect(facts(heard)).toEqual({
    '192.0.2.2': { confirmed: true, names: ['laser'], services: ['Laser _ipp._tcp 631'] },
  });
});

test('asks for the names of known addresses in their own family, many to a packet, until they are told', () => {
  const known = [knownAddress('192.0.2.2'), knownAddress('2001:db8:9::1')];
  const conversation = begin(known);
  for (let index = 0; index < 500; index++) known.push(knownAddress(`fe80::abcd:${index.toString(16)}`));
  conversation.notice(0);
  hear(conversation, '192.0.2.2', fixture('avahi-reverse-ipv4.hex'));
  const reverse = asked(conversation).filter(({ names }) => names.some((name) => name.includes('.arpa ')));
  expect(reverse.map(({ to }) => to)).not.toContain(4);
  expect(reverse.length).toBeLessThan((3 * 500) / 25);
  // One that is not on the link is not asked for: three times 500 are.
  expect(reverse.flatMap(({ names }) => names)).toHaveLength(1500);
  expect(conversation.unasked).toBe(0);
});

test('names go to the addresses in the records, not to the proxy that tells them', () => {
  const conversation = begin();
  const heard = hear(
    conversation,
    'fe80::99',
    response([
      { type: 'AAAA', name: 'sleeper.local', data: 'fe80::5' },
      { type: 'A', name: 'sleeper.local', data: '192.0.2.5' },
      { type: 'SRV', name: 'Share._smb._tcp.local', data: { port: 445, target: 'sleeper.local' } },
      { type: 'PTR', name: '6.2.0.192.in-addr.arpa', data: 'other.local' },
    ]),
  );
  const sleeper = { confirmed: false, names: ['sleeper'], services: ['Share _smb._tcp 445'] };
  expect(facts([...heard, ...conversation.finish()])).toEqual({
    'fe80::99': { confirmed: true, names: [], services: [] },
    'fe80::5': sleeper,
    '192.0.2.5': sleeper,
    '192.0.2.6': { confirmed: false, names: ['other'], services: [] },
  });
});

test('a sender that speaks of one name only is that host, unless its records say otherwise', () => {
  const srv = { type: 'SRV', name: 'S._ssh._tcp.local', data: { port: 22, target: 'lone.local' } } as const;
  const record = (data: string) =>
    ({ type: data.includes(':') ? 'AAAA' : 'A', name: 'lone.local', data }) as const;
  const rows: readonly (readonly [string, dnsPacket.Answer[], readonly string[]])[] = [
    ['only a global address is told', [srv, record('2001:db8:1::7')], ['lone']],
    ['another link-local address is told', [srv, record('fe80::7')], []],
    ['the addresses are on another link', [srv, record('198.51.100.7')], []],
    ['two names are told', [srv, { type: 'A', name: 'second.local', data: '192.0.2.8' }], []],
  ];
  for (const [what, answers, names] of rows) {
    const conversation = begin();
    hear(conversation, 'fe80::77', response(answers));
    const ended = conversation.finish().filter(({ address }) => address === 'fe80::77');
    expect(
      ended.flatMap((sighting) => sighting.names ?? []),
      what,
    ).toEqual(names);
  }
});

test('what is not on the link, or taken back, or not mDNS, is not told', () => {
  const conversation = begin();
  const elsewhere = ['198.51.100.1', '127.0.0.1', '224.0.0.1', '255.255.255.255', '0.0.0.0'].map(
    (data) => ({ type: 'A', name: 'evil.local', data }) as const,
  );
  const elsewhere6 = ['2001:db8:2::1', '::1', 'ff02::1', '::', 'fd00::1'].map(
    (data) => ({ type: 'AAAA', name: 'evil.local', data }) as const,
  );
  const gone = { type: 'A', name: 'gone.local', data: '192.0.2.9', ttl: 0 } as const;
  expect(facts(hear(conversation, 'fe80::2', response([...elsewhere, ...elsewhere6, gone])))).toEqual({
    'fe80::2': { confirmed: true, names: [], services: [] },
  });
  expect(hear(conversation, 'fe80::3', response([]), 4000)).toEqual([]);
  expect(hear(conversation, 'fe80::3', dnsPacket.encode({ type: 'response', flags: 3 }))).toEqual([]);
  const query = dnsPacket.encode({
    type: 'query',
    questions: [{ type: 'A', name: 'x.local' }],
    answers: [{ type: 'A', name: 'x.local', data: '192.0.2.9' }],
  });
  expect(facts(hear(conversation, 'fe80::3', query))).toEqual({
    'fe80::3': { confirmed: true, names: [], services: [] },
  });
  expect(hear(conversation, 'fe80::1', query)).toEqual([]);
});

test('hostile: thousands of names, control characters, invented types and instances', () => {
  const conversation = begin();
  let told = 0;
  let names = 0;
  const nasty = '<img src=x onerror=alert(1)>\u202e\u0007\u0000';
  for (let round = 0; round < 400; round++) {
    const many = Array.from({ length: 100 }, (_, index) => `${nasty}${round * 100 + index}`);
    const answers = many.flatMap((name, index): dnsPacket.Answer[] => [
      { type: 'A', name: `${name}.local`, data: `192.0.2.${1 + (index % 254)}` },
      { type: 'PTR', name: '_services._dns-sd._udp.local', data: `_t${round}-${index}._tcp.local` },
      { type: 'PTR', name: '_ipp._tcp.local', data: `${name}._ipp._tcp.local` },
    ]);
    for (let part = 0; part < answers.length; part += 60) {
      for (const sighting of hear(conversation, 'fe80::bad', response(answers.slice(part, part + 60)))) {
        told++;
        names += sighting.names?.length ?? 0;
        for (const name of sighting.names ?? []) expect(name.length).toBeLessThanOrEqual(255);
      }
    }
  }
  expect(told).toBeLessThanOrEqual(2 * ledgerLimits.namedPerSender);
  expect(names).toBeLessThanOrEqual(256);
  expect(conversation.full).toBe(true);
  expect(conversation.progress.total).toBeLessThanOrEqual(16_384);
});

test('takes any datagram without an error', () => {
  const conversation = begin();
  const damaged = fc.array(fc.tuple(fc.nat(333), fc.nat(255)), { maxLength: 8 }).map((changes) => {
    const data = Buffer.from(fixture('avahi-browse-ipv6.hex'));
    for (const [at, octet] of changes) data[at] = octet;
    return data;
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array().map(Buffer.from), damaged), (data) => {
      for (const sighting of hear(conversation, 'fe80::2', data)) expect(sighting.zone).toBe('br_lan-x.10');
      conversation.next(0);
    }),
    { numRuns: 1000 },
  );
});

test('says where it cannot look', () => {
  expect(mdns.applies(own)).toBeNull();
  expect(mdns.applies({ ...own, multicast: false })).toBe('the interface does no multicast');
  expect(mdns.applies({ ...own, addresses: [] })).toBe('the interface has no address to ask from');
});
