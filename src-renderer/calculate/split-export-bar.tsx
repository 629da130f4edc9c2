import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { grouped } from '../../src-core/calculate/scan-time.ts';
import type { Split } from '../../src-core/net/split.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { copyText } from '../components/clipboard.ts';
import { saveFile } from '../components/save-file.ts';
import { Field } from './field.tsx';
import { exportParts, mostRows } from './split-export.ts';
import type { Problem } from './problem.ts';
import styles from './calculate.module.css';

/** The most rows that go on the clipboard. */
const mostCopied = 65_536n;

/** Saves or copies a range of parts: so many from a number on. */
export function SplitExport({ of, start }: { readonly of: Split; readonly start: bigint }): ReactElement {
  const [from, setFrom] = useState('');
  const [count, setCount] = useState('1024');
  const [busy, setBusy] = useState(false);
  const first = from.trim() === '' ? start : wholeNumber(from);
  const rows = wholeNumber(count);
  const fromProblem: Problem | undefined =
    first === undefined || first >= of.count
      ? { why: `a number from 0 to ${grouped(of.count - 1n)} was expected` }
      : undefined;
  const countProblem: Problem | undefined =
    rows === undefined || rows === 0n ? { why: 'a whole number of rows was expected' } : undefined;
  const may = (most: bigint): boolean =>
    !busy && fromProblem === undefined && rows !== undefined && rows > 0n && rows <= most;
  const run = async (what: 'text' | 'csv' | 'copy'): Promise<void> => {
    if (first === undefined || rows === undefined) return;
    setBusy(true);
    try {
      const text = await exportParts(of, first, rows, what === 'csv' ? 'csv' : 'text');
      if (what === 'copy') {
        if (await copyText(text)) announce(`Copied ${grouped(rows)} rows`);
        else announce('The system did not let the page copy: save the rows as a file', true);
      } else {
        const name = `${of.parent.replaceAll(/[:/.]+/g, '-')}-${of.length}`;
        await saveFile({
          fileName: what === 'csv' ? `split-${name}.csv` : `split-${name}.txt`,
          mediaType: what === 'csv' ? 'text/csv' : 'text/plain',
          text,
        });
      }
    } catch (error) {
      announce(`The export failed: ${failureText(error)}`, true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.foot} role="group" aria-label="Export of rows">
      <Field
        label="Export from number"
        value={from}
        placeholder={grouped(start)}
        width={44}
        problem={fromProblem}
        onChange={setFrom}
      />
      <Field label="Rows" value={count} width={18} problem={countProblem} onChange={setCount} />
      <div className={styles.besideField}>
        <Button color="inherit" disabled={!may(mostCopied)} onClick={() => void run('copy')}>
          Copy rows
        </Button>
        <Button color="inherit" disabled={!may(mostRows.text)} onClick={() => void run('text')}>
          Save text
        </Button>
        <Button color="inherit" disabled={!may(mostRows.csv)} onClick={() => void run('csv')}>
          Save CSV
        </Button>
      </div>
      <p className={styles.limit}>
        At most {grouped(mostCopied)} rows are copied, {grouped(mostRows.text)} saved as text and{' '}
        {grouped(mostRows.csv)} as CSV.
      </p>
    </div>
  );
}

function wholeNumber(text: string): bigint | undefined {
  const digits = text.trim().replaceAll(',', '');
  return /^\d{1,40}$/.test(digits) ? BigInt(digits) : undefined;
}
