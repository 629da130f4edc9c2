import Button from '@mui/material/Button';
import { useRef, useState, type ReactElement } from 'react';
import { largestPlanText } from '../../../../src-core/api/plans.ts';
import { visibleText } from '../../../../src-core/net/visible-text.ts';
import { formatCount } from '../../../components/format.ts';
import { TextLine } from '../shell/fields.tsx';
import shell from '../shell/shell.module.css';
import styles from './transfer.module.css';

/** The text to be read, and the file that it is from; null where it was pasted. */
export interface SourceText {
  readonly text: string;
  readonly fileName: string | null;
}

interface ImportSourceProps {
  readonly source: SourceText;
  onChange(source: SourceText): void;
}

/** A file that is chosen or dropped, or a text that is pasted. */
export function ImportSource({ source, onChange }: ImportSourceProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > largestPlanText) {
      setProblem(`${visibleText(file.name, 60)} is larger than ${largestPlanText / 1024 / 1024} MB.`);
      return;
    }
    try {
      onChange({ text: await file.text(), fileName: file.name });
      setProblem(undefined);
    } catch (error) {
      setProblem(
        `${visibleText(file.name, 60)} could not be read: ${error instanceof Error ? error.message : ''}`,
      );
    }
  };
  return (
    <div
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer.files[0]);
      }}
    >
      <div className={styles.source}>
        <Button variant="outlined" color="inherit" onClick={() => input.current?.click()}>
          Choose a file…
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="File to import"
          accept=".json,.csv,.txt,.tsv,text/*,application/json"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            // The same file can be chosen again after it was mended.
            event.target.value = '';
          }}
        />
        {source.fileName === null ? (
          <span className={shell.quiet}>or drop it here, or paste its text below</span>
        ) : (
          <>
            <span className={shell.mono}>
              {visibleText(source.fileName, 80)}, {formatCount(source.text.length)} characters
            </span>
            <Button color="inherit" onClick={() => onChange({ text: '', fileName: null })}>
              Take another
            </Button>
          </>
        )}
      </div>
      {problem !== undefined && (
        <p className={shell.problem} role="alert">
          {problem}
        </p>
      )}
      {/* A file is not put into the field: a million lines would make it slow. */}
      {source.fileName === null && (
        <TextLine
          first
          mono
          rows={6}
          label="Text"
          value={source.text}
          placeholder={'2001:db8:1::/48 Oslo\n2001:db8:2::/48 Bergen'}
          onChange={(text) => onChange({ text, fileName: null })}
        />
      )}
    </div>
  );
}
