import Button from '@mui/material/Button';
import { useState, type ClipboardEvent, type ReactElement } from 'react';
import { largestFileText } from '../../../src-core/api/config-files.ts';
import { formatCount, formatPlural } from '../../components/format.ts';
import { TextLine } from '../../plan/dialogs/shell/fields.tsx';
import shell from '../../plan/dialogs/shell/shell.module.css';
import { isLarge, lineCount, pastedInto } from './pasted-text.ts';
import styles from './tasks.module.css';

interface PastedFieldProps {
  readonly label: string;
  readonly rows: number;
  readonly text: string;
  onChange(text: string): void;
}

/**
 * A text that is typed or pasted. A field with tens of thousands of lines would make every key slow, so a large text is
 * told of in its place; one that is too large for the program is refused.
 */
export function PastedField({ label, rows, text, onChange }: PastedFieldProps): ReactElement {
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const paste = (event: ClipboardEvent): void => {
    const given = event.clipboardData.getData('text/plain');
    const field = event.target instanceof HTMLTextAreaElement ? event.target : null;
    const next = pastedInto(text, given, field?.selectionStart ?? 0, field?.selectionEnd ?? text.length);
    setProblem(undefined);
    if (!isLarge(next)) return;
    event.preventDefault();
    if (next.length > largestFileText)
      setProblem(`What was pasted has ${formatCount(given.length)} characters: at most 8,000,000 are taken.`);
    else onChange(next);
  };
  if (isLarge(text)) {
    return (
      <div className={styles.line}>
        <span className={shell.mono}>
          {label}: {formatPlural(lineCount(text), 'line')}, {formatCount(text.length)} characters
        </span>
        <Button color="inherit" autoFocus onClick={() => onChange('')}>
          Paste another
        </Button>
      </div>
    );
  }
  return (
    <div onPasteCapture={paste}>
      <TextLine mono rows={rows} label={label} value={text} problem={problem} onChange={onChange} />
    </div>
  );
}
