import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compare } from './compare.ts';
import { describeLab, useLab } from './lab-suite.ts';
import { scan } from './scan.ts';

const interfaces = ['eth0', 'eth1', 'eth2.10', 'br_lan-x', 'enx0a1b2c3d4e5f'] as const;

describeLab('a computer with several links', () => {
  const lab = useLab({
    links: [
      { interface: 'eth0', hosts: 4 },
      { interface: 'eth1', hosts: 4 },
      { interface: 'eth2.10', kind: 'vlan', hosts: 4 },
      { interface: 'br_lan-x', kind: 'bridge', hosts: 4 },
      { interface: 'enx0a1b2c3d4e5f', hosts: 4, radvd: false, linkLocals: ['fe80::1'] },
    ],
  });

  it('shows fe80::1 of each link as a host of its own', async () => {
    const result = await scan(lab(), { interfaces, dataDirectory: join(lab().userDirectory, 'same') });
    expect(result.code, result.stderr).toBe(0);
    const rows = result.hosts.flatMap((row) =>
      row.addresses.filter(({ address }) => address === 'fe80::1').map(({ zone }) => [row.id, zone] as const),
    );
    expect(rows.map(([, zone]) => zone).sort()).toEqual([...interfaces].sort());
    expect(new Set(rows.map(([id]) => id)).size).toBe(interfaces.length);
  });

  it('finds every host behind each interface, and none of another link', async () => {
    const searches = interfaces.map(async (name) => {
      const dataDirectory = join(lab().userDirectory, `one-${name}`);
      const result = await scan(lab(), { interfaces: [name], dataDirectory });
      const compared = compare(
        lab().hosts.filter(({ link }) => link === name),
        result.hosts,
      );
      return {
        name,
        code: result.code,
        missing: compared.missing.map((host) => host.name),
        split: compared.split.map((host) => host.name),
        invented: compared.invented.map((row) => row.addresses),
        zones: [...new Set(result.hosts.flatMap(({ addresses }) => addresses.map(({ zone }) => zone)))],
      };
    });
    expect(await Promise.all(searches)).toEqual(
      interfaces.map((name) => ({ name, code: 0, missing: [], split: [], invented: [], zones: [name] })),
    );
  });

  it('searches every link where none is named', async () => {
    const result = await scan(lab(), { interfaces: [], dataDirectory: join(lab().userDirectory, 'all') });
    const { missing, split, mixed } = compare(lab().hosts, result.hosts);
    expect(missing.map((host) => host.name)).toEqual([]);
    expect(split.map((host) => host.name)).toEqual([]);
    expect(mixed.map((row) => row.addresses)).toEqual([]);
  });
});
