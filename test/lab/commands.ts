import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** How a command ended, and what it printed. */
export interface CommandResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Collects what a process prints until it ends. */
export async function collect(child: ChildProcess, timeoutMs?: number): Promise<CommandResult> {
  const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout?.on('data', (chunk: Buffer) => output.stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => output.stderr.push(chunk));
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  try {
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (...end) => resolve(end));
    });
    const [stdout, stderr] = [output.stdout, output.stderr].map((parts) =>
      Buffer.concat(parts).toString('utf8'),
    );
    return { code, signal, stdout: stdout ?? '', stderr: stderr ?? '' };
  } finally {
    clearTimeout(timer);
  }
}

/** Starts commands where the lab's namespaces are: as they are for root, else through a user namespace. */
export class CommandRunner {
  readonly #entry: readonly string[];

  constructor(entry: readonly string[]) {
    this.#entry = entry;
  }

  /** The whole command line, with what enters the lab's user namespace in front. */
  line(argv: readonly string[]): readonly [string, ...string[]] {
    const [command, ...rest] = [...this.#entry, ...argv];
    if (command === undefined) throw new Error('an empty command cannot be run');
    return [command, ...rest];
  }

  start(argv: readonly string[], options: SpawnOptions = {}): ChildProcess {
    const [command, ...rest] = this.line(argv);
    return spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  }

  /**
   * Runs a command to its end.
   * @throws Error with what it printed, where it fails
   */
  async run(argv: readonly string[]): Promise<string> {
    const result = await collect(this.start(argv));
    if (result.code !== 0)
      throw new Error(`${argv.join(' ')}: ${result.stderr.trim()} (status ${result.code})`);
    return result.stdout;
  }

  /** Whether a command succeeds; for finding out what the kernel can do. */
  async succeeds(argv: readonly string[]): Promise<boolean> {
    return (await collect(this.start(argv))).code === 0;
  }
}
