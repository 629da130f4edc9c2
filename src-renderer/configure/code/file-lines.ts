import type { CheckResult, Preview, Problem, ShownFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';

/** Something that is said of a line. */
export interface LineNote {
  readonly severity: 'error' | 'warning' | 'note';
  readonly text: string;
}

/** A line as wide as anybody reads; the file itself has all of it. */
const widest = 4000;
const tabWidth = 8;

/** A line as it is shown: tabs as spaces, and nothing that hides or reorders. */
export function shownLine(text: string): string {
  if (!text.includes('\t')) return visibleText(text, widest);
  let out = '';
  for (const part of text.split('\t').entries()) {
    if (part[0] > 0) out += ' '.repeat(tabWidth - (out.length % tabWidth));
    out += visibleText(part[1], widest);
  }
  return out;
}

/** The text of a file: every line ends with a line break. */
export function fileText(file: ShownFile): string {
  return file.lines.map((line) => `${line}\n`).join('');
}

/**
 * The lines of a file that came from a field, counted from 0: from the very field; where no line did, from what is
 * inside of it, or else from the part that it stands in.
 */
export function linesOf(file: Pick<ShownFile, 'from'>, path: string): number[] {
  if (path === '') return [];
  const own = linesWhere(file, path, (from) => from === path);
  if (own.length > 0) return own;
  const inside = linesWhere(file, `${path}.`, (from) => from.startsWith(`${path}.`));
  if (inside.length > 0) return inside;
  return [];
}

/** The fields that a line came from. */
export function fieldsIn(from: string): readonly string[] {
  return from === '' ? [] : from.split(' ');
}

/** The lines with such a field. @param part what all such paths have in them: most lines are passed over by it */
function linesWhere(file: Pick<ShownFile, 'from'>, part: string, takes: (path: string) => boolean): number[] {
  const lines: number[] = [];
  file.from.forEach((from, index) => {
    if (from.includes(part) && fieldsIn(from).some(takes)) lines.push(index);
  });
  return lines;
}

interface Places {
  /** The first line of every field that has one. */
  readonly own: ReadonlyMap<string, number>;
  /** The first line of every part, by what is inside of it. */
  readonly inside: ReadonlyMap<string, number>;
}

/**
 * The first line for a problem: of its field, of what is inside of it, or of the nearest part above that has one. What
 * is inside of a list is of its other items: no line of theirs is one of this item.
 */
function lineFor(path: string, { own, inside }: Places): number | undefined {
  let ofItem = false;
  for (let at = path; at !== ''; at = partAbove(at)) {
    const line = own.get(at) ?? (ofItem ? undefined : inside.get(at));
    if (line !== undefined) return line;
    ofItem = /(?:^|\.)\d+$/.test(at);
  }
  return undefined;
}

function partAbove(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

/** What is said of the lines of one file, by the line, counted from 0. */
export function notesOf(
  file: Pick<ShownFile, 'path' | 'from'>,
  problems: readonly Problem[],
  checks: readonly CheckResult[],
): ReadonlyMap<number, readonly LineNote[]> {
  const notes = new Map<number, LineNote[]>();
  const add = (line: number, note: LineNote): void => {
    const here = notes.get(line);
    if (here === undefined) notes.set(line, [note]);
    else here.push(note);
  };
  if (problems.length > 0) {
    const places = placesOf(file.from);
    for (const { path, severity, message, source } of problems) {
      const line = lineFor(path, places);
      if (line !== undefined)
        add(line, { severity, text: source === undefined ? message : `${message} (${source})` });
    }
  }
  for (const { checker, words } of checks)
    for (const word of words)
      if (word.file === file.path && word.line !== null)
        add(Math.min(word.line, file.from.length) - 1, {
          severity: word.severity,
          text: `${checker}: ${word.text}`,
        });
  return notes;
}

/** While a word is typed the lines stay where they are, and with them the list of their fields. */
const knownPlaces = new WeakMap<readonly string[], Places>();

function placesOf(fields: readonly string[]): Places {
  const known = knownPlaces.get(fields);
  if (known !== undefined) return known;
  const places = firstPlaces(fields);
  knownPlaces.set(fields, places);
  return places;
}

function firstPlaces(fields: readonly string[]): Places {
  const own = new Map<string, number>();
  const inside = new Map<string, number>();
  fields.forEach((from, index) => {
    for (const path of fieldsIn(from)) {
      if (!own.has(path)) own.set(path, index);
      for (let at = partAbove(path); at !== '' && !inside.has(at); at = partAbove(at)) inside.set(at, index);
    }
  });
  return { own, inside };
}

/** The worst that is said of a file, for its tab. */
export function worstOf(notes: ReadonlyMap<number, readonly LineNote[]>): 'error' | 'warning' | null {
  let worst: 'warning' | null = null;
  for (const each of notes.values()) {
    if (each.some(({ severity }) => severity === 'error')) return 'error';
    if (each.some(({ severity }) => severity === 'warning')) worst = 'warning';
  }
  return worst;
}

/** The file that has lines of a field: the one that is shown where it does. */
export function fileOf(preview: Preview, shown: string | null, path: string): ShownFile | undefined {
  const current = preview.files.find((file) => file.path === shown);
  if (current !== undefined && linesOf(current, path).length > 0) return current;
  return preview.files.find((file) => linesOf(file, path).length > 0);
}

/** The last part of a path; where another file has the same, with the first folder that tells them apart. */
export function shortName(path: string, files: readonly Pick<ShownFile, 'path'>[]): string {
  const parts = path.split('/');
  const last = parts.at(-1) ?? path;
  const alike = files.map((file) => file.path.split('/')).filter((other) => other.at(-1) === last);
  const place = parts.findIndex((part, index) => alike.some((other) => other[index] !== part));
  const folder = parts[place];
  if (folder === undefined || place === parts.length - 1) return last;
  return place === parts.length - 2 ? `${folder}/${last}` : `${folder}/…/${last}`;
}
