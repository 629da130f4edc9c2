import { lengthOf } from '../../../src-core/net/prefix.ts';
import { fixed, Lines } from '../lines.ts';
import type { Command, Written, WrittenLine } from '../written.ts';
import type { Nptv6Values } from './schema.ts';
import { script } from './script.ts';

const program = '/usr/local/sbin/nptv6';

/** dhcpcd.conf(5) that asks for the prefix, the script that maps it, and what the kernel needs for both. */
export function write(values: Nptv6Values): Written {
  const { externalInterface, highAvailability } = values;
  return {
    files: [
      {
        path: 'etc/dhcpcd.conf',
        language: 'plain',
        about: 'Asks for the prefix, and for nothing else.',
        lines: client(values),
      },
      {
        path: program.slice(1),
        language: 'shell',
        about: 'Maps the internal prefix onto the delegated one; dhcpcd runs it.',
        executable: true,
        lines: script(values),
      },
      {
        path: 'etc/sysctl.d/60-nptv6.conf',
        language: 'ini',
        about: 'Forwards, and takes router advertisements all the same.',
        lines: [
          ...fixed('net.ipv6.conf.all.forwarding = 1'),
          ...fixed(
            '# A router takes no router advertisements unless this is 2: its own default route comes by them.',
          ),
          // Slashes, since the name of an interface may have dots (sysctl.d(5)).
          { text: `net/ipv6/conf/${externalInterface}/accept_ra = 2`, from: ['externalInterface'] },
        ],
      },
    ],
    apply: [
      { text: 'sysctl --system', about: 'Reads the settings of the kernel.' },
      ...(highAvailability ? stateless : []),
      { text: `${program} remove`, about: 'Takes the rules of earlier files away.' },
      { text: 'systemctl restart dhcpcd', about: 'Asks for the prefix; the script maps it when it comes.' },
      { text: 'cat /run/nptv6/prefix', about: 'Tells which prefix is mapped.' },
    ],
    undo: [
      { text: 'systemctl stop dhcpcd', about: 'Gives the prefix back.' },
      { text: `${program} remove`, about: 'Takes the rules away.' },
    ],
  };
}

const stateless: Command[] = [
  {
    text: 'rm -f /var/lib/dhcpcd/duid',
    about:
      'On every node: a DUID that was made before would be kept, and each node would get a prefix of its own.',
  },
];

function client(values: Nptv6Values): readonly WrittenLine[] {
  const { externalInterface: name, internalPrefix, identifier, highAvailability } = values;
  const length = lengthOf(internalPrefix);
  const lines = new Lines('  ');
  lines.add(`# The prefix is for the script alone: no other interface is configured.`);
  if (highAvailability) {
    lines.add('# Made of the MAC, which every node has: they are one client to the server.');
    lines.add('duid ll', 'highAvailability');
  } else lines.add('duid', 'highAvailability');
  return lines
    .add('persistent')
    .add(`allowinterfaces ${name}`, 'externalInterface')
    .add('ipv6only')
    .add('noipv6rs')
    .add('nogateway')
    .add('nohook hostname, lookup-hostname, ntp.conf, resolv.conf, timezone, wpa_supplicant')
    .add('# A new prefix is told by a message that few routers sign.')
    .add('noauthrequired')
    .add(
      '# For every interface: dhcpcd no longer takes a script of one alone. It looks at its interface by itself.',
    )
    .add(`script ${program}`)
    .blank()
    .add(`interface ${name}`, 'externalInterface')
    .indented(() => {
      lines.add('option rapid_commit');
      // dhcpcd wants an interface for the prefix: one that does not exist keeps it from being assigned.
      lines.add(`ia_pd ${identifier}/::/${length} nosuch0/0/${length}`, 'identifier', 'internalPrefix');
    }).lines;
}
