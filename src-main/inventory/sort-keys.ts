import type { HostAddress } from '../../src-core/api/discovery.ts';
import { family, toBigInt, type Address } from '../../src-core/net/address.ts';

/** Lower case and without accents, so that `Muller` finds `Müller`. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A text that sorts names without case and numbers in them by value: `host-9` before `host-10`. */
export function nameKey(name: string): string {
  return foldText(name).replace(/[0-9]+/g, (digits) => {
    const value = digits.replace(/^0+(?=.)/, '');
    // The length stands first: of two numbers without leading zeros the longer one is the larger.
    return `${String(Math.min(value.length, 99)).padStart(2, '0')}${value}`;
  });
}

/** A text that sorts addresses by number, IPv4 before IPv6, and the same address by zone. */
export function addressKey(address: Address, zone: string): string {
  return `${family(address)}${toBigInt(address).toString(16).padStart(32, '0')}%${zone}`;
}

export interface Reachable {
  readonly address: Address;
  readonly kind: HostAddress['kind'];
  readonly temporary: HostAddress['temporary'];
  readonly confirmed: number | boolean;
  readonly last_scan: number;
}

const kindOrder: Record<HostAddress['kind'], number> = {
  global: 0,
  ula: 1,
  private: 2,
  special: 2,
  'link-local': 3,
  loopback: 4,
  multicast: 5,
  broadcast: 5,
  unspecified: 5,
};

/**
 * Orders the addresses of one device, the best to reach it by first: those of its last scan, those that answered,
 * lasting ones, then global, unique local, private IPv4 and link-local.
 */
export function compareReach(left: Reachable, right: Reachable): number {
  return (
    right.last_scan - left.last_scan ||
    Number(right.confirmed) - Number(left.confirmed) ||
    reachOrder(left) - reachOrder(right) ||
    (left.address < right.address ? -1 : left.address > right.address ? 1 : 0)
  );
}

function reachOrder({ address, kind, temporary }: Reachable): number {
  // A temporary address is gone tomorrow, yet still better than one that needs a zone.
  const temporaryOrder = temporary === 'yes' || temporary === 'likely' ? 2.5 : 0;
  const ipv4Order = family(address) === 4 ? 0.25 : 0;
  return Math.max(kindOrder[kind], temporaryOrder) + ipv4Order;
}
