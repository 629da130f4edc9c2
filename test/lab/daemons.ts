import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { allConfigured } from './addresses.ts';
import type { Lab, LabHost } from './lab.ts';
import type { HostPlan, LinkPlan, ServiceKind } from './plan.ts';
import type { ResponderConfiguration } from './responder.ts';
import { whenReady } from './ready.ts';

/** The configuration of radvd for a link; all hosts are up before it starts, so its first advertisement reaches all. */
export function radvdConfiguration(link: LinkPlan, nameServer: string | null): string {
  return [
    'interface eth0 {',
    '  AdvSendAdvert on;',
    '  MinRtrAdvInterval 200;',
    '  MaxRtrAdvInterval 600;',
    '  AdvDefaultLifetime 1800;',
    ...link.prefixes.map((base) => `  prefix ${base}::/64 { AdvOnLink on; AdvAutonomous on; };`),
    ...(nameServer === null ? [] : [`  RDNSS ${nameServer} { };`]),
    '};',
    '',
  ].join('\n');
}

/** The command of radvd, which stays in the foreground so that the lab's end is its end. */
export function radvdCommand(
  directory: string,
  link: LinkPlan,
  nameServer: string | null,
): readonly string[] {
  const configuration = join(directory, `radvd-${link.index}.conf`);
  writeFileSync(configuration, radvdConfiguration(link, nameServer), { mode: 0o600 });
  return [
    'radvd',
    '-C',
    configuration,
    '-p',
    join(directory, `radvd-${link.index}.pid`),
    '-n',
    '-m',
    'stderr',
  ];
}

/** The command of a real avahi-daemon; its fixed place for run-time files is covered by an empty one of its own. */
export function avahiCommand(directory: string, host: HostPlan): readonly string[] {
  const configuration = join(directory, `${host.name}-avahi.conf`);
  writeFileSync(
    configuration,
    [
      '[server]',
      `host-name=${host.name}`,
      'use-ipv4=yes',
      'use-ipv6=yes',
      'enable-dbus=no',
      'allow-interfaces=eth0',
      '[publish]',
      'publish-workstation=yes',
      'publish-hinfo=yes',
      '',
    ].join('\n'),
  );
  const script = 'mount -t tmpfs tmpfs /run && mkdir -p /run/avahi-daemon && exec "$@"';
  const avahi = ['avahi-daemon', '--no-drop-root', '--no-chroot', '--no-rlimits', '-f', configuration];
  return ['sh', '-c', script, 'sh', ...avahi];
}

/** The command of one host's responders. */
function responderCommand(
  directory: string,
  host: LabHost,
  services: readonly ServiceKind[],
): readonly string[] {
  const configuration = join(directory, `${host.name}-services.json`);
  const addresses = host.addresses.map(({ address }) => address);
  writeFileSync(
    configuration,
    JSON.stringify({ name: host.name, services, addresses } satisfies ResponderConfiguration),
  );
  return [process.execPath, join(import.meta.dirname, 'responder.ts'), configuration];
}

/** Lets a host announce services; returns when it does. */
export async function startResponder(
  lab: Lab,
  host: LabHost,
  services: readonly ServiceKind[],
): Promise<void> {
  const child = lab.spawn(host.namespace, responderCommand(lab.directory, host, services));
  await whenReady(child, `the responder of ${host.name}`);
}

/** Starts the routers, waits until all hosts have their addresses, then starts what announces services. */
export async function startDaemons(
  lab: Lab,
  links: readonly LinkPlan[],
  withNameServer: boolean,
): Promise<void> {
  const first = links.find((link) => link.radvd);
  const nameServer = withNameServer && first !== undefined ? `${first.prefixes[2]}::1` : null;
  const routers = links.flatMap((link) => {
    const router = link.radvd ? link.hosts.find((host) => host.role === 'router') : undefined;
    if (router === undefined) return [];
    const command = radvdCommand(lab.directory, link, link === first ? nameServer : null);
    return [{ link, radvd: lab.spawn(router.namespace, command, { user: 'root', stdio: 'ignore' }) }];
  });
  const deadline = Date.now() + 30_000;
  for (;;) {
    await lab.refresh();
    const missing = links.find(
      (link) =>
        link.radvd &&
        !allConfigured(
          link.hosts,
          new Map(lab.hosts.map((host) => [host.namespace, host.addresses])),
          link.prefixes,
        ),
    );
    if (missing === undefined) break;
    if (Date.now() > deadline)
      throw new Error(`the hosts of ${missing.interface} got no addresses from radvd`);
    await sleep(300);
    // Told to read its configuration again, radvd advertises at once: for a host that missed the first.
    if (deadline - Date.now() < 25_000) routers.find(({ link }) => link === missing)?.radvd.kill('SIGHUP');
  }
  const ready: Promise<void>[] = [];
  for (const host of lab.hosts) {
    if (host.services.includes('avahi')) {
      lab.spawn(host.namespace, avahiCommand(lab.directory, host), { user: 'root', stdio: 'ignore' });
    }
    const own = host.services.filter((service) => service !== 'avahi');
    if (own.length === 0) continue;
    ready.push(startResponder(lab, host, own));
  }
  if (nameServer !== null) {
    const router = lab.hosts.find((host) => host.role === 'router' && host.link === first?.interface);
    if (router === undefined) throw new Error('a lab with a name server needs a router');
    const names = lab.hosts.map((host) => ({
      name: `${host.name}.lab.example`,
      addresses: host.addresses.map(({ address }) => address),
    }));
    const configuration = join(lab.directory, 'names.json');
    writeFileSync(configuration, JSON.stringify(names));
    const server = [process.execPath, join(import.meta.dirname, 'name-server.ts'), configuration];
    ready.push(whenReady(lab.spawn(router.namespace, server), 'the name server'));
    writeFileSync(join(lab.directory, 'resolv.conf'), `nameserver ${nameServer}\n`, { mode: 0o644 });
  }
  await Promise.all(ready);
}
