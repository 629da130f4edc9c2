import type { Preview, FormValues, WriterForm, WriterSummary } from '../../src-core/api/writers.ts';
import type { Draft } from './draft.ts';
import { isRecord, type GroupNode, type Json } from './form/form-node.ts';
import { readSchema } from './form/read-schema.ts';
import { Previewer, type PreviewView } from './previewer.ts';
import { beginValues, redoStep, stepTo, undoStep, type ValuesHistory } from './values-history.ts';

/** What a session needs from outside. */
export interface SessionParts {
  readonly preview: (values: FormValues, signal: AbortSignal) => Promise<Preview>;
  /** Keeps the draft over a reload. */
  readonly keep: (draft: Draft) => Promise<void>;
  /** Tells that it could not be kept. */
  readonly notKept: (error: unknown) => void;
}

export interface SessionView {
  readonly draft: Draft;
  readonly history: ValuesHistory;
  readonly preview: PreviewView;
}

/** How long typing rests before the draft is kept, in milliseconds: after the files of a large form are shown. */
const keepAfterMs = 800;

/** A form that is being worked on: its values and their steps, its files, and the keeping of the draft. */
export class ConfigureSession {
  /** The same for as long as it is open, whatever its draft is called. */
  readonly key = crypto.randomUUID();
  readonly writer: WriterSummary;
  readonly form: WriterForm;
  readonly model: GroupNode;
  readonly #parts: SessionParts;
  readonly #previewer: Previewer;
  readonly #listeners = new Set<() => void>();
  #view: SessionView;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(writer: WriterSummary, form: WriterForm, draft: Draft, parts: SessionParts) {
    this.writer = writer;
    this.form = form;
    this.model = readSchema(form.schema);
    this.#parts = parts;
    this.#previewer = new Previewer(parts.preview, (preview) => this.#show({ ...this.#view, preview }));
    this.#view = { draft, history: beginValues(draft.values), preview: this.#previewer.view };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#previewer.want(this.#view.history.values);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#previewer.stop();
      void this.flush();
    };
  };

  readonly view = (): SessionView => this.#view;

  /**
   * Changes the values.
   * @param typing the field that is typed into, so that a word is one step; null for a step of its own
   */
  readonly change = (to: (values: FormValues) => Json, typing: string | null = null): void => {
    const { history } = this.#view;
    const values = to(history.values);
    if (isRecord(values)) this.#step(stepTo(history, values, typing));
  };

  readonly undo = (): void => this.#step(undoStep(this.#view.history));
  readonly redo = (): void => this.#step(redoStep(this.#view.history));
  /** Asks for the files once more, after a failure. */
  readonly retry = (): void => this.#previewer.want(this.#view.history.values);

  /** Notes what else is known of the draft: its name, where it is stored, what it is tied to. */
  readonly note = (facts: Partial<Omit<Draft, 'id' | 'writer' | 'values'>>): void => {
    this.#show({ ...this.#view, draft: { ...this.#view.draft, ...facts, changedAt: Date.now() } });
    this.#keepSoon();
  };

  /** Keeps at once what waits to be kept. */
  readonly flush = async (): Promise<void> => {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      await this.#parts.keep(this.#view.draft);
    } catch (error) {
      this.#parts.notKept(error);
    }
  };

  /** True where something has not been kept yet. */
  get waiting(): boolean {
    return this.#timer !== undefined;
  }

  /** Goes on under another name, and keeps the draft under it. */
  readonly rename = async (id: string): Promise<void> => {
    this.#show({ ...this.#view, draft: { ...this.#view.draft, id } });
    this.#keepSoon();
    await this.flush();
  };

  /** Gives up what waits to be kept: the draft is removed. */
  readonly abandon = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  };

  #step(history: ValuesHistory): void {
    if (history === this.#view.history) return;
    const { values } = history;
    this.#show({ ...this.#view, history, draft: { ...this.#view.draft, values, changedAt: Date.now() } });
    this.#previewer.want(values);
    this.#keepSoon();
  }

  #keepSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), keepAfterMs);
  }

  #show(view: SessionView): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}
