import { ToolError } from '../../../src-core/api/tool-error.ts';
import type { Services } from '../../services.ts';
import { programVersion } from '../../version.ts';
import { pick, readArguments } from './arguments.ts';
import type { CommandEntry } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp, generalHelp } from './help.ts';
import { exitStatus, statusOf, type ExitStatus } from './statuses.ts';
import type { Terminal } from './terminal.ts';

export interface CliOptions {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** Where out/main and out/renderer are. */
  readonly builtDirectory: string;
}

function commandNamed(name: string): CommandEntry {
  const found = pick('command', name, [...commands.map((command) => command.name), 'help']);
  const command = commands.find((candidate) => candidate.name === found);
  if (command === undefined) throw new ToolError('bad-input', `${name} is no command of its own`);
  return command;
}

/**
 * Runs one command line to its end. Never throws: what went wrong is told on standard error and by the exit status.
 * @param args what stands after the program's name
 */
export async function runCli(args: readonly string[], options: CliOptions): Promise<ExitStatus> {
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

async function dispatch(
  args: readonly string[],
  options: CliOptions,
  opened: Services[],
): Promise<ExitStatus> {
  const { terminal, signal, builtDirectory } = options;
  const [name, ...rest] = args;
  if (name === '--version') {
    await terminal.line(programVersion);
    return exitStatus.success;
  }
  if (name === undefined) {
    for (const line of generalHelp(commands)) terminal.note(line);
    return exitStatus.badInput;
  }
  if (name === 'help' || name === '--help' || name === '-h') {
    const [about] = rest;
    const named = about === undefined || about === 'help' ? undefined : commandNamed(about);
    await terminal.lines(
      named === undefined ? generalHelp(commands) : commandHelp(named, await named.load()),
    );
    return exitStatus.success;
  }
  const entry = commandNamed(name);
  const command = await entry.load();
  const given = readArguments(rest, command.options);
  if (given.has('help')) {
    await terminal.lines(commandHelp(entry, command));
    return exitStatus.success;
  }
  return await command.run(given, {
    terminal,
    signal,
    builtDirectory,
    async open(host = 'cli') {
      const { openProgram } = await import('./open-program.ts');
      const program = openProgram(host, given.text('data-dir'));
      opened.push(program.services);
      return program;
    },
  });
}
