import { setTimeout as sleep } from 'node:timers/promises';
import { ToolError, type Failure } from '../../../src-core/api/errors.ts';
import type { PingItem, PingTargetReport } from '../../../src-core/api/ping.ts';
import type { ProbeTarget } from '../../../src-core/api/probe-targets.ts';
import type { OutageLog } from '../../../src-core/ping/outage-log.ts';
import { PingLedger, type PingOutcome } from '../../../src-core/ping/ledger.ts';
import { interfaceNumbers } from '../../os/interface-presence.ts';
import { pingAbilities, pingHost, type PingRequest } from '../../os/ping-host.ts';

/** Where the network was not ready, ping is started again after so long. */
const retryMs = 1_000;

/** Where the outcomes of one target go. */
export interface TargetSink {
  outcome(item: PingItem): void;
  warning(failure: Failure): void;
}

/** Pings one target until it is stopped, also while this computer has no way to it, and keeps account. */
export class TargetPing {
  readonly ledger: PingLedger;
  readonly #target: ProbeTarget;
  readonly #number: number;
  readonly #request: PingRequest;
  readonly #sink: TargetSink;
  readonly #firstSequence: number;
  #state: PingTargetReport['state'] = 'waiting';
  /** The number of its interface when ping was started, and what starts ping again. */
  #interface: number | undefined;
  #again = new AbortController();

  /**
   * @param number the place of the target in the run
   * @param targets how many targets the run has
   * @param log where the outages of all of them go
   */
  constructor(options: {
    target: ProbeTarget;
    number: number;
    targets: number;
    log: OutageLog;
    request: PingRequest;
    sink: TargetSink;
  }) {
    this.#target = options.target;
    this.#number = options.number;
    this.#request = options.request;
    this.#sink = options.sink;
    this.#firstSequence = pingAbilities().firstSequence;
    const { number: target, targets, log } = options;
    const { intervalMs, waitMs } = options.request;
    const { firstSequence } = pingAbilities();
    this.ledger = new PingLedger({ intervalMs, waitMs, firstSequence, targets, target, log });
  }

  /** Gives up the requests that have waited too long. */
  tick(now: number): void {
    this.#tell(this.ledger.tick(now));
  }

  get #zone(): string | null {
    return this.#request.zone ?? this.#request.source?.zone ?? null;
  }

  /**
   * ping goes on with the interface that it began with, also when that is gone for good and another one has its name:
   * then it is started again.
   * @param numbers of the interfaces that are there now, by name
   */
  useInterface(numbers: () => ReadonlyMap<string, number>): void {
    if (this.#zone === null || this.ledger.openOutage === undefined) return;
    const now = numbers().get(this.#zone);
    if (now !== undefined && now !== this.#interface) this.#again.abort(new Error('another interface'));
  }

  report(): PingTargetReport {
    return {
      ...this.#target,
      state: this.#state,
      figures: this.ledger.figures(),
      outages: this.ledger.outages,
      downSince: this.ledger.openOutage?.beganAt ?? null,
    };
  }

  /** Ends when all is sent, or with a failure that does not pass by itself, which is told as a warning. */
  async run(signal: AbortSignal): Promise<void> {
    const { count } = this.#request;
    this.#state = 'running';
    let warned = false;
    while (true) {
      const left = count === null ? null : count - this.ledger.sent;
      const again = new AbortController();
      this.#again = again;
      this.#interface = this.#zone === null ? undefined : interfaceNumbers().get(this.#zone);
      try {
        const stop = AbortSignal.any([signal, again.signal]);
        for await (const line of pingHost({ ...this.#request, count: left }, stop)) {
          this.#tell(this.ledger.take(line));
        }
        this.#tell(this.ledger.ended(count, Date.now()));
        this.#state = 'done';
        return;
      } catch (error) {
        signal.throwIfAborted();
        if (again.signal.aborted) {
          this.#tell(this.ledger.restarted(this.#firstSequence, Date.now()));
          if (!this.#isOver()) continue;
          this.#state = 'done';
          return;
        }
        if (!(error instanceof ToolError)) throw error;
        if (!warned) this.#sink.warning(error.toFailure());
        warned = true;
        if (error.code !== 'unreachable' || this.#isOver()) {
          this.#state = 'failed';
          return;
        }
      }
      await sleep(retryMs, undefined, { signal });
      this.#tell(this.ledger.restarted(this.#firstSequence, Date.now()));
      if (this.#isOver()) {
        this.#state = 'done';
        return;
      }
    }
  }

  /** A run of a few requests is not worth waiting for: only what goes on, or has begun, is tried again. */
  #isOver(): boolean {
    const { count } = this.#request;
    return count !== null && (this.ledger.sent === 0 || this.ledger.sent >= count);
  }

  #tell(outcomes: readonly PingOutcome[]): void {
    for (const outcome of outcomes) {
      const from = outcome.from === this.#target.address ? null : outcome.from;
      this.#sink.outcome({ target: this.#number, ...outcome, from });
    }
  }
}
