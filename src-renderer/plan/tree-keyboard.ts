import { parentRow, type TreeRows } from './tree-rows.ts';

/** What a key means in the tree; rows are places in TreeRows. */
export type TreeAction =
  | { readonly to: 'focus'; readonly row: number; readonly how: 'only' | 'extend' | 'leave' }
  | { readonly to: 'open' | 'close'; readonly rows: readonly number[] }
  | { readonly to: 'toggle'; readonly row: number }
  | { readonly to: 'find'; readonly letter: string }
  | {
      readonly to:
        | 'choose-all'
        | 'rename'
        | 'add-below'
        | 'add-beside'
        | 'remove'
        | 'cut'
        | 'paste'
        | 'details'
        | 'escape';
    };

export interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  /** Ctrl, or Cmd on a Mac. */
  readonly command: boolean;
}

export interface TreePlace {
  readonly rows: TreeRows;
  readonly row: number;
  readonly pageRows: number;
  /** True, false, or null where nothing is below. */
  openAt(row: number): boolean | null;
}

/**
 * The keys of a tree whose rows take the focus (ARIA practices, treegrid). Chords of the whole page, as undo and find,
 * are not among them.
 */
export function treeAction(pressed: PressedKey, place: TreePlace): TreeAction | null {
  if (pressed.altKey) return pressed.key === 'Enter' && !pressed.command ? { to: 'details' } : null;
  return (
    moveAction(pressed, place) ??
    (pressed.command ? chordAction(pressed, place) : plainAction(pressed, place))
  );
}

function moveAction(
  { key, shiftKey, command }: PressedKey,
  { rows, row, pageRows }: TreePlace,
): TreeAction | null {
  const last = rows.entries.length - 1;
  const wanted = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + pageRows,
    PageUp: row - pageRows,
    Home: 0,
    End: last,
  }[key];
  if (wanted === undefined) return null;
  const how = shiftKey ? 'extend' : command ? 'leave' : 'only';
  return { to: 'focus', row: Math.max(0, Math.min(wanted, last)), how };
}

const chords: Readonly<Record<string, TreeAction>> = {
  a: { to: 'choose-all' },
  x: { to: 'cut' },
  v: { to: 'paste' },
};

function chordAction({ key, shiftKey }: PressedKey, { row }: TreePlace): TreeAction | null {
  if (key === ' ') return { to: 'toggle', row };
  return shiftKey ? null : (chords[key.toLowerCase()] ?? null);
}

function plainAction({ key, shiftKey }: PressedKey, place: TreePlace): TreeAction | null {
  const { row } = place;
  switch (key) {
    case 'ArrowRight': {
      const open = place.openAt(row);
      if (open === null) return null;
      return open ? { to: 'focus', row: row + 1, how: 'only' } : { to: 'open', rows: [row] };
    }
    case 'ArrowLeft': {
      if (place.openAt(row) === true) return { to: 'close', rows: [row] };
      const above = parentRow(place.rows, row);
      return above < 0 ? null : { to: 'focus', row: above, how: 'only' };
    }
    case '*':
      return { to: 'open', rows: siblingRows(place).filter((each) => place.openAt(each) === false) };
    case 'F2':
    case 'Enter':
      return { to: 'rename' };
    case 'Insert':
      return { to: shiftKey ? 'add-beside' : 'add-below' };
    case 'Delete':
      return { to: 'remove' };
    case 'Escape':
      return { to: 'escape' };
    case ' ':
      return { to: 'focus', row, how: shiftKey ? 'extend' : 'only' };
    default:
      return key.length === 1 ? { to: 'find', letter: key } : null;
  }
}

/** The rows in sight that are right below the same node as this one. */
function siblingRows({ rows, row }: TreePlace): number[] {
  const depth = rows.depths[row] ?? 0;
  const found: number[] = [];
  for (let each = parentRow(rows, row) + 1; each < rows.entries.length; each++) {
    const at = rows.depths[each] ?? 0;
    if (at < depth) break;
    if (at === depth) found.push(each);
  }
  return found;
}

/** The next row, from this one on and around, whose name begins with the text; -1 for none. */
export function rowByName({ entries }: TreeRows, from: number, text: string): number {
  const wanted = text.toLowerCase();
  for (let step = 0; step < entries.length; step++) {
    const row = (from + step) % entries.length;
    // The text of an entry begins with its name in lower case.
    if (entries[row]?.text.startsWith(wanted) === true) return row;
  }
  return -1;
}
