import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { readNode } from '../../src-core/plan/node.ts';
import { parsePrefix } from '../../src-core/net/prefix.ts';
import { findCommand } from '../../src-main/os/find-command.ts';
import kea from '../../src-main/writers/kea-dhcp6/index.ts';
import radvd from '../../src-main/writers/radvd/index.ts';
import type { Writer } from '../../src-main/writers/writer.ts';
import { startKea } from './kea-server.ts';
import { describeLab } from './lab-suite.ts';
import { createWiredLab, type WiredLab } from './wired-lab.ts';

const clientMac = '02:00:5e:10:00:07';
/** A LAN of a plan, with what a client of it is given. */
const subject = {
  planName: 'Plan',
  node: readNode(
    { id: 'lan', parent: null, name: 'LAN', role: 'lan', ipv6: parsePrefix('2001:db8:1::/64') },
    'lan',
  ),
  above: [],
  below: [
    readNode(
      { id: 'pool', parent: 'lan', role: 'pool', ipv6: parsePrefix('2001:db8:100::/40'), delegates: 56 },
      'pool',
    ),
    readNode(
      {
        id: 'host',
        parent: 'lan',
        name: 'client',
        role: 'host',
        ipv6: parsePrefix('2001:db8:1::77/128'),
        tags: [`mac=${clientMac}`],
      },
      'host',
    ),
  ],
};

function planned(writer: Writer): Record<string, unknown> {
  if (writer.fromPlan === undefined) throw new Error(`${writer.id} takes no plan`);
  return writer.fromPlan(subject);
}

type Place = 'server' | 'client';

async function createNet(): Promise<WiredLab<Place>> {
  return await createWiredLab<Place>({
    places: ['server', 'client'],
    routers: ['server'],
    cables: [
      [
        ['server', 'eth0'],
        ['client', 'eth0'],
      ],
    ],
    set: {
      server: ['address add 2001:db8:1::1/64 dev eth0 nodad'],
      client: ['link set eth0 down', `link set eth0 address ${clientMac}`, 'link set eth0 up'],
    },
  });
}

/** Asks again until it is as wanted, or 30 s are over. */
async function until(ask: () => Promise<string>, wanted: RegExp): Promise<string> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (wanted.test(answer) || Date.now() > deadline) return answer;
    await sleep(200);
  }
}

/** A dhclient that configures nothing: it notes what it was given. */
function noting(directory: string): { script: string; notes: () => string } {
  const file = join(directory, 'notes');
  const script = join(directory, 'note.sh');
  const fields = ['reason', 'new_ip6_address', 'new_ip6_prefix', 'new_dhcp6_name_servers', 'new_max_life'];
  writeFileSync(
    script,
    `#!/bin/sh\necho ${fields.map((name) => `"${name}=\${${name}:-}"`).join(' ')} >>'${file}'\n`,
  );
  chmodSync(script, 0o755);
  return { script, notes: () => (existsSync(file) ? readFileSync(file, 'utf8') : '') };
}

const without = (...names: string[]) => names.filter((name) => findCommand(name) === undefined);
const title = (what: string, missing: readonly string[]) =>
  `${what}${missing.length === 0 ? '' : ` (not installed: ${missing.join(', ')})`}`;

const forRadvd = without('radvd');
const forKea = without('kea-dhcp6', 'dhclient');

describeLab('files of a plan, put to work', () => {
  it.skipIf(forRadvd.length > 0)(title('radvd gives a host the prefix of the plan', forRadvd), async () => {
    await using lab = await createNet();
    const files = lab.files('server', radvd, planned(radvd));
    const configuration = files['etc/radvd.conf'] ?? '';
    lab.start('server', [
      'radvd',
      '-n',
      '-m',
      'stderr',
      '-C',
      configuration,
      '-p',
      join(lab.directory, 'radvd.pid'),
    ]);
    const addresses = await until(
      () => lab.must('client', ['ip', '-6', '-o', 'address', 'show', 'dev', 'eth0', 'scope', 'global']),
      /2001:db8/,
    );
    // Modified EUI-64 of its MAC (RFC 4291 appendix A), with the lifetimes of the form.
    expect(addresses).toMatch(
      /inet6 2001:db8:1::5eff:fe10:7\/64 .*valid_lft 86[34]\d\dsec preferred_lft 14[34]\d\dsec/,
    );
    const route = await lab.must('client', ['ip', '-6', 'route', 'show', 'default']);
    expect(route).toMatch(/^default via fe80::\S+ dev eth0 proto ra /);
    expect((await lab.run('client', ['ping', '-6', '-n', '-c', '1', '-W', '5', '2001:db8:1::1'])).code).toBe(
      0,
    );
  });

  it.skipIf(forKea.length > 0)(
    title('Kea gives a client its reserved address, and delegates a prefix', forKea),
    async () => {
      await using lab = await createNet();
      const values = {
        ...planned(kea),
        target: '2.2',
        dnsServers: ['2001:db8:1::53'],
        leaseDatabase: { persist: false },
      };
      const files = lab.files('server', kea, values);
      await startKea(lab, 'server', files['etc/kea/kea-dhcp6.conf'] ?? '');
      // dhclient ends at once where the interface has no link-local address yet.
      const linkLocal = ['ip', '-6', '-o', 'address', 'show', 'dev', 'eth0', 'scope', 'link', '-tentative'];
      expect(await until(() => lab.must('client', linkLocal), /fe80/)).toContain('fe80');
      const { script, notes } = noting(lab.directory);
      const leases = join(lab.directory, 'dhclient.leases');
      const client = ['dhclient', '-6', '-N', '-P', '-d', '-cf', '/dev/null', '-sf', script, '-lf', leases];
      lab.start('client', [...client, '-pf', join(lab.directory, 'dhclient.pid'), 'eth0']);
      const given = await until(async () => await Promise.resolve(notes()), /BOUND6.*_prefix=2/);
      const words = given.split(/\s+/);
      expect(words).toContain('new_ip6_address=2001:db8:1::77');
      expect(words).toContain('new_ip6_prefix=2001:db8:100::/56');
      expect(words).toContain('new_dhcp6_name_servers=2001:db8:1::53');
    },
  );
});
