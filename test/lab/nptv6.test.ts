import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { findCommand } from '../../src-main/os/find-command.ts';
import kea from '../../src-main/writers/kea-dhcp6/index.ts';
import nptv6 from '../../src-main/writers/nptv6/index.ts';
import { startKea, withFolders } from './kea-server.ts';
import { describeLab, isRoot } from './lab-suite.ts';
import { createWiredLab, type WiredLab } from './wired-lab.ts';

type Place = 'outside' | 'router' | 'inside';

const internal = 'fd6d:8a1c:93e5';

/** A host inside, a router, and a host outside that knows its way to delegated prefixes, but to no internal one. */
async function createNet(): Promise<WiredLab<Place>> {
  return await createWiredLab<Place>({
    places: ['outside', 'router', 'inside'],
    routers: ['router'],
    cables: [
      [
        ['outside', 'eth0'],
        ['router', 'eth0'],
      ],
      [
        ['router', 'eth1'],
        ['inside', 'eth0'],
      ],
    ],
    set: {
      outside: [
        'address add 2001:db8:f::1/64 dev eth0 nodad',
        '-6 route add 2001:db8:1::/48 via 2001:db8:f::2',
      ],
      router: ['address add 2001:db8:f::2/64 dev eth0 nodad', `address add ${internal}::1/64 dev eth1 nodad`],
      inside: [`address add ${internal}::2/64 dev eth0 nodad`, `-6 route add default via ${internal}::1`],
    },
  });
}

const form = { externalInterface: 'eth0', internalPrefix: `${internal}::/58` };
const echo = (address: string) => ['ping', '-6', '-n', '-c', '1', '-W', '2', address];

const targets = [
  { target: 'nft', command: 'nft', tables: ['nft', 'list', 'tables'] },
  { target: 'ip6tables', command: 'ip6tables', tables: ['ip6tables', '-t', 'nat', '-S'] },
] as const;

describeLab('NPTv6 as it is written', () => {
  const filters = targets.map((one) => {
    const lacks = findCommand(one.command) === undefined;
    return { ...one, lacks, title: lacks ? `${one.target} (${one.command} is not installed)` : one.target };
  });
  for (const one of filters)
    it.skipIf(one.lacks)(`translates pings by ${one.title}, follows the prefix, and goes again`, async () => {
      await using lab = await createNet();
      const files = lab.files('router', nptv6, { ...form, target: one.target });
      const program = files['usr/local/sbin/nptv6'] ?? '';
      const run = join(lab.directory, 'run');
      mkdirSync(run);
      const script = (variables: readonly string[], ...args: string[]) =>
        lab.run('router', withFolders({ '/run': run }, ['env', ...variables, program, ...args]));
      const bound = (prefix: string, length = 58) =>
        script([
          'interface=eth0',
          'reason=BOUND6',
          `new_dhcp6_ia_pd1_prefix1=${prefix}`,
          `new_dhcp6_ia_pd1_prefix1_length=${length}`,
        ]);
      const before = await lab.must('router', one.tables);
      const answers = async (place: Place, address: string) =>
        (await lab.run(place, echo(address))).code === 0;

      expect(await answers('inside', '2001:db8:f::1')).toBe(false);
      expect(await bound('2001:db8:1:40::')).toMatchObject({ code: 0, stderr: '' });
      expect(await answers('inside', '2001:db8:f::1')).toBe(true);
      expect(await answers('outside', '2001:db8:1:40::2')).toBe(true);
      // By its own external address, around the router.
      expect(await answers('inside', '2001:db8:1:40::2')).toBe(true);

      expect(await bound('2001:db8:1:80::')).toMatchObject({ code: 0, stderr: '' });
      expect(await answers('outside', '2001:db8:1:80::2')).toBe(true);
      expect(await answers('outside', '2001:db8:1:40::2')).toBe(false);

      expect(await bound('2001:db8:1:c0::', 60)).toMatchObject({
        code: 1,
        stderr: 'nptv6: the delegated prefix is a /60, but the internal one is a /58\n',
      });
      expect(await answers('outside', '2001:db8:1:80::2')).toBe(true);
      expect(await script([], 'restore')).toMatchObject({ code: 0, stderr: '' });
      expect(await answers('outside', '2001:db8:1:80::2')).toBe(true);
      expect(await script([], 'remove')).toMatchObject({ code: 0, stderr: '' });
      expect(await answers('outside', '2001:db8:1:80::2')).toBe(false);
      expect(await lab.must('router', one.tables)).toBe(before);
    });

  const missing = ['dhcpcd', 'kea-dhcp6'].filter((name) => findCommand(name) === undefined);
  const why = missing.length > 0 ? ` (not installed: ${missing.join(', ')})` : isRoot ? '' : ' (needs root)';
  it.skipIf(why !== '')(`maps what Kea delegates and dhcpcd is given${why}`, async () => {
    await using lab = await createNet();
    const server = lab.files('outside', kea, {
      target: '2.2',
      interfaces: [{ name: 'eth0' }],
      leaseDatabase: { persist: false },
      subnets: [
        {
          id: 1,
          prefix: '2001:db8:f::/64',
          interface: 'eth0',
          prefixPools: [{ prefix: '2001:db8:1::/48', delegatedLength: 58 }],
        },
      ],
    });
    const folder = (name: string) => {
      const path = join(lab.directory, name);
      mkdirSync(path);
      return path;
    };
    await startKea(lab, 'outside', server['etc/kea/kea-dhcp6.conf'] ?? '');
    const files = lab.files('router', nptv6, form);
    const folders = {
      '/run': folder('run'),
      '/var/lib/dhcpcd': folder('state'),
      '/usr/local/sbin': dirname(files['usr/local/sbin/nptv6'] ?? ''),
    };
    const client = lab.start(
      'router',
      withFolders(folders, ['dhcpcd', '-B', '-d', '-f', files['etc/dhcpcd.conf'] ?? '', 'eth0']),
    );
    let log = '';
    client.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    client.stdout?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    const deadline = Date.now() + 40_000;
    let passed = false;
    while (!passed && Date.now() < deadline) {
      passed = (await lab.run('inside', echo('2001:db8:f::1'))).code === 0;
      if (!passed) await sleep(300);
    }
    expect(passed, log).toBe(true);
    // The first prefix of the pool.
    expect((await lab.run('outside', echo('2001:db8:1::2'))).code).toBe(0);
  });
});
