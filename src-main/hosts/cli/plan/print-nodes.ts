import type { PlanNode } from '../../../../src-core/plan/node.ts';
import { formatTable } from '../table.ts';
import type { CommandContext } from '../command.ts';

export interface ShownNode {
  readonly node: PlanNode;
  /** How far its name is set in. */
  readonly level: number;
}

/** Rows that are laid out together: a plan can have a million. */
const pageSize = 1000;

const headings = ['NAME', 'IPV6', 'IPV4', 'ROLE', 'STATUS', 'SITE', 'VLAN', 'ID'];

/** Prints nodes as a table, or each as JSON in full. @returns how many there were */
export async function printNodes(
  nodes: Iterable<ShownNode>,
  json: boolean,
  { terminal, signal }: CommandContext,
): Promise<number> {
  let count = 0;
  let page: string[][][] = [];
  const print = async () => {
    await terminal.lines(formatTable(headings, page));
    page = [];
  };
  for (const { node, level } of nodes) {
    if (signal.aborted) break;
    count++;
    if (json) {
      await terminal.json(node);
      continue;
    }
    const cells = [
      '  '.repeat(level) + (node.name || '-'),
      node.ipv6 ?? '-',
      node.ipv4 ?? '-',
      node.role,
      node.status,
      node.site || '-',
      node.vlan === null ? '-' : String(node.vlan),
      node.id,
    ];
    page.push(cells.map((cell) => [cell]));
    if (page.length === pageSize) await print();
  }
  if (page.length > 0) await print();
  return count;
}
