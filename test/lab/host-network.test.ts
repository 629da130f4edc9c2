import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { findCommand } from '../../src-main/os/find-command.ts';
import writer from '../../src-main/writers/host-network/index.ts';
import { describeLab } from './lab-suite.ts';
import { createWiredLab, type WiredLab } from './wired-lab.ts';

const networkd = '/usr/lib/systemd/systemd-networkd';

/** What one interface is given; the form says in which format. */
const given = {
  mac: '02:12:04:6d:6f:01',
  routerAdvertisements: false,
  addresses: ['2001:db8:1::5/64', '2001:db8:1::6/64', '192.0.2.5/24'],
  gateway6: 'fe80::1',
  gateway4: '192.0.2.1',
  routes: [
    { to: '2001:db8:2::/48', via: '2001:db8:1::ff' },
    { to: '198.51.100.0/24', via: '192.0.2.254' },
  ],
};

const links = z.array(
  z.object({
    address: z.string(),
    addr_info: z.array(z.object({ local: z.string(), prefixlen: z.number(), scope: z.string() })),
  }),
);
const routes = z.array(z.object({ dst: z.string(), gateway: z.string().optional() }));

/** What the kernel has of an interface. */
async function stateOf(lab: WiredLab<'host' | 'router'>, name: string) {
  const ip = async (...args: string[]): Promise<unknown> =>
    JSON.parse(await lab.must('host', ['ip', '-j', ...args, 'dev', name]));
  const [link] = links.parse(await ip('address', 'show'));
  const all = [
    ...routes.parse(await ip('-6', 'route', 'show')),
    ...routes.parse(await ip('-4', 'route', 'show')),
  ];
  return {
    mac: link?.address,
    addresses: (link?.addr_info ?? [])
      .filter(({ scope }) => scope === 'global')
      .map(({ local, prefixlen }) => `${local}/${prefixlen}`)
      .toSorted(),
    routes: all
      .flatMap(({ dst, gateway }) => (gateway === undefined ? [] : [`${dst} via ${gateway}`]))
      .toSorted(),
  };
}

const expected = {
  mac: given.mac,
  addresses: ['192.0.2.5/24', '2001:db8:1::5/64', '2001:db8:1::6/64'],
  routes: [
    '198.51.100.0/24 via 192.0.2.254',
    '2001:db8:2::/48 via 2001:db8:1::ff',
    'default via 192.0.2.1',
    'default via fe80::1',
  ],
};

const wiring = {
  places: ['host', 'router'],
  cables: [
    [
      ['host', 'eth0'],
      ['router', 'eth0'],
    ],
  ],
  set: {},
} as const;

describeLab('the network of a host', () => {
  it.skipIf(findCommand(networkd) === undefined)(
    'systemd-networkd makes the bridge of its files, and complains of nothing in them',
    async () => {
      await using lab = await createWiredLab<'host' | 'router'>(wiring);
      const paths = lab.files('host', writer, {
        target: 'networkd',
        interfaces: [
          { name: 'eth0', routerAdvertisements: false },
          { name: 'br0', kind: 'bridge', members: ['eth0'], ...given },
        ],
      });
      const folder = dirname(Object.values(paths)[0] ?? '');
      // A line that it does not know, so that the test sees complaints where there are any.
      writeFileSync(join(folder, '99-wrong.network'), '[Match]\nName=none\n\n[Network]\nBogus=yes\n');
      // In its own view of the disk: its files, no udev that would tell it of interfaces, no state of the computer.
      const run = [
        'mount -t tmpfs none /run',
        'mkdir /run/systemd',
        'mount -o remount,bind,ro /sys',
        'mkdir -p /etc/systemd/network',
        'mount --bind "$1" /etc/systemd/network',
        `exec env SYSTEMD_LOG_TARGET=console SYSTEMD_LOG_LEVEL=info ${networkd}`,
      ].join(' && ');
      const daemon = lab.start('host', ['unshare', '--mount', 'sh', '-c', run, 'sh', folder]);
      let words = '';
      daemon.stderr?.on('data', (data: Buffer) => {
        words += data.toString();
      });
      await expect
        .poll(() => stateOf(lab, 'br0').catch(() => undefined), { timeout: 20_000 })
        .toEqual(expected);
      expect(words.split('\n').filter((line) => /network\/.*:\d+:/.test(line))).toEqual([
        expect.stringMatching(/99-wrong\.network:5: Unknown key/),
      ]);
    },
  );

  it.skipIf(findCommand('ifup') === undefined)(
    'ifup gives an interface what interfaces(5) has for it',
    async () => {
      await using lab = await createWiredLab<'host' | 'router'>(wiring);
      const [path = ''] = Object.values(
        lab.files('host', writer, { target: 'interfaces', interfaces: [{ name: 'eth0', ...given }] }),
      );
      const options = ['--all', '--no-scripts', '--no-mappings', '--interfaces', path];
      await lab.must('host', ['ifup', ...options, '--state-dir', lab.directory]);
      expect(await stateOf(lab, 'eth0')).toEqual(expected);
    },
  );
});
