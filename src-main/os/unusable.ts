import type { NetworkInterface } from '../../src-core/api/interfaces.ts';

/** What the reason depends on, beside the interface itself. */
export interface Binding {
  /** The bridge or bond that takes every packet of this interface, where it is a port of one. */
  readonly master: string | null;
}

/** Why an interface cannot be searched, in words for the person; null where it can. */
export function unusableReason(
  found: Pick<NetworkInterface, 'kind' | 'state' | 'multicast' | 'addresses'>,
  binding: Binding = { master: null },
): string | null {
  if (found.kind === 'loopback') return 'it is the loopback interface: nobody else is on it';
  if (found.state === 'down') return 'it is switched off (administratively down)';
  if (found.state === 'no-carrier') return 'it has no carrier: no cable, no peer or no wireless network';
  // What arrives at a port is handed to the master before any address of the port could answer.
  if (binding.master !== null) return `it is a port of ${binding.master}: search ${binding.master} instead`;
  if (found.addresses.length === 0) {
    return found.multicast ? 'it has no address' : 'it has no address and carries no multicast';
  }
  if (found.kind === 'tunnel' && !found.multicast) return 'it is a tunnel that carries no multicast';
  return null;
}
