import { fixed, Lines } from '../lines.ts';
import { schema as radvd } from '../radvd/schema.ts';
import { write as writeRadvd } from '../radvd/write.ts';
import type { WrittenFile } from '../written.ts';
import type { NetbootValues } from './schema.ts';
import { root, subnetOf } from './urls.ts';

/** radvd.conf, by the writer of radvd; its lines lead to the fields here. */
export function radvdFile(values: NetbootValues): WrittenFile[] {
  const form = radvd.parse({
    target: '2.19',
    interfaces: [
      {
        name: values.interface,
        minInterval: values.minInterval,
        maxInterval: values.maxInterval,
        otherConfig: true,
        ignoreIfMissing: false,
        prefixes: [{ prefix: subnetOf(values) }],
        rdnss: [{ addresses: [values.address.address] }],
        dnssl: [{ domains: [values.domain] }],
      },
    ],
  });
  const fields: Readonly<Record<string, string>> = {
    'interfaces.0.name': 'interface',
    'interfaces.0.minInterval': 'minInterval',
    'interfaces.0.maxInterval': 'maxInterval',
    'interfaces.0.prefixes.0.prefix': 'address',
    'interfaces.0.rdnss.0.addresses.0': 'address',
    'interfaces.0.dnssl.0.domains.0': 'domain',
  };
  return writeRadvd(form).files.map((file) => ({
    ...file,
    lines: file.lines.map(({ text, from }) => ({ text, from: from.flatMap((path) => fields[path] ?? []) })),
  }));
}

/** unbound.conf(5): answers the machines of the link, and nobody else. */
export function unboundFile(values: NetbootValues): WrittenFile {
  const lines = new Lines();
  lines.add('server:').indented(() => {
    lines
      .add('interface: ::1')
      .add(`interface: ${values.address.address}`, 'address')
      .add('# The address may come after this server has started.')
      .add('ip-freebind: yes')
      .add('access-control: ::1/128 allow')
      .add(`access-control: ${subnetOf(values)} allow`, 'address');
  });
  return {
    path: 'etc/unbound/unbound.conf.d/netboot.conf',
    language: 'plain',
    about: 'Resolves names for the machines that boot.',
    lines: lines.lines,
  };
}

/** A site of Apache on the one address. */
export function apacheFile(values: NetbootValues): WrittenFile {
  const lines = new Lines();
  lines.block(
    `<VirtualHost [${values.address.address}]:80>`,
    '</VirtualHost>',
    () => {
      lines
        .add(`ServerName netboot.${values.domain}`, 'domain')
        .add(`DocumentRoot "${root}"`)
        .add('ErrorLog ${APACHE_LOG_DIR}/error.log')
        .add('CustomLog ${APACHE_LOG_DIR}/access.log combined')
        .block(`<Directory "${root}/">`, '</Directory>', () =>
          lines
            .add('Options None')
            .add('AllowOverride None')
            .add('# What is given out holds the hash of a password: to the link alone.')
            .add(`Require ip ${subnetOf(values)} fe80::/10`, 'address'),
        );
    },
    'address',
  );
  return {
    path: 'etc/apache2/sites-available/netboot.conf',
    language: 'apache',
    about: 'Gives out the boot loader, the installer and its answers.',
    lines: lines.lines,
  };
}

/** interfaces(5). */
export function interfacesFile({ interface: name, address }: NetbootValues): WrittenFile {
  return {
    path: 'etc/network/interfaces.d/netboot',
    language: 'plain',
    about: 'The address of the server.',
    lines: [
      { text: `auto ${name}`, from: ['interface'] },
      { text: `iface ${name} inet6 static`, from: ['interface'] },
      { text: `    address ${address.address}/${address.length}`, from: ['address'] },
      ...fixed('    accept_ra 0'),
    ],
  };
}
