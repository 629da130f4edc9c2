import { lengthOf, networkOf } from '../../../src-core/net/prefix.ts';
import { uniqueLocalOf } from '../../../src-core/net/ula.ts';
import type { PlanSubject } from '../writer.ts';

/** The first unique local prefix from /48 to /64 that the node has, or one under it. */
export function fromPlan({ node, below }: PlanSubject): Record<string, unknown> {
  const found = [node, ...below].find(
    ({ ipv6 }) =>
      ipv6 !== null &&
      uniqueLocalOf(networkOf(ipv6)) !== undefined &&
      lengthOf(ipv6) >= 48 &&
      lengthOf(ipv6) <= 64,
  );
  return found === undefined ? {} : { internalPrefix: found.ipv6 };
}
