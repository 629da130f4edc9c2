import type { Written } from '../written.ts';
import { dhcpFile } from './dhcp.ts';
import { preseedFile, scriptFile } from './installer.ts';
import type { NetbootValues } from './schema.ts';
import { apacheFile, interfacesFile, radvdFile, unboundFile } from './services.ts';
import { root } from './urls.ts';

const archive =
  'https://deb.debian.org/debian/dists/stable/main/installer-amd64/current/images/netboot/netboot.tar.gz';

/** All files of a server that machines are installed from over IPv6; they agree with each other. */
export function write(values: NetbootValues): Written {
  const kea = values.target === 'kea';
  const server = kea ? 'kea-dhcp6-server' : 'isc-dhcp-server';
  return {
    files: [
      interfacesFile(values),
      dhcpFile(values),
      ...radvdFile(values),
      unboundFile(values),
      apacheFile(values),
      scriptFile(values),
      preseedFile(values),
    ],
    apply: [
      { text: `apt-get install ${server} radvd unbound apache2`, about: 'The services.' },
      { text: `ifup ${values.interface}`, about: 'Takes the address.' },
      { text: `curl -fL ${archive} | tar -xz -C ${root}`, about: 'The installer.' },
      {
        text: `cp bin-x86_64-efi/ipxe.efi ${root}/${values.bootLoader}`,
        about: 'From a build of iPXE with NET_PROTO_IPV6 (make bin-x86_64-efi/ipxe.efi).',
      },
      { text: 'a2dissite 000-default && a2ensite netboot', about: 'This site alone.' },
      {
        text: `systemctl restart ${server} radvd unbound apache2`,
        about: kea
          ? 'From now on machines are answered.'
          : `From now on machines are answered; INTERFACESv6="${values.interface}" stands in /etc/default/isc-dhcp-server.`,
      },
    ],
    undo: [
      { text: `systemctl disable --now ${server} radvd`, about: 'Machines no longer boot from here.' },
      { text: 'a2dissite netboot && systemctl reload apache2', about: 'The files are no longer given out.' },
    ],
  };
}
