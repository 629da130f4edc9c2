import { programVersion } from '../../version.ts';
import type { Command, CommandEntry } from './command.ts';
import { statusTexts } from './statuses.ts';

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

/** What `linkscope help` prints. */
export function generalHelp(commands: readonly CommandEntry[]): string[] {
  return [
    `linkscope ${programVersion}: finds every host on the link and keeps it, and reckons with addresses`,
    '',
    'Usage: linkscope COMMAND [OPTION]…',
    '',
    'Commands:',
    ...columns([
      ...commands.map(({ name, summary }) => [name, summary] as const),
      ['help [COMMAND]', 'prints this, or how a command is used'],
      ['--version', 'prints the version'],
    ]),
    '',
    'Exit status:',
    ...columns(statusTexts.map(([status, text]) => [String(status), text] as const)),
  ];
}

/** What `linkscope help COMMAND` prints. */
export function commandHelp({ name: commandName, summary }: CommandEntry, command: Command): string[] {
  return [
    `linkscope ${commandName}: ${summary}`,
    '',
    `Usage: linkscope ${commandName} ${command.usage}`,
    '',
    'Options:',
    ...columns(
      Object.entries(command.options).map(
        ([name, { value, help }]) => [`--${name}${value === undefined ? '' : ` ${value}`}`, help] as const,
      ),
    ),
    '',
    'Exit status:',
    ...columns(statusTexts.map(([status, text]) => [String(status), text] as const)),
  ];
}
