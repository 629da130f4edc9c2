import { describe, expect, it } from 'vitest';
import linuxVxlan from '../../src-main/writers/linux-vxlan/index.ts';
import { describeLab } from './lab-suite.ts';
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
});
