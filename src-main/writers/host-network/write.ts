import type { Command, Written } from '../written.ts';
import { interfacesFile } from './interfaces.ts';
import { netplanFile } from './netplan.ts';
import { networkdFiles } from './networkd.ts';
import type { HostValues } from './schema.ts';

/** The network of one host, in the format that was chosen. */
export function write(values: HostValues): Written {
  const { target, interfaces } = values;
  if (target === 'networkd') return { files: networkdFiles(interfaces), ...networkdCommands };
  if (target === 'interfaces') {
    const needed = [
      ...(interfaces.some(({ kind }) => kind === 'bond') ? ['ifenslave'] : []),
      ...(interfaces.some(({ kind }) => kind === 'bridge') ? ['bridge-utils'] : []),
      ...(interfaces.some(({ kind, name }) => kind === 'vlan' && !name.includes('.')) ? ['vlan'] : []),
      ...(interfaces.some(({ dns, search }) => dns.length + search.length > 0) ? ['resolvconf'] : []),
    ];
    const install: Command[] =
      needed.length === 0
        ? []
        : [{ text: `apt-get install ${needed.join(' ')}`, about: 'ifupdown calls their scripts.' }];
    return {
      files: [interfacesFile(interfaces)],
      apply: [...install, ...ifupdownCommands.apply],
      undo: ifupdownCommands.undo,
    };
  }
  return { files: [netplanFile(interfaces)], ...netplanCommands };
}

interface Commands {
  readonly apply: readonly Command[];
  readonly undo: readonly Command[];
}

const netplanCommands: Commands = {
  apply: [
    {
      text: 'chmod 600 /etc/netplan/60-linkscope.yaml',
      about: 'netplan warns of files that others can read.',
    },
    { text: 'netplan generate', about: 'Checks the file, with all others in /etc/netplan.' },
    { text: 'netplan try', about: 'Puts it to work; goes back by itself unless it is confirmed in 120 s.' },
  ],
  undo: [
    { text: 'rm /etc/netplan/60-linkscope.yaml', about: 'Or put the file back that was there before.' },
    { text: 'netplan apply', about: 'Puts what is left in /etc/netplan to work.' },
  ],
};

const networkdCommands: Commands = {
  apply: [
    { text: 'systemctl enable --now systemd-networkd', about: 'Where it does not run yet.' },
    { text: 'networkctl reload', about: 'Reads the files, and takes new ones into use.' },
    { text: 'networkctl', about: 'Shows the state of every interface.' },
  ],
  undo: [
    {
      text: 'rm -i /etc/systemd/network/10-*.network /etc/systemd/network/10-*.netdev',
      about: 'Asks for each; or put the files back that were there before.',
    },
    {
      text: 'networkctl reload',
      about: 'An interface that was made stays until ip link delete, or a restart.',
    },
  ],
};

const ifupdownCommands: Commands = {
  apply: [
    { text: 'ifup --no-act --all --force', about: 'Shows what would be done, and does nothing.' },
    {
      text: 'systemctl restart networking',
      about: 'Takes all down and up again: not over the network itself.',
    },
  ],
  undo: [
    { text: 'systemctl restart networking', about: 'After the file that was there before is put back.' },
  ],
};
