import { toFailure, ToolError } from '../../src-core/api/errors.ts';
import type {
  ProbeEvent,
  ProbeProgress,
  ProbeRunInfo,
  ProbeWarning,
} from '../../src-core/api/probe-events.ts';
import { ItemLog } from './item-log.ts';

/** What a probe's generator yields: how far it is, what it found, and what it could not do. */
export type ProbeStep<Item> =
  ProbeProgress | ProbeWarning | { readonly type: 'item'; readonly items: readonly Item[] };

/** One piece of work of a probe. */
export interface ProbeJob<Item, Summary> {
  /** What is done to what, in a few words for people. */
  readonly title: string;
  /**
   * Does the work. It ends by itself, throws the signal's reason when that is aborted (or just ends), and throws any
   * other error where the whole failed. Whatever it started has ended before it does.
   */
  steps(signal: AbortSignal): AsyncGenerator<ProbeStep<Item>>;
  /** What can be said of the run, asked once at its end, however that came. Never throws. */
  summary(): Summary;
}

/** What of a log the runs need. */
export interface ProbeLogger {
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

/** A run that nobody follows is cancelled after so long: time for a page to be reloaded. */
const unfollowedMs = 2_000;
/** An ended run can still be followed for so long, by a page that was reloaded at the wrong moment. */
const keptMs = 60_000;
/** Kept runs that have ended stay until they are let go, but no more than so many. */
const mostEnded = 16;
const mostRunning = 64;
const mostWarnings = 200;
/** Items of one event when a run is replayed: a page draws them without a long task. */
const replayChunk = 1_000;
const batchMs = 50;

interface Run<Item, Summary, Job> {
  info: ProbeRunInfo;
  readonly job: Job;
  readonly abort: AbortController;
  readonly items: ItemLog<Item>;
  readonly warnings: ProbeWarning[];
  /** Called when there is something new to read. */
  readonly followers: Set<() => void>;
  progress: ProbeProgress | undefined;
  /** The newest progress that readers may see. */
  shown: ProbeProgress | undefined;
  end: ProbeEvent<Item, Summary> | undefined;
  finished: Promise<void>;
  batch: NodeJS.Timeout | undefined;
  timer: NodeJS.Timeout | undefined;
}

export interface ProbeRunsOptions<Options, Job> {
  /** Checks what was asked for and makes the work of it. @throws ToolError */
  readonly prepare: (options: Options, signal: AbortSignal) => Job | Promise<Job>;
  readonly logger: ProbeLogger;
  /** The newest items that are kept for followers; older ones are let go. */
  readonly keptItems?: number;
  readonly unfollowedMs?: number;
}

/**
 * The runs of one probe. They belong to the program, not to the page (decision 5): several windows may follow one, a
 * reload finds it again, and one that nobody follows is cancelled, unless it was started to be kept.
 */
export class ProbeRuns<
  Options,
  Item,
  Summary,
  Job extends ProbeJob<Item, Summary> = ProbeJob<Item, Summary>,
> {
  readonly #runs = new Map<string, Run<Item, Summary, Job>>();
  readonly #options: ProbeRunsOptions<Options, Job>;
  readonly #closing = new AbortController();

  constructor(options: ProbeRunsOptions<Options, Job>) {
    this.#options = options;
  }

  /** Starts a run. @throws ToolError what prepare() throws; `conflict` where too many are going */
  async start(options: Options, keep = false): Promise<ProbeRunInfo> {
    this.#checkRoom();
    const job = await this.#options.prepare(options, this.#closing.signal);
    this.#checkRoom();
    const run: Run<Item, Summary, Job> = {
      info: { runId: crypto.randomUUID(), title: job.title, at: Date.now(), keep, endedAt: null },
      job,
      abort: new AbortController(),
      items: new ItemLog(this.#options.keptItems ?? 200_000),
      warnings: [],
      followers: new Set(),
      progress: undefined,
      shown: undefined,
      end: undefined,
      finished: Promise.resolve(),
      batch: undefined,
      timer: undefined,
    };
    this.#runs.set(run.info.runId, run);
    run.finished = this.#work(run);
    this.#expectFollower(run);
    return run.info;
  }

  /**
   * Follows a run: what it has found so far, as far as that is kept, then what comes, and exactly one end. What is new
   * is told about every 50 ms. A slow reader costs no memory: it reads from what is kept for all.
   * @throws ToolError `bad-input` where there is no such run
   */
  async *follow(runId: string, signal?: AbortSignal): AsyncGenerator<ProbeEvent<Item, Summary>> {
    const run = this.#find(runId);
    const reader = { left: signal?.aborted === true };
    let wake = () => {};
    const ring = () => wake();
    const leave = () => {
      reader.left = true;
      wake();
    };
    run.followers.add(ring);
    clearTimeout(run.timer);
    signal?.addEventListener('abort', leave, { once: true });
    try {
      yield { type: 'started', run: run.info };
      let next = 0;
      let warned = 0;
      let shown: ProbeProgress | undefined;
      while (!reader.left) {
        const warning = run.warnings[warned];
        if (warning !== undefined) {
          warned++;
          yield warning;
          continue;
        }
        const { items, missed } = run.items.read(next, replayChunk);
        if (items.length > 0) {
          next += missed + items.length;
          yield { type: 'item', items, missed };
          continue;
        }
        if (run.shown !== undefined && run.shown !== shown) {
          shown = run.shown;
          yield shown;
          continue;
        }
        if (run.end !== undefined) {
          yield run.end;
          return;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      signal?.removeEventListener('abort', leave);
      run.followers.delete(ring);
      this.#expectFollower(run);
    }
  }

  /** Stops a run; true where it was still going. Its end comes when all that it started has ended. */
  cancel(runId: string): boolean {
    const run = this.#runs.get(runId);
    if (run === undefined || run.end !== undefined || run.abort.signal.aborted) return false;
    run.abort.abort(new Error('cancelled'));
    return true;
  }

  /** Lets go of a run that has ended; true where there was one. */
  forget(runId: string): boolean {
    const run = this.#runs.get(runId);
    if (run?.end === undefined) return false;
    clearTimeout(run.timer);
    return this.#runs.delete(runId);
  }

  /** The runs that are going, and those that were kept and have ended, newest first. */
  runs(): ProbeRunInfo[] {
    return [...this.#runs.values()]
      .filter(({ end, info }) => end === undefined || info.keep)
      .map(({ info }) => info)
      .toReversed();
  }

  /** What a run has gathered beside its items. @throws ToolError `bad-input` where there is no such run */
  job(runId: string): Job {
    return this.#find(runId).job;
  }

  /** Cancels every run and waits for their ends. */
  async close(): Promise<void> {
    const reason = new Error('the program is closing');
    this.#closing.abort(reason);
    for (const run of this.#runs.values()) run.abort.abort(reason);
    await Promise.allSettled([...this.#runs.values()].map(({ finished }) => finished));
    for (const run of this.#runs.values()) clearTimeout(run.timer);
    this.#runs.clear();
  }

  #checkRoom(): void {
    if (this.#closing.signal.aborted) {
      throw new ToolError('conflict', 'the program is closing: start it again');
    }
    const going = [...this.#runs.values()].filter(({ end }) => end === undefined).length;
    if (going >= mostRunning) {
      throw new ToolError('conflict', `${going} runs of this kind are going already: stop one of them`);
    }
  }

  #find(runId: string): Run<Item, Summary, Job> {
    const run = this.#runs.get(runId);
    if (run === undefined) {
      throw new ToolError('bad-input', 'this run is over and no longer kept: start a new one');
    }
    return run;
  }

  async #work(run: Run<Item, Summary, Job>): Promise<void> {
    const { job, abort } = run;
    let problem: unknown;
    try {
      for await (const step of job.steps(abort.signal)) this.#take(run, step);
    } catch (error) {
      problem = error;
    }
    run.info = { ...run.info, endedAt: Date.now() };
    run.end = this.#endOf(run, problem);
    this.#tell(run);
    clearTimeout(run.timer);
    if (run.info.keep) this.#dropOldest();
    else run.timer = setTimeout(() => this.#runs.delete(run.info.runId), keptMs).unref();
  }

  #endOf({ job, abort, info }: Run<Item, Summary, Job>, problem: unknown): ProbeEvent<Item, Summary> {
    const summary = job.summary();
    if (abort.signal.aborted) return { type: 'cancelled', summary };
    if (problem === undefined) return { type: 'done', summary };
    const failure = toFailure(problem);
    if (failure.code === 'internal') this.#options.logger.error({ err: problem }, `${info.title}: failed`);
    else this.#options.logger.warn({ ...failure }, failure.message);
    return { type: 'failed', failure, summary };
  }

  #take(run: Run<Item, Summary, Job>, step: ProbeStep<Item>): void {
    if (step.type === 'progress') run.progress = step;
    else if (step.type === 'item') run.items.add(step.items);
    else if (run.warnings.length < mostWarnings) {
      run.warnings.push(step);
      this.#options.logger.warn({ ...step.failure, about: step.about }, step.failure.message);
    }
    run.batch ??= setTimeout(() => this.#tell(run), batchMs);
  }

  #tell(run: Run<Item, Summary, Job>): void {
    clearTimeout(run.batch);
    run.batch = undefined;
    run.items.show();
    run.shown = run.progress;
    for (const ring of run.followers) ring();
  }

  #expectFollower(run: Run<Item, Summary, Job>): void {
    if (run.end !== undefined || run.info.keep || run.followers.size > 0) return;
    clearTimeout(run.timer);
    run.timer = setTimeout(
      () => this.cancel(run.info.runId),
      this.#options.unfollowedMs ?? unfollowedMs,
    ).unref();
  }

  #dropOldest(): void {
    const ended = [...this.#runs.values()].filter(({ end, info }) => end !== undefined && info.keep);
    for (const { info } of ended.slice(0, -mostEnded)) this.forget(info.runId);
  }
}
