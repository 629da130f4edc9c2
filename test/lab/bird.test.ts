import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import bird from '../../src-main/writers/bird/index.ts';
import firewall from '../../src-main/writers/firewall/index.ts';
import { findCommand } from '../../src-main/os/find-command.ts';
import { describeLab } from './lab-suite.ts';
import { createWiredLab, type WiredLab } from './wired-lab.ts';

type Place = 'one' | 'two';

/** Two routers with a cable between them that has link-local addresses alone, and a network behind each. */
async function createNet(): Promise<WiredLab<Place>> {
  const network = (number: number) => [
    'link add lan0 type veth peer name lan0-end',
    'link set lan0 up',
    'link set lan0-end up',
    `address add 2001:db8:${number}::1/64 dev lan0 nodad`,
  ];
  return await createWiredLab<Place>({
    places: ['one', 'two'],
    routers: ['one', 'two'],
    cables: [
      [
        ['one', 'eth0'],
        ['two', 'eth0'],
      ],
    ],
    set: { one: network(1), two: network(2) },
  });
}

/** The ways of one router to a network, until there is one. */
async function routeTo(lab: WiredLab<Place>, place: Place, prefix: string): Promise<string> {
  const deadline = Date.now() + 40_000;
  for (;;) {
    const routes = await lab.must(place, ['ip', '-6', 'route', 'show', prefix, 'proto', 'bird']);
    if (routes !== '' || Date.now() > deadline) return routes;
    await sleep(200);
  }
}

const protocols = [
  { name: 'Babel', form: { babel: [{ interfaces: ['eth0'], hello: 1, update: 2 }] } },
  { name: 'RIPng', form: { ripng: [{ interfaces: ['eth0'], update: 2, timeout: 12 }] } },
] as const;

const missing = findCommand('bird') === undefined;

describeLab(`BIRD as it is written${missing ? ' (bird is not installed)' : ''}`, () => {
  it.skipIf(missing).each(protocols)(
    'lets two routers behind firewalls learn each other’s networks by $name',
    async ({ form }) => {
      await using lab = await createNet();
      for (const [number, place] of [
        [1, 'one'],
        [2, 'two'],
      ] as const) {
        const filter = Object.values(lab.files(place, firewall, { services: [{ service: 'ssh' }] }));
        await lab.must(place, ['nft', '-f', ...filter]);
        const files = lab.files(place, bird, {
          routerId: `192.0.2.${number}`,
          announced: [{ prefix: `2001:db8:${number}::/48` }],
          ...form,
        });
        await lab.must(place, ['nft', '-f', files['etc/nftables.d/ipv6-filter-routing.nft'] ?? '']);
        const run = join(lab.directory, place);
        const configuration = files['etc/bird/bird.conf'] ?? '';
        lab.start(place, ['bird', '-f', '-c', configuration, '-s', `${run}.ctl`, '-P', `${run}.pid`]);
      }
      expect(await routeTo(lab, 'one', '2001:db8:2::/64')).toMatch(
        /^2001:db8:2::\/64 via fe80::\S+ dev eth0 /,
      );
      expect(await routeTo(lab, 'two', '2001:db8:1::/64')).toMatch(
        /^2001:db8:1::\/64 via fe80::\S+ dev eth0 /,
      );
      const echo = ['ping', '-6', '-n', '-c', '2', '-W', '2', '-I', '2001:db8:1::1', '2001:db8:2::1'];
      expect((await lab.run('one', echo)).code).toBe(0);
      // Its own networks the kernel knows already.
      const own = await lab.must('one', ['ip', '-6', 'route', 'show', '2001:db8:1::/64', 'proto', 'bird']);
      expect(own).toBe('');
    },
  );
});
