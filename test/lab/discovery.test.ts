import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compare, isComplete } from './compare.ts';
import { startResponder } from './daemons.ts';
import { describeLab, isRoot, useLab } from './lab-suite.ts';
import { scan, type Scan } from './scan.ts';
import type { Lab } from './lab.ts';

async function freshScan(lab: Lab, name: string): Promise<Scan> {
  await lab.flushNeighbours();
  return await scan(lab, { dataDirectory: join(lab.userDirectory, name) });
}

const names = (hosts: readonly { readonly name: string | null }[]) => hosts.map(({ name }) => name);

describeLab('a link of 50 hosts that answer', () => {
  const lab = useLab({
    links: [
      {
        interface: 'eth0',
        hosts: 50,
        // The real daemon insists on users that a user namespace has not.
        services: ['mdns', isRoot ? 'avahi' : 'mdns', 'ssdp', 'ws-discovery'],
      },
    ],
    nameServer: true,
  });

  it.each([1, 2, 3])('is found whole, each host once, run %i', async (run) => {
    const result = await freshScan(lab(), `whole-${run}`);
    const compared = compare(lab().hosts, result.hosts);
    expect(result.code, result.stderr).toBe(0);
    expect(names(compared.missing)).toEqual([]);
    expect(names(compared.split)).toEqual([]);
    expect(compared.mixed.map(({ addresses }) => addresses)).toEqual([]);
    expect(compared.invented.map(({ addresses }) => addresses)).toEqual([]);
    const incomplete = [...compared.found].filter(([host, row]) => !isComplete(host, row));
    expect(names(incomplete.map(([host]) => host))).toEqual([]);
  });

  it('shows what each host is: router, families, names, services, and the form of its MAC', async () => {
    const result = await freshScan(lab(), 'facts');
    const { found } = compare(lab().hosts, result.hosts);
    const [router] = lab().hosts;
    const roles = [...found].map(([host, row]) => [host.name, row.role === 'router']);
    expect(roles).toEqual([...found].map(([host]) => [host.name, host === router]));
    for (const [host, row] of found) {
      const ipv4 = host.addresses.find(({ kind }) => kind === 'ipv4')?.address;
      const shown = row.addresses.map(({ address }) => address);
      if (ipv4 !== undefined) expect(shown, host.name).toContain(ipv4);
      expect(row.macOrigin === 'universal', host.name).toBe(host.vendor !== null);
      const reverse = row.names.filter(({ source }) => source === 'reverse-dns').map(({ name }) => name);
      expect(reverse, host.name).toContain(`${host.name}.lab.example`);
    }
    const announced = lab()
      .hosts.filter(({ services }) => services.length > 0)
      .map((host) => [host.services[0], found.get(host)?.services.map(({ type }) => type)] as const);
    expect(announced).toEqual([
      ['mdns', expect.arrayContaining([expect.stringContaining('_http._tcp')])],
      isRoot
        ? ['avahi', expect.arrayContaining([expect.stringContaining('_workstation._tcp')])]
        : ['mdns', expect.arrayContaining([expect.stringContaining('_http._tcp')])],
      ['ssdp', expect.arrayContaining([expect.stringContaining('rootdevice')])],
      ['ws-discovery', expect.arrayContaining([expect.stringContaining('Device')])],
    ]);
    for (const host of lab().hosts) {
      if (!host.services.includes('mdns') && !host.services.includes('avahi')) continue;
      expect(found.get(host)?.names).toContainEqual({ name: host.name, source: 'mdns' });
    }
  });

  it('says what is new, changed and gone since the scan before', async () => {
    const { hosts } = lab();
    const [late, leaving, changing] = [hosts[11], hosts[13], hosts[15]];
    if (late === undefined || leaving === undefined || changing === undefined)
      throw new Error('too few hosts');
    await lab().setHost(late, 'down');
    const first = await freshScan(lab(), 'changes');
    expect(names(compare(hosts, first.hosts).missing)).toEqual([late.name]);
    await lab().setHost(late, 'up');
    await lab().setHost(leaving, 'down');
    await startResponder(lab(), changing, ['mdns']);
    const second = await freshScan(lab(), 'changes');
    const rows = compare(hosts, second.hosts).found;
    expect(rows.get(late)?.change).toBe('new');
    expect(rows.get(changing)?.change).toBe('changed');
    expect(second.summary?.new).toBe(1);
    const device = compare(hosts, first.hosts).found.get(leaving)?.deviceId;
    expect(second.summary?.gone.map(({ deviceId }) => deviceId)).toEqual([device]);
    // Whoever was there both times is the same device.
    const ids = (result: Scan) => compare(hosts, result.hosts).found.get(changing)?.deviceId;
    expect(ids(second)).toBe(ids(first));
    await lab().setHost(leaving, 'up');
  });

  it('says gone of a host that the neighbour table still remembers, and never that it answered', async () => {
    const { hosts } = lab();
    const leaving = hosts.slice(21, 24);
    const before = await freshScan(lab(), 'remembered');
    for (const host of leaving) await lab().setHost(host, 'down');
    const after = await scan(lab(), { dataDirectory: join(lab().userDirectory, 'remembered') });
    for (const host of leaving) await lab().setHost(host, 'up');
    const devices = leaving.map((host) => compare(hosts, before.hosts).found.get(host)?.deviceId);
    expect(new Set(after.summary?.gone.map(({ deviceId }) => deviceId))).toEqual(new Set(devices));
    expect(names(compare(hosts, after.hosts).missing)).toEqual(names(leaving));
    expect(after.summary?.new).toBe(0);
    const macs = new Set<string | null>(leaving.map(({ mac }) => mac));
    const told = after.events.flatMap(({ event }) => (event.type === 'item' ? event.hosts : []));
    const answered = told.filter(({ mac, addresses }) => macs.has(mac) && addresses.some((a) => a.confirmed));
    expect(answered).toEqual([]);
  });
});

describeLab('hosts that do not answer an echo request to all nodes', () => {
  const lab = useLab({
    links: [{ interface: 'eth0', hosts: 6, silent: 12, ipv4Only: 2, firewalled: 2 }],
  });

  it('are found by what they have, and say by which source', async () => {
    const result = await freshScan(lab(), 'silent');
    const { found, missing, split } = compare(lab().hosts, result.hosts);
    expect(names(missing)).toEqual([]);
    expect(names(split)).toEqual([]);
    const expected: Record<string, readonly string[]> = {
      ipv4: ['ipv4-sweep', 'neighbours'],
      eui64: ['ipv4-sweep', 'neighbours'],
      'low-byte': ['recombination', 'neighbours'],
      service: ['mdns', 'ssdp', 'ws-discovery', 'neighbours'],
    };
    for (const [host, row] of found) {
      expect(row.sources, host.name).not.toEqual([]);
      if (host.silent === null) continue;
      const by = expected[host.silent] ?? [];
      expect(
        row.sources.some((source) => by.includes(source)),
        `${host.name}: ${row.sources.join()}`,
      ).toBe(true);
    }
  });

  it('show the addresses that follow from their MAC, checked', async () => {
    const result = await freshScan(lab(), 'eui64');
    const { found } = compare(lab().hosts, result.hosts);
    const silent = lab().hosts.filter((host) => host.silent === 'eui64');
    expect(silent).not.toEqual([]);
    for (const host of silent) {
      const shown = found.get(host)?.addresses.filter(({ confirmed }) => confirmed) ?? [];
      expect(shown.map(({ address }) => address).sort(), host.name).toEqual(
        host.addresses.map(({ address }) => address).sort(),
      );
    }
  });
});
