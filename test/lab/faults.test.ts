import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { compare } from './compare.ts';
import { describeLab, itAsRoot, useLab } from './lab-suite.ts';
import type { Lab } from './lab.ts';
import { linkscope, scan, type ScanEvent } from './scan.ts';

/** A directory with the commands of the system that the program uses, but for the ones named. */
function commandsWithout(lab: Lab, ...missing: readonly string[]): string {
  const directory = join(lab.directory, `commands-without-${missing.join('-')}`);
  mkdirSync(directory);
  for (const command of ['ip', 'setpriv', 'ping'].filter((name) => !missing.includes(name))) {
    symlinkSync(`/usr/bin/${command}`, join(directory, command));
  }
  return directory;
}

function messages(events: readonly { readonly event: ScanEvent }[]): string {
  return events
    .flatMap(({ event }) =>
      event.type === 'warning' || event.type === 'failed' ? [event.failure.message] : [],
    )
    .join('\n');
}

/** Waits until nothing runs in the scanner's namespace but the processes named; gives how long that took. */
async function quietAfter(
  lab: Lab,
  limitMs: number,
  except: readonly (number | undefined)[] = [],
): Promise<number> {
  const begun = performance.now();
  while (performance.now() - begun < limitMs) {
    if (lab.scannerProcesses().every((pid) => except.includes(pid))) return performance.now() - begun;
    await sleep(5);
  }
  return Infinity;
}

describeLab('a scan where something is amiss', () => {
  const lab = useLab({
    links: [
      { interface: 'eth0', hosts: 12, silent: 4, services: ['mdns'] },
      { interface: 'eth1', hosts: 6 },
    ],
  });
  const first = () => lab().hosts.filter(({ link }) => link === 'eth0');

  it('works without ping, and says what to install', async () => {
    const result = await scan(lab(), {
      dataDirectory: join(lab().userDirectory, 'no-ping'),
      wrapper: ['env', `PATH=${commandsWithout(lab(), 'ping')}`],
    });
    expect(result.code, result.stderr).toBe(0);
    const echo = result.summary?.sources.find(({ source }) => source === 'multicast-echo');
    expect(echo?.state).toMatch(/failed|skipped/);
    expect(echo?.message).toMatch(/ping is not installed: install iputils-ping/);
    // What has IPv4, a low address or a service is found all the same.
    const { missing } = compare(first(), result.hosts);
    const without = missing.filter(
      ({ ipv4, silent, services }) => ipv4 !== null || silent === 'low-byte' || services.length > 0,
    );
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  // In a user namespace the one group that there is cannot be kept from pinging.
  itAsRoot('works where the user may not ping, and says so', async () => {
    const range = '/proc/sys/net/ipv4/ping_group_range';
    const before = (await lab().exec(lab().scanner, ['cat', range])).stdout.trim();
    const set = (value: string) =>
      lab().exec(lab().scanner, ['sh', '-c', `echo "${value}" > ${range}`], { user: 'root' });
    await set('1 0');
    try {
      const result = await scan(lab(), {
        dataDirectory: join(lab().userDirectory, 'no-permission'),
        // The capability of ping's file counts for nothing then.
        wrapper: ['setpriv', '--no-new-privs'],
      });
      expect(result.code, result.stderr).toBe(0);
      const warning = result.warnings.find(({ source }) => source === 'multicast-echo');
      const echo = result.summary?.sources.find(({ source }) => source === 'multicast-echo');
      expect(echo?.state).toBe('failed');
      expect(`${echo?.message} ${warning?.message}`).toMatch(/permi|may not|allowed/i);
      expect(result.hosts.length).toBeGreaterThan(4);
    } finally {
      await set(before);
    }
  });

  it('refuses an interface that is not there, and names those that are', async () => {
    const result = await scan(lab(), {
      interfaces: ['eth9'],
      dataDirectory: join(lab().userDirectory, 'none'),
    });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('eth9');
    expect(result.stderr).toContain('eth0');
  });

  it('says which interface is down', async () => {
    await lab().setInterface('eth1', 'down');
    try {
      const result = await scan(lab(), {
        interfaces: ['eth1'],
        dataDirectory: join(lab().userDirectory, 'down'),
      });
      expect(result.code).not.toBe(0);
      expect(`${result.stderr}${messages(result.events)}`).toMatch(/eth1.*down/s);
    } finally {
      await lab().setInterface('eth1', 'up');
    }
  });

  it('ends every process at once when it is cancelled', async () => {
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      let quiet: Promise<number> | undefined;
      const result = await scan(lab(), {
        dataDirectory: join(lab().userDirectory, 'cancelled'),
        onEvent: (event, child) => {
          if (event.type !== 'item' || quiet !== undefined) return;
          expect(lab().scannerProcesses().length).toBeGreaterThan(1);
          child.kill('SIGINT');
          quiet = quietAfter(lab(), 2000, [child.pid]);
        },
      });
      expect(result.code).toBe(130);
      expect(result.events.at(-1)?.event.type).toBe('cancelled');
      times.push((await quiet) ?? Infinity);
      expect(await quietAfter(lab(), 2000)).toBeLessThan(2000);
    }
    // The best of three: what a machine with other work to do adds is no fault of the program.
    expect(Math.min(...times)).toBeLessThan(1_000);
  });

  it('leaves no process and no broken inventory after kill -9', async () => {
    const dataDirectory = join(lab().userDirectory, 'killed');
    let seen = 0;
    const result = await scan(lab(), {
      dataDirectory,
      onEvent: (event, child) => {
        if (event.type !== 'item') return;
        seen += event.hosts.length;
        // What was found a second before the end must have been kept.
        if (seen > 10) setTimeout(() => child.kill('SIGKILL'), 1500);
      },
    });
    expect(result.signal).toBe('SIGKILL');
    // ping has a file capability, so the kernel does not end it with its parent; it ends by itself.
    expect(await quietAfter(lab(), 6000)).toBeLessThan(6000);
    const stored = await lab().exec(lab().scanner, [
      ...linkscope,
      'devices',
      '--json',
      '--data-dir',
      dataDirectory,
    ]);
    expect(stored.code, stored.stderr).toBe(0);
    expect(stored.stdout.trim().split('\n').length).toBeGreaterThanOrEqual(10);
    const after = await scan(lab(), { dataDirectory });
    expect(after.code, after.stderr).toBe(0);
    expect(compare(first(), after.hosts).missing.map(({ name }) => name)).toEqual([]);
  });

  it('goes on with the others where an interface vanishes, and keeps what it found there', async () => {
    const dataDirectory = join(lab().userDirectory, 'vanished');
    let vanishing: Promise<void> | undefined;
    const result = await scan(lab(), {
      interfaces: ['eth0', 'eth1'],
      dataDirectory,
      onEvent: (event) => {
        if (event.type !== 'item' || vanishing !== undefined) return;
        const there = event.hosts.some(
          ({ role, addresses }) => role !== 'self' && addresses[0]?.zone === 'eth1',
        );
        if (there) vanishing = lab().setInterface('eth1', 'gone');
      },
    });
    await vanishing;
    expect(vanishing).toBeDefined();
    expect(result.code, result.stderr).toBe(0);
    expect(compare(first(), result.hosts).missing.map(({ name }) => name)).toEqual([]);
    expect(result.hosts.some(({ addresses }) => addresses.some(({ zone }) => zone === 'eth1'))).toBe(true);
    const told = `${messages(result.events)}\n${result.summary?.sources.map(({ message }) => message).join('\n')}`;
    expect(told).toMatch(/eth1/);
    // A link that is gone is not a table that is full, and nothing waits for it.
    expect(told).not.toMatch(/table .* full/);
    expect(result.durationMs).toBeLessThan(15_000);
    expect(await quietAfter(lab(), 5000)).toBeLessThan(5000);
  });
});
