import { useDeferredValue, useMemo, type ReactElement } from 'react';
import type { Family } from '../../src-core/net/address.ts';
import { lengthOf } from '../../src-core/net/prefix.ts';
import { extentIn } from '../../src-core/plan/node.ts';
import { figuresOf, type Figures } from '../../src-core/plan/space.ts';
import { childrenOf, nodeAt, entryAt, type Plan } from '../../src-core/plan/tree.ts';
import styles from './plan-panel.module.css';

const counts = new Intl.NumberFormat('en');

/** How the space of a node is used, in each of its families. A large plan may need a moment, which typing does not wait for. */
export function NodeFigures({ plan, id }: { readonly plan: Plan; readonly id: string }): ReactElement | null {
  const deferredPlan = useDeferredValue(plan);
  const deferredId = useDeferredValue(id);
  const figures = useMemo(() => figuresOfNode(deferredPlan, deferredId), [deferredPlan, deferredId]);
  if (figures.length === 0) return null;
  return (
    <section aria-label="Space">
      <h3 className={styles.heading}>Space</h3>
      {figures.map((each) => (
        <FamilyFigures key={each.family} figures={each} below={childrenOf(deferredPlan, deferredId).length} />
      ))}
    </section>
  );
}

function figuresOfNode(plan: Plan, id: string): Figures[] {
  if (nodeAt(plan, id) === undefined) return [];
  const entry = entryAt(plan, id);
  return ([6, 4] as const)
    .filter((which: Family) => extentIn(entry, which) !== undefined)
    .map((which) => figuresOf(plan, id, which, 0));
}

function FamilyFigures({
  figures,
  below,
}: {
  readonly figures: Figures;
  readonly below: number;
}): ReactElement {
  const { family, prefix, total, used, reserved, free, lans } = figures;
  const lines = [
    ['used', 'Taken below', used],
    ['reserved', 'Kept to grow', reserved],
    ['free', 'Free', free],
  ] as const;
  return (
    <div className={styles.figures}>
      <div className={styles.whole}>
        <span>IPv{family}</span>
        <span>{amount(total, figures)}</span>
      </div>
      <div className={styles.stack} aria-hidden="true">
        {lines.map(([kind, , value]) => (
          <span key={kind} data-kind={kind} style={{ '--share': percent(value, total) }} />
        ))}
      </div>
      <dl className={styles.facts}>
        {lines.map(([kind, label, value]) => (
          <div key={kind} className={styles.fact}>
            <dt data-kind={kind}>{label}</dt>
            <dd>{amount(value, figures)}</dd>
            <dd>{percent(value, total)}</dd>
          </div>
        ))}
        {lans !== null && lengthOf(prefix) < 64 && below > 0 && (
          <div className={styles.fact}>
            <dt>Free /64s</dt>
            <dd>{counts.format(lans.free)}</dd>
            <dd>of {counts.format(lans.total)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}

/** IPv6 is counted in /64s as long as that says something, IPv4 in addresses. */
function amount(value: bigint, { family, prefix }: Figures): string {
  if (family === 4) return `${counts.format(value)} addresses`;
  if (lengthOf(prefix) > 64) return `${counts.format(value)} addresses`;
  const lan = 1n << 64n;
  if (value % lan === 0n) return `${counts.format(value / lan)} × /64`;
  return value < lan ? 'less than a /64' : `some ${counts.format(value / lan)} × /64`;
}

function percent(value: bigint, total: bigint): string {
  const share = Number((value * 100_000n) / total) / 1000;
  if (value > 0n && share < 0.1) return '<0.1 %';
  return `${share >= 10 || Number.isInteger(share) ? Math.round(share) : share.toFixed(1)} %`;
}
