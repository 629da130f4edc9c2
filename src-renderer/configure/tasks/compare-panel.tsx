import Button from '@mui/material/Button';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useEffect, useId, useMemo, useRef, useState, type ReactElement } from 'react';
import type { Preview } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { diffTexts } from '../../../src-core/writers/diff.ts';
import { failureOf } from '../../app/failure.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { formatPlural } from '../../components/format.ts';
import { fileText } from '../code/file-lines.ts';
import { DiffPane } from '../diff/diff-pane.tsx';
import { BackupsDialog } from './backups-dialog.tsx';
import { isWritable } from './compared-words.ts';
import { ComparedList } from './compared-list.tsx';
import { PastedPanel } from './pasted-panel.tsx';
import type { useCompare } from './use-compare.ts';
import styles from './tasks.module.css';

interface ComparePanelProps {
  readonly preview: Preview;
  readonly compare: ReturnType<typeof useCompare>;
  /** The folder that was used last. */
  readonly folder: string | null;
  /** Another number, but 0, is another wish to go to the folder. */
  readonly asked: number;
  onFolder(folder: string): void;
}

/** Compares the files with a folder of this computer, or with a text, and writes them. */
export function ComparePanel(props: ComparePanelProps): ReactElement {
  const [pasted, setPasted] = useState(false);
  return (
    <div className={styles.compare}>
      <div className={styles.choice} role="group" aria-label="What the files are compared with">
        <button
          type="button"
          className={styles.option}
          aria-pressed={!pasted}
          onClick={() => setPasted(false)}
        >
          A folder of this computer
        </button>
        <button type="button" className={styles.option} aria-pressed={pasted} onClick={() => setPasted(true)}>
          A pasted text
        </button>
      </div>
      {pasted ? <PastedPanel preview={props.preview} /> : <FolderPanel {...props} />}
    </div>
  );
}

function FolderPanel({ preview, compare, folder: last, asked, onFolder }: ComparePanelProps): ReactElement {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asked > 0) input.current?.focus();
  }, [asked]);
  const [folder, setFolder] = useState(compare.folder ?? last ?? '/');
  const [chosen, setChosen] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [backups, setBackups] = useState(false);
  const files = compare.files ?? [];
  const shown = files.find(({ path }) => path === chosen) ?? files.find(isWritable) ?? files[0];
  const mine = preview.files.find(({ path }) => path === shown?.path);
  const hunks = useMemo(() => {
    if (shown?.state === 'same') return [];
    if (shown === undefined || mine === undefined || (shown.text === null && shown.state !== 'absent'))
      return null;
    return diffTexts(shown.text ?? '', fileText(mine));
  }, [shown, mine]);
  const writable = files.filter((file) => isWritable(file) && !left.has(file.path));
  const wait = compare.outdated || compare.busy !== null;
  const conflict = compare.failure !== null && failureOf(compare.failure).code === 'conflict';
  return (
    <>
      <form
        className={styles.folder}
        onSubmit={(event) => {
          event.preventDefault();
          onFolder(folder.trim());
          void compare.compare(folder.trim());
        }}
      >
        <label htmlFor={id}>Folder</label>
        <OutlinedInput
          id={id}
          inputRef={input}
          value={folder}
          placeholder="/"
          inputProps={{ spellCheck: false, autoComplete: 'off', 'aria-describedby': `${id}-below` }}
          sx={{ flex: 1 }}
          onChange={(event) => setFolder(event.target.value)}
        />
        <Button
          type="submit"
          variant="outlined"
          color="inherit"
          disabled={folder.trim() === '' || compare.busy !== null}
        >
          {compare.busy === 'comparing' ? 'Comparing…' : 'Compare'}
        </Button>
        <Button
          variant="contained"
          disabled={!preview.usable || wait || writable.length === 0}
          onClick={() => void compare.write(new Set(writable.map(({ path }) => path)))}
        >
          {compare.busy === 'writing'
            ? 'Writing…'
            : writable.length === 0
              ? 'Write'
              : `Write ${formatPlural(writable.length, 'file')}`}
        </Button>
      </form>
      <p id={`${id}-below`} className={`${styles.quiet} ${styles.beside}`}>
        / is for the real places. The old file is kept beside the new one, with its date; mode and owner stay.
        {!preview.usable && ' The form has errors: it can be compared, but not written.'}
      </p>
      <div className={styles.beside} role="status">
        {compare.written !== null && (
          <p className={styles.done}>
            {compare.written
              .map(({ path, state, backup }) =>
                state === 'unchanged'
                  ? `/${path} was the same already`
                  : `/${path} ${state}${backup === null ? '' : `, the old one is ${backup}`}`,
              )
              .slice(0, 6)
              .map((text) => visibleText(text, 300))
              .join('; ')}
            {compare.written.length > 6 && ` and ${compare.written.length - 6} more`}.
          </p>
        )}
      </div>
      {compare.failure !== null && (
        <FailureNotice
          error={compare.failure}
          what={conflict ? 'Nothing was written' : 'It could not be done'}
        />
      )}
      {shown !== undefined && mine !== undefined && (
        <>
          <ComparedList
            files={files}
            shown={shown.path}
            left={left}
            onShow={setChosen}
            onTake={(path, take) =>
              setLeft((before) => {
                const next = new Set(before);
                if (take) next.delete(path);
                else next.add(path);
                return next;
              })
            }
            onBackups={(path) => {
              setChosen(path);
              setBackups(true);
            }}
          />
          {shown.reason !== null && <p className={styles.reason}>{visibleText(shown.reason, 500)}</p>}
          <DiffPane
            label={`Differences of ${shown.path}`}
            hunks={hunks}
            same="There is no difference."
            unknown="What is there cannot be shown."
          />
        </>
      )}
      {backups && shown !== undefined && compare.folder !== null && (
        <BackupsDialog
          folder={compare.folder}
          file={shown}
          onClose={() => setBackups(false)}
          onRestored={() => void compare.compare(compare.folder ?? '/')}
        />
      )}
    </>
  );
}
