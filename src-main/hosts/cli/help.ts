import { programVersion } from '../../version.ts';
import type { Command, CommandEntry, CommandGroup } from './command.ts';
import { statusTexts } from './statuses.ts';

/** Beside a narrower column than this, what is explained stands below. */
const leastBeside = 30;

/** The words of a text in lines of a width, those after the first with an indent. */
function wrapped(text: string, width: number, indent: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const room = width - (lines.length === 0 ? 0 : indent);
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each, index) => (index === 0 ? each : ' '.repeat(indent) + each));
}

function columns(rows: readonly (readonly [string, string])[], width: number): string[] {
  const left = Math.max(...rows.map(([name]) => name.length));
  const beside = width - left - 4;
  return rows.flatMap(([name, text]) =>
    beside >= leastBeside
      ? wrapped(text, beside, 0).map((line, index) => `  ${(index === 0 ? name : '').padEnd(left)}  ${line}`)
      : [`  ${name}`, ...wrapped(text, width - 6, 0).map((line) => `      ${line}`)],
  );
}

/** What `linkscope help` prints. @param width columns of the terminal */
export function generalHelp(commands: readonly CommandEntry[], width = Infinity): string[] {
  const about = `linkscope ${programVersion}: finds every host on the link and keeps it, and reckons with addresses`;
  return [
    ...wrapped(about, width, 2),
    '',
    'Usage: linkscope COMMAND [OPTION]…',
    '',
    'Commands:',
    ...columns(
      [
        ...commands.map(({ name, summary }) => [name, summary] as const),
        ['help [COMMAND]', 'prints this, or how a command is used'],
        ['--version', 'prints the version'],
      ],
      width,
    ),
    '',
    'Exit status:',
    ...columns(
      statusTexts.map(([status, text]) => [String(status), text] as const),
      width,
    ),
  ];
}

/**
 * What `linkscope help COMMAND` prints.
 * @param commandName with the words before it: `plan show`
 * @param width columns of the terminal
 */
export function commandHelp(
  commandName: string,
  { summary }: CommandEntry,
  command: Command | CommandGroup,
  width = Infinity,
): string[] {
  if ('commands' in command) {
    return [
      ...wrapped(`linkscope ${commandName}: ${summary}`, width, 2),
      '',
      `Usage: linkscope ${commandName} COMMAND [OPTION]…`,
      '',
      'Commands:',
      ...columns(
        command.commands.map((each) => [each.name, each.summary] as const),
        width,
      ),
      '',
      ...wrapped(`linkscope help ${commandName} COMMAND tells how one is used.`, width, 2),
    ];
  }
  return [
    ...wrapped(`linkscope ${commandName}: ${summary}`, width, 2),
    '',
    ...wrapped(`Usage: linkscope ${commandName} ${command.usage}`, width, 9),
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
      width,
    ),
    '',
    ...examplesOf(command),
    'Exit status:',
    ...columns(
      statusTexts.map(([status, text]) => [String(status), text] as const),
      width,
    ),
  ];
}

/** In lines as they are typed, which are not broken. */
function examplesOf({ examples = [] }: Command): string[] {
  if (examples.length === 0) return [];
  return ['Examples:', ...examples.map((example) => `  linkscope ${example}`), ''];
}
