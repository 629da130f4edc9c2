import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import type { ReactElement } from 'react';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import type { PlanNode } from '../../../../src-core/plan/node.ts';
import { descendants, nodeCount, type Plan } from '../../../../src-core/plan/tree.ts';
import { formatMoment, formatPlural } from '../../../components/format.ts';
import { roleLabels, statusLabels } from '../shell/words.ts';
import styles from './print.module.css';

/** About 400 pages; more is a file and not a paper. */
const mostPrinted = 20_000;

interface PrintRow {
  readonly node: PlanNode;
  readonly depth: number;
}

/** The nodes in the order of the tree with how deep each stands. */
function printRows(plan: Plan): PrintRow[] {
  const depths = new Map<string, number>();
  return descendants(plan, null)
    .take(mostPrinted)
    .map(({ node }) => {
      const depth = node.parent === null ? 0 : (depths.get(node.parent) ?? 0) + 1;
      depths.set(node.id, depth);
      return { node, depth };
    })
    .toArray();
}

/**
 * Opens the print dialog of the browser with the plan as a page of its own; ends when that is closed. The page stands
 * beside the application, which the style sheet hides on paper.
 */
export async function printPlan(plan: Plan): Promise<void> {
  const place = document.createElement('div');
  place.className = styles.paper ?? '';
  document.body.append(place);
  document.documentElement.classList.add(styles.printing ?? '');
  const root = createRoot(place);
  try {
    flushSync(() => root.render(<PrintedPlan plan={plan} at={Date.now()} />));
    // Some browsers return from print() at once: the event tells when the dialog is closed.
    const closed = new Promise<void>((resolve) =>
      window.addEventListener('afterprint', () => resolve(), { once: true }),
    );
    window.print();
    await closed;
  } finally {
    root.unmount();
    place.remove();
    document.documentElement.classList.remove(styles.printing ?? '');
  }
}

function PrintedPlan({ plan, at }: { readonly plan: Plan; readonly at: number }): ReactElement {
  const rows = printRows(plan);
  const total = nodeCount(plan);
  return (
    <article>
      <h1>{visibleText(plan.name, 200)}</h1>
      <p>
        {formatPlural(total, 'node')}, {formatMoment(at)}
        {rows.length < total && `; the first ${mostPrinted} are printed, a CSV export has all`}
      </p>
      <table>
        <thead>
          <tr>
            {['Name', 'IPv6', 'IPv4', 'Role', 'Status', 'Site', 'VLAN', 'Gateways', 'Notes'].map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ node, depth }) => (
            <tr key={node.id}>
              <td style={{ paddingLeft: `${depth * 10}px` }}>{visibleText(node.name)}</td>
              <td className={styles.mono}>{node.ipv6}</td>
              <td className={styles.mono}>{node.ipv4}</td>
              <td>{roleLabels[node.role]}</td>
              <td>{statusLabels[node.status]}</td>
              <td>{visibleText(node.site)}</td>
              <td>{node.vlan}</td>
              <td className={styles.mono}>{node.gateways.join(' ')}</td>
              <td>{visibleText(node.notes.replaceAll('\n', ' '), 500)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}
