import { toBigInt, fromBigInt } from '../../../src-core/net/address.ts';
import { containsAddress, lengthOf, networkOf } from '../../../src-core/net/prefix.ts';
import type { PlanSubject } from '../writer.ts';

/** Every LAN with a /64, of the node and under it, is the subnet of a DomU: Dom0 has its first address, the DomU the next. */
export function fromPlan({ node, below }: PlanSubject): Record<string, unknown> {
  const guests = [node, ...below].flatMap(({ id, name, role, status, ipv6, gateways }) => {
    if (role !== 'lan' || status === 'retiring' || ipv6 === null || lengthOf(ipv6) !== 64) return [];
    const first = toBigInt(networkOf(ipv6)) + 1n;
    // A link-local gateway routes nothing to the DomU: Dom0 needs an address in the subnet itself.
    const gateway = gateways.find((one) => containsAddress(ipv6, one)) ?? fromBigInt(first, 6);
    const own = toBigInt(gateway) === first ? first + 1n : first;
    return [
      {
        node: id,
        name:
          name
            .replaceAll(/[^A-Za-z0-9_.-]+/g, '-')
            .replace(/^[^A-Za-z0-9]+/, '')
            .slice(0, 63) || id,
        gateway: `${gateway}/64`,
        address: `${fromBigInt(own, 6)}/64`,
      },
    ];
  });
  return { guests };
}
