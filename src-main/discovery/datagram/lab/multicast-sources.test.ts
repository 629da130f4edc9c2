import { afterEach, describe, expect, test } from 'vitest';
import { device } from './respond.test-support.ts';
import {
  TwoHosts,
  isInstalled,
  nearInterface,
  nearZone,
  obstacle,
  type Outcome,
} from './two-hosts.test-support.ts';

// The whole sources over real sockets, against a real avahi and small devices, each pair of hosts on its own link.

if (obstacle !== null) console.warn(`multicast sources over real sockets: skipped: ${obstacle}`);
const noAvahi = !isInstalled('avahi-daemon');
if (noAvahi) console.warn('mDNS against a real avahi-daemon: skipped: avahi-daemon is not installed');

/** No run of a source lasts longer, with what a loaded machine adds. */
const longestMs = 10_000;

interface Facts {
  confirmed: boolean;
  zones: string[];
  names: string[];
  services: string[];
}

/** What the sightings say of each address. */
function factsOf({ sightings }: Outcome): Record<string, Facts> {
  const all: Record<string, Facts> = {};
  for (const { address = '', confirmed, zone, names = [], services = [] } of sightings) {
    const one = (all[address] ??= { confirmed: false, zones: [], names: [], services: [] });
    one.confirmed ||= confirmed;
    one.zones = [...new Set([...one.zones, zone])];
    one.names.push(...names);
    one.services.push(...services.map(({ type, name, port }) => `${name} ${type} ${port}`).sort());
    one.services.sort();
  }
  return all;
}

function expectCleanEnd({ end, warnings, progress }: Outcome): void {
  expect(warnings).toEqual([]);
  expect(end).toMatchObject({ end: null, left: [] });
  expect(end.afterMs).toBeLessThan(longestMs);
  const [done, total] = progress.at(-1) ?? [];
  expect(done).toBe(total);
}

describe.skipIf(obstacle !== null)('multicast sources over real sockets', () => {
  let hosts: TwoHosts | undefined;
  const plug = () => (hosts = new TwoHosts());
  afterEach(async () => {
    await hosts?.stop();
    hosts = undefined;
  });

  const printer = (mac: string) => [
    'Office v1.2 (2nd floor) _ipp._tcp 631',
    'Office v1.2 (2nd floor) _linkscope-odd._udp 4242',
    `printer-one [${mac}] _workstation._tcp 9`,
  ];

  test.skipIf(noAvahi)('mDNS finds a real avahi in both families, beside an avahi of our own', async () => {
    const both = plug();
    await Promise.all([both.avahi(both.far, 'printer-one'), both.avahi(both.near, 'our-own')]);
    const outcome = await both.runSource({
      source: 'mdns',
      known: [{ address: device.linkLocal, afterMs: 300 }],
    });
    expectCleanEnd(outcome);
    const facts = factsOf(outcome);
    const mac = /\[(.*)\]/.exec(facts[device.ipv4]?.services.at(-1) ?? '')?.[1] ?? '';
    expect(mac).toMatch(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);
    const seen = { confirmed: true, zones: [nearZone], names: ['printer-one'], services: printer(mac) };
    expect(facts[device.ipv4]).toEqual(seen);
    expect(facts[device.global]).toEqual(seen);
    expect(facts['192.0.2.1']?.names).toEqual(['our-own']);
    expect(outcome.sightings.filter(({ self }) => self === true).map(({ address }) => address)).toContain(
      '192.0.2.1',
    );
  });

  test.skipIf(noAvahi)('mDNS works where another program holds its port, and says so', async () => {
    const both = plug();
    await Promise.all([both.avahi(both.far, 'printer-one'), both.respond('port-holder', both.near)]);
    const outcome = await both.runSource({ source: 'mdns' });
    expect([...outcome.warnings].sort()).toEqual(
      [4, 6].map(
        (family) =>
          `mDNS could not listen on port 5353 over IPv${family} on ${nearZone}: another program holds the port for itself`,
      ),
    );
    expect(outcome.end).toMatchObject({ end: null, left: [] });
    const facts = factsOf(outcome);
    expect([facts[device.ipv4]?.names, facts[device.global]?.names]).toEqual([
      ['printer-one'],
      ['printer-one'],
    ]);
  });

  test('SSDP, WS-Discovery and LLMNR find a device in both families', async () => {
    const both = plug();
    await Promise.all(['ssdp', 'ws-discovery', 'llmnr'].map((role) => both.respond(role)));
    const [ssdp, wsDiscovery, llmnr] = await Promise.all([
      both.runSource({ source: 'ssdp' }),
      both.runSource({ source: 'ws-discovery' }),
      // Known only while it runs; the IPv6 address comes from the answers.
      both.runSource({ source: 'llmnr', known: [{ address: device.ipv4, afterMs: 700 }] }),
    ]);
    for (const outcome of [ssdp, wsDiscovery, llmnr]) expectCleanEnd(outcome);
    const seen = { confirmed: true, zones: [nearZone], names: [], services: [] as string[] };
    const upnp = { ...seen, services: ['Box/2 upnp:rootdevice 49152'] };
    expect(factsOf(ssdp)).toEqual({ [device.linkLocal]: upnp, [device.ipv4]: upnp });
    const dpws = { ...seen, services: [' wsdp:Device 5357'] };
    expect(factsOf(wsDiscovery)).toEqual({ [device.linkLocal]: dpws, [device.ipv4]: dpws });
    const desktop = { ...seen, names: ['DESKTOP-7'] };
    expect(factsOf(llmnr)).toEqual({ [device.linkLocal]: desktop, [device.ipv4]: desktop });
  });

  test('a hostile mDNS host cannot hide an honest one, fill the memory or hold up the end', async () => {
    const both = plug();
    both.addFarAddress(`${device.honestIpv4}/24`);
    await both.respond('hostile-mdns');
    const outcome = await both.runSource({ source: 'mdns' });
    expect(outcome.end).toMatchObject({ end: null, left: [] });
    expect(outcome.end.afterMs).toBeLessThan(longestMs);
    expect(outcome.end.heapBytes).toBeLessThan(60 << 20);
    const facts = factsOf(outcome);
    expect(facts[device.honestIpv4]).toMatchObject({ confirmed: true, names: ['honest'] });
    expect(Object.keys(facts).length).toBeLessThan(300);
    expect(outcome.warnings.join('\n')).toMatch(
      /^mDNS on br_lan-x\.10: \d+ datagrams were not looked at, because .*\nmDNS on .* more names, .* the rest was left out$/,
    );
  });

  test('a cancelled source ends at once and leaves no socket', async () => {
    const both = plug();
    const outcomes = await Promise.all(
      (['mdns', 'ssdp', 'ws-discovery', 'llmnr'] as const).map((source) =>
        both.runSource({ source, abortAfterMs: 300 }),
      ),
    );
    for (const { end } of outcomes) {
      expect(end).toMatchObject({ end: null, left: [] });
      expect(end.afterMs).toBeLessThan(2_000);
    }
  });

  test('an interface that vanishes ends the source with its reason', async () => {
    const both = plug();
    const running = both.runSource({ source: 'mdns' });
    await new Promise((resolve) => setTimeout(resolve, 700));
    both.unplug();
    const { end } = await running;
    expect(end.afterMs).toBeLessThan(longestMs);
    expect(end).toMatchObject({
      end: { code: 'unreachable', message: expect.stringContaining(nearZone) },
      left: [],
    });
  });

  test('an interface that is not there is an error with its reason', async () => {
    const both = plug();
    const missing = { ...nearInterface, zone: 'gone0', addresses: nearInterface.addresses.slice(0, 2) };
    const { end, warnings } = await both.runSource({
      source: 'ssdp',
      interface: missing as typeof nearInterface,
    });
    expect(warnings).toHaveLength(2);
    expect(end).toMatchObject({
      end: { code: 'unreachable', message: expect.stringContaining('gone0') },
      left: [],
    });
  });
});
