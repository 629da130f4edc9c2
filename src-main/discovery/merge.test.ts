import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAddress } from '../../src-core/net/address.ts';
import { eui64LinkLocal, parseMac } from '../../src-core/net/mac.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { Merger } from './merge.ts';
import type { Sighting } from './source.ts';

const eth0 = parseZone('eth0');
const eth1 = parseZone('eth1');
const printer = parseMac('00:11:32:00:00:01');
const camera = parseMac('00:1b:21:00:00:02');
const linkLocal = parseAddress('fe80::1');
const global = parseAddress('2001:db8:1::10');
const ipv4 = parseAddress('192.0.2.10');

function sighting(part: Partial<Sighting>): Sighting {
  return { source: 'neighbours', zone: eth0, at: 1_000, confirmed: true, ...part };
}

function merged(...parts: Partial<Sighting>[]) {
  const merger = new Merger();
  for (const part of parts) merger.add(sighting(part));
  return merger.all();
}

describe('what belongs together', () => {
  test('both families and all addresses of one MAC are one host', () => {
    const hosts = merged(
      { address: linkLocal, source: 'multicast-echo', rttMs: 3 },
      { address: global, source: 'multicast-echo', rttMs: 1 },
      { address: linkLocal, mac: printer },
      { address: ipv4, mac: printer, source: 'ipv4-sweep' },
      { address: global, mac: printer },
    );
    expect(hosts).toHaveLength(1);
    expect(hosts[0]).toMatchObject({
      mac: printer,
      rttMs: 1,
      addresses: [{ address: global }, { address: linkLocal }, { address: ipv4 }],
      sources: ['multicast-echo', 'neighbours', 'ipv4-sweep'],
    });
  });

  test('the same link-local address on two interfaces is two hosts', () => {
    const hosts = merged(
      { address: linkLocal, mac: printer },
      { address: linkLocal, mac: camera, zone: eth1 },
    );
    expect(hosts.map(({ mac, addresses }) => [mac, addresses[0]?.zone])).toEqual([
      [printer, 'eth0'],
      [camera, 'eth1'],
    ]);
  });

  test('and two hosts also while no MAC is known', () => {
    expect(merged({ address: linkLocal }, { address: linkLocal, zone: eth1 })).toHaveLength(2);
  });

  test("a manufacturer's MAC on two interfaces is one device, a locally administered one is two", () => {
    const local = parseMac('52:54:00:00:00:01');
    expect(
      merged({ address: linkLocal, mac: printer }, { address: linkLocal, mac: printer, zone: eth1 }),
    ).toHaveLength(1);
    expect(
      merged({ address: linkLocal, mac: local }, { address: linkLocal, mac: local, zone: eth1 }),
    ).toHaveLength(2);
  });

  test('an address that answers with another MAC than before belongs to the newest', () => {
    const hosts = merged(
      { address: global, mac: printer },
      { address: linkLocal, mac: printer },
      { address: global, mac: camera },
    );
    expect(hosts.map(({ mac, addresses }) => [mac, addresses.map(({ address }) => address)])).toEqual([
      [printer, [linkLocal]],
      [camera, [global]],
    ]);
  });

  test('one identifier that repeats under two prefixes of a link is one host, before any MAC is known', () => {
    const [first, second] = ['2001:db8:1:0:211:32ff:fe00:1', 'fe80::211:32ff:fe00:1'].map((text) =>
      parseAddress(text),
    );
    if (first === undefined || second === undefined) throw new Error('no addresses');
    expect(merged({ address: first }, { address: second })).toHaveLength(1);
    expect(merged({ address: first }, { address: second, zone: eth1 })).toHaveLength(2);
    expect(merged({ address: global }, { address: parseAddress('fd00::10') })).toHaveLength(2);
    expect(merged({ address: first, mac: printer }, { address: second, mac: camera })).toHaveLength(2);
    expect(
      merged(
        { address: first },
        { address: second },
        { address: first, mac: printer },
        { address: second, mac: camera },
      ),
    ).toHaveLength(2);
  });

  test('this computer is one host over all of its interfaces', () => {
    const hosts = merged(
      { address: parseAddress('fe80::a'), mac: printer, self: true, source: 'own-addresses' },
      { address: parseAddress('fe80::b'), mac: camera, self: true, source: 'own-addresses', zone: eth1 },
    );
    expect(hosts).toHaveLength(1);
    expect(hosts[0]?.role).toBe('self');
  });
});

describe('what is kept of a sighting', () => {
  test('what a table remembers is not confirmed until something answers', () => {
    expect(merged({ address: global, confirmed: false })[0]?.addresses[0]?.confirmed).toBe(false);
    expect(
      merged({ address: global, confirmed: false }, { address: global })[0]?.addresses[0]?.confirmed,
    ).toBe(true);
  });

  test('an address that nobody can have is refused', () => {
    expect(
      merged(
        ...['::', '::1', 'ff02::1', '127.0.0.1', '255.255.255.255'].map((text) => ({
          address: parseAddress(text),
        })),
      ),
    ).toEqual([]);
  });

  test('two opaque addresses under one prefix are likely temporary, an EUI-64 one is not', () => {
    const eui64 = parseAddress('2001:db8:1::211:32ff:fe00:1');
    const hosts = merged(
      { address: eui64, mac: printer },
      { address: parseAddress('2001:db8:1::9c1f:22aa:7be0:1d'), mac: printer },
    );
    expect(
      hosts[0]?.addresses.map(({ address, identifier, temporary }) => [
        address === eui64,
        identifier,
        temporary,
      ]),
    ).toEqual([
      [true, 'eui64', 'no'],
      [false, 'opaque', 'likely'],
    ]);
  });

  test('an opaque address beside a low one of the same prefix is likely temporary, alone it is not said', () => {
    const opaque = { address: parseAddress('2001:db8:1::9c1f:22aa:7be0:1d'), mac: printer };
    const temporary = (hosts: ReturnType<typeof merged>) =>
      hosts[0]?.addresses.find(({ address }) => address === opaque.address)?.temporary;
    expect(temporary(merged(opaque, { address: global, mac: printer }))).toBe('likely');
    expect(temporary(merged(opaque, { address: parseAddress('2001:db8:2::1'), mac: printer }))).toBe(
      'unknown',
    );
  });

  test('true duplicates are counted', () => {
    expect(
      merged(
        { address: global },
        { address: global, duplicate: true },
        { address: global, duplicate: true },
      )[0]?.duplicates,
    ).toBe(2);
  });

  test("a host's own word for its name comes before a name server's", () => {
    const [host] = merged(
      { address: global, names: ['dns.example.'], source: 'reverse-dns' },
      { address: global, names: ['printer.local'], source: 'mdns' },
    );
    expect(host?.name).toBe('printer.local');
    expect(host?.names).toEqual([
      { name: 'printer.local', source: 'mdns' },
      { name: 'dns.example', source: 'reverse-dns' },
    ]);
  });

  test('hostile names and services are bounded and made visible', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `a\u202e${index}\u0007<b>`);
    const services = Array.from({ length: 10_000 }, (_, index) => ({
      type: '_x._tcp',
      name: `\u001b[2J${index}`,
      port: 1,
    }));
    const [host] = merged({ address: global, names, services, source: 'mdns' });
    expect(host?.names).toHaveLength(32);
    expect(host?.services).toHaveLength(128);
    expect(host?.name).toBe('a\\u{202e}0\\u{7}<b>');
    expect(JSON.stringify(host)).not.toMatch(/\u001b|\u202e|\u0007/);
  });

  test('a router stays a router when another address of it says nothing', () => {
    const [host] = merged(
      { address: linkLocal, mac: printer, router: true },
      { address: global, mac: printer, router: false },
    );
    expect(host?.role).toBe('router');
  });
});

describe('what is handed to the inventory', () => {
  test('a host without a MAC waits a moment, and is joined to the MAC it turns out to have', () => {
    const merger = new Merger();
    merger.add(sighting({ address: linkLocal, at: 1_000 }));
    expect(merger.drainForRecord(800, 1_500)).toEqual([]);
    expect(merger.drainForRecord(800, 2_000).map(({ identity }) => identity)).toEqual(['addr:fe80::1@eth0']);
    merger.add(sighting({ address: linkLocal, mac: printer, at: 2_100 }));
    expect(merger.drainForRecord(800, 2_200)).toMatchObject([
      { identity: 'mac:00:11:32:00:00:01', formerIdentities: ['addr:fe80::1@eth0'] },
    ]);
    expect(merger.drainForRecord(0, 9_000)).toEqual([]);
  });

  test('identities tell whether they hold beyond one link', () => {
    const identities = [
      { mac: printer },
      { mac: parseMac('02:42:ac:11:00:02') },
      { mac: parseMac('00:00:5e:00:01:05') },
      {},
    ].map((part) => {
      const merger = new Merger();
      merger.add(sighting({ address: global, ...part }));
      return merger.drainForRecord(0, 5_000)[0]?.identity;
    });
    expect(identities).toEqual([
      'mac:00:11:32:00:00:01',
      'mac:02:42:ac:11:00:02@eth0',
      'mac:00:00:5e:00:01:05@eth0',
      'addr:2001:db8:1::10',
    ]);
  });
});

test('in whatever order evidence comes, each address stands under exactly one host, and its own MAC', () => {
  const owner = fc.integer({ min: 1, max: 6 }).map((number) => parseMac(`00:11:32:00:00:0${number}`));
  const evidence = fc.record({
    mac: owner,
    withMac: fc.boolean(),
    zone: fc.constantFrom(eth0, eth1),
    part: fc.constantFrom(0, 1),
  });
  fc.assert(
    fc.property(fc.array(evidence, { maxLength: 40 }), (list) => {
      const merger = new Merger();
      const address = (mac: typeof printer, part: number) =>
        part === 0 ? eui64LinkLocal(mac) : parseAddress(`2001:db8::${mac.slice(-2)}`);
      const shown = new Map<string, unknown>();
      for (const { mac, withMac, zone, part } of list) {
        merger.add(sighting({ address: address(mac, part), zone, ...(withMac ? { mac } : {}) }));
        const { hosts, removed } = merger.drain();
        for (const id of removed) shown.delete(id);
        for (const host of hosts) shown.set(host.id, host);
      }
      const hosts = merger.all();
      const keys = hosts.flatMap(({ addresses }) =>
        addresses.map((entry) => `${entry.address}%${entry.zone}`),
      );
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(keys)).toEqual(
        new Set(list.map(({ mac, zone, part }) => `${address(mac, part)}%${zone}`)),
      );
      for (const { mac, addresses } of hosts) {
        if (mac !== null)
          for (const entry of addresses) expect([address(mac, 0), address(mac, 1)]).toContain(entry.address);
      }
      // What was drained step by step is what stands at the end: the page shows the same as the run knows.
      expect([...shown.values()]).toEqual(expect.arrayContaining(hosts));
      expect(shown.size).toBe(hosts.length);
    }),
  );
});
