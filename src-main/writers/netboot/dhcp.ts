import { Lines } from '../lines.ts';
import { from, inline, jsonLines } from '../tree.ts';
import { dhcpdString } from '../syntax/quoted.ts';
import type { WrittenFile } from '../written.ts';
import type { NetbootValues } from './schema.ts';
import { subnetOf, urlOf } from './urls.ts';

/**
 * The DHCPv6 server gives options alone: addresses come by router advertisements. Firmware (option 61: x64 UEFI, type 7,
 * or its HTTP client, type 16; RFC 5970 section 3.3) is told the boot loader, and iPXE, which says so in its user class
 * (option 15), the script. iPXE is asked for first: on UEFI it tells the same type as the firmware.
 */
export function dhcpFile(values: NetbootValues): WrittenFile {
  return values.target === 'kea' ? keaFile(values) : dhcpdFile(values);
}

function keaFile(values: NetbootValues): WrittenFile {
  const bootFile = (field: string, name: string) => [
    inline({ code: 59, name: 'bootfile-url', data: from('address', from(field, urlOf(values, name))) }),
  ];
  const { address } = values.address;
  const lines = jsonLines({
    Dhcp6: {
      'interfaces-config': { interfaces: inline([from('interface', values.interface)]) },
      'lease-database': { type: 'memfile', persist: true, 'lfc-interval': 3600 },
      'client-classes': [
        {
          name: 'iPXE',
          test: "substring(option[15].hex, 2, 4) == 'iPXE'",
          'option-data': bootFile('script', values.script),
        },
        {
          name: 'UEFI',
          test: "(option[61].hex == 0x0007 or option[61].hex == 0x0010) and not member('iPXE')",
          'option-data': bootFile('bootLoader', values.bootLoader),
        },
      ],
      'option-data': [
        inline({ name: 'dns-servers', data: from('address', address) }),
        inline({ name: 'domain-search', data: from('domain', values.domain) }),
      ],
      subnet6: [
        {
          id: 1,
          subnet: from('address', subnetOf(values)),
          interface: from('interface', values.interface),
          pools: [],
        },
      ],
    },
  });
  return {
    path: 'etc/kea/kea-dhcp6.conf',
    language: 'json',
    about: 'Tells machines where they boot from.',
    lines,
  };
}

function dhcpdFile(values: NetbootValues): WrittenFile {
  const lines = new Lines();
  const { address } = values.address;
  const bootFile = (field: string, name: string) => () =>
    lines.add(`option dhcp6.bootfile-url ${dhcpdString(urlOf(values, name))};`, field, 'address');
  lines
    .add('option dhcp6.user-class code 15 = string;')
    .add('option dhcp6.client-arch-type code 61 = array of unsigned integer 16;')
    .blank()
    .add(`option dhcp6.name-servers ${address};`, 'address')
    .add(`option dhcp6.domain-search ${dhcpdString(values.domain)};`, 'domain')
    .blank()
    .add('if exists dhcp6.user-class and substring(option dhcp6.user-class, 2, 4) = "iPXE" {')
    .indented(bootFile('script', values.script))
    .add('} elsif exists dhcp6.client-arch-type and')
    .add('  (option dhcp6.client-arch-type = 00:07 or option dhcp6.client-arch-type = 00:10) {')
    .indented(bootFile('bootLoader', values.bootLoader))
    .add('}')
    .blank()
    .add(`subnet6 ${subnetOf(values)} {`, 'address')
    .add('}');
  return {
    path: 'etc/dhcp/dhcpd6.conf',
    language: 'braces',
    about: 'Tells machines where they boot from.',
    lines: lines.lines,
  };
}
