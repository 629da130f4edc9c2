import { memo, useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { PlanEntry } from '../../src-core/plan/node.ts';
import type { Finding } from '../../src-core/plan/rules.ts';
import type { Column } from '../components/data-table/column.ts';
import type { TreeRowData } from './plan-columns.tsx';
import type { RowFigures } from './row-figures.ts';
import styles from './plan-tree.module.css';

/** The height of a row in pixels; the style sheet has it as well. */
export const treeRowHeight = 30;

interface TreeRowProps {
  readonly entry: PlanEntry;
  readonly figures: RowFigures | null;
  readonly findings: readonly Finding[];
  readonly columns: readonly Column<TreeRowData>[];
  readonly index: number;
  readonly depth: number;
  readonly place: number;
  readonly siblings: number;
  /** Null where nothing is below. */
  readonly open: boolean | null;
  readonly active: boolean;
  readonly selected: boolean;
  readonly cut: boolean;
  readonly match: boolean;
  readonly renaming: boolean;
  /** Null gives up. */
  onRenamed(id: string, name: string | null): void;
}

/** One node of the tree; drawn again only when something of its own has changed. */
export const TreeRow = memo(function TreeRow(props: TreeRowProps): ReactElement {
  const { entry, figures, findings, columns, index, depth, open } = props;
  const { node } = entry;
  const classes = [
    styles.row,
    styles.bodyRow,
    props.selected && styles.selected,
    props.cut && styles.moving,
    props.match && styles.match,
  ];
  return (
    <div
      role="row"
      aria-level={depth + 1}
      aria-posinset={props.place}
      aria-setsize={props.siblings}
      aria-rowindex={index + 2}
      aria-expanded={open ?? undefined}
      aria-selected={props.selected}
      data-index={index}
      data-node={node.id}
      tabIndex={props.active ? 0 : -1}
      className={classes.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${index * treeRowHeight}px)` }}
    >
      {columns.map((column, position) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={position + 1}
          className={[styles.cell, column.pinned && styles.pinned, column.align === 'right' && styles.right]
            .filter(Boolean)
            .join(' ')}
          style={column.id === 'name' ? { '--depth': depth } : undefined}
        >
          {column.id === 'name' ? (
            <>
              <span aria-hidden="true" className={styles.twisty} data-twisty={open === null ? undefined : ''}>
                {open === null ? '' : open ? '▾' : '▸'}
              </span>
              {node.colour !== '' && (
                <span aria-hidden="true" className={styles.colour} style={{ '--colour': node.colour }} />
              )}
              {props.renaming ? (
                <NameInput name={node.name} onDone={(name) => props.onRenamed(node.id, name)} />
              ) : (
                <span className={node.name === '' ? `${styles.cut} ${styles.nameless}` : styles.cut}>
                  {node.name === '' ? 'no name' : visibleText(node.name)}
                </span>
              )}
            </>
          ) : (
            column.render({ entry, figures, findings })
          )}
        </div>
      ))}
    </div>
  );
});

interface NameInputProps {
  readonly name: string;
  onDone(name: string | null): void;
}

/** The name while it is being changed. Enter or leaving keeps it, Escape goes back. */
function NameInput({ name, onDone }: NameInputProps): ReactElement {
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const finish = (result: string | null): void => {
    if (done.current) return;
    done.current = true;
    onDone(result);
  };
  const press = (event: KeyboardEvent): void => {
    // No key of the tree while a name is typed.
    event.stopPropagation();
    if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      finish(text);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      finish(null);
    }
  };
  return (
    <input
      ref={input}
      className={styles.nameInput}
      aria-label="Name"
      value={text}
      maxLength={255}
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={press}
      onClick={(event) => event.stopPropagation()}
      onBlur={() => finish(text)}
    />
  );
}
