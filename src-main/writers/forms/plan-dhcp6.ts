import type { PlanNode } from '../../../src-core/plan/node-schema.ts';
import { toBigInt, type Address } from '../../../src-core/net/address.ts';
import { tryParseDuid } from '../../../src-core/net/duid.ts';
import { macOfEui64, tryParseMac } from '../../../src-core/net/mac.ts';
import { lengthOf, networkOf, type Prefix } from '../../../src-core/net/prefix.ts';
import { formatRange } from '../../../src-core/net/ranges.ts';
import type { PlanSubject } from '../writer.ts';

/** A LAN with an IPv6 prefix. */
export type Lan = PlanNode & { readonly ipv6: Prefix };

interface UnderLan {
  readonly node: PlanNode;
  readonly prefix: Prefix;
  readonly lan: Lan;
}

/** What a DHCPv6 server is told of a part of a plan. Retiring nodes are left out. */
export function nodesOf({ node, below }: PlanSubject): {
  readonly lans: readonly Lan[];
  readonly pools: readonly UnderLan[];
  readonly hosts: readonly UnderLan[];
} {
  const nodes = [node, ...below].filter(({ status }) => status !== 'retiring');
  const byId = new Map(nodes.map((one) => [one.id, one]));
  const lans = nodes.filter(isLan);
  const firstUnder = new Map<string, Lan>();
  for (const lan of lans) for (const id of idsUp(lan, byId)) if (!firstUnder.has(id)) firstUnder.set(id, lan);
  /** The LAN that a node lies in; for a pool that delegates, the first of those nearest to it. */
  const lanOf = (one: PlanNode): Lan | undefined => {
    for (const id of idsUp(one, byId)) {
      const above = byId.get(id);
      if (above !== undefined && isLan(above)) return above;
      if (one.delegates !== null && firstUnder.has(id)) return firstUnder.get(id);
    }
    return undefined;
  };
  const under = (role: PlanNode['role']): UnderLan[] =>
    nodes.flatMap((one) => {
      const lan = one.role === role && one.ipv6 !== null ? lanOf(one) : undefined;
      return lan === undefined || one.ipv6 === null ? [] : [{ node: one, prefix: one.ipv6, lan }];
    });
  return {
    lans,
    pools: under('pool'),
    hosts: under('host').filter(({ prefix }) => lengthOf(prefix) === 128),
  };
}

/** What lies in each LAN, in the order of the plan. */
export function byLan(items: readonly UnderLan[]): (lan: Lan) => readonly UnderLan[] {
  const lists = new Map<Lan, UnderLan[]>();
  for (const item of items) {
    const list = lists.get(item.lan);
    if (list === undefined) lists.set(item.lan, [item]);
    else list.push(item);
  }
  return (lan) => lists.get(lan) ?? [];
}

function isLan(node: PlanNode): node is Lan {
  return node.role === 'lan' && node.ipv6 !== null;
}

/** The id of a node and of those above it, the nearest first. */
function idsUp(node: PlanNode, byId: ReadonlyMap<string, PlanNode>): string[] {
  const ids: string[] = [];
  for (let one: PlanNode | undefined = node; one !== undefined && !ids.includes(one.id);) {
    ids.push(one.id);
    one = one.parent === null ? undefined : byId.get(one.parent);
  }
  return ids;
}

/** The interface that a router commonly has in a LAN. */
export function interfaceOf({ vlan }: PlanNode): string {
  return vlan === null ? 'eth0' : `vlan${vlan}`;
}

/** The client that a host is: a MAC or a DUID among its tags and notes, or the MAC that its address was made from. */
export function clientOf({ name, tags, notes }: PlanNode, address: Address): Record<string, unknown> {
  const words = [...tags, ...notes.split(/[\s,;]+/)].map((word) => word.replace(/^(?:mac|duid)[:=]/i, ''));
  const host = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9-]{1,63})*$/.test(name)
    ? { hostname: name }
    : {};
  for (const word of words) {
    const mac = tryParseMac(word);
    if (mac !== undefined) return { mac, ...host };
    const duid = /[:-]/.test(word) ? tryParseDuid(word) : undefined;
    if (duid !== undefined) return { duid, ...host };
  }
  const mac = macOfEui64(address);
  return mac === undefined ? host : { mac, ...host };
}

/**
 * A number for each subnet that stays with its node whatever else is added: its VLAN where that is its own, otherwise
 * one made of the node's id (FNV-1a), out of the way of VLANs.
 */
export function subnetIds(lans: readonly Lan[]): Map<Lan, number> {
  const ids = new Map<Lan, number>();
  const taken = new Set<number>();
  for (const lan of lans) {
    let id = lan.vlan ?? numberOf(lan.id);
    if (taken.has(id)) id = numberOf(lan.id);
    while (taken.has(id)) id++;
    taken.add(id);
    ids.set(lan, id);
  }
  return ids;
}

function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return 10_000 + (hash % 1_000_000_000);
}

/** 4,096 addresses from ::1000 on, as far as the LAN is wide enough: out of the way of low addresses given by hand. */
export function usualPool(lan: Lan): { range: string }[] {
  if (lengthOf(lan.ipv6) > 112) return [];
  const first = toBigInt(networkOf(lan.ipv6)) + 0x1000n;
  return [{ range: formatRange({ family: 6, first, last: first + 0xfffn }) }];
}
