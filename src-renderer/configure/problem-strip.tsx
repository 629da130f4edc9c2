import ErrorIcon from '@mui/icons-material/ErrorOutlineOutlined';
import GoodIcon from '@mui/icons-material/CheckCircleOutlined';
import WarningIcon from '@mui/icons-material/WarningAmberOutlined';
import { useState, type ReactElement } from 'react';
import type { Problem } from '../../src-core/api/writers.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { formatCount, formatPlural } from '../components/format.ts';
import { placeOf } from './form/place-words.ts';
import type { GroupNode } from './form/form-node.ts';
import styles from './form-page.module.css';

interface ProblemStripProps {
  /** Null as long as nothing has looked at the form. */
  readonly problems: readonly Problem[] | null;
  readonly model: GroupNode;
  onField(path: string): void;
}

/** As many as a person goes through; the rest is counted. */
const mostShown = 100;

/** How much is wrong with the form, and the list of it. */
export function ProblemStrip({ problems: found, model, onField }: ProblemStripProps): ReactElement {
  const [open, setOpen] = useState(false);
  const problems = found ?? [];
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const words = [
    ...(errors.length > 0 ? [formatPlural(errors.length, 'error')] : []),
    ...(warnings.length > 0 ? [formatPlural(warnings.length, 'warning')] : []),
  ].join(', ');
  const looked = found !== null;
  const Icon = errors.length > 0 ? ErrorIcon : warnings.length > 0 ? WarningIcon : GoodIcon;
  const state = errors.length > 0 ? 'error' : warnings.length > 0 ? 'warning' : looked ? 'good' : 'none';
  return (
    <div className={styles.strip} data-state={state}>
      <div className={styles.stripHead} role="status">
        {looked && <Icon className={styles.stripMark} />}
        <span>{problems.length > 0 ? words : looked ? 'Nothing is wrong' : 'Not looked at yet'}</span>
        {problems.length > 0 && (
          <button
            type="button"
            className={styles.stripButton}
            aria-expanded={open}
            onClick={() => setOpen((before) => !before)}
          >
            {open ? 'Hide' : 'Show'}
          </button>
        )}
      </div>
      {open && problems.length > 0 && (
        <ul className={styles.stripList}>
          {[...errors, ...warnings].slice(0, mostShown).map((problem) => (
            <li key={`${problem.path} ${problem.message}`}>
              <button
                type="button"
                className={styles.stripItem}
                disabled={problem.path === ''}
                onClick={() => onField(problem.path)}
              >
                {problem.path !== '' && <b>{placeOf(model, problem.path)}: </b>}
                {visibleText(problem.message, 300)}
                {problem.source !== undefined && (
                  <span className={styles.stripSource}> ({visibleText(problem.source, 200)})</span>
                )}
              </button>
            </li>
          ))}
          {problems.length > mostShown && (
            <li className={styles.stripSource}>And {formatCount(problems.length - mostShown)} more.</li>
          )}
        </ul>
      )}
    </div>
  );
}
