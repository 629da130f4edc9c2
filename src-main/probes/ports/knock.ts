import type { Connection, Waiting } from '../../os/connect/connector.ts';
import type { Attempt, HostQueue } from './host-queue.ts';

/** Who started it, and is told what became of it. */
interface Knocker {
  connected(knock: Knock): void;
  failed(knock: Knock, code: string): void;
}

/** One connection under way. A class of its own, so that no closures are made for each of 65,535. */
export class Knock implements Waiting {
  readonly knocker: Knocker;
  readonly queue: HostQueue;
  readonly attempt: Attempt;
  readonly startedMs: number;
  /** The same in attended time. */
  readonly attendedMs: number;
  connection: Connection | undefined;

  constructor(knocker: Knocker, queue: HostQueue, attempt: Attempt, startedMs: number, attendedMs: number) {
    this.knocker = knocker;
    this.queue = queue;
    this.attempt = attempt;
    this.startedMs = startedMs;
    this.attendedMs = attendedMs;
  }

  connected(): void {
    this.knocker.connected(this);
  }

  failed(code: string): void {
    this.knocker.failed(this, code);
  }
}
