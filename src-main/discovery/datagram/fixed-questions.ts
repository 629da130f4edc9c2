import type { Family } from '../../../src-core/net/address.ts';
import type { Packet } from './conversation.ts';
import { askAgainAfterMs } from './question-queue.ts';

/** A few packets that are known from the start and go out at once and again at the usual times. */
export class FixedQuestions {
  readonly #packets: readonly Packet[];
  readonly #begun: number;
  #sent = 0;

  constructor(packets: readonly { readonly family: Family; readonly text: string }[], now: number) {
    this.#packets = packets.map(({ family, text }) => ({ family, ask: Buffer.from(text) }));
    this.#begun = now;
  }

  get progress(): { done: number; total: number } {
    return { done: this.#sent, total: this.#packets.length * (1 + askAgainAfterMs.length) };
  }

  due(): number | undefined {
    const { done, total } = this.progress;
    if (done >= total) return undefined;
    const round = Math.floor(done / this.#packets.length);
    return this.#begun + (askAgainAfterMs[round - 1] ?? 0);
  }

  next(now: number): Packet | undefined {
    if ((this.due() ?? Infinity) > now) return undefined;
    return this.#packets[this.#sent++ % this.#packets.length];
  }
}
