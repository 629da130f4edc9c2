import {
  bitsOf,
  fromBigInt,
  parseAddress,
  toBigInt,
  type Address,
} from '../../../../src-core/net/address.ts';
import { lengthOf, networkOf, prefixFamily, sizeOf, type Prefix } from '../../../../src-core/net/prefix.ts';

export const gatewayRules6 = ['none', 'first', 'link-local'] as const;
export const gatewayRules4 = ['none', 'first', 'last'] as const;
export type GatewayRule = (typeof gatewayRules6)[number] | (typeof gatewayRules4)[number];

const linkLocal = parseAddress('fe80::1');

/**
 * The gateway of a prefix by a rule. The first address is the one after that of the network, which belongs to all
 * routers in IPv6 (RFC 4291 section 2.6.1); a /127 and a /31 have no such address (RFC 6164, RFC 3021). The last one is
 * before broadcast.
 * @returns undefined where the rule gives none, as for a single address
 */
export function gatewayOf(prefix: Prefix, rule: GatewayRule): Address | undefined {
  if (rule === 'none') return undefined;
  const which = prefixFamily(prefix);
  if (rule === 'link-local') return which === 6 ? linkLocal : undefined;
  const hostBits = bitsOf(which) - lengthOf(prefix);
  if (hostBits === 0) return undefined;
  const spare = hostBits === 1 ? 0n : 1n;
  const network = toBigInt(networkOf(prefix));
  const value = rule === 'first' ? network + spare : network + sizeOf(prefix) - 1n - spare;
  return fromBigInt(value, which);
}
