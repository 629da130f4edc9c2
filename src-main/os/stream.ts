import { ToolError } from '../../src-core/api/errors.ts';
import { asError, failedToStart, refusedByGuard, start, stop, type ExecOptions } from './exec.ts';
import { GatheredPipes } from './gathered-pipes.ts';
import { Spool } from './spool.ts';

export interface StreamOptions extends ExecOptions {
  /**
   * `pipe`: each line comes at once, and what nobody takes makes the command wait. `file`: the command never waits for
   * us, its output goes to a file without a name that is read every few milliseconds. `gathered`: a pipe that is read
   * a few times a second together with all others of the kind, for many commands that each print a little; where there
   * are no such, a pipe.
   */
  readonly output?: 'pipe' | 'file' | 'gathered';
}

/** One line of a streamed command, or how it ended. */
export type StreamedLine =
  | { readonly type: 'line'; readonly text: string }
  | { readonly type: 'end'; readonly code: number; readonly stderr: string };

/** Beyond so many lines that nobody has taken yet, no more are read. */
const mostLinesWaiting = 10_000;
/** A file is looked at so often. */
const spoolMs = 5;
/** A command that has written so much to a file is ended: no disk is filled. */
const largestSpool = 256 * 1024 * 1024;

/**
 * Runs a command and gives its output line by line, as it comes; the last item is its end. Leaving the loop, or the
 * signal, ends the command. Lines over 64 KiB are cut.
 * @throws as run()
 */
export async function* stream(
  command: string,
  args: readonly string[],
  options: StreamOptions = {},
): AsyncGenerator<StreamedLine> {
  const lines = new Lines();
  const readMore = () => lines.waiting <= mostLinesWaiting && lines.take(store?.read() ?? '');
  const spool = options.output === 'file' ? Spool.create() : undefined;
  const gathered = options.output === 'gathered' ? (await GatheredPipes.open())?.create(readMore) : undefined;
  const store = spool ?? gathered;
  let problem: Error | undefined;
  let reading: NodeJS.Timeout | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopCommand = () => {};
  const end = (reason: unknown) => {
    problem ??= asError(reason);
    stopCommand();
    lines.wake();
  };
  const onAbort = () => end(options.signal?.reason);
  try {
    const child = start(command, args, options, store?.descriptor);
    gathered?.started();
    stopCommand = () => stop(child);
    options.signal?.addEventListener('abort', onAbort, { once: true });
    if (options.timeoutMs !== undefined) {
      const late = () => end(new ToolError('timeout', `${command} did not end in time`));
      timer = setTimeout(late, options.timeoutMs);
    }
    const { stdout } = child;
    stdout?.setEncoding('utf8');
    stdout?.on('data', (chunk: string) => {
      lines.take(chunk);
      if (lines.waiting > mostLinesWaiting) stdout.pause();
    });
    if (spool !== undefined) {
      reading = setInterval(() => {
        readMore();
        if (spool.size > largestSpool)
          end(new ToolError('internal', `${command} printed more than ${largestSpool} bytes`));
      }, spoolMs);
    }
    let stderr = '';
    child.stderr?.setEncoding('utf8');
    child.stderr?.on('data', (chunk: string) => {
      if (stderr.length < 65_536) stderr += chunk;
    });
    child.once('error', (error) => end(failedToStart(command, error)));
    let ended = false;
    child.once('close', (code) => {
      const refused = refusedByGuard(command, code, stderr);
      if (refused !== undefined) end(refused);
      // What is still to be read comes before the end; after an abort nobody wants it.
      if (problem === undefined) for (let more = true; more;) more = lines.take(store?.read() ?? '');
      lines.finish({ type: 'end', code: code ?? -1, stderr });
      ended = true;
    });
    while (true) {
      if (problem !== undefined) throw problem;
      const item = lines.next();
      if (item !== undefined) {
        yield item;
        if (item.type === 'end') return;
        continue;
      }
      if (ended) return;
      if (stdout?.isPaused() === true) stdout.resume();
      await lines.more();
    }
  } finally {
    clearTimeout(timer);
    clearInterval(reading);
    options.signal?.removeEventListener('abort', onAbort);
    stopCommand();
    store?.close();
  }
}

/** The lines that have come and nobody has taken. */
class Lines {
  #queue: StreamedLine[] = [];
  // Where in the queue the next one is: shift() moves all the others of a long array.
  #taken = 0;
  #rest = '';
  #wake: (() => void) | undefined;

  get waiting(): number {
    return this.#queue.length - this.#taken;
  }

  /** @returns whether there was anything */
  take(chunk: string): boolean {
    if (chunk === '') return false;
    const parts = (this.#rest + chunk).split('\n');
    this.#rest = (parts.pop() ?? '').slice(0, 65_536);
    for (const text of parts)
      this.#queue.push({ type: 'line', text: text.slice(0, 65_536).replace(/\r$/, '') });
    this.wake();
    return true;
  }

  finish(end: StreamedLine): void {
    if (this.#rest !== '') this.#queue.push({ type: 'line', text: this.#rest });
    this.#queue.push(end);
    this.wake();
  }

  next(): StreamedLine | undefined {
    const item = this.#queue[this.#taken++];
    if (this.#taken >= this.#queue.length) {
      this.#queue = [];
      this.#taken = 0;
    }
    return item;
  }

  wake(): void {
    this.#wake?.();
  }

  /** Resolves when something has come, or when it was woken. */
  async more(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
  }
}
