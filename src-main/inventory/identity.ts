import { parseAddress, type Address } from '../../src-core/net/address.ts';
import { identifierKind, isLinkLocal } from '../../src-core/net/kind.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';

/** What a device is known by, taken apart (the forms are those of `RecordedHost.identity`). */
export type Identity =
  | { readonly kind: 'mac' }
  | {
      readonly kind: 'address';
      readonly address: Address;
      readonly zone: Zone | null;
      readonly lasting: boolean;
    };

/**
 * Reads an identity. `lasting` is true of addresses that no other link has: global and unique local ones, and
 * link-local ones with a full interface identifier. `fe80::1` and private IPv4 stand on many links.
 * @throws ParseError, Error where it has no known form
 */
export function parseIdentity(identity: string): Identity {
  if (identity.startsWith('mac:')) return { kind: 'mac' };
  if (!identity.startsWith('addr:')) throw new Error(`${JSON.stringify(identity)} is not an identity`);
  const at = identity.indexOf('@');
  const address = parseAddress(identity.slice(5, at < 0 ? undefined : at));
  const zone = at < 0 ? null : parseZone(identity.slice(at + 1));
  return { kind: 'address', address, zone, lasting: zone === null || hasOwnIdentifier(address) };
}

function hasOwnIdentifier(address: Address): boolean {
  if (!address.includes(':') || !isLinkLocal(address)) return false;
  const kind = identifierKind(address);
  return kind === 'eui64' || kind === 'opaque';
}
