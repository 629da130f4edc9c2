import type { PlanNode } from '../../../../src-core/plan/node.ts';

/** The states of a node, for people. */
export const statusLabels: Record<PlanNode['status'], string> = {
  planned: 'Planned',
  reserved: 'Reserved',
  used: 'In use',
  retiring: 'To be retired',
};

/** What a node is, for people. */
export const roleLabels: Record<PlanNode['role'], string> = {
  container: 'Container',
  site: 'Site',
  lan: 'LAN',
  'point-to-point': 'Point-to-point link',
  loopback: 'Loopback',
  pool: 'Pool for delegation',
  customer: 'Customer',
  host: 'Host',
};
