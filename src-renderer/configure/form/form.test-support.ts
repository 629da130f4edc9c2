import type { GroupNode, Json } from './form-node.ts';
import { readSchema } from './read-schema.ts';

/** A form with every kind of field. */
const schema = {
  type: 'object',
  title: 'Server',
  required: ['name', 'links', 'mode'],
  properties: {
    name: { type: 'string', title: 'Name', sample: 'ns1' },
    mtu: { type: 'integer', title: 'MTU', default: 1500, unit: 'bytes' },
    version: { enum: ['new', 'old'], title: 'Version', labels: { new: 'Current' } },
    log: { type: 'boolean' },
    node: { type: 'string', widget: 'hidden' },
    limits: { type: 'object', title: 'Limits', properties: { maxClients: { type: 'integer' } } },
    links: {
      type: 'array',
      title: 'Links',
      minItems: 1,
      maxItems: 3,
      items: {
        type: 'object',
        title: 'Link',
        required: ['prefix'],
        properties: {
          node: { type: 'string', widget: 'hidden' },
          prefix: { type: 'string', title: 'Prefix', widget: 'prefix' },
          servers: { type: 'array', title: 'Servers', items: { type: 'string', title: 'Server' } },
        },
      },
    },
    mode: {
      title: 'Mode',
      oneOf: [
        {
          type: 'object',
          title: 'Static',
          required: ['kind', 'address'],
          properties: { kind: { const: 'static' }, address: { type: 'string' }, metric: { type: 'integer' } },
        },
        {
          type: 'object',
          title: 'By DHCP',
          required: ['kind'],
          properties: { kind: { const: 'dhcp' }, metric: { type: 'integer' } },
        },
      ],
    },
    extra: { type: 'object', additionalProperties: {} },
  },
} satisfies Record<string, Json>;

export const model: GroupNode = readSchema(schema);
export const first = { node: 'n1', prefix: '2001:db8:1::/64', servers: ['::1', '::2'] };
export const second = { prefix: '2001:db8:2::/64' };
export const values = {
  name: 'a',
  links: [first, second],
  mode: { kind: 'dhcp', metric: 5 },
};
