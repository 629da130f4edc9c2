import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCommand } from '../../src-main/os/find-command.ts';
import linuxVxlan from '../../src-main/writers/linux-vxlan/index.ts';
import { describeLab, isRoot } from './lab-suite.ts';
import { createWiredLab, type WiredLab } from './wired-lab.ts';

type Place = 'one' | 'two';

/** Two hosts with a cable whose MTU has just room for frames of 1,500 bytes in VXLAN over IPv6. */
async function createNet(mtu: number): Promise<WiredLab<Place>> {
  const host = (number: number) => [
    `link set eth0 mtu ${mtu}`,
    `address add 2001:db8:300::${number}/64 dev eth0 nodad`,
    `address add 192.168.0.${number}/24 dev eth0`,
  ];
  return await createWiredLab<Place>({
    places: ['one', 'two'],
    cables: [
      [
        ['one', 'eth0'],
        ['two', 'eth0'],
      ],
    ],
    set: { one: host(1), two: host(2) },
  });
}

const script = 'usr/local/sbin/vxlan.sh';
const other: Readonly<Record<Place, number>> = { one: 2, two: 1 };
const places: readonly Place[] = ['one', 'two'];

interface Kind {
  readonly name: string;
  readonly family: '4' | '6';
  readonly mtu: number;
  readonly remote?: (number: number) => string;
}
const kinds: readonly Kind[] = [
  { name: 'a group of IPv6', family: '6', mtu: 1570 },
  { name: 'a group of IPv4', family: '4', mtu: 1550 },
  { name: 'remotes', family: '6', mtu: 1570, remote: (number) => `2001:db8:300::${number}` },
];

const networkd = '/lib/systemd/systemd-networkd';
const missing = findCommand(networkd) === undefined;

/**
 * Runs systemd-networkd with the files of a folder alone; without udev, as where /sys cannot be written to. The MACs of
 * its devices follow from the identity of the machine, which must not be that of the other one.
 */
function networkdCommand(folder: string, machine: string): string[] {
  const lines = [
    'mount -t tmpfs tmpfs /run',
    'mkdir -p /run/systemd/netif/links /run/systemd/netif/leases',
    'chmod -R a+rwX /run/systemd',
    'mount --bind "$1" /etc/systemd/network',
    'mount --bind "$2" /etc/machine-id',
    'mount -o remount,ro /sys',
    'export SYSTEMD_LOG_TARGET=console SYSTEMD_LOG_LEVEL=info',
    `exec ${networkd}`,
  ];
  return ['sh', '-c', lines.join(' && '), 'sh', folder, machine];
}

describeLab('VXLANs as they are written', () => {
  describe.each(kinds)('with $name', ({ family, mtu, remote }) => {
    it('carry a whole frame each way, are made once, and go away', async () => {
      await using lab = await createNet(mtu);
      const files = new Map(
        places.map((place) => [
          place,
          lab.files(place, linuxVxlan, {
            target: 'script',
            underlay: { interface: 'eth0', family, mtu },
            vxlans: [
              {
                vni: 1000,
                addresses: [`2001:db8:1000::${3 - other[place]}/64`, `10.0.0.${3 - other[place]}/23`],
                ...(remote === undefined ? {} : { remotes: [remote(other[place]), remote(99)] }),
              },
            ],
          })[script] ?? '',
        ]),
      );
      const run = async (place: Place, what: string) => await lab.run(place, [files.get(place) ?? '', what]);
      for (const place of places) {
        expect((await run(place, 'up')).stderr).toBe('');
        expect((await run(place, 'up')).code).toBe(0);
      }
      // 1,500 bytes: an IPv6 header of 40 (an IPv4 one of 20) and 8 of ICMP; no packet may be split.
      const whole = ['ping', '-n', '-c', '3', '-i', '0.3', '-W', '2', '-M', 'do'];
      for (const place of places) {
        const six = await lab.run(place, [...whole, '-s', '1452', `2001:db8:1000::${other[place]}`]);
        const four = await lab.run(place, [...whole, '-s', '1472', `10.0.0.${other[place]}`]);
        expect([six.code, four.code], six.stdout + four.stdout).toEqual([0, 0]);
      }
      for (const place of places) expect((await run(place, 'down')).code).toBe(0);
      expect((await lab.run('one', ['ip', 'link', 'show', 'dev', 'vxlan1000'])).code).toBe(1);
      expect((await run('one', 'down')).code).toBe(0);
    });
  });

  it('are not made over a link that is too small for them', async () => {
    await using lab = await createNet(1569);
    const files = lab.files('one', linuxVxlan, {
      target: 'script',
      underlay: { interface: 'eth0', mtu: 1570 },
      vxlans: [{ vni: 1000 }],
    });
    const { code, stderr } = await lab.run('one', [files[script] ?? '', 'up']);
    expect([code, stderr]).toEqual([1, 'eth0 has an MTU of 1569: the VXLANs need 1570\n']);
    expect((await lab.run('one', ['ip', 'link', 'show', 'dev', 'vxlan1000'])).code).toBe(1);
  });

  const why = missing ? ' (systemd-networkd is not installed)' : '';
  it.skipIf(missing || !isRoot)(`carry a whole frame when systemd-networkd makes them${why}`, async () => {
    await using lab = await createNet(1570);
    const words: string[] = [];
    for (const place of places) {
      const own = 3 - other[place];
      const files = lab.files(place, linuxVxlan, {
        underlay: { interface: 'eth0', mtu: 1570, local: `2001:db8:300::${own}` },
        vxlans: [
          { vni: 1000, addresses: [`2001:db8:1000::${own}/64`] },
          {
            vni: 8,
            remotes: ['2001:db8:300::99', `2001:db8:300::${other[place]}`],
            addresses: [`2001:db8:8::${own}/64`],
          },
        ],
      });
      const folder = dirname(files['etc/systemd/network/20-vxlan1000.netdev'] ?? '');
      const underlay = `[Match]\nName=eth0\n\n[Network]\nAddress=2001:db8:300::${own}/64\n`;
      writeFileSync(join(folder, '10-eth0.network'), underlay);
      const machine = join(lab.directory, `${place}-machine-id`);
      writeFileSync(machine, `${String(own).repeat(32)}\n`);
      lab
        .start(place, networkdCommand(folder, machine))
        .stderr?.on('data', (chunk: Buffer) => words.push(chunk.toString()));
    }
    const ping = ['ping', '-n', '-c', '1', '-W', '1', '-M', 'do', '-s', '1452'];
    for (const address of ['2001:db8:1000::2', '2001:db8:8::2']) {
      await expect
        .poll(async () => (await lab.run('one', [...ping, address])).code, { timeout: 30_000 })
        .toBe(0);
    }
    // What it does not understand it tells and leaves out.
    expect(words.join('').match(/.*(?:unknown|invalid|failed to parse).*/gi) ?? []).toEqual([]);
  });
});
