import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networkInterface } from '../../src-core/api/interfaces.ts';
import { run } from './exec.ts';
import { findCommand } from './find-command.ts';

const longName = 'a_long-name.123';

function whyNot(): string | null {
  if (process.platform !== 'linux') return 'this is no Linux';
  if (process.getuid?.() !== 0) return 'only root may make network namespaces';
  const missing = ['ip', 'ping'].filter((command) => findCommand(command) === undefined);
  return missing.length > 0 ? `not installed: ${missing.join(', ')}` : null;
}

const reason = whyNot();
if (reason !== null) process.stderr.write(`skipped: ${reason} (src-main/os/linux-namespace.test.ts)\n`);

/** Runs `ip` and fails with what it said. */
async function ip(...args: string[]): Promise<void> {
  const { code, stderr } = await run('ip', args);
  if (code !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr}`);
}

/** What runs inside of the namespace: the functions of this folder, which print one JSON value. */
const script = (folder: string) => `
  import { readInterfaces } from '${folder}interfaces.ts';
  import { neighbourLimit, readNeighbours, watchNeighbours } from '${folder}neighbours.ts';
  import { multicastEcho } from '${folder}multicast-ping.ts';
  import { toFailure } from '${folder}../../src-core/api/errors.ts';
  const [what, zone, source = null] = process.argv.slice(2);
  const abort = new AbortController();
  const work = {
    interfaces: () => readInterfaces(),
    limit: () => neighbourLimit(),
    neighbours: () => readNeighbours(zone),
    async echo() {
      const replies = [];
      for await (const reply of multicastEcho({ zone, source, seconds: 2 }, abort.signal)) replies.push(reply);
      return replies;
    },
    async watch() {
      const seen = [];
      const watching = (async () => {
        for await (const change of watchNeighbours([zone], abort.signal)) {
          seen.push(change);
          // Between two of them every change of the other interface was there to be seen as well.
          if (seen.filter(({ deleted }) => deleted).length === 2) return;
        }
      })().catch(() => {});
      const limit = setTimeout(() => abort.abort(), 15_000);
      await watching;
      clearTimeout(limit);
      return seen;
    },
  };
  console.log(JSON.stringify(await work[what]().catch((error) => ({ failure: toFailure(error) }))));
`;

describe.skipIf(reason !== null)('two hosts in network namespaces', () => {
  const [near, far] = [`linkscope-os-${process.pid}-a`, `linkscope-os-${process.pid}-b`];
  let directory = '';
  let vlan = true;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'linkscope-os-'));
    writeFileSync(join(directory, 'inside.ts'), script(new URL('.', import.meta.url).href));
    for (const name of [near, far]) await ip('netns', 'add', name);
    const pair = async (name: string) =>
      await ip('link', 'add', name, 'netns', near, 'type', 'veth', 'peer', 'name', name, 'netns', far);
    for (const name of ['eth0', longName, 'gone0']) await pair(name);
    const addVlan = ['link', 'add', 'link', 'eth0', 'name', 'eth0.10', 'type', 'vlan', 'id', '10'];
    vlan = (await run('ip', ['-n', near, ...addVlan])).code === 0;
    if (vlan) await ip('-n', far, ...addVlan);
    else {
      process.stderr.write('this kernel has no VLAN: eth0.10 is a veth of that name here\n');
      await pair('eth0.10');
    }
    await ip('-n', near, 'link', 'add', 'br-lan', 'type', 'bridge');
    for (const name of [near, far]) {
      for (const each of ['lo', 'eth0', 'eth0.10', longName, 'gone0'])
        await ip('-n', name, 'link', 'set', each, 'up');
    }
    await ip('-n', near, 'link', 'set', 'gone0', 'master', 'br-lan');
    await ip('-n', near, 'address', 'add', '2001:db8:1::a/64', 'dev', 'eth0', 'nodad');
    await ip('-n', far, 'address', 'add', '2001:db8:1::b/64', 'dev', 'eth0', 'nodad');
    await ip('-n', near, 'address', 'add', '192.0.2.1/24', 'dev', 'eth0');
    await ip('-n', near, '-6', 'route', 'add', 'default', 'via', 'fe80::1', 'dev', 'eth0', 'metric', '77');
    // Both links have the same link-local address on the far side.
    for (const each of ['eth0', 'eth0.10', longName]) {
      await ip('-n', far, 'address', 'add', 'fe80::b/64', 'dev', each, 'nodad');
      await ip('-n', near, 'address', 'add', 'fe80::a/64', 'dev', each, 'nodad');
    }
    // Until the addresses that the kernel made itself are no longer tentative.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
  });

  afterAll(async () => {
    for (const name of [near, far]) await run('ip', ['netns', 'del', name]);
    rmSync(directory, { recursive: true, force: true });
  });

  async function inside(...args: string[]) {
    const all = ['netns', 'exec', near, process.execPath, join(directory, 'inside.ts'), ...args];
    const { code, stdout, stderr } = await run('ip', all, { timeoutMs: 15_000 });
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  }

  test('the interfaces with their zones, kinds, prefixes, routers and reasons', async () => {
    const { interfaces, warnings } = await inside('interfaces');
    expect(warnings).toEqual([]);
    const found = new Map(
      networkInterface
        .array()
        .parse(interfaces)
        .map((each) => [each.zone.toString(), each] as const),
    );
    expect([...found.keys()].toSorted()).toEqual(
      expect.arrayContaining([longName, 'br-lan', 'eth0', 'eth0.10', 'gone0', 'lo']),
    );
    expect(found.get('eth0')).toMatchObject({
      name: 'eth0',
      state: 'up',
      kind: 'ethernet',
      multicast: true,
      routers: [{ address: 'fe80::1', zone: 'eth0', metric: 77, lifetimeSeconds: null }],
      unusable: null,
    });
    expect(
      found
        .get('eth0')
        ?.prefixes.map(({ prefix }) => prefix)
        .toSorted(),
    ).toEqual(['192.0.2.0/24', '2001:db8:1::/64', 'fe80::/64']);
    expect(found.get('eth0')?.addresses.filter(({ eui64 }) => eui64)).toHaveLength(1);
    expect(found.get('eth0.10')).toMatchObject({ kind: vlan ? 'vlan' : 'ethernet', unusable: null });
    expect(found.get(longName)?.unusable).toBeNull();
    expect(found.get('lo')?.unusable).toMatch(/loopback/);
    expect(found.get('br-lan')).toMatchObject({ kind: 'bridge', state: 'down', unusable: expect.anything() });
    expect(found.get('gone0')?.unusable).toBe('it is a port of br-lan: search br-lan instead');
  });

  test.concurrent.each([
    { zone: 'eth0', source: 'fe80::a', reply: 'fe80::b' },
    { zone: 'eth0.10', source: 'fe80::a', reply: 'fe80::b' },
    { zone: longName, source: 'fe80::a', reply: 'fe80::b' },
    { zone: 'eth0', source: '2001:db8:1::a', reply: '2001:db8:1::b' },
  ])('echo on $zone from $source draws $reply, at both requests', async ({ zone, source, reply }) => {
    const replies: { address: string; zone: string; rttMs: number; sequence: number }[] = await inside(
      'echo',
      zone,
      source,
    );
    // A host chooses among its link-local addresses as it likes.
    const own = reply.startsWith('fe80::') ? /^fe80::/ : /^2001:db8:1::[ab]$/;
    for (const each of replies) {
      expect(each).toMatchObject({ zone, address: expect.stringMatching(own), duplicate: false });
      expect(each.rttMs).toBeLessThan(1_000);
    }
    const others = replies.filter(({ address }) => address !== source);
    expect(others.map(({ sequence }) => sequence)).toEqual(expect.arrayContaining([1, 2]));
    if (reply.startsWith('2001')) expect(others.map(({ address }) => address)).toContain(reply);
  });

  test.concurrent('echo from the interface alone finds the far host', async () => {
    const replies: { address: string }[] = await inside('echo', 'eth0');
    expect(new Set(replies.map(({ address }) => address)).size).toBeGreaterThan(1);
  });

  test.concurrent('an interface that is not there, and a source that is not ours, are told', async () => {
    expect(await inside('echo', 'nope')).toMatchObject({
      failure: { code: 'unreachable', message: 'the interface nope is not there' },
    });
    expect(await inside('echo', 'eth0', '2001:db8:1::c')).toMatchObject({
      failure: { code: 'unreachable', message: '2001:db8:1::c is no address of eth0 any more' },
    });
    expect(await inside('neighbours', 'nope')).toMatchObject({ failure: { code: 'unreachable' } });
  });

  test.concurrent('an interface that vanishes while it is asked is told', async () => {
    const asking = inside('echo', 'gone0');
    await new Promise((resolve) => setTimeout(resolve, 900));
    await ip('-n', near, 'link', 'del', 'gone0');
    expect(await asking).toMatchObject({ failure: { code: 'unreachable' } });
  });

  test('the neighbours of one interface, with its zone and MAC', async () => {
    await run('ip', ['netns', 'exec', near, 'ping', '-n', '-c', '1', '2001:db8:1::b']);
    const neighbours: { address: string }[] = await inside('neighbours', 'eth0');
    expect(neighbours.find(({ address }) => address === '2001:db8:1::b')).toMatchObject({
      zone: 'eth0',
      mac: expect.stringMatching(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/),
      state: expect.stringMatching(/reachable|delay|stale|probe/),
      deleted: false,
    });
    expect(neighbours.filter(({ address }) => address.startsWith('ff'))).toEqual([]);
  });

  test.concurrent('changes are seen as they happen, of the wanted interface only', async () => {
    const watching: Promise<{ address: string; zone: string; deleted: boolean }[]> = inside(
      'watch',
      longName,
    );
    const seenAll = watching.then(() => true);
    // The monitor has no sign of being ready: there is something to see until it has seen it.
    while (!(await Promise.race([seenAll, sleep(50, false)]))) {
      for (const zone of ['eth0', longName]) {
        const entry = ['fe80::77', 'lladdr', '02:00:5e:10:00:77', 'dev', zone];
        await ip('-n', near, 'neigh', 'replace', ...entry, 'router', 'nud', 'stale');
        await ip('-n', near, 'neigh', 'del', ...entry);
      }
    }
    const changes = await watching;
    expect(new Set(changes.map(({ zone }) => zone))).toEqual(new Set([longName]));
    const seen = changes.filter(({ address }) => address === 'fe80::77');
    expect(seen.find(({ deleted }) => !deleted)).toMatchObject({
      mac: '02:00:5e:10:00:77',
      state: 'stale',
      router: true,
    });
    expect(seen.find(({ deleted }) => deleted)).toMatchObject({ state: 'failed' });
  });

  test('the limit is the default of the kernel where the namespace does not show it', async () => {
    const { entries, told } = await inside('limit');
    expect(told || entries === 1024).toBe(true);
  });
});
