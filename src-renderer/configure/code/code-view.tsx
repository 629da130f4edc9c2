import ErrorIcon from '@mui/icons-material/ErrorOutlineOutlined';
import NoteIcon from '@mui/icons-material/InfoOutlined';
import WarningIcon from '@mui/icons-material/WarningAmberOutlined';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  memo,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import type { ShownFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { fieldsIn, linesOf, shownLine, type LineNote } from './file-lines.ts';
import { tokensOf, type Language } from './tokens.ts';
import styles from './code-view.module.css';

interface CodeViewProps {
  readonly file: ShownFile;
  readonly notes: ReadonlyMap<number, readonly LineNote[]>;
  /** The field whose lines are marked. */
  readonly path: string;
  /** A line to go to, counted from 0; another object is another wish. */
  readonly line: { readonly line: number } | null;
  /** Goes to the field that a line came from. */
  onField(path: string): void;
}

const lineHeight = 20;
const none: ReadonlySet<number> = new Set();

/**
 * A file with line numbers, colours, and what is said of its lines. Arrow keys go through the lines, Enter or a click
 * goes to the field that a line came from. Only the lines in sight are drawn, so a file may have any number of them.
 */
export const CodeView = memo(function CodeView(props: CodeViewProps): ReactElement {
  const { file, notes, path, line: wanted, onField } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const { from } = file;
  const count = file.lines.length;
  const line = Math.min(current, Math.max(0, count - 1));
  const marked = useMemo(() => {
    const lines = linesOf({ from }, path);
    return lines.length === 0 ? none : new Set(lines);
  }, [from, path]);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 12,
  });
  const first = marked.values().next().value;
  const scroll = useRef(virtualizer);
  scroll.current = virtualizer;
  // The lines of a field come into sight with it, unless the person is in the file already.
  useEffect(() => {
    if (first === undefined || scroller.current?.contains(document.activeElement) === true) return;
    setCurrent(first);
    const shown = scroll.current.range;
    if (shown !== null && first >= shown.startIndex && first < shown.endIndex) return;
    scroll.current.scrollToIndex(first, { align: 'center' });
  }, [first, path]);

  useEffect(() => {
    if (wanted === null) return;
    setCurrent(wanted.line);
    scroll.current.scrollToIndex(wanted.line, { align: 'center' });
    scroller.current?.focus({ preventScroll: true });
  }, [wanted]);

  const go = (to: number): void => {
    const next = Math.max(0, Math.min(count - 1, to));
    setCurrent(next);
    virtualizer.scrollToIndex(next, { align: 'auto' });
  };
  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / lineHeight) - 2);
  const moves: Readonly<Record<string, number>> = {
    ArrowUp: line - 1,
    ArrowDown: line + 1,
    PageUp: line - page,
    PageDown: line + page,
    Home: 0,
    End: count - 1,
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      go(to);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      follow(line);
    }
  };
  const follow = (at: number): void => {
    setCurrent(at);
    const [field] = fieldsIn(from[at] ?? '');
    if (field !== undefined && document.getSelection()?.isCollapsed !== false) onField(field);
  };
  const digits = String(count).length;
  const drawn = virtualizer.getVirtualItems();
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      aria-label={`Lines of ${file.path}`}
      aria-activedescendant={drawn.some(({ index }) => index === line) ? `${id}-${line}` : undefined}
      tabIndex={0}
      onKeyDown={keys}
      style={{ '--digits': digits }}
    >
      <div role="presentation" className={styles.all} style={{ height: virtualizer.getTotalSize() }}>
        {drawn.map(({ index, start }) => (
          <CodeLine
            key={index}
            id={`${id}-${index}`}
            index={index}
            count={count}
            top={start}
            language={file.language}
            text={file.lines[index] ?? ''}
            linked={(from[index] ?? '') !== ''}
            marked={marked.has(index)}
            current={index === line}
            notes={notes.get(index)}
            onFollow={follow}
          />
        ))}
      </div>
    </div>
  );
});

interface CodeLineProps {
  readonly id: string;
  readonly index: number;
  readonly count: number;
  readonly top: number;
  readonly language: Language;
  readonly text: string;
  readonly linked: boolean;
  readonly marked: boolean;
  readonly current: boolean;
  readonly notes: readonly LineNote[] | undefined;
  onFollow(index: number): void;
}

function CodeLine(props: CodeLineProps): ReactElement {
  const { id, index, count, top, language, text, linked, marked, current, notes, onFollow } = props;
  const worst = notes?.find(({ severity }) => severity === 'error') ?? notes?.[0];
  const said = notes?.map((note) => visibleText(note.text, 600)).join('; ');
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the list has the keys for all of its lines
    <div
      id={id}
      role="option"
      aria-selected={marked}
      aria-posinset={index + 1}
      aria-setsize={count}
      className={styles.line}
      data-current={current}
      data-linked={linked}
      data-severity={worst?.severity}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onFollow(index)}
    >
      <span className={styles.gutter}>{index + 1}</span>
      <span className={styles.code}>
        {tokensOf(language, shownLine(text)).map((token, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- the parts of a line have nothing else to tell them apart
          <span key={at} className={styles[token.kind]}>
            {token.text}
          </span>
        ))}
      </span>
      {worst !== undefined && (
        <span className={styles.said} title={said}>
          <NoteMark severity={worst.severity} />
          <span className={styles.words}>{said}</span>
        </span>
      )}
    </div>
  );
}

function NoteMark({ severity }: { readonly severity: LineNote['severity'] }): ReactElement {
  if (severity === 'error') return <ErrorIcon className={styles.mark} titleAccess="Error" />;
  if (severity === 'warning') return <WarningIcon className={styles.mark} titleAccess="Warning" />;
  return <NoteIcon className={styles.mark} titleAccess="Note" />;
}
