import type { ReactElement } from 'react';
import type { PlanNode } from '../../../src-core/plan/node.ts';
import { statusLabels } from '../plan-columns.tsx';
import styles from './plan-table.module.css';

/** A state as its sign and its word. */
export function StatusCell({ status }: { readonly status: PlanNode['status'] }): ReactElement {
  return (
    <span>
      <span aria-hidden="true" className={styles.sign}>
        {statusLabels[status].sign}
      </span>
      {statusLabels[status].label}
    </span>
  );
}
