import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createLab } from './lab.ts';
import { describeLab, isRoot } from './lab-suite.ts';
import { namespacesOf } from './sweep.ts';

const limits = [
  '/proc/sys/net/core/netdev_max_backlog',
  '/proc/sys/net/ipv6/neigh/default/gc_thresh3',
  '/proc/sys/net/ipv4/neigh/default/gc_thresh1',
];

function readLimits(): string[] {
  return limits.map((path) => readFileSync(path, 'utf8').trim());
}

/** What of a process's labs is there: namespaces, and directories for temporary files. */
function traces(pid: number | undefined): string[] {
  const prefix = `lslab-${pid}-`;
  return [...namespacesOf(prefix), ...readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))];
}

async function goneWithin(pid: number | undefined, milliseconds: number): Promise<string[]> {
  const deadline = Date.now() + milliseconds;
  while (traces(pid).length > 0 && Date.now() < deadline) await sleep(20);
  return traces(pid);
}

/** A process that builds a lab, says so, and waits to be ended. */
async function startOwner() {
  const program = [
    `import { createLab } from ${JSON.stringify(join(import.meta.dirname, 'lab.ts'))};`,
    "const lab = await createLab({ links: [{ interface: 'eth0', hosts: 5, services: ['mdns'] }] });",
    "lab.spawn(lab.scanner, ['sleep', '1000']);",
    "console.log('built');",
    'setInterval(() => undefined, 1000);',
  ].join('\n');
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(owner.stdout, 'data');
  return owner;
}

describeLab('a lab', () => {
  it('has every host that was asked for, with the addresses of its kind', async () => {
    await using lab = await createLab({
      links: [{ interface: 'eth0', hosts: 9, silent: ['low-byte'], ipv4Only: 1 }],
    });
    const kinds = lab.hosts.map(({ addresses, silent }) => [
      silent,
      [...new Set(addresses.map(({ kind }) => kind))].sort().join(' '),
    ]);
    expect(kinds).toEqual([
      // The router, then eight that answer: every second one has IPv4.
      ...Array.from({ length: 9 }, (_, index) => [
        null,
        index === 0 || index % 2 === 1 ? 'global ipv4 link-local ula' : 'global link-local ula',
      ]),
      ['low-byte', 'global link-local'],
      [null, 'ipv4'],
    ]);
  });

  it('answers echo requests to all nodes from each host that is not silent', async () => {
    await using lab = await createLab({ links: [{ interface: 'eth0', hosts: 12, silent: 3 }] });
    const { stdout } = await lab.exec(lab.scanner, ['ping', '-6', '-n', '-w', '2', 'ff02::1%eth0']);
    const seen = new Set([...stdout.matchAll(/from (\S+): /g)].map((match) => match[1]));
    const own = lab.hosts.map(({ name, silent, addresses }) => [
      name,
      silent === null,
      addresses.some(({ address }) => seen.has(`${address}%eth0`)),
    ]);
    expect(own).toEqual(own.map(([name, answers]) => [name, answers, answers]));
  });

  it('is gone after use, with everything that ran in it', async () => {
    const before = readLimits();
    const lab = await createLab({ links: [{ interface: 'eth0', hosts: 4, services: ['mdns'] }] });
    const child = lab.spawn(lab.scanner, ['sleep', '1000']);
    const during = readLimits();
    await lab.dispose();
    expect(existsSync(`/proc/${child.pid}/root`)).toBe(false);
    expect(traces(process.pid)).toEqual([]);
    expect(readLimits()).toEqual(before);
    if (isRoot) expect(during).not.toEqual(['1000', '1024', '128']);
  });

  it('is gone also where it could not be built to the end', async () => {
    const tooLong = createLab({ links: [{ interface: 'sixteen-letters-', hosts: 2 }] });
    await expect(tooLong).rejects.toThrow('longer than 15 characters');
    const twice = createLab({
      links: [
        { interface: 'eth0', hosts: 2 },
        { interface: 'eth0', hosts: 2 },
      ],
    });
    await expect(twice).rejects.toThrow(/exists/);
    expect(traces(process.pid)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('is gone after its owner got %s', async (signal) => {
    const before = readLimits();
    const owner = await startOwner();
    expect(traces(owner.pid)).not.toEqual([]);
    owner.kill(signal);
    expect(await goneWithin(owner.pid, 10_000)).toEqual([]);
    // The keeper puts them back last.
    await expect.poll(readLimits, { timeout: 10_000 }).toEqual(before);
  });
});
