import type { Address } from '../../src-core/net/address.ts';

/** What the system's ping is asked to do with one host. */
export interface PingRequest {
  readonly address: Address;
  /** The interface of a link-local address. */
  readonly zone: string | null;
  /** An own address, or an interface, or both, to send from; null lets the system choose. */
  readonly source: { readonly address: Address | null; readonly zone: string | null } | null;
  /** Octets after the ICMP header. */
  readonly sizeBytes: number;
  readonly intervalMs: number;
  readonly hopLimit: number | null;
  /** Null goes on until it is stopped. */
  readonly count: number | null;
  /** How long the last request waits for its reply. */
  readonly waitMs: number;
  /** True where neither this computer nor a router may cut the packet to pieces. */
  readonly whole: boolean;
}

/** The target as ping takes it. */
export function targetArgument({ address, zone }: Pick<PingRequest, 'address' | 'zone'>): string {
  return zone === null ? address : `${address}%${zone}`;
}

/** Seconds with as many decimals as are needed. */
export function secondsArgument(ms: number): string {
  return String(ms / 1000);
}
