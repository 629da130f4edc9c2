import type { z } from 'zod';
import {
  choice,
  domain,
  group,
  integer,
  interfaceAddress,
  interfaceName,
  list,
  matching,
} from '../fields.ts';

/** Of a random text that nobody kept. */
export const sampleHash =
  '$6$kpU9fQxPlm5/u/um$.yq88Uhu5PDWGpjrmkSdpfmtsxXGFXdpXrtdNByxSKatiENYPcUb7odUWWH.SDQxPW4ytkpghqXXwXBqbw7HV0';

/** A path below the folder that the web server gives out, or on the disk of the target: no blanks, no "..". */
const plainPath = (title: string, sample: string, description?: string) =>
  matching(
    /^(?!.*\.\.)(?:\/[A-Za-z0-9._-]+)+$/,
    'expected an absolute path of letters, digits, ".", "_" and "-"',
    {
      title,
      sample,
      ...(description === undefined ? {} : { description }),
    },
  );

const fileName = (title: string, sample: string, description: string) =>
  matching(/^[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*$/, 'expected the name of a file', {
    title,
    sample,
    description,
  });

export const schema = group(
  {
    target: choice(['kea', 'isc-dhcpd'], {
      title: 'DHCPv6 server',
      labels: { kea: 'Kea', 'isc-dhcpd': 'ISC dhcpd (ended in 2022)' },
    }).default('kea'),
    interface: interfaceName({
      title: 'Interface',
      sample: 'eth1',
      description: 'Towards the machines that boot.',
    }),
    address: interfaceAddress({
      title: 'Address of the server',
      family: 6,
      sample: '2001:db8::1/64',
      description: 'With the length of the subnet.',
    }),
    bootLoader: fileName('Boot loader', 'ipxe.efi', 'iPXE for UEFI, built with NET_PROTO_IPV6.').default(
      'ipxe.efi',
    ),
    script: fileName('iPXE script', 'boot.ipxe', 'What iPXE loads next.').default('boot.ipxe'),
    kernel: plainPath(
      'Kernel',
      '/debian-installer/amd64/linux',
      'Of the installer, below /srv/netboot.',
    ).default('/debian-installer/amd64/linux'),
    initrd: plainPath('Initial ramdisk', '/debian-installer/amd64/initrd.gz').default(
      '/debian-installer/amd64/initrd.gz',
    ),
    kernelOptions: list(
      matching(
        /^[A-Za-z0-9][A-Za-z0-9=._,:/@+-]{0,200}$/,
        'expected one option without blanks: console=ttyS0',
        {
          title: 'Option',
          sample: 'console=ttyS0',
        },
      ),
      { title: 'More options of the kernel', max: 50 },
    ).default([]),
    hostname: matching(
      /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
      'expected a host name without dots',
      {
        title: 'Host name',
        sample: 'alpha',
      },
    ),
    domain: domain({ title: 'Domain', sample: 'example.net' }),
    locale: matching(/^[a-z]{2,3}_[A-Z]{2}(?:\.[A-Za-z0-9-]+)?$/, 'expected a locale: en_US.UTF-8', {
      title: 'Locale',
      sample: 'en_US.UTF-8',
    }).default('en_US.UTF-8'),
    keymap: matching(/^[a-z]{2,3}(?:-[a-z0-9]+)*$/, 'expected a keymap: us', {
      title: 'Keymap',
      sample: 'us',
    }).default('us'),
    timeZone: matching(
      /^[A-Z][A-Za-z_]+(?:\/[A-Za-z0-9_+-]+){0,2}$/,
      'expected a time zone: Europe/Amsterdam',
      {
        title: 'Time zone',
        sample: 'Etc/UTC',
      },
    ).default('Etc/UTC'),
    mirror: domain({ title: 'Mirror', sample: 'deb.debian.org', description: 'It must have IPv6.' }).default(
      'deb.debian.org',
    ),
    mirrorDirectory: plainPath('Directory of the mirror', '/debian').default('/debian'),
    disk: plainPath('Disk', '/dev/sda', 'All that is on it is lost.').default('/dev/sda'),
    tasks: list(
      matching(/^[a-z][a-z0-9-]*$/, 'expected a task of tasksel', { title: 'Task', sample: 'standard' }),
      {
        title: 'Tasks',
        max: 50,
      },
    ).default(['standard', 'ssh-server']),
    packages: list(
      matching(/^[a-z0-9][a-z0-9.+-]+$/, 'expected the name of a package', {
        title: 'Package',
        sample: 'chrony',
      }),
      { title: 'More packages', max: 500 },
    ).default([]),
    passwordHash: matching(
      /^\$(?:6|5|y|gy|7|2b)\$[./A-Za-z0-9$=,]{20,300}$/,
      'expected a hash as "openssl passwd -6" or "mkpasswd" prints it, never the password itself: the file is given out to the whole link',
      {
        title: 'Hash of root’s password',
        sample: sampleHash,
        placeholder: '$6$…',
        description: 'crypt(5): openssl passwd -6',
      },
    ),
    authorizedKey: matching(
      /^(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)|sk-ssh-ed25519@openssh\.com) [A-Za-z0-9+/]{40,1000}={0,2}(?: [A-Za-z0-9@._-]{1,100})?$/,
      'expected a public key of OpenSSH on one line',
      {
        title: 'SSH key of root',
        sample:
          'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA admin@example',
      },
    ).optional(),
    minInterval: integer({ title: 'Shortest interval', sample: 5, unit: 's', min: 3, max: 1350 }).default(5),
    maxInterval: integer({
      title: 'Longest interval',
      sample: 60,
      unit: 's',
      min: 4,
      max: 1800,
      description: 'Between router advertisements: machines that boot wait for one.',
    }).default(60),
  },
  { title: 'Network boot over IPv6' },
);

export type NetbootValues = z.output<typeof schema>;
