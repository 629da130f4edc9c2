import type { z } from 'zod';
import type { Problem } from '../../../src-core/api/writers.ts';
import { groupOfVni, largestVni, vxlanGroupBases, vxlanOverhead } from '../../../src-core/calculate/vxlan.ts';
import { family, type Address, type Family } from '../../../src-core/net/address.ts';
import { isMulticast } from '../../../src-core/net/kind.ts';
import { containsAddress, lengthOf, prefixFamily, withIdentifier } from '../../../src-core/net/prefix.ts';
import type { PlanNode } from '../../../src-core/plan/node-schema.ts';
import { address, choice, integer, interfaceAddress, list, planNode } from '../fields.ts';
import { at } from '../lines.ts';
import type { PlanSubject } from '../writer.ts';
import { error } from '../problems.ts';

/** The network over which the frames go. */
export const underlayFields = {
  family: choice(['6', '4'], {
    title: 'Carried by',
    labels: { '6': 'IPv6', '4': 'IPv4' },
    description: 'The family of the outer packets, whatever is inside of them.',
  }).default('6'),
  mtu: integer({
    title: 'MTU of the underlay',
    sample: 9000,
    unit: 'bytes',
    min: 1280,
    max: 65_535,
    description: 'VXLAN adds 50 bytes over IPv4 and 70 over IPv6.',
  }),
};

/** What every VXLAN has, whatever makes it. */
export const vxlanFields = {
  node: planNode(),
  vni: integer({
    title: 'VNI',
    sample: 1000,
    min: 1,
    max: largestVni,
    description: 'The identifier of the VXLAN (RFC 7348 section 5).',
  }),
  group: address({
    title: 'Multicast group',
    multicast: true,
    sample: 'ff05::3e8',
    description:
      'Left out: ff05:: or 239.0.0.0 with the VNI in the last 24 bits, 1000 is ff05::3e8 and 239.0.3.232.',
  }).optional(),
  remotes: list(address({ title: 'Remote', sample: '2001:db8:300::2', linkLocal: false }), {
    title: 'Remotes',
    description: 'Where the underlay has no multicast: the addresses of the others. Left empty: the group.',
    max: 500,
  }).default([]),
  addresses: list(interfaceAddress({ title: 'Address', sample: '2001:db8:1000::1/64' }), {
    title: 'Addresses',
    max: 32,
  }).default([]),
  mtu: integer({ title: 'MTU', sample: 1500, unit: 'bytes', min: 1280, max: 65_535 }).default(1500),
};

interface Underlay {
  readonly family: '4' | '6';
  readonly mtu: number;
}

interface Vxlan {
  readonly vni: number;
  readonly group?: Address | undefined;
  readonly remotes: readonly Address[];
  readonly addresses: readonly z.output<ReturnType<typeof interfaceAddress>>[];
  readonly mtu: number;
}

const familyOf = ({ family: which }: Underlay): Family => (which === '6' ? 6 : 4);

/** The multicast group of a VXLAN; undefined where its remotes are named. */
export function groupFor(one: Vxlan, underlay: Underlay): Address | undefined {
  if (one.remotes.length > 0) return undefined;
  const base = vxlanGroupBases.find((each) => prefixFamily(each) === familyOf(underlay));
  return one.group ?? (base && groupOfVni(base, one.vni));
}

/** The MTU that the underlay must have for these VXLANs. */
export function underlayMtu(vxlans: readonly Vxlan[], underlay: Underlay): number {
  return Math.max(...vxlans.map(({ mtu }) => mtu)) + vxlanOverhead(familyOf(underlay), false);
}

/** What is wrong with VXLANs, and with their sums of MTUs. */
export function vxlanProblems(vxlans: readonly Vxlan[], underlay: Underlay): Problem[] {
  const problems: Problem[] = [];
  const which = familyOf(underlay);
  const seen = new Set<string>();
  vxlans.forEach((one, index) => {
    const path = at('vxlans', index);
    if (vxlans.findIndex(({ vni }) => vni === one.vni) < index)
      problems.push(error(at(path, 'vni'), `the VNI ${one.vni} stands here twice`));
    const needed = one.mtu + vxlanOverhead(which, false);
    if (needed > underlay.mtu)
      problems.push({
        ...error(
          at(path, 'mtu'),
          `${one.mtu} bytes need an underlay of ${needed}, which has ${underlay.mtu}: at most ${underlay.mtu - vxlanOverhead(which, false)}`,
        ),
        source: 'RFC 7348 section 4.3',
      });
    if (one.group !== undefined && family(one.group) !== which)
      problems.push(error(at(path, 'group'), `expected a group of IPv${which}, which carries the frames`));
    if (one.group !== undefined && one.remotes.length > 0)
      problems.push(error(at(path, 'group'), 'either a group or remotes'));
    one.remotes.forEach((remote, number) => {
      if (family(remote) !== which)
        problems.push(error(at(path, 'remotes', number), `expected an address of IPv${which}`));
      if (one.remotes.indexOf(remote) < number)
        problems.push(error(at(path, 'remotes', number), `${remote} stands here twice`));
    });
    one.addresses.forEach(({ address: own }, number) => {
      if (isMulticast(own)) problems.push(error(at(path, 'addresses', number), 'expected a unicast address'));
      if (seen.has(own)) problems.push(error(at(path, 'addresses', number), `${own} stands here twice`));
      seen.add(own);
    });
  });
  return problems;
}

/**
 * Networks of the node and under it, each as a VXLAN whose VNI is its VLAN.
 * @param own the number of this machine in each network; undefined takes the gateway of the network
 */
export function vxlansOfPlan(
  { node, below }: PlanSubject,
  own: bigint | undefined,
): { node: string; vni: number | null; addresses: string[] }[] {
  return [node, ...below]
    .filter(({ role, vlan, ipv6 }) => role === 'lan' && vlan !== null && ipv6 !== null)
    .map((lan) => ({ node: lan.id, vni: lan.vlan, addresses: addressesOf(lan, own) }));
}

/** Of IPv4 only a gateway is known: which of few addresses is free, no number tells. */
function addressesOf({ ipv6, ipv4, gateways }: PlanNode, own: bigint | undefined): string[] {
  return [ipv6, ipv4].flatMap((prefix) => {
    if (prefix === null) return [];
    const length = lengthOf(prefix);
    const gateway = gateways.find((each) => containsAddress(prefix, each));
    if (own === undefined && gateway !== undefined) return [`${gateway}/${length}`];
    return prefixFamily(prefix) === 6 && length <= 64
      ? [`${withIdentifier(prefix, own ?? 1n)}/${length}`]
      : [];
  });
}
