import type { RouterClient } from '@orpc/server';
import type { Router } from '../../api/router.ts';
import type { Services } from '../../services.ts';
import type { Arguments, OptionSpecs } from './arguments.ts';
import type { Terminal } from './terminal.ts';

/** The program's services, with the same router that the windows use, called within the process. */
export interface Program {
  readonly client: RouterClient<Router>;
  readonly services: Pick<Services, 'router' | 'dataDirectory'>;
}

export interface CommandContext {
  readonly terminal: Terminal;
  /** Aborted when the person or the system asks the command to end. */
  readonly signal: AbortSignal;
  /** Ends the command when nobody reads its output any more; for one that may print nothing for long. */
  endWithReader(): void;
  /** Opens the services; they are closed when the command has ended. */
  open(host?: 'cli' | 'serve'): Promise<Program>;
  /** Where out/main and out/renderer are: the directory above this program's entry. */
  readonly builtDirectory: string;
}

/** A command as the help lists it, and how its code is loaded. */
export interface CommandEntry {
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  load(): Promise<Command | CommandGroup>;
}

/** A command that is several: the next word says which. */
export interface CommandGroup {
  readonly commands: readonly CommandEntry[];
}

export interface Command {
  /** What stands after the name in the usage line. */
  readonly usage: string;
  /** Whole command lines without the program's name, for the help. */
  readonly examples?: readonly string[];
  readonly options: OptionSpecs;
  /** @returns one of exitStatus, or the status of the command of the system that it stood for */
  run(args: Arguments, context: CommandContext): Promise<number>;
}

/** Options of the commands that only reckon: they keep nothing. */
export const plainOptions = {
  help: { help: 'prints how the command is used' },
} as const satisfies OptionSpecs;

/** Options of every command that uses what is kept. */
export const commonOptions = {
  'data-dir': { value: 'DIRECTORY', help: 'where devices, settings and the log are kept' },
  ...plainOptions,
} as const satisfies OptionSpecs;
