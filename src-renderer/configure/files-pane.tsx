import CopyIcon from '@mui/icons-material/ContentCopyOutlined';
import ErrorIcon from '@mui/icons-material/ErrorOutlineOutlined';
import WarningIcon from '@mui/icons-material/WarningAmberOutlined';
import Button from '@mui/material/Button';
import Select from '@mui/material/Select';
import { memo, useEffect, useMemo, useRef, type ReactElement } from 'react';
import type { CheckResult, Preview, ShownFile } from '../../src-core/api/writers.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { announce } from '../components/announcer.tsx';
import { copyText } from '../components/clipboard.ts';
import { formatPlural } from '../components/format.ts';
import { CodeView } from './code/code-view.tsx';
import { fileOf, fileText, notesOf, shortName, worstOf } from './code/file-lines.ts';
import styles from './form-page.module.css';

interface FilesPaneProps {
  readonly preview: Preview;
  readonly checks: readonly CheckResult[];
  /** The file that was chosen; the first where it is not there. */
  readonly file: string | null;
  /** The field that has the focus. */
  readonly path: string;
  /** A line to go to, counted from 0. */
  readonly line: { readonly file: string; readonly line: number } | null;
  onFile(path: string): void;
  onField(path: string): void;
}

const noFields: readonly string[] = [];
/** More files than this are chosen from a list. */
const mostTabs = 5;

/** The files as they will be. */
export const FilesPane = memo(function FilesPane(props: FilesPaneProps): ReactElement {
  const { preview, checks, file: chosen, path, line, onFile, onField } = props;
  const shown = preview.files.find((file) => file.path === chosen) ?? preview.files[0];
  // The file with the lines of a field comes to the front when the focus goes there, not again while it is typed into.
  const latest = useRef(preview);
  useEffect(() => {
    latest.current = preview;
  }, [preview]);
  const before = useRef(path);
  useEffect(() => {
    if (path === before.current) return;
    before.current = path;
    const wanted = fileOf(latest.current, shown?.path ?? null, path);
    if (wanted !== undefined && wanted.path !== shown?.path) onFile(wanted.path);
  }, [path, shown?.path, onFile]);
  const { path: shownPath = '', from = noFields } = shown ?? {};
  const notes = useMemo(
    () => notesOf({ path: shownPath, from }, preview.problems, checks),
    [shownPath, from, preview.problems, checks],
  );
  if (shown === undefined) return <p className={styles.noFiles}>These values need no file.</p>;
  return (
    <div className={styles.files}>
      <div className={styles.fileHead}>
        {preview.files.length > mostTabs ? (
          <FileList files={preview.files} shown={shown} onFile={onFile} />
        ) : (
          <FileTabs preview={preview} checks={checks} shown={shown} onFile={onFile} />
        )}
        <span className={styles.space} />
        <Button
          color="inherit"
          startIcon={<CopyIcon />}
          onClick={() => {
            void copyText(fileText(shown)).then((copied) =>
              copied
                ? announce(`Copied ${shown.path}, ${formatPlural(shown.lines.length, 'line')}`)
                : announce('The system did not let the page copy: select the text and copy it by hand', true),
            );
          }}
        >
          Copy
        </Button>
      </div>
      <p className={styles.fileAbout}>
        <span className={styles.filePath}>/{visibleText(shown.path, 200)}</span>
        {shown.executable && ' (executable)'} {visibleText(shown.about, 300)}
      </p>
      <div className={styles.code}>
        <CodeView
          key={shown.path}
          file={shown}
          notes={notes}
          path={path}
          line={line?.file === shown.path ? line : null}
          onField={onField}
        />
      </div>
    </div>
  );
});

interface FileChoiceProps {
  readonly shown: ShownFile;
  onFile(path: string): void;
}

function FileTabs({
  preview,
  checks,
  shown,
  onFile,
}: FileChoiceProps & { readonly preview: Preview; readonly checks: readonly CheckResult[] }): ReactElement {
  const worst = useMemo(
    () => new Map(preview.files.map((file) => [file.path, worstOf(notesOf(file, preview.problems, checks))])),
    [preview, checks],
  );
  return (
    <div role="group" aria-label="Files" className={styles.fileTabs}>
      {preview.files.map((file) => {
        const state = worst.get(file.path) ?? null;
        return (
          <button
            key={file.path}
            type="button"
            className={styles.fileTab}
            aria-pressed={file.path === shown.path}
            onClick={() => onFile(file.path)}
          >
            {state === 'error' && <ErrorIcon className={styles.tabError} titleAccess="Errors in" />}
            {state === 'warning' && <WarningIcon className={styles.tabWarning} titleAccess="Warnings in" />}
            {visibleText(shortName(file.path, preview.files), 60)}
          </button>
        );
      })}
    </div>
  );
}

function FileList({
  files,
  shown,
  onFile,
}: FileChoiceProps & { readonly files: readonly ShownFile[] }): ReactElement {
  return (
    <Select
      native
      value={shown.path}
      inputProps={{ 'aria-label': `File, of ${files.length}` }}
      onChange={(event) => onFile(event.target.value)}
    >
      {files.map(({ path }) => (
        <option key={path} value={path}>
          {visibleText(path, 120)}
        </option>
      ))}
    </Select>
  );
}
