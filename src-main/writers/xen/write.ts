import { at, Lines } from '../lines.ts';
import type { Written, WrittenFile } from '../written.ts';
import type { XenGuest, XenValues } from './schema.ts';
import { addressScript, forwarding, routeScript } from './scripts.ts';

/** The scripts and settings of Dom0, and the interfaces of every DomU. */
export function write({ guests }: XenValues): Written {
  return {
    files: [
      addressScript,
      routeScript,
      configFile(guests),
      forwarding,
      ...guests.map((one, index) => guestFile(one, at('guests', index))),
    ],
    apply: [
      {
        text: 'sysctl --system',
        about: 'In Dom0: it forwards. Where its own address comes by SLAAC, set accept_ra = 2.',
      },
      {
        text: "sed -i '/^vif.default.script=/d' /etc/xen/xl.conf",
        about: 'In Dom0: takes away the script that was chosen before.',
      },
      {
        text: `echo 'vif.default.script="vif-route-dual"' >> /etc/xen/xl.conf`,
        about: 'In Dom0: for DomUs that name no script of their own; in those, script=vif-route-dual.',
      },
      { text: 'xl reboot NAME', about: 'Each DomU, after its own file is in place.' },
    ],
    undo: [
      {
        text: `sed -i 's/"vif-route-dual"/"vif-route"/' /etc/xen/xl.conf`,
        about: 'In Dom0: back to IPv4 alone.',
      },
      { text: 'rm /etc/xen/scripts/vif-route-dual /etc/xen/scripts/vif-route-ipv6', about: 'In Dom0.' },
      { text: 'rm /etc/xen/ipv6.cfg /etc/sysctl.d/60-xen-ipv6.conf', about: 'In Dom0.' },
    ],
  };
}

function configFile(guests: readonly XenGuest[]): WrittenFile {
  const lines = new Lines();
  guests.forEach(({ name, gateway }, index) => {
    const own = at('guests', index);
    lines.add(
      `ipv6_gateway_addr[${name}]=${gateway.address}/${gateway.length}`,
      at(own, 'name'),
      at(own, 'gateway'),
    );
  });
  return {
    path: 'etc/xen/ipv6.cfg',
    language: 'ini',
    about: 'The address of Dom0 on the interface to each DomU.',
    lines: lines.lines,
  };
}

function guestFile(one: XenGuest, path: string): WrittenFile {
  const lines = new Lines();
  const field = (name: string) => at(path, name);
  const { device } = one;
  lines.add('auto lo').add('iface lo inet loopback').blank().add(`auto ${device}`, field('device'));
  const { ipv4, ipv4Gateway } = one;
  if (ipv4 !== undefined && ipv4Gateway !== undefined)
    lines.add(`iface ${device} inet static`, field('device'), field('ipv4')).indented(() => {
      lines
        .add(`address ${ipv4}/32`, field('ipv4'))
        .add(`pointopoint ${ipv4Gateway}`, field('ipv4Gateway'))
        .add(`gateway ${ipv4Gateway}`, field('ipv4Gateway'));
    });
  lines.add(`iface ${device} inet6 static`, field('device')).indented(() => {
    lines
      .add(`address ${one.address.address}/${one.address.length}`, field('address'))
      .add(`gateway ${one.gateway.address}`, field('gateway'));
    if (one.noChecksums)
      lines.add(`post-up /usr/sbin/ethtool -K ${device} tx off`, field('device'), field('noChecksums'));
  });
  return {
    path: `${one.name}/etc/network/interfaces`,
    language: 'plain',
    about: `The interfaces of ${one.name}.`,
    lines: lines.lines,
  };
}
