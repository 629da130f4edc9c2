import Select from '@mui/material/Select';
import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import type { Preview } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { diffTexts } from '../../../src-core/writers/diff.ts';
import { fileText } from '../code/file-lines.ts';
import { DiffPane } from '../diff/diff-pane.tsx';
import { PastedField } from './pasted-field.tsx';
import styles from './tasks.module.css';

/** Compares one file with a text that is pasted. */
export function PastedPanel({ preview }: { readonly preview: Preview }): ReactElement {
  const [chosen, setChosen] = useState<string | null>(null);
  const [text, setText] = useState('');
  const file = preview.files.find(({ path }) => path === chosen) ?? preview.files[0];
  const given = useDeferredValue(text);
  const hunks = useMemo(
    () => (file === undefined || given === '' ? null : diffTexts(withBreak(given), fileText(file))),
    [file, given],
  );
  return (
    <>
      <div className={styles.pasted}>
        {preview.files.length > 1 && (
          <Select
            native
            value={file?.path ?? ''}
            inputProps={{ 'aria-label': 'File to compare' }}
            onChange={(event) => setChosen(event.target.value)}
          >
            {preview.files.map(({ path }) => (
              <option key={path} value={path}>
                {visibleText(path, 120)}
              </option>
            ))}
          </Select>
        )}
        <PastedField rows={6} label="The text that is in use" text={text} onChange={setText} />
      </div>
      <DiffPane
        label="Differences from the pasted text"
        hunks={hunks}
        same="There is no difference."
        unknown="Paste a text to see how it differs."
      />
    </>
  );
}

/** What is pasted seldom ends with the line break that the file has. */
function withBreak(text: string): string {
  const lines = text.replaceAll('\r\n', '\n');
  return lines.endsWith('\n') ? lines : `${lines}\n`;
}
