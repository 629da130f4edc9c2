import ErrorIcon from '@mui/icons-material/ErrorOutlineOutlined';
import WarningIcon from '@mui/icons-material/WarningAmberOutlined';
import type { ReactElement } from 'react';
import type { Problem } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import styles from './form.module.css';

/** What is wrong or noteworthy, each with its source; errors first. */
export function ProblemLines({ problems }: { readonly problems: readonly Problem[] }): ReactElement | null {
  if (problems.length === 0) return null;
  const sorted = problems.toSorted((one, other) => rank(one) - rank(other));
  return (
    <>
      {sorted.map(({ severity, message, source }) => (
        <p key={message} className={severity === 'error' ? styles.error : styles.warning}>
          {severity === 'error' ? (
            <ErrorIcon className={styles.mark} titleAccess="Error" />
          ) : (
            <WarningIcon className={styles.mark} titleAccess="Warning" />
          )}
          <span>
            {visibleText(message, 500)}
            {source !== undefined && <span className={styles.source}> ({visibleText(source, 200)})</span>}
          </span>
        </p>
      ))}
    </>
  );
}

function rank({ severity }: Problem): number {
  return severity === 'error' ? 0 : 1;
}
