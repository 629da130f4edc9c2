import { prefixAt, type Prefix } from '../net/prefix.ts';
import { planOf } from './file.ts';
import { readNode, type NodePatch, type PlanNode } from './node.ts';
import type { Plan } from './tree.ts';

const start = 0x2001_0db8n << 96n;
/** 10.0.0.0/8, RFC 1918. */
const start4 = 10n << 24n;

/** Sparse, as RFC 3531 has it: each region can grow into what lies beside it. */
const regions = [
  { name: 'North', number: 0n, sites: ['Oslo', 'Tromsø'] },
  { name: 'Centre', number: 8n, sites: ['Frankfurt', 'Vienna'] },
  { name: 'South', number: 4n, sites: ['Lisbon', 'Athens'] },
] as const;

/**
 * A plan to begin from: a /32 with three regions of a /36, sites of a /48 with room to grow to a /44, dual-stack LANs,
 * links, loopbacks, and a pool for customers. The space is that of the documentation (RFC 3849), to be renumbered.
 */
export function examplePlan(): Plan {
  const nodes: PlanNode[] = [];
  const add = (parent: string | null, id: string, fields: NodePatch): string => {
    nodes.push(readNode({ ...fields, id, parent }, `The example's "${id}"`));
    return id;
  };
  const top = add(null, 'provider', {
    name: 'Provider',
    ipv6: prefixAt(start, 32, 6),
    ipv4: prefixAt(start4, 8, 4),
    status: 'used',
    notes: 'An example in the space for documentation: renumber it to your own prefix.',
  });
  for (const [place, region] of regions.entries()) {
    const base = start + (region.number << 92n);
    const base4 = start4 + (BigInt(place) << 20n);
    const regionId = add(top, `region-${place + 1}`, {
      name: region.name,
      ipv6: prefixAt(base, 36, 6),
      ipv4: prefixAt(base4, 12, 4),
      status: 'used',
    });
    add(regionId, `pool-${place + 1}`, {
      name: `${region.name} customers`,
      ipv6: prefixAt(base + (8n << 88n), 40, 6),
      role: 'pool',
      status: 'reserved',
      delegates: 56,
      notes: 'A /56 for each customer, by DHCPv6 prefix delegation.',
    });
    for (const [index, name] of region.sites.entries())
      addSite(
        add,
        regionId,
        name,
        base + (BigInt(index) << 84n),
        base4 + (BigInt(index) << 16n),
        index === 0,
      );
  }
  return planOf('Example: a provider with three regions', nodes);
}

/** A /48 with a block of a /44 kept for it: infrastructure in its first /56, LANs from the second. */
function addSite(
  add: (parent: string, id: string, fields: NodePatch) => string,
  region: string,
  name: string,
  base: bigint,
  base4: bigint,
  used: boolean,
): void {
  const status = used ? 'used' : 'planned';
  const word = name.toLowerCase().replace('ø', 'o');
  const lan = (number: bigint): Prefix => prefixAt(base + (number << 64n), 64, 6);
  const lan4 = (number: bigint): Prefix => prefixAt(base4 + (number << 8n), 24, 4);
  const site = add(region, word, {
    name,
    ipv6: prefixAt(base, 48, 6),
    ipv4: prefixAt(base4, 16, 4),
    role: 'site',
    status,
    site: name,
    growth6: 44,
  });
  const core = add(site, `${word}-core`, {
    name: 'Infrastructure',
    ipv6: prefixAt(base, 56, 6),
    ipv4: lan4(0n),
    status,
    site: name,
  });
  add(core, `${word}-loopbacks`, {
    name: 'Loopbacks',
    ipv6: lan(0n),
    ipv4: prefixAt(base4, 27, 4),
    role: 'loopback',
    status,
    site: name,
  });
  add(core, `${word}-uplink`, {
    name: 'Uplink',
    ipv6: prefixAt(base + (1n << 64n), 127, 6),
    ipv4: prefixAt(base4 + 32n, 31, 4),
    role: 'point-to-point',
    status,
    site: name,
    notes: 'A /127 out of a /64 of its own (RFC 6164).',
  });
  for (const [index, purpose] of ['Staff', 'Servers', 'Voice', 'Guests'].entries())
    add(site, `${word}-${purpose.toLowerCase()}`, {
      name: purpose,
      ipv6: lan(0x100n + (BigInt(index) << 4n)),
      ipv4: lan4(BigInt(index + 1)),
      role: 'lan',
      status,
      site: name,
      vlan: 10 * (index + 1),
      tags: purpose === 'Guests' ? ['untrusted'] : [],
    });
}
