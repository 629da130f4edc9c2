import { toBigInt } from '../../../src-core/net/address.ts';
import { lengthOf, withIdentifier } from '../../../src-core/net/prefix.ts';
import { interfaceOf, nodesOf } from '../forms/plan-dhcp6.ts';
import type { PlanSubject } from '../writer.ts';

/** The first LAN with a /64: the server takes its gateway's address where there is one, otherwise ::1. */
export function fromPlan(subject: PlanSubject): Record<string, unknown> {
  const lan = nodesOf(subject).lans.find(({ ipv6 }) => lengthOf(ipv6) === 64);
  if (lan === undefined) return {};
  const gateway = lan.gateways.find(
    (address) => address.includes(':') && toBigInt(address) >> 118n !== 0x3fan,
  );
  return { interface: interfaceOf(lan), address: `${gateway ?? withIdentifier(lan.ipv6, 1n)}/64` };
}
