import { ToolError } from '../../../src-core/api/tool-error.ts';
import type { Services } from '../../services.ts';
import { programVersion } from '../../version.ts';
import { pick, readArguments } from './arguments.ts';
import { plainOptions, type Command, type CommandEntry, type CommandGroup } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp, generalHelp } from './help.ts';
import { exitStatus, statusOf } from './statuses.ts';
import type { Terminal } from './terminal.ts';

export interface CliOptions {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** Begins to watch who reads the output, and aborts the signal when nobody does; left out: nobody watches. */
  readonly endWithReader?: () => void;
  /** Where out/main and out/renderer are. */
  readonly builtDirectory: string;
}

interface Found {
  /** With the words before it: `plan show`. */
  readonly name: string;
  readonly entry: CommandEntry;
  readonly command: Command | CommandGroup;
  /** What stands after its name. */
  readonly rest: readonly string[];
}

/** The command that the words name; a group where they end before one of its commands. */
async function commandNamed(words: readonly string[], among = commands, before = ''): Promise<Found> {
  const [word = '', ...rest] = words;
  const others = before === '' ? ['help'] : [];
  const found = pick(`${before}command`, word, [...among.map((each) => each.name), ...others]);
  const entry = among.find((candidate) => candidate.name === found);
  if (entry === undefined) throw new ToolError('bad-input', `${word} is no command of its own`);
  const command = await entry.load();
  const [next] = rest;
  if ('commands' in command && next !== undefined && !next.startsWith('-') && next !== 'help')
    return commandNamed(rest, command.commands, `${before}${entry.name} `);
  return { name: before + entry.name, entry, command, rest };
}

/**
 * Runs one command line to its end. Never throws: what went wrong is told on standard error and by the exit status.
 * @param args what stands after the program's name
 */
export async function runCli(args: readonly string[], options: CliOptions): Promise<number> {
  const { terminal, signal } = options;
  const opened: Services[] = [];
  try {
    return await dispatch(args, options, opened);
  } catch (error) {
    if (signal.aborted) return exitStatus.cancelled;
    const { code, message, detail } = await failureFrom(error);
    terminal.note(`linkscope: ${message}`);
    if (detail !== undefined) terminal.note(detail);
    if (code === 'bad-input') terminal.note('linkscope help tells what can be asked for.');
    return statusOf(code);
  } finally {
    terminal.clearProgress();
    for (const services of opened) await services.close();
  }
}

/** Most failures are told without the contract's code, which takes longer to load than a calculator to answer. */
async function failureFrom(error: unknown) {
  if (error instanceof ToolError) return error.toFailure();
  return (await import('./failure-of.ts')).failureOf(error);
}

async function dispatch(args: readonly string[], options: CliOptions, opened: Services[]): Promise<number> {
  const { terminal, signal, builtDirectory } = options;
  const { width } = terminal;
  const [name, ...rest] = args;
  if (name === '--version') {
    await terminal.line(programVersion);
    return exitStatus.success;
  }
  if (name === undefined) {
    for (const line of generalHelp(commands, width)) terminal.note(line);
    return exitStatus.badInput;
  }
  if (name === 'help' || name === '--help' || name === '-h') {
    const [about] = rest;
    const named = about === undefined || about === 'help' ? undefined : await commandNamed(rest);
    await terminal.lines(
      named === undefined
        ? generalHelp(commands, width)
        : commandHelp(named.name, named.entry, named.command, width),
    );
    return exitStatus.success;
  }
  const named = await commandNamed(args);
  const { command } = named;
  const help = commandHelp(named.name, named.entry, command, width);
  if ('commands' in command) {
    if (named.rest.length === 0) {
      for (const line of help) terminal.note(line);
      return exitStatus.badInput;
    }
    readArguments(named.rest, plainOptions);
    await terminal.lines(help);
    return exitStatus.success;
  }
  const given = readArguments(named.rest, command.options);
  if (given.has('help')) {
    await terminal.lines(help);
    return exitStatus.success;
  }
  return await command.run(given, {
    terminal,
    signal,
    builtDirectory,
    endWithReader: () => options.endWithReader?.(),
    async open(host = 'cli') {
      const { openProgram } = await import('./open-program.ts');
      const program = openProgram(host, given.text('data-dir'));
      opened.push(program.services);
      return program;
    },
  });
}
