import type { DiffHunk } from '../../../src-core/api/config-files.ts';

/** One side of a row: a line with its number, or nothing. */
interface Side {
  readonly number: number;
  readonly text: string;
}

/** A row of a diff: the head of a part, a line of a unified diff, or the lines of both sides beside each other. */
export type DiffRow =
  | { readonly is: 'part'; readonly text: string }
  | {
      readonly is: 'same' | 'old' | 'new';
      readonly old: number | null;
      readonly next: number | null;
      readonly text: string;
    }
  | { readonly is: 'pair'; readonly old: Side | null; readonly next: Side | null; readonly same: boolean };

function partRow({ oldStart, oldLines, newStart, newLines }: DiffHunk): DiffRow {
  const range = (start: number, count: number) =>
    count === 0 ? 'no lines' : count === 1 ? `line ${start}` : `lines ${start} to ${start + count - 1}`;
  return { is: 'part', text: `Before: ${range(oldStart, oldLines)}. After: ${range(newStart, newLines)}.` };
}

/** A diff with one line below the other. */
export function unifiedRows(hunks: readonly DiffHunk[]): DiffRow[] {
  return hunks.flatMap((hunk) => {
    const rows: DiffRow[] = [partRow(hunk)];
    for (const line of numbered(hunk)) {
      rows.push({ is: line.is, old: line.old, next: line.next, text: line.text });
    }
    return rows;
  });
}

/** A diff with the old lines at the left and the new ones at the right. */
export function pairedRows(hunks: readonly DiffHunk[]): DiffRow[] {
  return hunks.flatMap((hunk) => {
    const rows: DiffRow[] = [partRow(hunk)];
    let old: Side[] = [];
    let next: Side[] = [];
    const settle = () => {
      for (let index = 0; index < Math.max(old.length, next.length); index++)
        rows.push({ is: 'pair', old: old[index] ?? null, next: next[index] ?? null, same: false });
      old = [];
      next = [];
    };
    for (const line of numbered(hunk)) {
      if (line.is === 'same') {
        settle();
        rows.push({
          is: 'pair',
          old: { number: line.old ?? 0, text: line.text },
          next: { number: line.next ?? 0, text: line.text },
          same: true,
        });
      } else if (line.is === 'old') old.push({ number: line.old ?? 0, text: line.text });
      else next.push({ number: line.next ?? 0, text: line.text });
    }
    settle();
    return rows;
  });
}

interface Numbered {
  readonly is: 'same' | 'old' | 'new';
  readonly old: number | null;
  readonly next: number | null;
  readonly text: string;
}

function numbered(hunk: DiffHunk): Numbered[] {
  let old = hunk.oldStart;
  let next = hunk.newStart;
  return hunk.lines.map((line): Numbered => {
    const text = line.slice(1);
    if (line.startsWith('-')) return { is: 'old', old: old++, next: null, text };
    if (line.startsWith('+')) return { is: 'new', old: null, next: next++, text };
    // "\ No newline at end of file" is said of the line above, and is none itself.
    if (line.startsWith('\\')) return { is: 'same', old: null, next: null, text: `(${text.trim()})` };
    return { is: 'same', old: old++, next: next++, text };
  });
}

/** How many lines a diff adds and takes away. */
export function amountsOf(hunks: readonly DiffHunk[]): { readonly added: number; readonly removed: number } {
  let added = 0;
  let removed = 0;
  for (const { lines } of hunks)
    for (const line of lines) {
      if (line.startsWith('+')) added++;
      else if (line.startsWith('-')) removed++;
    }
  return { added, removed };
}
