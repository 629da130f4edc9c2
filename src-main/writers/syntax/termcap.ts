import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { LeftLine } from '../writer.ts';

/** One capability: a flag, a number, or text. Lines count from 1. */
export interface Capability {
  readonly name: string;
  readonly value: true | number | string;
  readonly line: number;
}

export interface TermcapEntry {
  readonly names: readonly string[];
  readonly capabilities: readonly Capability[];
  readonly line: number;
}

const mostLines = 200_000;

/**
 * Reads a file in the form of termcap(5), strictly as rtadvd.conf(5) uses it: `NAME:\` and fields between colons,
 * `flag`, `number#64`, `text="…"` or `text=…`; lines are joined by `\`, and `#` at the beginning of a line is a comment.
 * @throws ToolError bad-input with file and line
 */
export function readTermcap(file: SourceFile): { entries: TermcapEntry[]; comments: LeftLine[] } {
  const refused = (line: number, why: string) =>
    new ToolError('bad-input', `${visibleText(file.name)}, line ${line}: ${why}`, `${file.name}:${line}`);
  const lines = file.text.split(/\r?\n/);
  if (lines.length > mostLines) throw refused(mostLines, `more than ${mostLines} lines`);
  const entries: TermcapEntry[] = [];
  const comments: LeftLine[] = [];
  let names: string[] | undefined;
  let begin = 0;
  let capabilities: Capability[] = [];
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const text = raw.trim();
    if (names === undefined && text === '') continue;
    if (names === undefined && text.startsWith('#')) {
      comments.push({ file: file.name, line, text, kind: 'comment', why: 'a comment' });
      continue;
    }
    const goesOn = text.endsWith('\\');
    const body = goesOn ? text.slice(0, -1).trimEnd() : text;
    let rest = body;
    if (names === undefined) {
      const colon = body.indexOf(':');
      if (colon <= 0) throw refused(line, 'expected the name of an interface and ":"');
      names = body.slice(0, colon).split('|');
      begin = line;
      capabilities = [];
      rest = body.slice(colon);
    }
    for (const field of fieldsOf(rest)) {
      const capability = capabilityOf(field, line);
      if (capability === undefined) throw refused(line, `this is no field: ${visibleText(field, 100)}`);
      capabilities.push(capability);
    }
    if (goesOn && index < lines.length - 1) continue;
    if (goesOn) throw refused(line, 'the line goes on after the end of the file');
    if (!body.endsWith(':')) throw refused(line, 'the last field of an entry ends with ":"');
    entries.push({ names, capabilities, line: begin });
    names = undefined;
  }
  if (names !== undefined) throw refused(begin, 'this entry does not end');
  return { entries, comments };
}

/** The parts between colons that do not stand in quotes; empty ones are left out, as termcap(5) has it. */
function fieldsOf(text: string): string[] {
  return (text.match(/(?:[^:"]|"[^"]*"?)+/g) ?? [])
    .map((field) => field.trim())
    .filter((field) => field !== '');
}

function capabilityOf(field: string, line: number): Capability | undefined {
  const found = /^([a-z][a-z0-9]*)(?:#(0x[0-9a-f]{1,8}|\d{1,10})|=(?:"([^"\\^]*)"|([^":\\^]*)))?$/i.exec(
    field,
  );
  if (found === null) return undefined;
  const [, name = '', number, quoted, bare] = found;
  if (number !== undefined) return { name, value: Number(number), line };
  return { name, value: quoted ?? bare ?? true, line };
}
