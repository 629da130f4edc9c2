import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { LeftLine } from '../writer.ts';

/** `name = value` of a file with sections. */
export interface Setting {
  /** The name between the brackets; empty before the first section. */
  readonly section: string;
  /** How many sections began before this one: two sections may have the same name. */
  readonly part: number;
  readonly name: string;
  /** What follows the "=", without white space around it; undefined where there is no "=". */
  readonly value: string | undefined;
  /** Counts from 1. */
  readonly line: number;
  /** The line as it stands. */
  readonly text: string;
}

interface Section {
  readonly name: string;
  readonly part: number;
  readonly line: number;
}

export interface Sections {
  readonly sections: readonly Section[];
  readonly settings: readonly Setting[];
  readonly comments: readonly LeftLine[];
}

/** The most lines that are read: the text is somebody's file. */
const mostLines = 200_000;

/**
 * Reads a text of `[section]` and `name = value`, as systemd, MariaDB and Ceph have it. Comments are lines that begin
 * with "#" or ";"; a "\" at the end joins the next line.
 * @throws ToolError bad-input with file and line
 */
export function readSections(file: SourceFile): Sections {
  const sections: Section[] = [];
  const settings: Setting[] = [];
  const comments: LeftLine[] = [];
  const lines = file.text.split(/\r?\n/);
  if (lines.length > mostLines) throw refused(file, mostLines, `more than ${mostLines} lines`);
  for (let index = 0; index < lines.length; index++) {
    const line = index + 1;
    let text = (lines[index] ?? '').trim();
    if (text === '') continue;
    if (text.startsWith('#') || text.startsWith(';')) {
      comments.push({ file: file.name, line, text, kind: 'comment', why: 'a comment' });
      continue;
    }
    while (text.endsWith('\\') && index + 1 < lines.length)
      text = `${text.slice(0, -1).trim()} ${(lines[++index] ?? '').trim()}`;
    if (text.startsWith('[')) {
      const name = /^\[([^[\]]*)\](?:\s*[#;].*)?$/.exec(text)?.[1];
      if (name === undefined) throw refused(file, line, 'a section is written [name]');
      sections.push({ name: name.trim(), part: sections.length + 1, line });
      continue;
    }
    const equals = text.indexOf('=');
    settings.push({
      section: sections.at(-1)?.name ?? '',
      part: sections.length,
      name: (equals < 0 ? text : text.slice(0, equals)).trim(),
      value: equals < 0 ? undefined : text.slice(equals + 1).trim(),
      line,
      text,
    });
  }
  return { sections, settings, comments };
}

function refused(file: SourceFile, line: number, why: string): ToolError {
  return new ToolError(
    'bad-input',
    `${visibleText(file.name)}, line ${line}: ${why}`,
    `${file.name}:${line}`,
  );
}

/** A setting that no field holds, as a line that is left. */
export function leftSetting(file: SourceFile, { line, text }: Setting, why: string): LeftLine {
  return { file: file.name, line, text: visibleText(text, 2000), kind: 'unknown', why };
}
