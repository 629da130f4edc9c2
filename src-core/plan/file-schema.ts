import { z } from 'zod';
import { line, planNode, type PlanNode } from './node.ts';
import { mostNodes } from './read-plan.ts';
import { planVlan } from './tree.ts';

const address = 'an address in the form of RFC 5952, or four decimal numbers';

/** What each field of a node means; docs/plan-file.md says the same. */
const meanings: Record<keyof PlanNode, string> = {
  id: 'names the node within the plan',
  parent: 'the id of the node above; left out or null at the top',
  ipv6: 'the IPv6 prefix: its first address in the form of RFC 5952, and its length',
  ipv4: 'the IPv4 prefix: its first address, and its length',
  name: 'what people call it; of a host, its host name',
  role: 'what it is for',
  status: 'planned, reserved, in use, or to be retired',
  site: 'where it is',
  vlan: 'IEEE 802.1Q VLAN',
  gateways: `each ${address}`,
  dns: `name servers, each ${address}`,
  tags: 'words of your own',
  notes: 'text of several lines',
  colour: 'red, green and blue as #rrggbb, or empty',
  growth6: 'the IPv6 prefix may grow to this length: the block of this length around it is kept for it',
  growth4: 'as growth6, for the IPv4 prefix',
  delegates: 'the length in which a pool hands out its space',
  dynamic: 'true where the prefix is delegated from outside and may change',
};

/**
 * The JSON schema (draft 2020-12) of a plan file. What a schema cannot say is refused all the same: a prefix that is
 * not in its canonical form, a node without any prefix, an id that stands twice, a parent that is not there, a circle.
 */
export function planFileSchema(): object {
  const fields = planNode.keyof().options.map((field) => {
    const value = planNode.shape[field];
    // A file leaves out what says nothing.
    const schema = field === 'id' ? value : z.optional(value);
    return [field, schema.describe(meanings[field])] as const;
  });
  const file = z.strictObject({
    format: z.literal('linkscope-plan'),
    version: z.literal(1),
    name: line,
    vlans: z.array(planVlan).max(100_000).default([]),
    nodes: z.array(z.strictObject(Object.fromEntries(fields))).max(mostNodes),
  });
  return z.toJSONSchema(file, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // Addresses and prefixes are texts that a parser of this program accepts.
      if (zodSchema instanceof z.ZodCustom) jsonSchema.type = 'string';
    },
  });
}
