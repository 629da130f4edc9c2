import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SocketConnector } from '../../os/connect/socket-connector.ts';
import { LaneRunner } from './lane-runner.ts';
import type { FromLane, ToLane, ToThread } from './lane-messages.ts';

/** A thread costs some 40 ms to start, so it is kept for the next scan of the same sitting. */
const keptMs = 60_000;
const mostLanes = 4;
/** A thread that does not end its sockets and itself in time is stuck, and is ended. */
const endMs = 500;

/** One place where lanes run. */
export interface LanePlace {
  post(message: ToLane): void;
}

/** What is told of one run by one place: a message, or that the place is lost. */
export type LaneListener = (message: FromLane | { readonly type: 'lost'; readonly error: Error }) => void;

/** The file of a lane's thread: beside this one, or above the chunk of the build that this has become. */
function workerFile(): string | undefined {
  const here = import.meta.dirname;
  const names = import.meta.filename.endsWith('.ts')
    ? ['scan-worker.ts']
    : ['scan-worker.js', '../scan-worker.js'];
  return names.map((name) => join(here, name)).find((file) => existsSync(file));
}

/** A place in a thread of its own. */
class Thread implements LanePlace {
  readonly listeners = new Map<number, LaneListener>();
  readonly #worker: Worker;
  /** Settled when the thread can take work: true, or false where it could not be started. */
  readonly ready: Promise<boolean>;
  lost = false;

  constructor(file: string) {
    // Sockets are short-lived objects: a small space for young ones keeps the memory small at the same speed.
    this.#worker = new Worker(file, {
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 48 },
    });
    this.#worker.unref();
    this.ready = new Promise((resolve) => {
      this.#worker.once('online', () => resolve(true));
      this.#worker.once('error', (error) => {
        this.#lose(error instanceof Error ? error : new Error(String(error)));
        resolve(false);
      });
      this.#worker.once('exit', (code) => {
        this.#lose(new Error(`a scanning thread ended with ${code}`));
        resolve(false);
      });
    });
    this.#worker.on('message', (message: FromLane) => this.listeners.get(message.run)?.(message));
  }

  post(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  listen(run: number, listener: LaneListener): void {
    this.listeners.set(run, listener);
    this.#worker.ref();
  }

  forget(run: number): void {
    this.listeners.delete(run);
    if (this.listeners.size === 0) this.#worker.unref();
  }

  /** Ends it, and first what it has open: the system does not close that with a thread. */
  async end(): Promise<void> {
    if (this.lost) return;
    this.#worker.ref();
    const gone = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    this.post({ type: 'end' });
    const stuck = setTimeout(() => void this.#worker.terminate(), endMs);
    await gone;
    clearTimeout(stuck);
  }

  #lose(error: Error): void {
    if (this.lost) return;
    this.lost = true;
    for (const listener of this.listeners.values()) listener({ type: 'lost', error });
  }
}

/** The threads that scan. They are started at the first scan and let go when there was none for a minute. */
export class LanePool {
  #threads: Thread[] = [];
  #inline: { readonly runner: LaneRunner; readonly listeners: Map<number, LaneListener> } | undefined;
  #idle: NodeJS.Timeout | undefined;
  #runs = 0;
  #going = 0;

  /** How many lanes can run side by side. */
  readonly lanes = Math.max(1, Math.min(mostLanes, availableParallelism()));

  /** A number of its own for a run. */
  nextRun(): number {
    return ++this.#runs;
  }

  /** The places for a run, at most `wanted`; this thread where none is wanted, or no other can be had. */
  async take(run: number, wanted: number, listener: (place: number) => LaneListener): Promise<LanePlace[]> {
    clearTimeout(this.#idle);
    this.#going++;
    this.#threads = this.#threads.filter(({ lost }) => !lost);
    const file = workerFile();
    const count = Math.min(wanted, this.lanes);
    if (file !== undefined) while (this.#threads.length < count) this.#threads.push(new Thread(file));
    const chosen = this.#threads.slice(0, count);
    const started = await Promise.all(chosen.map(({ ready }) => ready));
    const usable = chosen.filter((_thread, index) => started[index]);
    for (const [index, thread] of usable.entries()) thread.listen(run, listener(index));
    return usable.length > 0 ? usable : [this.#ownPlace(run, listener(0))];
  }

  /** Lets a run's places go. */
  give(run: number): void {
    this.#going--;
    for (const thread of this.#threads) thread.forget(run);
    this.#inline?.listeners.delete(run);
    if (this.#going > 0) return;
    this.#idle = setTimeout(() => void this.close(), keptMs);
    this.#idle.unref();
  }

  /** Ends all threads, with every socket that they have. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const threads = this.#threads;
    this.#threads = [];
    await Promise.all(threads.map((thread) => thread.end()));
  }

  #ownPlace(run: number, listener: LaneListener): LanePlace {
    if (this.#inline === undefined) {
      const listeners = new Map<number, LaneListener>();
      const runner = new LaneRunner(new SocketConnector(), (message) =>
        listeners.get(message.run)?.(message),
      );
      this.#inline = { runner, listeners };
    }
    const { runner, listeners } = this.#inline;
    listeners.set(run, listener);
    return { post: (message) => runner.take(message) };
  }
}
