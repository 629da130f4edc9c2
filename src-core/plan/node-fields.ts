/** The fields of a node that tables have, in their order; where a node stands is told by its id and parent, or its prefix. */
export const nodeFields = [
  'ipv6',
  'ipv4',
  'name',
  'role',
  'status',
  'site',
  'vlan',
  'gateways',
  'dns',
  'tags',
  'notes',
  'colour',
  'growth6',
  'growth4',
  'delegates',
  'dynamic',
] as const;
