import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState, type MouseEvent, type ReactElement } from 'react';
import { childrenOf } from '../../src-core/plan/tree.ts';
import { columnTracks, type Column } from '../components/data-table/column.ts';
import type { TreeRowData } from './plan-columns.tsx';
import { rowFigures } from './row-figures.ts';
import type { PlanState } from './use-plan-state.ts';
import { TreeRow, treeRowHeight } from './tree-row.tsx';
import { rowOf } from './tree-rows.ts';
import { useTreeKeys } from './use-tree-keys.ts';
import styles from './plan-tree.module.css';

interface PlanTreeProps {
  readonly state: PlanState;
  readonly columns: readonly Column<TreeRowData>[];
}

const noFindings: readonly never[] = [];

/**
 * The plan as a treegrid. The rows are one tab stop; see tree-keyboard.ts for the keys. Only the rows on screen exist.
 */
export function PlanTree({ state, columns }: PlanTreeProps): ReactElement {
  const { view, rows, matches } = state;
  const { plan, focused, selected } = view;
  const scroller = useRef<HTMLDivElement>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const focusedRow = useMemo(() => rowOf(rows, focused), [rows, focused]);
  const activeRow = Math.max(focusedRow, 0);
  const count = rows.entries.length;
  const { tracks, minimum } = useMemo(() => columnTracks(columns), [columns]);
  // The active row stays in the page when it is scrolled away, or the focus would fall to the body.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range);
      if (activeRow >= range.count || shown.includes(activeRow)) return shown;
      return [...shown, activeRow].sort((left, right) => left - right);
    },
    [activeRow],
  );
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => treeRowHeight,
    overscan: 10,
    // The header is as high as a row: it stands above the first one, and covers what is scrolled below it.
    scrollMargin: treeRowHeight,
    scrollPaddingStart: treeRowHeight,
    rangeExtractor,
    useFlushSync: false,
  });
  const pageRows = Math.max((virtualizer.range?.endIndex ?? 0) - (virtualizer.range?.startIndex ?? 0) - 1, 1);
  // The node that is focused, from wherever, is brought into sight; what changes around it does not scroll.
  const sought = useRef<string | null>(null);
  useEffect(() => {
    // The end of a search counts as well: all the rows are at another place then.
    const wanted = `${focused} ${state.reveals} ${matches === null}`;
    if (focusedRow < 0 || sought.current === wanted) return;
    sought.current = wanted;
    virtualizer.scrollToIndex(focusedRow);
  }, [focused, focusedRow, state.reveals, matches, virtualizer]);

  const keys = useTreeKeys({ state, scroller, row: activeRow, pageRows, rename: setRenaming });
  const { focusRow } = keys;
  // A row that is gone leaves the focus nowhere, and a dialog gives it back to where it was: it belongs to the node that
  // was chosen. Whoever chose it from a panel or the search keeps the focus there.
  useEffect(() => {
    if (state.reveals === 0 || focused === null) return;
    const active = document.activeElement;
    const free = active === null || active === document.body || active.closest('[role="dialog"]') !== null;
    if (free || scroller.current?.contains(active) === true) focusRow(focused);
    // Only when a node is to be brought into sight.
    // oxlint-disable-next-line react/exhaustive-deps -- see above
  }, [state.reveals]);
  const onRenamed = useCallback(
    (id: string, name: string | null) => {
      setRenaming(null);
      if (name !== null) state.commands.rename(id, name);
      focusRow(id);
    },
    [state.commands, focusRow],
  );

  const click = (event: MouseEvent<HTMLElement>): void => {
    if (!(event.target instanceof Element)) return;
    const row = Number(event.target.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? -1);
    const entry = rows.entries[row];
    if (entry === undefined) return;
    if (event.target.closest('[data-twisty]') !== null) state.turn([row], !state.isOpen(row));
    else state.choose(row, event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');
    if (event.detail === 2) setRenaming(entry.node.id);
    else focusRow(entry.node.id);
  };

  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="treegrid"
        aria-label="Plan"
        aria-rowcount={count + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        tabIndex={-1}
        onClick={click}
        onKeyDown={keys.press}
        style={{ '--columns': tracks, '--minimum': `${minimum}px` }}
      >
        <div role="rowgroup" className={styles.head}>
          <div role="row" aria-rowindex={1} className={styles.row}>
            {columns.map((column, index) => (
              <div
                key={column.id}
                role="columnheader"
                aria-colindex={index + 1}
                className={[
                  styles.headerCell,
                  column.pinned && styles.pinned,
                  column.align === 'right' && styles.right,
                ]
                  .filter(Boolean)
                  .join(' ')}
              >
                {column.label}
              </div>
            ))}
          </div>
        </div>
        {count > 0 && (
          <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ index }) => {
              const entry = rows.entries[index];
              if (entry === undefined) return null;
              const { id, parent } = entry.node;
              return (
                <TreeRow
                  key={id}
                  entry={entry}
                  figures={rowFigures(plan, entry)}
                  findings={state.findings.get(id) ?? noFindings}
                  columns={columns}
                  index={index}
                  depth={rows.depths[index] ?? 0}
                  place={rows.places[index] ?? 1}
                  siblings={matches === null ? childrenOf(plan, parent).length : -1}
                  open={childrenOf(plan, id).length === 0 ? null : state.isOpen(index)}
                  active={index === activeRow}
                  selected={selected.has(id)}
                  cut={state.cut.has(id)}
                  match={matches?.ids.has(id) === true}
                  renaming={renaming === id}
                  onRenamed={onRenamed}
                />
              );
            })}
          </div>
        )}
      </div>
    </div>
  );
}
