import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { readStatements, type Statement } from '../syntax/statements.ts';
import type { LeftLine } from '../writer.ts';

/** A statement of the configuration with all the levels above it, as `set` has it. */
export interface Path {
  readonly words: readonly string[];
  readonly file: string;
  readonly line: number;
}

/**
 * The statements of a file in either form.
 * @throws ToolError bad-input where braces or quotes do not match
 */
export function pathsOf(file: SourceFile): { paths: Path[]; comments: readonly LeftLine[] } {
  return isSet(file.text) ? fromSet(file) : fromBraces(file);
}

/** Whether the first line that is not empty and no comment is a command. */
function isSet(text: string): boolean {
  const lines = text.split('\n').map((line) => line.trim());
  const first = lines.find((line) => line !== '' && !line.startsWith('#'));
  return /^(?:set|delete|activate|deactivate)\s/.test(first ?? '');
}

function fromBraces(file: SourceFile): { paths: Path[]; comments: readonly LeftLine[] } {
  const { statements, comments } = readStatements(file, { comments: ['#'], blockComments: true });
  const paths: Path[] = [];
  const walk = (inside: readonly Statement[], above: readonly string[]) => {
    for (const { words, body, line } of inside) {
      const path = [...above, ...words.map(({ text }) => text)];
      if (body === undefined || body.length === 0) paths.push({ words: path, file: file.name, line });
      else walk(body, path);
    }
  };
  walk(statements, []);
  return { paths, comments };
}

function fromSet(file: SourceFile): { paths: Path[]; comments: readonly LeftLine[] } {
  const paths: Path[] = [];
  const comments: LeftLine[] = [];
  file.text.split(/\r?\n/).forEach((text, index) => {
    const line = index + 1;
    if (text.trim() === '') return;
    if (text.trimStart().startsWith('#')) {
      comments.push({
        file: file.name,
        line,
        text: visibleText(text.trim(), 1000),
        kind: 'comment',
        why: 'a comment',
      });
      return;
    }
    const words = [...text.matchAll(/"((?:[^"\\]|\\.)*)"|([^\s"]+)/g)].map(
      ([, quoted, plain]) => plain ?? quoted?.replaceAll(/\\(.)/g, '$1') ?? '',
    );
    if (text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '').includes('"'))
      throw new ToolError('bad-input', `${visibleText(file.name)}, line ${line}: this quote is never closed`);
    // What is no "set" keeps its first word, which no statement has.
    paths.push({ words: words[0] === 'set' ? words.slice(1) : words, file: file.name, line });
  });
  return { paths, comments };
}
