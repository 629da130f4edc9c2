import WarningIcon from '@mui/icons-material/WarningAmberOutlined';
import Checkbox from '@mui/material/Checkbox';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { RenumberPreview, RenumberedConfiguration } from '../../../src-core/api/configurations.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { formatPlural } from '../../components/format.ts';
import { amountsOf } from '../diff/diff-rows.ts';
import { RenumberBar } from './renumber-bar.tsx';
import {
  canWrite,
  fileKey,
  isListed,
  isRefused,
  turned,
  type Left,
  type Listing,
  type RenumberedFile,
} from './renumber-choice.ts';
import styles from './renumber-page.module.css';

interface RenumberListProps {
  readonly preview: RenumberPreview;
  readonly left: Left;
  /** The file whose differences are shown. */
  readonly shown: string | null;
  /** True once it is done. */
  readonly locked: boolean;
  onLeft(left: Left): void;
  onShow(key: string): void;
}

type Row =
  | { readonly is: 'configuration'; readonly one: RenumberedConfiguration }
  | { readonly is: 'file'; readonly one: RenumberedConfiguration; readonly file: RenumberedFile };

const rowHeight = 34;

/** The stored forms with their files, each to take or to leave; only those in sight are drawn. */
export function RenumberList({
  preview,
  left,
  shown,
  locked,
  onLeft,
  onShow,
}: RenumberListProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const [listing, setListing] = useState<Listing>('all');
  /** The row that gets the focus once it is drawn. */
  const [wanted, setWanted] = useState<number | null>(null);
  const listed = useMemo(
    () => preview.configurations.filter((one) => isListed(one, listing)),
    [preview, listing],
  );
  const rows = useMemo(
    () =>
      listed.flatMap((one): Row[] => [
        { is: 'configuration', one },
        ...one.files.map((file): Row => ({ is: 'file', one, file })),
      ]),
    [listed],
  );
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const drawn = virtualizer.getVirtualItems();
  useEffect(() => {
    const button = scroller.current?.querySelector<HTMLElement>(`[data-row="${wanted}"] button`);
    if (wanted === null || !button) return;
    button.focus({ preventScroll: true });
    setWanted(null);
  }, [wanted, drawn]);
  // From file to file as in any list; Tab would go through two boxes for each of them.
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const at = event.target instanceof Element ? event.target.closest('[data-row]') : null;
    if (step === 0 || at === null) return;
    let next = Number(at.getAttribute('data-row')) + step;
    while (rows[next]?.is === 'configuration') next += step;
    const row = rows[next];
    if (row?.is !== 'file') return;
    event.preventDefault();
    virtualizer.scrollToIndex(next);
    setWanted(next);
    onShow(fileKey(row.one.id, row.file.path));
  };
  const bar = (
    <RenumberBar
      configurations={preview.configurations}
      listed={listed}
      listing={listing}
      left={left}
      locked={locked}
      onLeft={onLeft}
      onListing={(next) => {
        setListing(next);
        virtualizer.scrollToOffset(0);
      }}
    />
  );
  return (
    <>
      {preview.configurations.length > 1 && bar}
      <div
        ref={scroller}
        className={styles.scroller}
        role="group"
        aria-label="Stored forms and their files"
        onKeyDown={onKeyDown}
      >
        <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {drawn.map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <div
                key={index}
                data-row={index}
                className={styles.row}
                style={{ transform: `translateY(${start}px)`, height: rowHeight }}
              >
                {row.is === 'configuration' ? (
                  <ConfigurationLine one={row.one} left={left} locked={locked} onLeft={onLeft} />
                ) : (
                  <FileLine
                    one={row.one}
                    file={row.file}
                    left={left}
                    shown={fileKey(row.one.id, row.file.path) === shown}
                    locked={locked}
                    onLeft={onLeft}
                    onShow={onShow}
                  />
                )}
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}

interface LineProps {
  readonly one: RenumberedConfiguration;
  readonly left: Left;
  readonly locked: boolean;
  onLeft(left: Left): void;
}

function ConfigurationLine({ one, left, locked, onLeft }: LineProps): ReactElement {
  const name = visibleText(one.name, 120);
  const errors = one.problems.filter(({ severity }) => severity === 'error');
  const why = one.failure?.message ?? errors[0]?.message;
  const facts = one.usable
    ? [
        ...(one.folder === null
          ? ['no folder yet: its files are not written']
          : [visibleText(one.folder, 120)]),
        ...(one.changedByForm.length > 0
          ? [
              one.changedByForm.length === 1
                ? '1 field stays as the form has it'
                : `${one.changedByForm.length} fields stay as the form has them`,
            ]
          : []),
        ...(one.nodeGone.length > 0 ? [`${formatPlural(one.nodeGone.length, 'node')} gone`] : []),
      ].join(', ')
    : `Cannot be taken: ${visibleText(why ?? 'the new values are wrong', 200)}`;
  return (
    <>
      <Checkbox
        checked={one.usable && !left.configurations.has(one.id)}
        disabled={!one.usable || locked}
        onChange={(event) =>
          onLeft({ ...left, configurations: turned(left.configurations, one.id, event.target.checked) })
        }
        slotProps={{ input: { 'aria-label': `Take ${name}` } }}
      />
      <span className={styles.name}>{name}</span>
      <span className={one.usable ? styles.facts : styles.wrong} title={facts}>
        {facts}
      </span>
    </>
  );
}

const changes: Readonly<Record<RenumberedFile['change'], string>> = {
  same: 'unchanged',
  changed: 'changes',
  added: 'new',
  removed: 'no longer made',
};

interface FileLineProps extends LineProps {
  readonly file: RenumberedFile;
  readonly shown: boolean;
  onShow(key: string): void;
}

function FileLine({ one, file, left, shown, locked, onLeft, onShow }: FileLineProps): ReactElement {
  const key = fileKey(one.id, file.path);
  const name = visibleText(file.path, 200);
  const able = canWrite(file) && one.usable && !left.configurations.has(one.id);
  const { added, removed } = amountsOf(file.hunks);
  return (
    <>
      <span className={styles.indent} />
      <Checkbox
        checked={able && !left.files.has(key)}
        disabled={!able || locked}
        onChange={(event) => onLeft({ ...left, files: turned(left.files, key, event.target.checked) })}
        slotProps={{ input: { 'aria-label': `Write ${name} of ${visibleText(one.name, 120)}` } }}
      />
      <button type="button" className={styles.file} aria-pressed={shown} onClick={() => onShow(key)}>
        <span className={styles.path} title={`/${name}`}>
          /{name}
        </span>
        <span className={isRefused(file) ? `${styles.facts} ${styles.refused}` : styles.facts}>
          {isRefused(file) ? 'cannot be written' : changes[file.change]}
          {!isRefused(file) && file.hunks.length > 0 && `, +${added} -${removed}`}
          {file.disk?.reason !== undefined &&
            file.disk.reason !== null &&
            `, ${visibleText(file.disk.reason, 120)}`}
        </span>
        {file.edited && (
          <span className={styles.edited}>
            <WarningIcon fontSize="inherit" />
            edited on disk
          </span>
        )}
      </button>
    </>
  );
}
