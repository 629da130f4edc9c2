import { family } from '../../../src-core/net/address.ts';
import { containsAddress, lengthOf, withIdentifier } from '../../../src-core/net/prefix.ts';
import type { PlanSubject } from '../writer.ts';

/** The node is the out-of-band network: its gateways and name servers, and an address that is to be chosen. */
export function fromPlan({ node }: PlanSubject): Record<string, unknown> {
  const { ipv6, gateways, dns } = node;
  if (ipv6 === null || lengthOf(ipv6) > 64) return {};
  const gateways6 = gateways.filter((address) => family(address) === 6);
  const gateway = gateways6.find((address) => containsAddress(ipv6, address));
  return {
    ipv6: `${withIdentifier(ipv6, 0x100n)}/${lengthOf(ipv6)}`,
    // Where the plan has a gateway that the form cannot take (fe80::1), no other may be guessed.
    gateway6: gateway ?? (gateways6.length > 0 ? '' : withIdentifier(ipv6, 1n)),
    nameServers: dns.filter((address) => family(address) === 6),
  };
}
