import type { Checker } from '../checker.ts';
import { textOf } from '../lines.ts';
import type { WrittenFile } from '../written.ts';

const kea = 'etc/kea/kea-dhcp6.conf';
const dhcpd = 'etc/dhcp/dhcpd6.conf';
const unbound = 'etc/unbound/unbound.conf.d/netboot.conf';
const site = 'etc/apache2/sites-available/netboot.conf';

function has(files: readonly WrittenFile[], path: string): WrittenFile | undefined {
  return files.find((file) => file.path === path);
}

/** Where Debian has the modules of Apache. */
const modules = '/usr/lib/apache2/modules';

export const checkers: readonly Checker[] = [
  {
    name: 'kea-dhcp6 -t',
    command: 'kea-dhcp6',
    package: 'kea-dhcp6-server',
    plan: (files, folder) => {
      const file = has(files, kea);
      if (file === undefined) return [];
      // kea-dhcp6 -t wants the interfaces to be there: the copy listens everywhere, with the subnet on the loopback.
      const lines = file.lines.map((line) => {
        if (!line.from.includes('interface')) return line;
        const text = line.text.includes('"interfaces"') ? '"interfaces": ["*"]' : '"interface": "lo",';
        return { ...line, text };
      });
      return [{ args: ['-t', `${folder}/checked.json`], extra: { 'checked.json': textOf(lines) } }];
    },
    word: (line, folder) =>
      / (?:INFO|DEBUG|ERROR) {1,2}\[/.test(line)
        ? undefined
        : { file: kea, line: null, severity: 'error', text: line.replaceAll(`${folder}/checked.json`, kea) },
  },
  {
    name: 'dhcpd -6 -t',
    command: 'dhcpd',
    package: 'isc-dhcp-server',
    plan: (files, folder) =>
      has(files, dhcpd) === undefined
        ? []
        : [
            {
              args: [
                '-6',
                '-t',
                '-cf',
                `${folder}/${dhcpd}`,
                '-lf',
                `${folder}/leases`,
                '-pf',
                `${folder}/pid`,
              ],
              extra: { leases: '' },
            },
          ],
  },
  {
    name: 'radvd -c',
    command: 'radvd',
    package: 'radvd',
    plan: (_files, folder) => [{ args: ['-c', '-m', 'stderr', '-C', `${folder}/etc/radvd.conf`] }],
  },
  {
    name: 'unbound-checkconf',
    command: 'unbound-checkconf',
    package: 'unbound',
    plan: (_files, folder) => [
      {
        args: [`${folder}/main.conf`],
        extra: {
          'main.conf': `server:\n    directory: "${folder}"\n    chroot: ""\n    username: ""\ninclude: "${folder}/${unbound}"\n`,
        },
      },
    ],
  },
  {
    name: 'apache2 -t',
    command: 'apache2',
    package: 'apache2-bin',
    word: (line, folder) => {
      // The folder of the site is on the server, not here.
      if (line.includes('DocumentRoot [/srv/netboot] does not exist')) return undefined;
      const text = line.replaceAll(`${folder}/`, '');
      const place = /netboot\.conf:? ?(?:line )?(\d{1,7})|on line (\d{1,7}) of \S*netboot\.conf/.exec(text);
      const number = place?.[1] ?? place?.[2];
      const severity = /Syntax error|AH\d+: (?!Warning)/.test(text) ? 'error' : 'note';
      return {
        file: number === undefined ? null : site,
        line: number === undefined ? null : Number(number),
        severity,
        text,
      };
    },
    plan: (_files, folder) => {
      const names = ['mpm_event', 'authz_core', 'authz_host'];
      const load = names.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`);
      const main = [
        `ServerRoot "${folder}"`,
        'ServerName localhost',
        `PidFile "${folder}/pid"`,
        `ErrorLog "${folder}/error.log"`,
        // What the site gives out is laid down there as well.
        `DocumentRoot "${folder}/srv/netboot"`,
        `Define APACHE_LOG_DIR ${folder}`,
        ...load,
        'LogFormat "%h %u %t \\"%r\\" %>s" combined',
        `Include "${folder}/${site}"`,
      ];
      return [
        { args: ['-t', '-f', `${folder}/apache2.conf`], extra: { 'apache2.conf': `${main.join('\n')}\n` } },
      ];
    },
  },
  {
    name: 'debconf-set-selections -c',
    command: 'debconf-set-selections',
    package: 'debconf',
    plan: (_files, folder) => [{ args: ['-c', `${folder}/srv/netboot/preseed.cfg`] }],
  },
];
