import FailedIcon from '@mui/icons-material/CancelOutlined';
import PassedIcon from '@mui/icons-material/CheckCircleOutlined';
import UnknownIcon from '@mui/icons-material/HelpOutlineOutlined';
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import type { CheckResult, WriterSummary } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import type { CheckState } from './use-check.ts';
import styles from './tasks.module.css';

interface ChecksPanelProps {
  readonly writer: WriterSummary;
  readonly check: CheckState;
  /** False where the form is wrong, so there are no files to check. */
  readonly usable: boolean;
  onCheck(): void;
  /** Shows a line of a file, counted from 1. */
  onLine(file: string, line: number): void;
}

const labels: Readonly<Record<CheckResult['status'], string>> = {
  passed: 'Accepted',
  failed: 'Refused',
  'not-installed': 'Not installed',
  'not-possible': 'Not possible here',
};
const icons = {
  passed: PassedIcon,
  failed: FailedIcon,
  'not-installed': UnknownIcon,
  'not-possible': UnknownIcon,
};

/** What the real programs say of the files. */
export function ChecksPanel({ writer, check, usable, onCheck, onLine }: ChecksPanelProps): ReactElement {
  if (writer.checkers.length === 0) {
    return (
      <div className={styles.panel}>
        <p className={styles.text}>There is no program that checks these files where they are not in use.</p>
      </div>
    );
  }
  const names = writer.checkers.map(({ name }) => name).join(', ');
  return (
    <div className={styles.panel}>
      <div className={styles.line}>
        <Button variant="outlined" disabled={!usable || check.busy} onClick={onCheck}>
          {check.busy ? 'Checking…' : 'Check now'}
        </Button>
        <span className={styles.quiet}>
          {usable
            ? `Runs ${names} over the files in a temporary folder.`
            : 'Mend what is wrong in the form first: there are no files to check yet.'}
        </span>
      </div>
      {check.failure !== null && (
        <FailureNotice error={check.failure} what="The files could not be checked" />
      )}
      {check.results !== null && check.outdated && (
        <p className={styles.text}>The form has changed since: check again.</p>
      )}
      {check.results?.length === 0 && (
        <p className={styles.text}>These files have nothing for the programs to check.</p>
      )}
      <div role="status">
        {check.results?.map((result, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- one program may run several times
          <Result key={index} result={result} onLine={onLine} />
        ))}
      </div>
    </div>
  );
}

function Result({
  result,
  onLine,
}: {
  readonly result: CheckResult;
  onLine(file: string, line: number): void;
}): ReactElement {
  const Icon = icons[result.status];
  const several = new Set(result.words.map(({ file }) => file)).size > 1;
  return (
    <section className={styles.result} aria-label={result.checker}>
      <div className={styles.resultHead}>
        <span className={styles.status} data-status={result.status}>
          <Icon fontSize="small" />
          {labels[result.status]}
        </span>
        <code className={styles.mono}>{visibleText(result.command, 500)}</code>
      </div>
      {result.reason !== undefined && <p className={styles.text}>{visibleText(result.reason, 1000)}</p>}
      {result.words.length > 0 && (
        <ul className={styles.words}>
          {result.words.map(({ file, line, text }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a program may say the same twice
            <li key={index}>
              {file !== null && line !== null && (
                <button type="button" className={styles.goTo} onClick={() => onLine(file, line)}>
                  {several ? `/${visibleText(file, 120)} line ${line}` : `Line ${line}`}
                </button>
              )}
              <span className={styles.mono}>{visibleText(text, 1000)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
