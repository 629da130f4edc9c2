import { family } from '../../../src-core/net/address.ts';
import { containsAddress, lengthOf, withIdentifier } from '../../../src-core/net/prefix.ts';
import type { PlanSubject } from '../writer.ts';

/** The node is the out-of-band network: its gateways and name servers, and an address that is to be chosen. */
export function fromPlan({ node }: PlanSubject): Record<string, unknown> {
  const { ipv6, gateways, dns } = node;
  if (ipv6 === null || lengthOf(ipv6) > 64) return {};
  const gateway = gateways.find((address) => family(address) === 6 && containsAddress(ipv6, address));
  return {
    ipv6: `${withIdentifier(ipv6, 0x100n)}/${lengthOf(ipv6)}`,
    gateway6: gateway ?? withIdentifier(ipv6, 1n),
    nameServers: dns.filter((address) => family(address) === 6),
  };
}
