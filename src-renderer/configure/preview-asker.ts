import type { FormValues, Preview, PreviewAnswer, PreviewStep } from '../../src-core/api/writers.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import { changesOf } from '../../src-core/writers/form-changes.ts';
import { unpackPreview } from '../../src-core/writers/packed-preview.ts';
import { withPreviewChanges } from '../../src-core/writers/preview-changes.ts';

type Send = (step: PreviewStep, signal: AbortSignal) => Promise<PreviewAnswer>;

/** The last version of which the files came. */
interface Base {
  readonly version: number;
  readonly values: FormValues;
  readonly preview: Preview;
}

/**
 * The page's end of a form that is typed: what changed since the last answer is sent, and what changed of the files
 * comes back. After anything else than an answer (a failure, a lost connection, a question that was given up) and where
 * the program does not have that version, the form is sent whole.
 */
export class PreviewAsker {
  readonly #writer: string;
  readonly #send: Send;
  /** The form of this window: another window with the same form has its own. */
  readonly #form = crypto.randomUUID();
  #version = 0;
  #base: Base | null = null;

  constructor(writer: string, send: Send) {
    this.#writer = writer;
    this.#send = send;
  }

  /** The files of these values. @throws what the sending throws */
  readonly ask = async (values: FormValues, signal: AbortSignal): Promise<Preview> => {
    const base = this.#base;
    this.#base = null;
    const version = ++this.#version;
    const changes = base === null ? undefined : changesOf(base.values, values);
    if (base !== null && changes !== undefined) {
      const answer = await this.#step(version, { is: 'changed', since: base.version, changes }, signal);
      const preview = answer.is === 'changed' ? withPreviewChanges(base.preview, answer.changes) : undefined;
      if (preview !== undefined) return this.#keep({ version, values, preview });
    }
    signal.throwIfAborted();
    const again = base === null ? version : ++this.#version;
    const answer = await this.#step(again, { is: 'whole', values }, signal);
    if (answer.is !== 'whole')
      throw new ToolError('internal', 'the files came without their lines: try again');
    return this.#keep({ version: again, values, preview: unpackPreview(answer.preview) });
  };

  #step(version: number, of: PreviewStep['of'], signal: AbortSignal): Promise<PreviewAnswer> {
    return this.#send({ writer: this.#writer, form: this.#form, version, of }, signal);
  }

  #keep(base: Base): Preview {
    // The answer to a question that was given up is no longer what the program has.
    if (base.version === this.#version) this.#base = base;
    return base.preview;
  }
}
