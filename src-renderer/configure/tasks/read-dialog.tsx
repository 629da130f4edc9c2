import Button from '@mui/material/Button';
import { useMemo, useRef, useState, type ReactElement } from 'react';
import type { ReadBack, SourceFile, WriterSummary } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { api } from '../../app/api.ts';
import { failureText } from '../../app/failure.ts';
import { formatCount } from '../../components/format.ts';
import { ChoiceLine } from '../../plan/dialogs/shell/fields.tsx';
import { PlanDialog } from '../../plan/dialogs/shell/plan-dialog.tsx';
import shell from '../../plan/dialogs/shell/shell.module.css';
import { LeftLines } from './left-lines.tsx';
import { PastedField } from './pasted-field.tsx';
import { readBytes, type ReadFile } from './pasted-text.ts';
import { recognitionWords } from './recognition-words.ts';
import { useRecognised } from './use-recognised.ts';
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
const pastedName = 'pasted text';

/** Reads old files into a form; shows first what has no place in it. */
export function ReadDialog({ writers, onClose, onRead }: ReadDialogProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [files, setFiles] = useState<readonly ReadFile[]>([]);
  const [pasted, setPasted] = useState('');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [read, setRead] = useState<ReadBack | null>(null);
  const sources = useMemo(
    (): SourceFile[] =>
      files.length > 0
        ? files.map(({ name, text }) => ({ name, text }))
        : pasted.trim() === ''
          ? []
          : [{ name: pastedName, text: pasted }],
    [files, pasted],
  );
  const recognition = useRecognised(sources);
  const seen = recognition.state === 'done' ? recognition.formats[0]?.writer : undefined;
  const writer = writers.find(({ id }) => id === (chosen ?? seen));
  const titleOf = (id: string): string => writers.find((each) => each.id === id)?.title ?? id;

  const take = async (given: readonly File[]): Promise<void> => {
    setRead(null);
    setProblem(undefined);
    const large = given.find(({ size }) => size > largestText);
    if (given.length > mostFiles) setProblem(`At most ${mostFiles} files are read at once.`);
    else if (large !== undefined) setProblem(`${visibleText(large.name, 60)} is larger than 8 MB.`);
    else {
      try {
        setFiles(
          await Promise.all(given.map(async (file) => readBytes(file.name, await file.arrayBuffer()))),
        );
      } catch (error) {
        // A folder that was dropped, or a file that is gone or that this user may not read.
        setProblem(`It could not be read: ${failureText(error)}`);
      }
    }
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
        const result = read ?? (await api.writers.read({ writer: writer.id, files: sources }));
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
        <div
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            void take([...event.dataTransfer.files]);
          }}
        >
          <div className={styles.line}>
            <Button variant="outlined" color="inherit" autoFocus onClick={() => input.current?.click()}>
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
                      ({ name: own, text, odd }) =>
                        `${visibleText(own, 60)}, ${formatCount(text.length)} characters${odd === null ? '' : `: ${odd}`}`,
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
            <PastedField
              rows={8}
              label="Text"
              text={pasted}
              onChange={(text) => {
                setPasted(text);
                setRead(null);
              }}
            />
          )}
        </div>
        <div>
          <ChoiceLine
            label="Format"
            value={chosen ?? ''}
            choices={[
              {
                value: '',
                label: seen === undefined ? 'As it is recognised' : `${titleOf(seen)} (recognised)`,
              },
              ...writers.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={(next) => {
              setChosen(next === '' ? null : next);
              setRead(null);
            }}
          />
          <p className={styles.quiet} role="status">
            {recognitionWords(recognition, titleOf, chosen)}
          </p>
        </div>
        {read !== null && <LeftLines left={read.left} />}
      </div>
    </PlanDialog>
  );
}
