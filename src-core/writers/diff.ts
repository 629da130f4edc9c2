import { diffArrays } from 'diff';
import type { DiffHunk } from '../api/config-files.ts';

/** Lines that are shown around what differs. */
const context = 3;
/** Between two anchors no more edits than this are looked for: what differs more is shown as replaced. */
const mostEdits = 1000;
/** What stands below a last line that does not end with a line break (POSIX diff, "Diff -u Output Format"). */
const noLineBreak = '\\ No newline at end of file';

/** A stretch of lines: of the old text from `old` to `oldEnd`, of the new one from `next` to `nextEnd`. */
interface Stretch {
  readonly old: number;
  readonly oldEnd: number;
  readonly next: number;
  readonly nextEnd: number;
}

/**
 * How one text becomes another, as the hunks of a unified diff; none where they are the same. A file of 60,000 lines of
 * which each third one changed takes some 100 ms: lines that occur once in both texts cut it into small parts first
 * (patience diff), which a diff alone would take minutes for.
 */
export function diffTexts(before: string, after: string): DiffHunk[] {
  if (before === after) return [];
  const old = linesOf(before);
  const next = linesOf(after);
  return hunksOf(old, next, changesOf(old, next));
}

/** The lines, each with its line break, so that a last line without one is another line. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The stretches that differ, in order; where one text has nothing its stretch is empty. */
function changesOf(old: readonly string[], next: readonly string[]): Stretch[] {
  let begin = 0;
  while (begin < old.length && begin < next.length && old[begin] === next[begin]) begin++;
  let oldEnd = old.length;
  let nextEnd = next.length;
  while (oldEnd > begin && nextEnd > begin && old[oldEnd - 1] === next[nextEnd - 1]) {
    oldEnd--;
    nextEnd--;
  }
  const whole = { old: begin, oldEnd, next: begin, nextEnd };
  const changes: Stretch[] = [];
  let at = { old: begin, next: begin };
  for (const anchor of [...anchorsOf(old, next, whole), { old: oldEnd, next: nextEnd }]) {
    if (anchor.old > at.old || anchor.next > at.next)
      changes.push(
        ...smallChanges(old, next, {
          old: at.old,
          oldEnd: anchor.old,
          next: at.next,
          nextEnd: anchor.next,
        }),
      );
    at = { old: anchor.old + 1, next: anchor.next + 1 };
  }
  return changes;
}

/** Lines that occur once in both stretches, as many as come in the same order: the longest rising sequence. */
function anchorsOf(
  old: readonly string[],
  next: readonly string[],
  stretch: Stretch,
): { old: number; next: number }[] {
  const oldPlaces = placesOf(old, stretch.old, stretch.oldEnd);
  const nextPlaces = placesOf(next, stretch.next, stretch.nextEnd);
  interface Link {
    readonly old: number;
    readonly next: number;
    readonly before: Link | undefined;
  }
  // Patience sorting: the last of each sequence length so far, by the smallest place in the new text.
  const piles: Link[] = [];
  for (const [line, place] of oldPlaces) {
    const other = nextPlaces.get(line);
    if (place === null || other === undefined || other === null) continue;
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((piles[middle]?.next ?? 0) < other) low = middle + 1;
      else high = middle;
    }
    piles[low] = { old: place, next: other, before: piles[low - 1] };
  }
  const anchors: { old: number; next: number }[] = [];
  for (let link = piles.at(-1); link !== undefined; link = link.before) anchors.push(link);
  return anchors.reverse();
}

/** Where each line stands, in order; null where it occurs more than once. */
function placesOf(lines: readonly string[], from: number, to: number): Map<string, number | null> {
  const places = new Map<string, number | null>();
  for (let at = from; at < to; at++) {
    const line = lines[at] ?? '';
    places.set(line, places.has(line) ? null : at);
  }
  return places;
}

/** What differs between two anchors. */
function smallChanges(old: readonly string[], next: readonly string[], stretch: Stretch): Stretch[] {
  if (stretch.old === stretch.oldEnd || stretch.next === stretch.nextEnd) return [stretch];
  const parts = diffArrays(
    old.slice(stretch.old, stretch.oldEnd),
    next.slice(stretch.next, stretch.nextEnd),
    { maxEditLength: mostEdits },
  );
  if (parts === undefined) return [stretch];
  const changes: Stretch[] = [];
  let at = { old: stretch.old, next: stretch.next };
  let from = at;
  const end = () => {
    if (at.old > from.old || at.next > from.next)
      changes.push({ old: from.old, oldEnd: at.old, next: from.next, nextEnd: at.next });
  };
  for (const { added, removed, value } of parts) {
    if (!added && !removed) end();
    at = {
      old: at.old + (added ? 0 : value.length),
      next: at.next + (removed ? 0 : value.length),
    };
    if (!added && !removed) from = at;
  }
  end();
  return changes;
}

function hunksOf(old: readonly string[], next: readonly string[], changes: readonly Stretch[]): DiffHunk[] {
  const groups: Stretch[][] = [];
  for (const change of changes) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && change.old - last.oldEnd <= 2 * context)
      group.push(change);
    else groups.push([change]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    const last = group.at(-1);
    if (first === undefined || last === undefined) return [];
    const before = Math.min(context, first.old);
    const after = Math.min(context, old.length - last.oldEnd);
    const lines: string[] = [];
    const add = (sign: string, from: readonly string[], begin: number, end: number) => {
      for (const line of from.slice(begin, end)) {
        if (line.endsWith('\n')) lines.push(sign + line.slice(0, -1));
        else lines.push(sign + line, noLineBreak);
      }
    };
    let at = first.old - before;
    for (const change of group) {
      add(' ', old, at, change.old);
      add('-', old, change.old, change.oldEnd);
      add('+', next, change.next, change.nextEnd);
      at = change.oldEnd;
    }
    add(' ', old, at, last.oldEnd + after);
    const oldLines = last.oldEnd + after - (first.old - before);
    const newLines = last.nextEnd + after - (first.next - before);
    return {
      // The line before it where there is none of its own, as diff counts.
      oldStart: first.old - before + (oldLines === 0 ? 0 : 1),
      oldLines,
      newStart: first.next - before + (newLines === 0 ? 0 : 1),
      newLines,
      lines,
    };
  });
}

/**
 * Hunks as the text of a unified diff, which `patch` takes.
 * @param names what the two sides are called; a side without a file is `/dev/null`
 */
export function unifiedDiff(names: { before: string; after: string }, hunks: readonly DiffHunk[]): string {
  if (hunks.length === 0) return '';
  const range = (start: number, count: number) => (count === 1 ? String(start) : `${start},${count}`);
  const lines = hunks.flatMap((hunk) => [
    `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`,
    ...hunk.lines,
  ]);
  return [`--- ${names.before}`, `+++ ${names.after}`, ...lines, ''].join('\n');
}
