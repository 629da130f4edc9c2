import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import firewall from '../../src-main/writers/firewall/index.ts';
import { findCommand } from '../../src-main/os/find-command.ts';
import { describeLab } from './lab-suite.ts';
import { createWiredLab, type WiredLab } from './wired-lab.ts';

type Place = 'client' | 'near' | 'far' | 'router' | 'server';

const server = '2001:db8:1::443';
const router = '2001:db8:1::1';
const client = '2001:db8:a::1';

/** `client - near = far - router - server`; between near and far there is room for 1,280 octets alone. */
async function createNet(): Promise<WiredLab<Place>> {
  return await createWiredLab<Place>({
    places: ['client', 'near', 'far', 'router', 'server'],
    routers: ['near', 'far', 'router'],
    cables: [
      [
        ['client', 'eth0'],
        ['near', 'eth0'],
      ],
      [
        ['near', 'eth1'],
        ['far', 'eth1'],
      ],
      [
        ['far', 'eth0'],
        ['router', 'wan0'],
      ],
      [
        ['router', 'lan0'],
        ['server', 'eth0'],
      ],
    ],
    set: {
      client: [`address add ${client}/64 dev eth0 nodad`, 'route add default via 2001:db8:a::2'],
      near: [
        'address add 2001:db8:a::2/64 dev eth0 nodad',
        'address add 2001:db8:b::1/64 dev eth1 nodad',
        'link set eth1 mtu 1280',
        'route add default via 2001:db8:b::2',
      ],
      far: [
        'address add 2001:db8:b::2/64 dev eth1 nodad',
        'address add 2001:db8:c::1/64 dev eth0 nodad',
        'link set eth1 mtu 1280',
        'route add 2001:db8:a::/64 via 2001:db8:b::1',
        'route add 2001:db8:1::/64 via 2001:db8:c::2',
      ],
      router: [
        'address add 2001:db8:c::2/64 dev wan0 nodad',
        `address add ${router}/64 dev lan0 nodad`,
        'route add default via 2001:db8:c::1',
      ],
      server: [`address add ${server}/64 dev eth0 nodad`, `route add default via ${router}`],
    },
  });
}

async function answer(lab: WiredLab<Place>, protocol: 'tcp' | 'udp', address: string, port: number) {
  const script = join(import.meta.dirname, 'long-answer.ts');
  const output = await lab.must('client', [process.execPath, script, protocol, address, String(port)]);
  return output.trim();
}

async function ping(lab: WiredLab<Place>, address: string, size: number): Promise<boolean> {
  const argv = ['ping', '-6', '-n', '-c', '3', '-i', '0.2', '-W', '2', '-s', String(size), address];
  return (await lab.run('client', argv)).code === 0;
}

/** What the client sees: long answers over a small link, fragments, and ports that are not open. */
async function seen(lab: WiredLab<Place>) {
  const open = await answer(lab, 'tcp', server, 443);
  const path = await lab.must('server', ['ip', '-6', 'route', 'get', client]);
  return {
    open,
    pathMtu: /mtu (\d+)/.exec(path)?.[1],
    fragments: await answer(lab, 'udp', server, 53),
    closed: await answer(lab, 'tcp', server, 8443),
    closedUdp: await answer(lab, 'udp', server, 8443),
    routerOpen: await answer(lab, 'tcp', router, 22),
    routerClosed: await answer(lab, 'tcp', router, 8443),
    largePing: await ping(lab, server, 3000),
  };
}

const services = (destination: boolean) => {
  const to = destination ? { destination: `${server}/128` } : {};
  return [
    { service: 'https', ...to },
    { service: 'dns', sources: ['2001:db8:a::/64'], ...to },
  ];
};
const routerForm = {
  role: 'router',
  outside: 'wan0',
  networks: [{ prefix: '2001:db8:1::/64' }],
  services: [{ service: 'ssh' }, ...services(true)],
};
const hostForm = { services: services(false) };

const large = String(1 << 20);
const withoutFirewall = {
  open: large,
  pathMtu: '1280',
  fragments: '4000',
  closed: large,
  closedUdp: '4000',
  routerOpen: large,
  routerClosed: large,
  largePing: true,
};
const withFirewall = { ...withoutFirewall, closed: 'nothing', closedUdp: 'nothing', routerClosed: 'nothing' };

const formats = [
  { target: 'nft', command: 'nft', args: ['-f'] },
  { target: 'ip6tables', command: 'ip6tables-restore', args: [] },
] as const;

async function createServed(): Promise<WiredLab<Place>> {
  const lab = await createNet();
  try {
    await lab.serve('server', 'long-answers.ts', ['443', '53', '8443']);
    await lab.serve('router', 'long-answers.ts', ['22', '8443']);
    return lab;
  } catch (error) {
    await lab[Symbol.asyncDispose]();
    throw error;
  }
}

describeLab('the IPv6 firewall that is written', () => {
  it('is tried on a network where all of it goes without a firewall', async () => {
    await using lab = await createServed();
    expect(await seen(lab)).toEqual(withoutFirewall);
  });

  describe.each(formats)('$target', ({ target, command, args }) => {
    const missing = findCommand(command) === undefined;
    it.skipIf(missing)(
      `lets what IPv6 needs and what is open through, and nothing else${missing ? ` (${command} is not installed)` : ''}`,
      async () => {
        await using lab = await createServed();
        for (const [place, form] of [
          ['router', routerForm],
          ['server', hostForm],
        ] as const) {
          const files = Object.values(lab.files(place, firewall, { ...form, target }));
          await lab.must(place, [command, ...args, ...files]);
        }
        expect(await seen(lab)).toEqual(withFirewall);
        // The other way: from inside to the outside everything goes.
        await lab.serve('client', 'long-answers.ts', ['8443']);
        const script = join(import.meta.dirname, 'long-answer.ts');
        const out = await lab.must('server', [process.execPath, script, 'tcp', client, '8443']);
        expect(out.trim()).toBe(large);
      },
    );
  });
});
