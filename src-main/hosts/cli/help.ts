import { programVersion } from '../../version.ts';
import type { Command, CommandEntry, CommandGroup } from './command.ts';
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

/** What `linkscope help COMMAND` prints. @param commandName with the words before it: `plan show` */
export function commandHelp(
  commandName: string,
  { summary }: CommandEntry,
  command: Command | CommandGroup,
): string[] {
  if ('commands' in command) {
    return [
      `linkscope ${commandName}: ${summary}`,
      '',
      `Usage: linkscope ${commandName} COMMAND [OPTION]…`,
      '',
      'Commands:',
      ...columns(command.commands.map((each) => [each.name, each.summary] as const)),
      '',
      `linkscope help ${commandName} COMMAND tells how one is used.`,
    ];
  }
  return [
    `linkscope ${commandName}: ${summary}`,
    '',
    `Usage: linkscope ${commandName} ${command.usage}`,
    '',
    'Options:',
    ...columns(
      Object.entries(command.options).map(
        ([name, { value, fallback, help }]) =>
          [
            `--${name}${value === undefined ? '' : fallback === undefined ? ` ${value}` : ` [${value}]`}`,
            help,
          ] as const,
      ),
    ),
    '',
    'Exit status:',
    ...columns(statusTexts.map(([status, text]) => [String(status), text] as const)),
  ];
}
