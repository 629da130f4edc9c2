import { useCallback, useRef, type KeyboardEvent, type RefObject } from 'react';
import { childrenOf } from '../../src-core/plan/tree.ts';
import { rowByName, treeAction } from './tree-keyboard.ts';
import type { PlanState } from './use-plan-state.ts';

interface TreeKeys {
  readonly state: PlanState;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The row that has the focus or would get it. */
  readonly row: number;
  readonly pageRows: number;
  rename(id: string): void;
}

/** So long a busy page may take to draw a row that was out of sight. */
const drawMs = 2000;
/** Letters that follow each other within this time are one name. */
const typingMs = 700;

/** Puts the keys of the tree into effect, and moves the focus of the page to a node's row. */
export function useTreeKeys({ state, scroller, row, pageRows, rename }: TreeKeys): {
  press(event: KeyboardEvent<HTMLElement>): void;
  focusRow(id: string): void;
} {
  const typed = useRef({ text: '', at: 0 });
  const moves = useRef(0);
  const focusRow = useCallback(
    (id: string) => {
      moves.current += 1;
      const move = moves.current;
      const deadline = performance.now() + drawMs;
      // The row may exist only after the tree has drawn the new place; a newer move takes over from an older.
      const focus = (): void => {
        if (move !== moves.current) return;
        const element = scroller.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`);
        if (element !== null && element !== undefined) element.focus({ preventScroll: true });
        else if (performance.now() < deadline) requestAnimationFrame(focus);
      };
      requestAnimationFrame(focus);
    },
    [scroller],
  );
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const { rows, view, commands } = state;
    const entry = rows.entries[row];
    const onRow = event.target instanceof HTMLElement && event.target.dataset['index'] !== undefined;
    if (!onRow || entry === undefined) return;
    const goTo = (at: number, how: 'only' | 'extend' | 'leave'): void => {
      const next = rows.entries[at];
      if (next === undefined) return;
      state.choose(at, how);
      focusRow(next.node.id);
    };
    const find = (letter: string): void => {
      const now = performance.now();
      const running = now - typed.current.at < typingMs;
      const text = running ? typed.current.text + letter : letter;
      if (!running && letter === ' ') return;
      typed.current = { text, at: now };
      // The same letter again goes on to the next name with it; a longer text may still fit the row it is on.
      const found = rowByName(rows, text.length === 1 ? row + 1 : row, text);
      if (found >= 0) goTo(found, 'only');
    };
    const action = treeAction(
      {
        key: event.key,
        shiftKey: event.shiftKey,
        altKey: event.altKey,
        command: event.ctrlKey || event.metaKey,
      },
      {
        rows,
        row,
        pageRows,
        openAt: (at) => {
          const id = rows.entries[at]?.node.id;
          return id === undefined || childrenOf(view.plan, id).length === 0 ? null : state.isOpen(at);
        },
      },
    );
    if (action === null) return;
    if (action.to === 'escape' && !state.escape()) return;
    event.preventDefault();
    event.stopPropagation();
    const { id, parent } = entry.node;
    const chosen = view.selected.has(id) ? view.selected : [id];
    switch (action.to) {
      case 'focus':
        return goTo(action.row, action.how);
      case 'open':
      case 'close':
        return state.turn(action.rows, action.to === 'open');
      case 'toggle':
        return state.choose(row, 'toggle');
      case 'find':
        return find(action.letter);
      case 'choose-all':
        return view.select(
          rows.entries.map(({ node }) => node.id),
          id,
        );
      case 'rename':
        return rename(id);
      case 'add-below':
        return commands.add(id);
      case 'add-beside':
        return commands.add(parent);
      case 'remove':
        return commands.remove(chosen);
      case 'cut':
        return commands.cut(chosen);
      case 'paste':
        return commands.paste(id);
      case 'details':
        return commands.details();
      case 'escape':
        return;
    }
  };
  return { press, focusRow };
}
