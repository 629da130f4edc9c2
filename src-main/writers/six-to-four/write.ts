import { forward, forwardNoMore } from '../forms/forwarding.ts';
import { withIdentifier, prefixAt, networkOf, type Prefix } from '../../../src-core/net/prefix.ts';
import { toBigInt, type Address } from '../../../src-core/net/address.ts';
import { sixToFourPrefix } from '../../../src-core/net/transition.ts';
import { at, Lines } from '../lines.ts';
import type { Command, Written, WrittenFile } from '../written.ts';
import { gatewayFile } from './gateway.ts';
import type { SixToFourValues } from './schema.ts';

/** The /64 with this number of the /48 of an IPv4 address. */
function subnetOf(ipv4: Address, number: number): Prefix {
  const site = toBigInt(networkOf(sixToFourPrefix(ipv4)));
  return prefixAt(site | (BigInt(number) << 64n), 64, 6);
}

function firstOf(prefix: Prefix): Address {
  return withIdentifier(prefix, 1n);
}

/** The tunnel, the networks behind it, and what a NAT gateway in front of it needs (RFC 3056). */
export function write(values: SixToFourValues): Written {
  const { target, nat, name } = values;
  const files = target === 'networkd' ? networkd(values) : [interfaces(values)];
  const apply: Command[] = [];
  const undo: Command[] = [];
  if (target === 'networkd') {
    apply.push({ text: 'systemctl restart systemd-networkd', about: 'Makes the tunnel.' });
    undo.push({ text: `ip link delete ${name}`, about: 'Ends the tunnel, once its files are gone.' });
  } else {
    apply.push({ text: `ifup ${name}`, about: 'Makes the tunnel.' });
    undo.push({ text: `ifdown ${name}`, about: 'Ends the tunnel.' });
  }
  if (values.networks.length > 0) {
    apply.push(forward);
    undo.push(forwardNoMore);
  }
  if (nat !== undefined) {
    const gateway = gatewayFile(values.ipv4, nat);
    files.push(gateway.file);
    apply.push(...gateway.apply);
    undo.push(gateway.undo);
  }
  return { files, apply, undo };
}

/** The address of this end of the tunnel in IPv4, and the field it came from. */
function localOf({ ipv4, nat }: SixToFourValues): readonly [Address, string] {
  return nat === undefined ? [ipv4, 'ipv4'] : [nat.host, 'nat.host'];
}

/** interfaces(5), the v4tunnel method: unlike its 6to4 method it works behind NAT as well. */
function interfaces(values: SixToFourValues): WrittenFile {
  const { ipv4, relay, name, mtu, ttl, networks } = values;
  const lines = new Lines();
  const [local, localField] = localOf(values);
  lines.add(`auto ${name}`, 'name').block(
    `iface ${name} inet6 v4tunnel`,
    '',
    () => {
      lines.add(`address ${firstOf(subnetOf(ipv4, 0))}/16`, 'ipv4');
      lines.add('endpoint any');
      lines.add(`local ${local}`, localField);
      lines.maybe(relay, (value) => `gateway ::${value}`, 'relay');
      lines.add(`ttl ${ttl}`, 'ttl').add(`mtu ${mtu}`, 'mtu');
    },
    'name',
  );
  networks.forEach(({ interface: card, subnet }, index) => {
    const path = at('networks', index);
    lines.add(`auto ${card}`, at(path, 'interface'));
    lines.block(
      `iface ${card} inet6 static`,
      '',
      () => {
        lines.add(`address ${firstOf(subnetOf(ipv4, subnet))}/64`, 'ipv4', at(path, 'subnet'));
      },
      at(path, 'interface'),
    );
  });
  return {
    path: `etc/network/interfaces.d/${name}`,
    language: 'ini',
    about: 'The tunnel and the networks behind it; /etc/network/interfaces must source this folder.',
    lines: lines.lines,
  };
}

/** systemd.netdev(5) and systemd.network(5). */
function networkd(values: SixToFourValues): WrittenFile[] {
  const { ipv4, relay, name, mtu, ttl, networks } = values;
  const [local, localField] = localOf(values);
  const device = new Lines()
    .add('[NetDev]')
    .add(`Name=${name}`, 'name')
    .add('Kind=sit')
    .add(`MTUBytes=${mtu}`, 'mtu');
  device.blank().add('[Tunnel]').add('Independent=yes').add(`Local=${local}`, localField).add('Remote=any');
  device.add(`TTL=${ttl}`, 'ttl');
  const tunnel = new Lines().add('[Match]').add(`Name=${name}`, 'name').blank();
  tunnel
    .add('[Network]')
    .add(`Address=${firstOf(subnetOf(ipv4, 0))}/16`, 'ipv4')
    .add('IPv6AcceptRA=no');
  if (relay !== undefined)
    tunnel
      .blank()
      .add('[Route]')
      .add('Destination=2000::/3')
      .add(`Gateway=::${relay}`, 'relay')
      .add('GatewayOnLink=yes');
  const files: WrittenFile[] = [
    {
      path: `etc/systemd/network/30-${name}.netdev`,
      language: 'ini',
      about: 'The tunnel.',
      lines: device.lines,
    },
    {
      path: `etc/systemd/network/30-${name}.network`,
      language: 'ini',
      about: 'Its address, and the way to the relay.',
      lines: tunnel.lines,
    },
  ];
  networks.forEach(({ interface: card, subnet }, index) => {
    const path = at('networks', index);
    const lines = new Lines().add('[Match]').add(`Name=${card}`, at(path, 'interface')).blank();
    lines.add('[Network]').add(`Address=${firstOf(subnetOf(ipv4, subnet))}/64`, 'ipv4', at(path, 'subnet'));
    lines.add('IPv6AcceptRA=no').add('IPv6SendRA=yes').blank();
    lines.add('[IPv6Prefix]').add(`Prefix=${subnetOf(ipv4, subnet)}`, 'ipv4', at(path, 'subnet'));
    files.push({
      path: `etc/systemd/network/40-${card}.network`,
      language: 'ini',
      about: `The network behind ${card}, and its router advertisements.`,
      lines: lines.lines,
    });
  });
  return files;
}
