import { ToolError } from '../../../src-core/api/errors.ts';
import type { SourceFile } from '../../../src-core/api/writers.ts';
import { visibleText } from '../../../src-core/net/visible-text.ts';

/** A line as a set command, or a comment; lines count from 1. */
export interface CommandLine {
  readonly line: number;
  readonly text: string;
}

/** Depth is bounded: the text is somebody's file. */
const deepest = 50;

/** Whether it is a configuration with braces, as config.boot and `show configuration` have it, and no set commands. */
export function hasBraces({ text }: SourceFile): boolean {
  return /^[ \t]*[^\s#][^\n]*\{[ \t]*\r?$/m.test(text) && !/^[ \t]*set /m.test(text);
}

/**
 * The set commands of a configuration with braces; comments stay as they are.
 * @throws ToolError bad-input with file and line where braces do not match
 */
export function commandsOf(file: SourceFile): CommandLine[] {
  const commands: CommandLine[] = [];
  const open: CommandLine[] = [];
  const refused = (line: number, why: string) =>
    new ToolError('bad-input', `${visibleText(file.name)}, line ${line}: ${why}`, `${file.name}:${line}`);
  file.text.split(/\r?\n/).forEach((raw, index) => {
    const line = index + 1;
    const text = raw.trim();
    if (text === '') return;
    const path = open.map((block) => `${block.text} `).join('');
    if (/^(?:\/\/|\/\*|#)/.test(text)) commands.push({ line, text });
    else if (text === '}') {
      if (open.pop() === undefined) throw refused(line, 'this "}" closes nothing');
    } else if (text.endsWith('{')) {
      if (open.length >= deepest) throw refused(line, `braces are nested more than ${deepest} deep`);
      open.push({ line, text: text.slice(0, -1).trim() });
    } else commands.push({ line, text: `set ${path}${text.replace(/ "([^"]*)"$/, " '$1'")}` });
  });
  const [first] = open.toReversed();
  if (first !== undefined) throw refused(first.line, 'this "{" is never closed');
  return commands;
}
