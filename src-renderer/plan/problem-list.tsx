import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { rules } from '../../src-core/plan/rules.ts';
import { nodeAt } from '../../src-core/plan/tree.ts';
import { nodeLabel } from './use-plan-commands.ts';
import type { PlanState } from './use-plan-state.ts';
import styles from './plan-panel.module.css';

/** A first guess, in pixels; the real height is measured. */
const usualHeight = 92;

/** What the rules find in the plan, in the order of the tree. A click goes to the node. */
export function ProblemList({ state: { problems, view } }: { readonly state: PlanState }): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const { all, of } = problems;
  const virtualizer = useVirtualizer({
    count: all.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualHeight,
    overscan: 4,
    useFlushSync: false,
  });
  if (all.length === 0)
    return (
      <p className={styles.hint}>
        {of === null ? 'The rules are being checked…' : 'No rule finds anything wrong in this plan.'}
      </p>
    );
  return (
    <div ref={scroller} className={styles.scroll}>
      <ul className={styles.problems} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const finding = all[index];
          if (finding === undefined) return null;
          const node = nodeAt(view.plan, finding.node);
          const rule = rules[finding.rule];
          return (
            <li
              key={index}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={all.length}
              className={styles.problem}
              style={{ transform: `translateY(${start}px)` }}
            >
              <button
                type="button"
                className={styles.problemButton}
                onClick={() => view.select([finding.node])}
                disabled={node === undefined}
              >
                <span className={styles.problemNode}>{node === undefined ? 'gone' : nodeLabel(node)}</span>
                <span>{visibleText(finding.message)}</span>
                <span className={styles.source}>
                  {rule.reason} {rule.source}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
