import ErrorIcon from '@mui/icons-material/ErrorOutlineOutlined';
import WarningIcon from '@mui/icons-material/WarningAmberOutlined';
import type { ReactElement } from 'react';
import { formatPlural } from '../../components/format.ts';
import styles from './form.module.css';

/** How many problems are in a part that is closed. */
export function ProblemCount({
  count,
}: {
  readonly count: { readonly errors: number; readonly warnings: number };
}): ReactElement | null {
  if (count.errors > 0) {
    return (
      <span className={styles.errorCount}>
        <ErrorIcon className={styles.mark} />
        {formatPlural(count.errors, 'error')}
      </span>
    );
  }
  if (count.warnings === 0) return null;
  return (
    <span className={styles.warningCount}>
      <WarningIcon className={styles.mark} />
      {formatPlural(count.warnings, 'warning')}
    </span>
  );
}
