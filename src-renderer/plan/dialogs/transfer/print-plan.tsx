import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import type { ReactElement } from 'react';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import type { PlanNode } from '../../../../src-core/plan/node.ts';
import { childrenOf, descendants, nodeCount, type Plan } from '../../../../src-core/plan/tree.ts';
import { formatMoment, formatPlural } from '../../../components/format.ts';
import { roleLabels, statusLabels } from '../shell/words.ts';
import styles from './print.module.css';

/** About 400 pages; more is a file and not a paper. */
const mostPrinted = 20_000;
/** Characters of notes; the rest is for a screen. */
const mostNotes = 500;

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

interface PrintColumn {
  readonly label: string;
  /** What stands in the column, each on a line of its own; a column in which nothing stands is left out. */
  lines(node: PlanNode): readonly (string | null)[];
  readonly className?: string | undefined;
}

const columns: readonly PrintColumn[] = [
  { label: 'IPv6', lines: ({ ipv6 }) => [ipv6], className: styles.code },
  { label: 'IPv4', lines: ({ ipv4 }) => [ipv4], className: styles.code },
  { label: 'Role', lines: ({ role }) => [roleLabels[role]], className: styles.short },
  { label: 'Status', lines: ({ status }) => [statusLabels[status]], className: styles.short },
  { label: 'Site', lines: ({ site }) => [visibleText(site)] },
  { label: 'VLAN', lines: ({ vlan }) => [vlan === null ? null : String(vlan)], className: styles.short },
  { label: 'Gateways', lines: ({ gateways }) => gateways, className: styles.code },
  { label: 'DNS', lines: ({ dns }) => dns, className: styles.code },
  { label: 'Tags', lines: ({ tags }) => [tags.map((tag) => visibleText(tag)).join(' ')] },
  {
    label: 'Notes',
    lines: ({ notes }) =>
      notes
        .slice(0, mostNotes)
        .split('\n')
        .map((line) => visibleText(line)),
  },
];

function says(lines: readonly (string | null)[]): boolean {
  return lines.some((line) => line !== null && line !== '');
}

function PrintedPlan({ plan, at }: { readonly plan: Plan; readonly at: number }): ReactElement {
  const rows = printRows(plan);
  const total = nodeCount(plan);
  const used = columns.filter(({ lines }) => rows.some(({ node }) => says(lines(node))));
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
            {['Name', ...used.map(({ label }) => label)].map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ node, depth }) => (
            <tr key={node.id} className={childrenOf(plan, node.id).length > 0 ? styles.above : undefined}>
              <td style={{ paddingLeft: `${depth * 8}pt` }}>{visibleText(node.name)}</td>
              {used.map(({ label, lines, className }) => (
                <td key={label} className={className}>
                  {lines(node).map((line, index) => (
                    <div key={index}>{line}</div>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {plan.vlans.length > 0 && <PrintedVlans plan={plan} />}
    </article>
  );
}

function PrintedVlans({ plan: { vlans } }: { readonly plan: Plan }): ReactElement {
  return (
    <>
      <h2>VLANs</h2>
      <table className={styles.narrow}>
        <thead>
          <tr>
            {['VLAN', 'Site', 'Name', 'Notes'].map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {vlans.slice(0, mostPrinted).map(({ vid, site, name, notes }) => (
            <tr key={`${vid} ${site}`}>
              <td className={styles.short}>{vid}</td>
              <td>{visibleText(site)}</td>
              <td>{visibleText(name)}</td>
              <td>
                {notes
                  .slice(0, mostNotes)
                  .split('\n')
                  .map((line, index) => (
                    <div key={index}>{visibleText(line)}</div>
                  ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
