import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { compare } from './compare.ts';
import { describeLab, itAsRoot, useLab } from './lab-suite.ts';
import { scan } from './scan.ts';

/** Characters that change what a terminal or a page does, or the direction of what follows. */
const dangerous = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const thresholds = [3, 2, 1].map((number) => `/proc/sys/net/ipv6/neigh/default/gc_thresh${number}`);

/** How often the kernel had no room for an IPv6 neighbour since it started, over all processors. */
function refusals(): number {
  const [head = '', ...rows] = readFileSync('/proc/net/stat/ndisc_cache', 'utf8').trim().split('\n');
  const column = head.trim().split(/\s+/).indexOf('table_fulls');
  return rows.reduce((sum, row) => sum + Number.parseInt(row.trim().split(/\s+/)[column] ?? '0', 16), 0);
}

describeLab('a link with a host that lies', () => {
  const lab = useLab({ links: [{ interface: 'eth0', hosts: 20, services: ['hostile-mdns', 'mdns'] }] });

  it('bounds what it tells, makes it visible, and finds all the others', async () => {
    const result = await scan(lab(), { dataDirectory: join(lab().userDirectory, 'hostile') });
    expect(result.code, result.stderr).toBe(0);
    const { found, missing } = compare(lab().hosts, result.hosts);
    expect(missing.map(({ name }) => name)).toEqual([]);
    const texts = result.hosts.flatMap((row) => [
      ...row.names.map(({ name }) => name),
      ...row.services.flatMap(({ type, name }) => [type, name]),
      row.name ?? '',
    ]);
    expect(texts.filter((text) => dangerous.test(text))).toEqual([]);
    expect(texts.filter((text) => text.length > 300)).toEqual([]);
    for (const row of result.hosts) {
      expect(row.names.length).toBeLessThan(200);
      expect(row.services.length).toBeLessThan(500);
    }
    // Its neighbour, which tells the truth, is heard as well.
    const honest = lab().hosts.find(({ services }) => services.includes('mdns'));
    const row = honest === undefined ? undefined : found.get(honest);
    expect(row?.names).toContainEqual({ name: honest?.name, source: 'mdns' });
    expect(result.usage.peakMegabytes).toBeLessThan(250);
  });

  // In a user namespace tcpdump cannot become the user that it wants to be.
  itAsRoot('sends to nothing but the link: its prefixes, its groups, its neighbours', async ({ skip }) => {
    if (spawnSync('tcpdump', ['--version']).error !== undefined) {
      console.log('skipped: tcpdump is not installed');
      skip();
    }
    const capture = join(lab().directory, 'sent.pcap');
    const listen = ['tcpdump', '-i', 'any', '-Q', 'out', '-U', '-w', capture, '-Z', 'root', 'ip or ip6'];
    const tcpdump = lab().spawn(lab().scanner, listen, { user: 'root' });
    await new Promise<void>((resolve) => tcpdump.stderr?.once('data', () => resolve()));
    await scan(lab(), { dataDirectory: join(lab().userDirectory, 'sent') });
    await sleep(500);
    tcpdump.kill('SIGINT');
    await new Promise((resolve) => tcpdump.once('close', resolve));
    const read = await lab().exec(lab().scanner, ['tcpdump', '-nn', '-r', capture], { user: 'root' });
    // Behind an address there may be a port; one of IPv4 has four numbers before it.
    const targets = [...read.stdout.matchAll(/ IP6? \S+ > ([0-9a-f:]+:[0-9a-f:]*|\d+\.\d+\.\d+\.\d+)/g)].map(
      (match) => match[1]?.replace(/:$/, '') ?? '',
    );
    const [link] = lab().links;
    const allowed = [
      ...(link?.prefixes.map((prefix) => new RegExp(`^${prefix}:`)) ?? []),
      /^fe80:/,
      /^ff02:/,
      /^198\.18\.0\.\d+/,
      /^224\.0\.0\.\d+/,
      /^239\.255\.255\.250/,
      // The loopback of this namespace.
      /^127\.0\.0\.1/,
      /^::1$/,
    ];
    expect(targets.length).toBeGreaterThan(50);
    expect(
      [...new Set(targets)].filter((target) => !allowed.some((pattern) => pattern.test(target))),
    ).toEqual([]);
  });

  // All namespaces share the table, so the hosts cannot all answer here as separate machines would: what is asked of
  // the program is that it ends in time, keeps what it found, and says what was the matter.
  itAsRoot('ends and says so where the neighbour table overflows', async () => {
    const before = thresholds.map((path) => readFileSync(path, 'utf8').trim());
    const write = (values: readonly string[]) => {
      // Twice, as the kernel keeps them in order.
      for (let round = 0; round < 2; round += 1) {
        thresholds.forEach((path, index) => writeFileSync(path, values[index] ?? '1024'));
      }
    };
    const refusedBefore = refusals();
    await lab().flushNeighbours();
    try {
      const result = await scan(lab(), {
        dataDirectory: join(lab().userDirectory, 'overflow'),
        onEvent: (event) => {
          // It knows the old limit by then: as if another program filled the table.
          if (event.type === 'started') write(['40', '35', '30']);
        },
      });
      expect(refusals()).toBeGreaterThan(refusedBefore);
      expect(result.code, result.stderr).toBe(0);
      expect(result.hosts.length).toBeGreaterThan(1);
      expect(result.warnings.map(({ message }) => message).join('\n')).toMatch(/neighbour table .* full/);
      expect(result.durationMs).toBeLessThan(20_000);
    } finally {
      write(before);
    }
  });
});
