import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { networkInterface } from '../../src-core/api/interfaces.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { runningProcesses } from './exec.ts';
import { readInterfaces } from './interfaces.ts';
import { multicastEcho, type EchoReply } from './multicast-ping.ts';
import { readNeighbours, watchNeighbours } from './neighbours.ts';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
const platform = Object.getOwnPropertyDescriptor(process, 'platform');

/** The whole way of macOS and of Windows, with commands of our own that print what is in the fixtures. */
describe.skipIf(process.platform === 'win32')('other systems', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'linkscope-os-'));
    vi.stubEnv('PATH', directory);
  });
  afterEach(() => {
    if (platform !== undefined) Object.defineProperty(process, 'platform', platform);
    vi.unstubAllEnvs();
    rmSync(directory, { recursive: true, force: true });
  });

  const pretend = (value: NodeJS.Platform) =>
    Object.defineProperty(process, 'platform', { ...platform, value });
  const write = (name: string, script: string) => {
    writeFileSync(join(directory, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  };
  const print = (path: string) => `/bin/cat '${fixtures}/${path}/input.txt'`;

  describe('macOS', () => {
    beforeEach(() => {
      pretend('darwin');
      write('ifconfig', print('ifconfig/macos'));
      write('arp', print('arp/macos'));
      write('scutil', print('scutil-dns/macos'));
      write(
        'netstat',
        `case "$*" in *inet6) ${print('netstat-routes/macos-ipv6')};; *) ${print('netstat-routes/macos-ipv4-old')};; esac`,
      );
      write(
        'ndp',
        `case "$1" in -an) ${print('ndp-neighbours/macos')};; -nr) ${print('ndp-routers/macos')};;
          -np) ${print('ndp-prefixes/macos')};; esac`,
      );
    });

    test('interfaces with all that the commands know', async () => {
      const { interfaces, warnings } = await readInterfaces();
      expect(warnings).toEqual(['interfaces not known: 2 entries of ifconfig were not understood']);
      const en0 = networkInterface
        .array()
        .parse(interfaces)
        .find(({ name }) => name === 'en0');
      expect(en0).toMatchObject({
        kind: 'wireless',
        unusable: null,
        routers: [
          { address: 'fe80::5eff:fe10:fe', origin: 'ra', lifetimeSeconds: 1797 },
          { address: '2001:db8:1::1', origin: 'static' },
          { address: '10.10.10.1', origin: 'static' },
        ],
        dns: ['192.0.2.53', '2001:db8::53', 'fe80::1%en0'],
      });
      expect(en0?.prefixes.map(({ prefix, origin }) => `${prefix} ${origin}`)).toEqual([
        '2001:db8:1::/64 ra',
        '2001:db8:f::/64 ra',
        'fe80::/64 kernel',
        '10.10.10.0/24 static',
        '169.254.0.0/16 static',
      ]);
    });

    test('a command that fails is a warning, and the rest is there', async () => {
      write('scutil', 'exit 1');
      write('ndp', 'echo "ndp: sysctl: not permitted" >&2; exit 1');
      const { interfaces, warnings } = await readInterfaces();
      expect(interfaces.find(({ name }) => name === 'en0')?.routers).toHaveLength(3);
      expect(warnings.toSorted()).toEqual([
        'interfaces not known: 2 entries of ifconfig were not understood',
        expect.stringContaining('lifetimes of routers not known'),
        expect.stringContaining('name servers not known'),
        expect.stringContaining('prefixes learned from routers not known'),
      ]);
    });

    test('neighbours of both families, of one interface', async () => {
      const neighbours = await readNeighbours(parseZone('bridge100'));
      expect(neighbours.map(({ address, state }) => `${address} ${state}`)).toEqual(
        // arp was asked for the interface; the command here does not look at that.
        expect.arrayContaining(['fe80::1 probe', '198.51.100.7 unknown']),
      );
      expect(neighbours.some(({ address }) => address === 'fe80::5eff:fe10:fe')).toBe(false);
    });

    test('echo is ended by us after the time that was asked for', async () => {
      write('ping6', `${print('ping6-macos/macos')}; exec /bin/sleep 30`);
      const replies: EchoReply[] = [];
      const options = { zone: parseZone('en0'), source: null, seconds: 1 };
      const start = performance.now();
      for await (const reply of multicastEcho(options, new AbortController().signal)) replies.push(reply);
      expect(performance.now() - start).toBeGreaterThan(900);
      // The one marked DUP! is the first reply of its address.
      expect(replies.map(({ address, duplicate }) => `${address} ${duplicate}`)).toEqual([
        'fe80::14a5:aa1b:8ac4:6e1e false',
        'fe80::1 false',
        '2001:db8:1::7 false',
      ]);
      await vi.waitFor(() => expect(runningProcesses()).toBe(0), 15_000);
    });

    test('a ping6 that ends by itself is a failure with its reason', async () => {
      write('ping6', `echo 'ping6: en0: invalid interface name' >&2; exit 1`);
      const options = { zone: parseZone('en0'), source: null, seconds: 1 };
      const first = multicastEcho(options, new AbortController().signal).next();
      await expect(first).rejects.toMatchObject({ code: 'unreachable' });
    });
  });

  describe('Windows', () => {
    beforeEach(() => pretend('win32'));

    test('interfaces of a German system, by index and by name', async () => {
      write('powershell.exe', print('windows-interfaces/windows-german'));
      const { interfaces, warnings } = await readInterfaces();
      expect(warnings).toEqual([]);
      expect(interfaces.map(({ zone, name }) => `${zone} ${name}`)).toEqual([
        '1 Loopback-Pseudoschnittstelle 1',
        '5 LAN-Verbindung* 1',
        '8 WLAN',
        '12 Ethernet-Adapter Büro',
        '15 vEthernet (Default Switch)',
        '20 Außenstelle (Zürich)',
      ]);
    });

    test('a cmdlet that fails is a warning', async () => {
      write('powershell.exe', print('windows-interfaces/windows-part-failed'));
      const { warnings } = await readInterfaces();
      expect(warnings).toContain('adapters not known: Zugriff verweigert ');
    });

    test('without PowerShell, what Node knows', async () => {
      const { interfaces, warnings } = await readInterfaces();
      expect(interfaces.length).toBeGreaterThan(0);
      expect(warnings).toEqual([expect.stringContaining('powershell is not installed')]);
    });

    test('neighbours, and their changes by looking again', async () => {
      const flag = join(directory, 'looked');
      write(
        'powershell.exe',
        `if [ -e ${flag} ]; then ${print('windows-neighbours/windows-english')}; else : > ${flag}; echo '[]'; fi`,
      );
      const zone = parseZone('12');
      const changes = watchNeighbours([zone], new AbortController().signal);
      expect((await changes.next()).value).toMatchObject({
        address: 'fe80::5eff:fe10:fe',
        zone,
        state: 'reachable',
      });
      await changes.return(undefined);
      expect(await readNeighbours(zone)).toHaveLength(8);
    });
  });
});
