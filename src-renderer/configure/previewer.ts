import type { Failure } from '../../src-core/api/errors.ts';
import type { FormValues, Preview } from '../../src-core/api/writers.ts';
import { failureOf } from '../app/failure.ts';

export interface PreviewView {
  /** The last answer; null before the first. It stays while the next one is on its way. */
  readonly shown: Preview | null;
  /** The values that `shown` was made from. */
  readonly of: FormValues | null;
  /** True while the values have changed since. */
  readonly behind: boolean;
  readonly failure: Failure | null;
}

export const noPreview: PreviewView = { shown: null, of: null, behind: false, failure: null };

type Ask = (values: FormValues, signal: AbortSignal) => Promise<Preview>;

/**
 * Asks for the files of a form as it changes. There is no waiting before a question: a small form is answered before
 * the next key is pressed. One question is under way at a time, and what changed meanwhile is asked as one after it, so
 * a large form never has a queue of answers that nobody needs.
 */
export class Previewer {
  readonly #ask: Ask;
  readonly #tell: (view: PreviewView) => void;
  #view = noPreview;
  #wanted: FormValues | null = null;
  #asking: AbortController | null = null;

  constructor(ask: Ask, tell: (view: PreviewView) => void) {
    this.#ask = ask;
    this.#tell = tell;
  }

  get view(): PreviewView {
    return this.#view;
  }

  /** Asks for the files of these values, unless they are what is shown. */
  want(values: FormValues): void {
    if (this.#asking === null && this.#view.of === values && this.#view.failure === null) return;
    this.#wanted = values;
    if (!this.#view.behind) this.#show({ ...this.#view, behind: true });
    if (this.#asking === null) void this.#next();
  }

  /** Stops asking; an answer that is still under way is not shown. */
  stop(): void {
    this.#wanted = null;
    this.#asking?.abort();
    this.#asking = null;
    if (this.#view.behind) this.#show({ ...this.#view, behind: false, of: null });
  }

  async #next(): Promise<void> {
    const values = this.#wanted;
    if (values === null) return;
    this.#wanted = null;
    const asking = new AbortController();
    this.#asking = asking;
    let answer: Pick<PreviewView, 'shown' | 'of' | 'failure'>;
    try {
      answer = { shown: await this.#ask(values, asking.signal), of: values, failure: null };
    } catch (error) {
      answer = { shown: this.#view.shown, of: this.#view.of, failure: failureOf(error) };
    }
    if (this.#asking !== asking) return;
    this.#asking = null;
    this.#show({ ...answer, behind: this.#wanted !== null });
    void this.#next();
  }

  #show(view: PreviewView): void {
    this.#view = view;
    this.#tell(view);
  }
}
