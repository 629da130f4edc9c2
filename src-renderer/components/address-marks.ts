import type { HostAddress } from '../../src-core/api/discovery.ts';
import type { InterfaceAddressInfo } from '../../src-core/api/interfaces.ts';

/** A short label that tells what an address is, with the sentence that explains it. */
export interface AddressMark {
  readonly text: string;
  readonly title: string;
}

type Marked = Pick<HostAddress, 'kind'> & {
  readonly temporary: HostAddress['temporary'];
  readonly eui64: boolean;
};

const kindMarks: Record<HostAddress['kind'], AddressMark> = {
  'link-local': {
    text: 'link-local',
    title: 'Link-local: means something on its own link only, always with its zone',
  },
  ula: { text: 'ULA', title: 'Unique local address (RFC 4193): routed inside of a site only' },
  global: { text: 'global', title: 'Global unicast address' },
  private: { text: 'private', title: 'Private IPv4 address (RFC 1918 or RFC 6598)' },
  special: {
    text: 'set aside',
    title: 'IPv4 set aside for documentation, tests or protocols: never on the Internet (RFC 6890)',
  },
  multicast: { text: 'multicast', title: 'Multicast: a group, not one host' },
  loopback: { text: 'loopback', title: 'Loopback: this computer itself' },
  unspecified: { text: 'unspecified', title: 'The unspecified address' },
  broadcast: { text: 'broadcast', title: 'IPv4 broadcast' },
};

/** The labels of an address; `kind` false leaves out the kind where the column already says it. */
export function addressMarks(address: Marked, kind: boolean): AddressMark[] {
  const marks: AddressMark[] = kind || address.kind === 'ula' ? [kindMarks[address.kind]] : [];
  if (address.temporary === 'yes') marks.push({ text: 'temp', title: 'Temporary address (RFC 8981)' });
  if (address.temporary === 'likely') {
    marks.push({
      text: 'temp?',
      title: 'Probably temporary (RFC 8981): this host has another address under the same prefix',
    });
  }
  if (address.eui64)
    marks.push({ text: 'EUI-64', title: 'Formed from the MAC address (RFC 4291 appendix A)' });
  return marks;
}

export function markedHostAddress(address: HostAddress): Marked {
  return { kind: address.kind, temporary: address.temporary, eui64: address.identifier === 'eui64' };
}

export function markedInterfaceAddress(address: InterfaceAddressInfo): Marked {
  return { kind: address.kind, temporary: address.temporary ? 'yes' : 'no', eui64: address.eui64 };
}

/**
 * Cuts an IPv6 address in two where it may be shortened: what stands before the last two groups can give way, since the
 * end tells hosts of one link apart.
 */
export function splitForRoom(address: string): { head: string; tail: string } {
  const groups = address.split(':');
  if (groups.length < 5) return { head: address, tail: '' };
  const tail = groups.slice(-2).join(':');
  return { head: address.slice(0, address.length - tail.length), tail };
}
