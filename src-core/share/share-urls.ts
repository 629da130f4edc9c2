import type { NetworkInterface } from '../api/interfaces.ts';
import type { ShareUrl } from '../api/share.ts';
import { family, type Address } from '../net/address.ts';
import { isLinkLocal } from '../net/kind.ts';
import { formatUriHost } from '../net/zone.ts';

/** One address by which clients come. */
export interface SharePlace {
  readonly address: Address;
  /** The name of this computer's interface. */
  readonly interface: string;
  readonly zone: NetworkInterface['zone'];
}

/** The addresses of this computer that clients can use, of all interfaces or of one. */
export function sharePlaces(interfaces: readonly NetworkInterface[]): SharePlace[] {
  return interfaces
    .filter(({ state, kind }) => state !== 'down' && kind !== 'loopback')
    .flatMap(({ name, zone, addresses }) =>
      addresses
        .filter(({ tentative, deprecated, kind }) => !tentative && !deprecated && kind !== 'multicast')
        .map(({ address }) => ({ address, interface: name, zone })),
    );
}

/**
 * The forms in which clients take the address of a folder.
 * @param names of this computer, as clients may know them
 */
export function shareUrls(places: readonly SharePlace[], port: number, names: readonly string[]): ShareUrl[] {
  const at = port === 80 ? '' : `:${port}`;
  const urls = places.flatMap(({ address, zone, interface: name }): ShareUrl[] => {
    const host = `${formatUriHost({ address })}${at}`;
    const plain = `http://${host}/`;
    // GRUB reads no URL: this stands before the path of a file.
    const grub: ShareUrl = { kind: 'grub', label: 'GRUB', text: `(http,${host})/`, interface: name };
    if (family(address) === 4) return [{ kind: 'ipv4', label: 'IPv4', text: plain, interface: name }, grub];
    if (!isLinkLocal(address)) {
      const label = 'IPv6: browsers, wget, boot loaders, phones';
      return [{ kind: 'ipv6', label, text: plain, interface: name }, grub];
    }
    const scoped = `http://${formatUriHost({ address, zone })}${at}/`;
    return [
      {
        kind: 'link-local',
        label: `Link-local, with the client's own interface in place of ${zone}`,
        text: scoped,
        interface: name,
      },
      {
        kind: 'curl',
        label: `The same for curl, with the client's own interface in place of ${zone}`,
        text: `curl -g '${scoped}'`,
        interface: name,
      },
      // Without a zone iPXE takes the interface that it opened last (net/ipv6.c, "netX").
      { kind: 'ipxe', label: 'Link-local for iPXE', text: `chain ${plain}`, interface: name },
    ];
  });
  const order = ['ipv6', 'ipv4', 'link-local', 'curl', 'ipxe', 'grub', 'name'] as const;
  const named = names.map((name): ShareUrl => ({
    kind: 'name',
    label: 'Name',
    text: `http://${name}${at}/`,
    interface: null,
  }));
  return [...urls, ...named].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}
