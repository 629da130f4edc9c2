import type { CsvField } from '../../../../src-core/plan/import-table.ts';

/** What the fields of a node are called, where a person chooses one for a column or sees what an import changes. */
export const fieldLabels: Record<CsvField, string> = {
  id: 'Id',
  parent: 'Id of the node above',
  prefix: 'Prefix, IPv6 or IPv4',
  mask: 'Mask or length',
  ipv6: 'IPv6 prefix',
  ipv4: 'IPv4 prefix',
  name: 'Name',
  role: 'Role',
  status: 'Status',
  site: 'Site',
  vlan: 'VLAN',
  gateways: 'Gateways',
  dns: 'DNS servers',
  tags: 'Tags',
  notes: 'Notes',
  colour: 'Colour',
  growth6: 'IPv6 room to grow',
  growth4: 'IPv4 room to grow',
  delegates: 'Handed out as',
  dynamic: 'Dynamic',
};
