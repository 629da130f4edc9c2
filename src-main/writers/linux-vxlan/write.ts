import { groupFor, underlayMtu } from '../forms/vxlan-fields.ts';
import { at, Lines } from '../lines.ts';
import type { Written, WrittenFile } from '../written.ts';
import { nameOf, type LinuxVxlan, type LinuxVxlanValues } from './schema.ts';

/** VXLANs of Linux, by systemd.netdev(5) or by ip-link(8). */
export function write(values: LinuxVxlanValues): Written {
  return values.target === 'networkd' ? networkd(values) : script(values);
}

/** To whom frames go whose receiver is not known: every remote (ip-link(8), bridge(8)). */
const anyMac = '00:00:00:00:00:00';

const groupFields = (path: string) => [at(path, 'group'), at(path, 'vni'), 'underlay.family'];

function networkd(values: LinuxVxlanValues): Written {
  const { underlay, vxlans } = values;
  const folder = 'etc/systemd/network';
  const dropIn = `${folder}/${underlay.file ?? `10-${underlay.interface}.network`}.d/50-vxlan.conf`;
  const lines = new Lines();
  lines.add('[Network]');
  vxlans.forEach((one, index) => lines.add(`VXLAN=${nameOf(one)}`, ...nameFields(one, at('vxlans', index))));
  const files: WrittenFile[] = vxlans.flatMap((one, index) => {
    const path = at('vxlans', index);
    const name = nameOf(one);
    return [
      {
        path: `${folder}/20-${name}.netdev`,
        language: 'ini',
        about: `Makes ${name}.`,
        lines: netdevLines(one, path, values),
      },
      {
        path: `${folder}/20-${name}.network`,
        language: 'ini',
        about: `What ${name} is given.`,
        lines: networkLines(one, path),
      },
    ];
  });
  return {
    files: [
      {
        path: dropIn,
        language: 'ini',
        about: `Puts the VXLANs upon ${underlay.interface}; its own .network file stays as it is.`,
        lines: lines.lines,
      },
      ...files,
    ],
    apply: [
      mtuCommand(values),
      { text: 'networkctl reload', about: 'Reads the files.' },
      { text: `networkctl reconfigure ${underlay.interface}`, about: 'Makes the VXLANs.' },
    ],
    undo: [
      {
        text: `rm ${[dropIn, ...files.map(({ path }) => path)].map((path) => `/${path}`).join(' ')}`,
        about: 'Takes the files away.',
      },
      { text: 'networkctl reload', about: 'Reads what is left.' },
      ...vxlans.map((one) => ({ text: `networkctl delete ${nameOf(one)}`, about: 'Takes it away.' })),
    ],
  };
}

function nameFields(one: LinuxVxlan, path: string): string[] {
  return [at(path, one.name === undefined ? 'vni' : 'name')];
}

function mtuCommand({ underlay, vxlans }: LinuxVxlanValues) {
  return {
    text: `ip link show dev ${underlay.interface}`,
    about: `Its MTU must be ${underlayMtu(vxlans, underlay)} at least, as must be that of every switch between.`,
  };
}

function netdevLines(
  one: LinuxVxlan,
  path: string,
  { underlay, port, ttl }: LinuxVxlanValues,
): Lines['lines'] {
  const lines = new Lines();
  const group = groupFor(one, underlay);
  const [remote] = one.remotes;
  lines
    .add('[NetDev]')
    .add(`Name=${nameOf(one)}`, ...nameFields(one, path))
    .add('Kind=vxlan');
  lines.add(`MTUBytes=${one.mtu}`, at(path, 'mtu'));
  lines.blank().add('[VXLAN]').add(`VNI=${one.vni}`, at(path, 'vni'));
  lines.maybe(group, (value) => `Group=${value}`, ...groupFields(path));
  lines.maybe(remote, (value) => `Remote=${value}`, at(path, 'remotes', 0));
  lines.maybe(underlay.local, (value) => `Local=${value}`, 'underlay.local');
  lines.add(`DestinationPort=${port}`, 'port').add(`TTL=${ttl}`, 'ttl');
  return lines.lines;
}

function networkLines(one: LinuxVxlan, path: string): Lines['lines'] {
  const lines = new Lines();
  lines.add('[Match]').add(`Name=${nameOf(one)}`, ...nameFields(one, path));
  lines.blank().add('[Network]');
  lines.maybe(one.bridge, (value) => `Bridge=${value}`, at(path, 'bridge'));
  one.addresses.forEach(({ address, length }, index) =>
    lines.add(`Address=${address}/${length}`, at(path, 'addresses', index)),
  );
  // The first remote is that of the device itself.
  one.remotes.slice(1).forEach((remote, index) => {
    const from = at(path, 'remotes', index + 1);
    lines
      .blank()
      .add('[BridgeFDB]', from)
      .add(`MACAddress=${anyMac}`, from)
      .add(`Destination=${remote}`, from)
      .add('AssociatedWith=self', from);
  });
  return lines.lines;
}

function script(values: LinuxVxlanValues): Written {
  const { underlay, vxlans } = values;
  const place = 'usr/local/sbin/vxlan.sh';
  const lines = new Lines();
  lines
    .add('#!/bin/sh')
    .add('# vxlan.sh up makes the VXLANs, each once; vxlan.sh down takes them away.')
    .add('set -eu')
    .add(`underlay='${underlay.interface}'`, 'underlay.interface')
    .blank()
    .block('take_away() {', '}', () =>
      lines.block('if [ -e "/sys/class/net/$1" ]; then', 'fi', () => lines.add('ip link delete dev "$1"')),
    )
    .blank()
    .block('down() {', '}', () =>
      vxlans.forEach((one, index) =>
        lines.add(`take_away '${nameOf(one)}'`, ...nameFields(one, at('vxlans', index))),
      ),
    )
    .blank()
    .block('up() {', '}', () => {
      const needed = underlayMtu(vxlans, underlay);
      const from = [...vxlans.map((_, index) => at('vxlans', index, 'mtu')), 'underlay.family'];
      lines
        .add('mtu=$(cat "/sys/class/net/$underlay/mtu")')
        .block(
          `if [ "$mtu" -lt ${needed} ]; then`,
          'fi',
          () =>
            lines
              .add(`echo "$underlay has an MTU of $mtu: the VXLANs need ${needed}" >&2`, ...from)
              .add('exit 1'),
          ...from,
        );
      vxlans.forEach((one, index) => writeUp(lines, one, at('vxlans', index), values));
    })
    .blank()
    .block('case "${1:-}" in', 'esac', () =>
      lines.add('up) up ;;').add('down) down ;;').add('*) echo "usage: $0 up|down" >&2; exit 2 ;;'),
    );
  return {
    files: [
      {
        path: place,
        language: 'shell',
        about: 'Makes the VXLANs, and takes them away.',
        executable: true,
        lines: lines.lines,
      },
    ],
    apply: [
      mtuCommand(values),
      { text: `/${place} up`, about: 'Makes the VXLANs; run it again after each start.' },
    ],
    undo: [{ text: `/${place} down`, about: 'Takes them away.' }],
  };
}

function writeUp(
  lines: Lines,
  one: LinuxVxlan,
  path: string,
  { underlay, port, ttl }: LinuxVxlanValues,
): void {
  const name = `'${nameOf(one)}'`;
  const from = nameFields(one, path);
  const group = groupFor(one, underlay);
  const [remote, ...more] = one.remotes;
  const to = group === undefined ? (remote === undefined ? '' : ` remote ${remote}`) : ` group ${group}`;
  const local = underlay.local === undefined ? '' : ` local ${underlay.local}`;
  lines.block(
    `if [ ! -e /sys/class/net/${name} ]; then`,
    'fi',
    () => {
      lines.add(
        `ip link add ${name} mtu ${one.mtu} type vxlan id ${one.vni} dstport ${port}${to}${local} dev "$underlay" ttl ${ttl}`,
        ...from,
        at(path, 'mtu'),
        ...groupFields(path),
        at(path, 'remotes', 0),
        'underlay.local',
        'port',
        'ttl',
      );
      // The first remote is that of the device itself.
      more.forEach((each, index) =>
        lines.add(
          `bridge fdb append ${anyMac} dev ${name} dst ${each}`,
          ...from,
          at(path, 'remotes', index + 1),
        ),
      );
    },
    ...from,
  );
  lines.maybe(
    one.bridge,
    (bridge) => `ip link set dev ${name} master '${bridge}'`,
    ...from,
    at(path, 'bridge'),
  );
  lines.add(`ip link set dev ${name} up`, ...from);
  one.addresses.forEach(({ address, length }, index) =>
    lines.add(`ip address replace ${address}/${length} dev ${name}`, ...from, at(path, 'addresses', index)),
  );
}
