import type { Address } from '../../../src-core/net/address.ts';
import { eui64Identifier } from '../../../src-core/net/mac.ts';
import { lengthOf, withIdentifier } from '../../../src-core/net/prefix.ts';
import { netplanFile } from '../host-network/netplan.ts';
import { networkdFiles } from '../host-network/networkd.ts';
import { schema as hostSchema } from '../host-network/schema.ts';
import { at, Lines } from '../lines.ts';
import { from, yamlLines } from '../tree.ts';
import type { Written, WrittenFile } from '../written.ts';
import type { LxdValues } from './schema.ts';

/** The profile, the bridge of the host, and the records of the containers. */
export function write(values: LxdValues): Written {
  const { program, profile, target } = values;
  const host = hostFiles(values);
  const records = recordsFile(values);
  return {
    files: [profileFile(values), ...host, ...(records === undefined ? [] : [records])],
    apply: [
      target === 'netplan'
        ? { text: 'netplan try', about: 'From the console: the host is away from the network for a moment.' }
        : {
            text: 'networkctl reload',
            about: 'From the console: the host is away from the network for a moment.',
          },
      { text: `${program} profile create ${profile}`, about: 'Once.' },
      { text: `${program} profile edit ${profile} < /root/${profile}.yaml`, about: 'Takes the profile.' },
      {
        text: `${program} launch images:debian/12 test -p default -p ${profile}`,
        about: 'A first container; its addresses come from the router of the link.',
      },
      ...(records === undefined
        ? []
        : [
            {
              text: `$INCLUDE /${records.path}`,
              about: 'In the zone file; then raise its serial and reload it.',
            },
          ]),
    ],
    undo: [
      { text: `${program} profile delete ${profile}`, about: 'Once no container has it.' },
      ...(target === 'netplan'
        ? [
            {
              text: 'rm /etc/netplan/60-linkscope.yaml',
              about: 'Or put the file back that was there before.',
            },
            { text: 'netplan apply', about: 'From the console.' },
          ]
        : host.map(({ path }) => ({ text: `rm /${path}`, about: 'Then networkctl reload.' }))),
    ],
  };
}

function profileFile({ profile, description, device, bridge }: LxdValues): WrittenFile {
  const tree = {
    config: {},
    description: from('description', description),
    devices: {
      [device]: from('device', {
        name: from('device', device),
        nictype: 'bridged',
        parent: from('bridge', bridge),
        type: 'nic',
      }),
    },
    name: from('profile', profile),
  };
  return {
    path: `root/${profile}.yaml`,
    language: 'yaml',
    about: 'Hangs a container on the bridge of the host.',
    lines: yamlLines(tree),
  };
}

/** Which field of this form is behind a field of the host's form. */
const origin: Readonly<Record<string, string>> = {
  'interfaces.0.name': 'outside',
  'interfaces.1.name': 'bridge',
  'interfaces.1.members.0': 'outside',
  'interfaces.1.mac': 'mac',
  'interfaces.1.routerAdvertisements': 'routerAdvertisements',
  'interfaces.1.dhcp4': 'dhcp4',
  'interfaces.1.gateway6': 'gateway6',
};

function originOf(field: string): string[] {
  const address = /^interfaces\.1\.(addresses\.\d+)$/.exec(field)?.[1];
  return (address ?? origin[field] ?? '').split(' ').filter((name) => name !== '');
}

function hostFiles({
  target,
  outside,
  bridge,
  mac,
  routerAdvertisements,
  dhcp4,
  addresses,
  gateway6,
}: LxdValues): WrittenFile[] {
  const { interfaces } = hostSchema.parse({
    interfaces: [
      { name: outside },
      {
        name: bridge,
        kind: 'bridge',
        members: [outside],
        routerAdvertisements,
        dhcp4,
        addresses: addresses.map(({ address, length }) => `${address}/${length}`),
        gateway6,
        mac,
      },
    ],
  });
  const files = target === 'netplan' ? [netplanFile(interfaces)] : networkdFiles(interfaces);
  return files.map((file) => ({
    ...file,
    lines: file.lines.map((line) => ({ text: line.text, from: line.from.flatMap(originOf) })),
  }));
}

/** The address of a container: the one that is given, or that which SLAAC makes of its MAC (RFC 4291 appendix A). */
export function addressOf(
  { prefix }: LxdValues,
  { mac, address }: LxdValues['containers'][number],
): Address | undefined {
  if (address !== undefined) return address;
  if (mac === undefined || prefix === undefined || lengthOf(prefix) > 64) return undefined;
  return withIdentifier(prefix, eui64Identifier(mac));
}

function recordsFile(values: LxdValues): WrittenFile | undefined {
  const { zone, ttl, containers } = values;
  if (zone === undefined || containers.length === 0) return undefined;
  const lines = new Lines();
  lines.add(`$ORIGIN ${zone.replace(/\.$/, '')}.`, 'zone').add(`$TTL ${ttl}`, 'ttl');
  containers.forEach((one, index) => {
    const own = at('containers', index);
    lines.maybe(
      addressOf(values, one),
      (address) => `${one.name} IN AAAA ${address}`,
      at(own, 'name'),
      at(own, 'mac'),
      at(own, 'address'),
      'prefix',
    );
  });
  return {
    path: 'etc/bind/containers.zone',
    language: 'plain',
    about: 'AAAA records of the containers, to be included in the zone.',
    lines: lines.lines,
  };
}
