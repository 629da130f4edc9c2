import Button from '@mui/material/Button';
import { useRef, useState, type ReactElement } from 'react';
import type { ReadBack, SourceFile, WriterSummary } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { api } from '../../app/api.ts';
import { formatCount } from '../../components/format.ts';
import { ChoiceLine, TextLine } from '../../plan/dialogs/shell/fields.tsx';
import { PlanDialog } from '../../plan/dialogs/shell/plan-dialog.tsx';
import shell from '../../plan/dialogs/shell/shell.module.css';
import { LeftLines } from './left-lines.tsx';
import styles from './tasks.module.css';

interface ReadDialogProps {
  /** The writers that can read their files back. */
  readonly writers: readonly WriterSummary[];
  onClose(): void;
  /** Takes what was read into a form. @param name a name for it, from that of the file */
  onRead(writer: WriterSummary, read: ReadBack, name: string): Promise<void>;
}

/** As in the contract. */
const largestText = 8_000_000;
const mostFiles = 100;
const largeText = 50_000;

/** Reads old files into a form; shows first what has no place in it. */
export function ReadDialog({ writers, onClose, onRead }: ReadDialogProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [files, setFiles] = useState<readonly SourceFile[]>([]);
  const [pasted, setPasted] = useState('');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [read, setRead] = useState<ReadBack | null>(null);
  const writer = writers.find(({ id }) => id === chosen) ?? writers[0];
  const sources =
    files.length > 0 ? files : pasted.trim() === '' ? [] : [{ name: 'pasted text', text: pasted }];

  const take = async (given: readonly File[]): Promise<void> => {
    setRead(null);
    setProblem(undefined);
    const large = given.find(({ size }) => size > largestText);
    if (given.length > mostFiles) setProblem(`At most ${mostFiles} files are read at once.`);
    else if (large !== undefined) setProblem(`${visibleText(large.name, 60)} is larger than 8 MB.`);
    else
      setFiles(await Promise.all(given.map(async (file) => ({ name: file.name, text: await file.text() }))));
  };
  const name = files[0] === undefined ? writer?.title : `${writer?.title}, ${files[0].name}`.slice(0, 200);
  return (
    <PlanDialog
      title="Read an old file"
      width="md"
      action={read === null ? 'Read' : 'Open the form'}
      ready={writer !== undefined && sources.length > 0}
      onClose={onClose}
      onDo={async () => {
        if (writer === undefined) return;
        const result = read ?? (await api.writers.read({ writer: writer.id, files: [...sources] }));
        // What is left over is shown before the form is opened; where there is none there is nothing to look at.
        if (read === null && result.left.length > 0) {
          setRead(result);
          return;
        }
        await onRead(writer, result, name ?? writer.title);
        onClose();
      }}
    >
      <div className={shell.stack}>
        <ChoiceLine
          first
          label="Format"
          value={writer?.id ?? ''}
          choices={writers.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(next) => {
            setChosen(next);
            setRead(null);
          }}
        />
        <div
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            void take([...event.dataTransfer.files]);
          }}
        >
          <div className={styles.line}>
            <Button variant="outlined" color="inherit" onClick={() => input.current?.click()}>
              Choose files…
            </Button>
            <input
              ref={input}
              type="file"
              hidden
              multiple
              aria-label="Old files"
              onChange={(event) => {
                void take([...(event.target.files ?? [])]);
                // The same file can be chosen again after it was mended.
                event.target.value = '';
              }}
            />
            {files.length === 0 ? (
              <span className={shell.quiet}>or drop them here, or paste a text below</span>
            ) : (
              <>
                <span className={shell.mono}>
                  {files
                    .map(
                      (file) => `${visibleText(file.name, 60)}, ${formatCount(file.text.length)} characters`,
                    )
                    .join('; ')}
                </span>
                <Button
                  color="inherit"
                  onClick={() => {
                    setFiles([]);
                    setRead(null);
                  }}
                >
                  Take others
                </Button>
              </>
            )}
          </div>
          {problem !== undefined && (
            <p className={shell.problem} role="alert">
              {problem}
            </p>
          )}
          {files.length === 0 && (
            <div
              onPasteCapture={(event) => {
                const text = event.clipboardData.getData('text/plain');
                // A field with tens of thousands of lines would make every key slow: it is kept as a file is.
                if (text.length < largeText || text.length > largestText) return;
                event.preventDefault();
                setFiles([{ name: 'pasted text', text }]);
                setRead(null);
              }}
            >
              <TextLine
                mono
                rows={8}
                label="Text"
                value={pasted}
                onChange={(text) => {
                  setPasted(text);
                  setRead(null);
                }}
              />
            </div>
          )}
        </div>
        {read !== null && <LeftLines left={read.left} />}
      </div>
    </PlanDialog>
  );
}
