import type { Recognised, SourceFile } from '../../src-core/api/writers.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';

/** How the old files of a format are known. */
export interface Signs {
  /** Names of such files, matched against name or path: `/(^|\/)radvd\.conf$/`. */
  readonly names: readonly RegExp[];
  /** What stands in such a text and in that of no other format, the surest first; each is looked for in linear time. */
  readonly texts: readonly RegExp[];
}

/** A format with its signs. */
export interface Signed {
  readonly id: string;
  readonly signs?: Signs;
}

/** What is looked at of all files together, in characters; the beginning of each tells its format. */
const looked = 400_000;
const leastLooked = 4_000;
const longestShown = 60;

/** What stands in a text tells more than a name, which anybody may have given. */
const forName = 2;
const forText = 3;
const forMoreText = 1;

/**
 * Which formats the files may be of, by their content and names: the surest first, each with what was seen. Formats
 * without any sign are left out.
 */
export function recognise(formats: readonly Signed[], files: readonly SourceFile[]): Recognised[] {
  const heads = files.map(({ name, text }) => ({
    name,
    text: text.slice(0, Math.max(leastLooked, Math.floor(looked / files.length))),
  }));
  return formats
    .flatMap(({ id, signs }) => {
      if (signs === undefined) return [];
      const seen = heads.map((file) => ({ file, ...evidenceOf(signs, file) }));
      const score = seen.reduce((sum, one) => sum + one.score, 0);
      if (score === 0) return [];
      const why = seen.flatMap(({ file, found }) =>
        found.map((words) =>
          files.length > 1 ? `${visibleText(file.name, longestShown)}: ${words}` : words,
        ),
      );
      const unlike = seen.filter((one) => one.score === 0).map(({ file }) => file.name);
      return [{ score, writer: id, why: why.slice(0, 4), unlike }];
    })
    .sort((one, other) => other.score - one.score)
    .map(({ writer, why, unlike }) => ({ writer, why, unlike }));
}

function evidenceOf({ names, texts }: Signs, { name, text }: SourceFile): { score: number; found: string[] } {
  const found: string[] = [];
  let score = 0;
  for (const pattern of texts) {
    const match = pattern.exec(text);
    if (match === null) continue;
    score += score === 0 ? forText : forMoreText;
    if (found.length === 0)
      found.push(lineWords(text, match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0)));
  }
  if (names.some((pattern) => pattern.test(name))) {
    score += forName;
    found.push(`its name is ${visibleText(name.replace(/^.*\//, ''), longestShown)}`);
  }
  return { score, found };
}

/** The line of a place, with its number: `line 2 has "AdvSendAdvert on;"`. */
function lineWords(text: string, at: number): string {
  const begin = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  const line = visibleText(text.slice(begin, end === -1 ? text.length : end).trim(), longestShown);
  let number = 1;
  for (let place = text.indexOf('\n'); place !== -1 && place < at; place = text.indexOf('\n', place + 1))
    number++;
  return `line ${number} has "${line}"`;
}
