import * as dnsPacket from 'dns-packet';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixture } from './lab/fixture.ts';
import { QueryWriter, largestMessage, readMessage, type DnsRecord } from './dns-message.ts';
import { addressOfReverseName, dnsName, hostNameText, isEncodable, nameKey } from './dns-name.ts';

test('reads what a real avahi answers, with a dot inside of an instance name', () => {
  const printer = ['printer-one', 'local'];
  const workstation = ['printer-one [36:11:df:10:a3:bc]', '_workstation', '_tcp', 'local'];
  const office = ['Office v1.2 (2nd floor)', '_ipp', '_tcp', 'local'];
  const types = ['_services', '_dns-sd', '_udp', 'local'];
  const expected: readonly (readonly [string, readonly DnsRecord[]])[] = [
    [
      'avahi-browse-ipv6.hex',
      [
        { type: 'PTR', name: ['_workstation', '_tcp', 'local'], target: workstation },
        { type: 'SRV', name: workstation, target: printer, port: 9 },
        { type: 'AAAA', name: printer, address: expect.stringMatching(/^2001:db8:1::2$/) },
        { type: 'PTR', name: ['_ipp', '_tcp', 'local'], target: office },
        { type: 'SRV', name: office, target: printer, port: 631 },
        { type: 'PTR', name: types, target: ['_workstation', '_tcp', 'local'] },
        { type: 'PTR', name: types, target: ['_linkscope-odd', '_udp', 'local'] },
        { type: 'PTR', name: types, target: ['_ipp', '_tcp', 'local'] },
      ],
    ],
    [
      'avahi-reverse-ipv4.hex',
      [
        { type: 'AAAA', name: printer, address: expect.stringMatching(/^2001:db8:1::2$/) },
        { type: 'A', name: printer, address: expect.stringMatching(/^192\.0\.2\.2$/) },
        { type: 'PTR', name: ['2', '2', '0', '192', 'in-addr', 'arpa'], target: printer },
      ],
    ],
  ];
  for (const [file, records] of expected) {
    expect(readMessage(fixture(file)), file).toMatchObject({ id: 0x1234, response: true, rcode: 0, records });
  }
});

test('reads the same as an independent library, and that reads what is written here', () => {
  const label = fc.stringMatching(/^[a-z0-9-]{1,20}$/);
  const name = fc.array(label, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 1, maxLength: 12, selector: nameKey }),
      fc.boolean(),
      (names, unicast) => {
        const writer = new QueryWriter(4000);
        for (const each of names) expect(writer.add({ name: each, type: 'SRV' })).toBe(true);
        const written = writer.finish(7, unicast);
        const theirs = dnsPacket.decode(written);
        expect(theirs.questions?.map((question) => question.name)).toEqual(
          names.map((each) => each.join('.')),
        );
        expect(readMessage(written)?.asked).toEqual(names);
        expect(written.readUInt16BE(written.length - 2)).toBe(unicast ? 0x8001 : 1);
      },
    ),
  );
  fc.assert(
    fc.property(name, name, fc.ipV4(), fc.ipV6(), fc.nat(65535), (owner, target, ipv4, ipv6, port) => {
      const message = dnsPacket.encode({
        type: 'response',
        answers: [
          { type: 'A', name: owner.join('.'), data: ipv4, ttl: 120, flush: true },
          { type: 'TXT', name: owner.join('.'), data: ['a=b'], ttl: 120 },
          { type: 'SRV', name: owner.join('.'), data: { target: target.join('.'), port }, ttl: 120 },
        ],
        additionals: [
          { type: 'AAAA', name: target.join('.'), data: ipv6, ttl: 120 },
          { type: 'A', name: target.join('.'), data: '192.0.2.9', ttl: 0 },
        ],
      });
      expect(readMessage(message)?.records).toMatchObject([
        { type: 'A', name: owner, address: ipv4 },
        { type: 'SRV', name: owner, target, port },
        { type: 'AAAA', name: target },
      ]);
    }),
  );
});

test('takes any octets without an error, and gives no more than is bounded', () => {
  const noise = fc.uint8Array({ maxLength: 600 });
  const header = fc
    .tuple(fc.nat(0xffff), fc.nat(0xffff), fc.nat(20), fc.nat(20))
    .map(([id, flags, questions, answers]) => {
      const octets = Buffer.alloc(12);
      [id, flags, questions, answers].forEach((value, index) => octets.writeUInt16BE(value, index * 2));
      return octets;
    });
  const withHeader = fc.tuple(header, noise).map((parts) => Buffer.concat(parts));
  const damaged = fc.tuple(fc.nat(300), fc.nat(255)).map(([at, octet]) => {
    const data = Buffer.from(fixture('avahi-browse-ipv6.hex'));
    data[at] = octet;
    return data;
  });
  const cut = fc.nat(334).map((length) => fixture('avahi-browse-ipv6.hex').subarray(0, length));
  fc.assert(
    fc.property(fc.oneof(noise.map(Buffer.from), withHeader, damaged, cut), (data) => {
      const message = readMessage(data);
      for (const record of message?.records ?? []) {
        expect(record.name.join('.').length).toBeLessThanOrEqual(255);
      }
      expect(message?.records.length ?? 0).toBeLessThanOrEqual(512);
    }),
    { numRuns: 500 },
  );
});

test('keeps what stands before the damage', () => {
  const whole = fixture('avahi-browse-ipv6.hex');
  expect(readMessage(whole.subarray(0, whole.length - 1))?.records).toHaveLength(7);
});

test('refuses what no honest sender makes', () => {
  const loop = Buffer.from('000084000000000100000000c00c000c0001000000780002c00c', 'hex');
  // Owner name at 12 points to the whole name at 24, which is the record's own data.
  const forward = Buffer.from('000084000000000100000000c018000c0001000000780003016100', 'hex');
  const shortA = Buffer.from('00008400000000010000000001610000010001000000780003c00002', 'hex');
  const cases: readonly (readonly [string, Buffer, number | undefined])[] = [
    ['nothing', Buffer.alloc(0), undefined],
    ['half a header', Buffer.alloc(11), undefined],
    ['larger than the protocol allows', Buffer.alloc(largestMessage + 1), undefined],
    ['a datagram of 64 KB', Buffer.alloc(65_507, 0x41), undefined],
    ['a name that points to itself', loop, 0],
    ['a name that points forward', forward, 0],
    ['an IPv4 address of three octets', shortA, 0],
  ];
  for (const [what, data, records] of cases) expect(readMessage(data)?.records.length, what).toBe(records);
});

test('spends little on chains of pointers', () => {
  // One record holds a chain of pointers, each to the one before; all others are named by the end of the chain.
  const data = Buffer.alloc(largestMessage);
  data.writeUInt16BE(0x8400, 2);
  let offset = 12 + 11;
  data.writeUInt16BE(1, 15);
  data.writeUInt16BE(0x0141, offset);
  let last = offset;
  for (offset += 3; offset < 5000; offset += 2) {
    data.writeUInt16BE(0xc000 | last, offset);
    last = offset;
  }
  data.writeUInt16BE(16, 13);
  data.writeUInt32BE(120, 17);
  data.writeUInt16BE(offset - 23, 21);
  let records = 1;
  for (; offset + 12 <= data.length; offset += 12, records++) {
    data.writeUInt16BE(0xc000 | last, offset);
    data.writeUInt16BE(12, offset + 2);
    data.writeUInt16BE(1, offset + 4);
  }
  data.writeUInt16BE(records, 6);
  // Followed to their ends, so many would take longer than a test may.
  for (let time = 0; time < 1000; time++) expect(readMessage(data)?.records).toEqual([]);
});

test('a query holds what fits and no name that cannot be written', () => {
  const writer = new QueryWriter(60);
  expect(writer.add({ name: ['a'.repeat(64), 'local'], type: 'A' })).toBe(false);
  expect(writer.add({ name: ['', 'local'], type: 'A' })).toBe(false);
  expect(writer.add({ name: dnsName('one.local'), type: 'A' })).toBe(true);
  expect(writer.add({ name: dnsName(`${'b'.repeat(40)}.local`), type: 'A' })).toBe(false);
  expect(writer.add({ name: dnsName('two.local'), type: 'AAAA' })).toBe(true);
  expect(dnsPacket.decode(writer.finish(1, false)).questions).toMatchObject([
    { name: 'one.local', type: 'A' },
    { name: 'two.local', type: 'AAAA' },
  ]);
});

test('names', () => {
  const reverse = (text: string) => addressOfReverseName(dnsName(text));
  const nibbles = '2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.d.0.1.0.0.2';
  const rows: readonly (readonly [string, unknown, unknown])[] = [
    ['IPv4', reverse('2.2.0.192.in-addr.arpa'), '192.0.2.2'],
    ['IPv6', reverse(`${nibbles}.ip6.arpa`), '2001:db8::2'],
    ['part of an IPv6 address', reverse(`${nibbles.slice(2)}.ip6.arpa`), undefined],
    ['an octet too large', reverse('256.2.0.192.in-addr.arpa'), undefined],
    ['a leading zero', reverse('02.2.0.192.in-addr.arpa'), undefined],
    ['no reverse name', reverse('printer.local'), undefined],
    ['a host name', hostNameText(['printer', 'LOCAL']), 'printer'],
    ['a name that is just local', hostNameText(['local']), 'local'],
    ['another domain', hostNameText(dnsName('printer.example.com')), 'printer.example.com'],
    ['dots inside of labels', nameKey(['a.b', 'C']) === nameKey(['a', 'b', 'c']), false],
    ['a label of 63 octets', isEncodable(['é'.repeat(31)]), true],
    ['a label of 64 octets', isEncodable(['é'.repeat(32)]), false],
    ['a name of 255 octets', isEncodable(Array<string>(127).fill('a')), true],
    ['a name of 257 octets', isEncodable(Array<string>(128).fill('a')), false],
  ];
  for (const [what, got, wanted] of rows) expect(got, what).toBe(wanted);
});
