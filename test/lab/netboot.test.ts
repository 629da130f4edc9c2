import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findCommand } from '../../src-main/os/find-command.ts';
import netboot from '../../src-main/writers/netboot/index.ts';
import { startKea } from './kea-server.ts';
import { describeLab } from './lab-suite.ts';
import { createWiredLab, type WiredLab } from './wired-lab.ts';

type Place = 'server' | 'machine';

async function createNet(): Promise<WiredLab<Place>> {
  return await createWiredLab<Place>({
    places: ['server', 'machine'],
    cables: [
      [
        ['server', 'eth1'],
        ['machine', 'eth0'],
      ],
    ],
    set: { server: ['address add 2001:db8::1/64 dev eth1 nodad'] },
  });
}

const servers = [
  { target: 'kea', command: 'kea-dhcp6' },
  { target: 'isc-dhcpd', command: 'dhcpd' },
] as const;

/** What a machine is, and what it is told to load: UEFI firmware, its HTTP client, iPXE on it, and a BIOS. */
const machines = [
  { asks: ['7'], url: 'http://[2001:db8::1]/ipxe.efi' },
  { asks: ['16'], url: 'http://[2001:db8::1]/ipxe.efi' },
  { asks: ['7', 'iPXE'], url: 'http://[2001:db8::1]/boot.ipxe' },
  { asks: ['0', 'iPXE'], url: 'http://[2001:db8::1]/boot.ipxe' },
  { asks: ['0'], url: 'none' },
];

describeLab('network boot as it is written', () => {
  for (const { target, command } of servers) {
    const missing = findCommand(command) === undefined;
    const title = `tells firmware the boot loader and iPXE the script, by ${target}`;
    it.skipIf(missing)(`${title}${missing ? ` (${command} is not installed)` : ''}`, async () => {
      await using lab = await createNet();
      const { sample } = netboot;
      const files = lab.files('server', netboot, { ...sample, target });
      if (target === 'kea') await startKea(lab, 'server', files['etc/kea/kea-dhcp6.conf'] ?? '');
      else {
        const leases = join(lab.directory, 'leases');
        writeFileSync(leases, '');
        const configuration = files['etc/dhcp/dhcpd6.conf'] ?? '';
        const places = ['-lf', leases, '-pf', join(lab.directory, 'pid')];
        lab.start('server', ['dhcpd', '-6', '-f', '-q', '-cf', configuration, ...places, 'eth1']);
      }
      const told: string[] = [];
      for (const { asks } of machines) {
        const client = [process.execPath, join(import.meta.dirname, 'boot-client.ts'), 'eth0', ...asks];
        told.push((await lab.must('machine', client)).trim());
      }
      expect(told).toEqual(machines.map(({ url }) => url));
    });
  }
});
