import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { LeftLine } from '../writer.ts';

/** A word of a statement; a quoted one has its quotes taken off. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
  readonly line: number;
}

/** `words;` or `words { body }`, as radvd, ISC dhcpd, BIRD and Junos write them. */
export interface Statement {
  readonly words: readonly Word[];
  /** The statements inside of its braces; undefined where it has none. */
  readonly body: readonly Statement[] | undefined;
  /** Counts from 1. */
  readonly line: number;
}

export interface Syntax {
  /** What begins a comment that lasts to the end of the line: `#`, `//`. */
  readonly comments: readonly string[];
  /** True where C comments may stand. */
  readonly blockComments?: boolean;
  /** Characters that are words of their own. */
  readonly alone?: string;
  /** True where the last statement of a block may lack its `;`, as in the lists of words that BIRD has in braces. */
  readonly openEnd?: boolean;
}

export interface Statements {
  readonly statements: readonly Statement[];
  readonly comments: readonly LeftLine[];
}

/** Depth and number of words are bounded: the text is somebody's file. */
const deepest = 50;
const mostWords = 2_000_000;

/**
 * Reads a text of statements and braces.
 * @throws ToolError bad-input with file and line where braces or quotes do not match
 */
export function readStatements(file: SourceFile, syntax: Syntax): Statements {
  const { words, comments } = wordsOf(file, syntax);
  let at = 0;
  const read = (depth: number, opened: Word | undefined): Statement[] => {
    if (depth > deepest)
      throw refused(file, opened?.line ?? 1, `braces are nested more than ${deepest} deep`);
    const statements: Statement[] = [];
    let own: Word[] = [];
    const end = (body: readonly Statement[] | undefined) => {
      const [first] = own;
      if (first !== undefined || body !== undefined)
        statements.push({ words: own, body, line: first?.line ?? opened?.line ?? 1 });
      own = [];
    };
    for (;;) {
      const word = words[at++];
      if (word === undefined) {
        if (opened !== undefined) throw refused(file, opened.line, 'this "{" is never closed');
        const [first] = own;
        if (first !== undefined) throw refused(file, first.line, 'the ";" at the end is missing');
        return statements;
      }
      if (word.quoted || !'{};'.includes(word.text)) own.push(word);
      else if (word.text === ';') end(undefined);
      else if (word.text === '{') end(read(depth + 1, word));
      else {
        if (opened === undefined) throw refused(file, word.line, 'this "}" closes nothing');
        const [first] = own;
        if (first !== undefined && syntax.openEnd !== true)
          throw refused(file, first.line, 'the ";" at the end is missing');
        end(undefined);
        return statements;
      }
    }
  };
  return { statements: read(0, undefined), comments };
}

function refused(file: SourceFile, line: number, why: string): ToolError {
  return new ToolError(
    'bad-input',
    `${visibleText(file.name)}, line ${line}: ${why}`,
    `${file.name}:${line}`,
  );
}

function wordsOf(file: SourceFile, syntax: Syntax): { words: Word[]; comments: LeftLine[] } {
  const { text } = file;
  const alone = `{};${syntax.alone ?? ''}`;
  const words: Word[] = [];
  const comments: LeftLine[] = [];
  let line = 1;
  let at = 0;
  const comment = (from: number, to: number, begin: number) =>
    comments.push({
      file: file.name,
      line: begin,
      text: text.slice(from, to).trim(),
      kind: 'comment',
      why: 'a comment',
    });
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '\n') {
      line++;
      at++;
    } else if (/\s/.test(character)) at++;
    else if (syntax.comments.some((begin) => text.startsWith(begin, at))) {
      const end = text.indexOf('\n', at);
      const to = end < 0 ? text.length : end;
      comment(at, to, line);
      at = to;
    } else if (syntax.blockComments === true && text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) throw refused(file, line, 'this comment is never closed');
      comment(at, end + 2, line);
      line += text.slice(at, end).split('\n').length - 1;
      at = end + 2;
    } else if (character === '"') {
      const begin = line;
      let content = '';
      for (at++; text.charAt(at) !== '"'; at++) {
        if (at >= text.length) throw refused(file, begin, 'this quote is never closed');
        if (text.charAt(at) === '\n') line++;
        if (text.charAt(at) === '\\' && at + 1 < text.length) at++;
        content += text.charAt(at);
      }
      at++;
      words.push({ text: content, quoted: true, line: begin });
    } else if (alone.includes(character)) {
      words.push({ text: character, quoted: false, line });
      at++;
    } else {
      const begin = at;
      while (at < text.length && !/[\s"]/.test(text.charAt(at)) && !alone.includes(text.charAt(at))) {
        if (syntax.comments.some((mark) => mark !== '//' && text.startsWith(mark, at))) break;
        at++;
      }
      words.push({ text: text.slice(begin, at), quoted: false, line });
    }
    if (words.length > mostWords) throw refused(file, line, `more than ${mostWords} words`);
  }
  return { words, comments };
}

/** A statement as one line of text, to show what was not understood. */
export function statementText({ words, body }: Statement): string {
  const text = words.map((word) => (word.quoted ? JSON.stringify(word.text) : word.text)).join(' ');
  if (body === undefined) return `${text};`;
  const inside = body.map(statementText).join(' ');
  return visibleText(`${text} { ${inside} }`, 2000);
}
