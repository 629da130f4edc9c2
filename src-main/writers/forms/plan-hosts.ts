import type { Address } from '../../../src-core/net/address.ts';
import { networkOf } from '../../../src-core/net/prefix.ts';
import type { PlanSubject } from '../writer.ts';

/** A host of a plan, as a form takes it. */
export interface PlanHost {
  /** The id of the node of the plan. */
  readonly node: string;
  /** Letters, digits and "-" only, so that it is a host name. */
  readonly name: string;
  readonly ipv6: Address | undefined;
  readonly ipv4: Address | undefined;
}

/** The hosts of a node and under it, but those that are on their way out. */
export function hostsOf({ node, below }: PlanSubject): PlanHost[] {
  return [node, ...below]
    .filter(({ role, status }) => role === 'host' && status !== 'retiring')
    .map(({ id, name, ipv6, ipv4 }, index) => ({
      node: id,
      name: hostName(name) || `node${index + 1}`,
      ipv6: ipv6 === null ? undefined : networkOf(ipv6),
      ipv4: ipv4 === null ? undefined : networkOf(ipv4),
    }));
}

function hostName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63);
}
