import type { PlanChange, PlanInfo, PlanPart } from '../../src-core/api/plans.ts';
import { ToolError, type Failure } from '../../src-core/api/errors.ts';
import { differenceOf, isNoDifference } from '../../src-core/plan/difference.ts';
import { formatPlan } from '../../src-core/plan/file.ts';
import { beginHistory, record, redo, undo, type History } from '../../src-core/plan/history.ts';
import { PlanReader } from '../../src-core/plan/read-plan.ts';
import type { Plan } from '../../src-core/plan/tree.ts';
import { failureOf } from '../app/failure.ts';

/** Where plans are stored, as the contract has it. */
export interface PlanStore {
  open(input: { id: number }): Promise<AsyncIterable<PlanPart>>;
  save(change: PlanChange): Promise<PlanInfo>;
  create(input: { text: string }): Promise<PlanInfo>;
}

/** How the plan on the page stands to the stored one. `waiting`: changed, and about to be saved. */
export type SaveState =
  | { readonly is: 'saved' }
  | { readonly is: 'waiting' }
  | { readonly is: 'saving' }
  | { readonly is: 'failed'; readonly failure: Failure }
  | { readonly is: 'conflict' };

export interface SessionView {
  readonly history: History;
  readonly save: SaveState;
}

/** How long a step waits for the next one before it is stored, in milliseconds. */
const saveAfterMs = 400;
/** How long after a failure it is tried again, in milliseconds; the last goes on. */
const retryAfterMs = [2_000, 5_000, 15_000, 30_000];

/**
 * A plan that is being worked on: its steps, and the storing of them. It outlives the page that shows it, so that
 * nothing is lost by leaving, and steps can be undone after coming back.
 */
export class PlanSession {
  readonly id: number;
  readonly #store: PlanStore;
  readonly #listeners = new Set<() => void>();
  #view: SessionView;
  #stored: Plan;
  #revision: number;
  /** What was sent without an answer since the last one that came: each of them may have been stored all the same. */
  #unanswered: readonly Plan[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #saving: Promise<void> | undefined;

  private constructor(store: PlanStore, info: PlanInfo, plan: Plan) {
    this.id = info.id;
    this.#store = store;
    this.#stored = plan;
    this.#revision = info.revision;
    this.#view = { history: beginHistory(plan), save: { is: 'saved' } };
  }

  /** Reads the plan. @throws what the store or the reading of the file throws */
  static async open(store: PlanStore, id: number): Promise<PlanSession> {
    const { info, plan } = await readStored(store, id);
    return new PlanSession(store, info, plan);
  }

  /** The session of a plan that was stored just now, and so need not be read. */
  static of(store: PlanStore, info: PlanInfo, plan: Plan): PlanSession {
    return new PlanSession(store, info, plan);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): SessionView => this.#view;

  /** The revision that the stored plan had when this page last knew. */
  get revision(): number {
    return this.#revision;
  }

  /** True where something has not been stored. */
  get unsaved(): boolean {
    return this.#view.save.is !== 'saved';
  }

  readonly apply = (label: string, plan: Plan): void => this.#step(record(this.#view.history, label, plan));
  readonly undo = (): void => this.#step(undo(this.#view.history));
  readonly redo = (): void => this.#step(redo(this.#view.history));

  /** Stores at once what waits; also the way to try again after a failure. Resolves when there is an answer. */
  readonly flush = async (): Promise<void> => {
    clearTimeout(this.#timer);
    await this.#saving;
    const { is } = this.#view.save;
    if (is !== 'waiting' && is !== 'failed') return;
    this.#saving = this.#save().finally(() => (this.#saving = undefined));
    await this.#saving;
  };

  /** Takes the stored plan; what was done here and is not stored is given up. */
  readonly reload = async (): Promise<void> => {
    clearTimeout(this.#timer);
    const { info, plan } = await readStored(this.#store, this.id);
    this.#stored = plan;
    this.#revision = info.revision;
    this.#unanswered = [];
    this.#show({ history: beginHistory(this.#stored), save: { is: 'saved' } });
  };

  /** Keeps the plan as it is here as another one, and goes back to the stored one itself. */
  readonly keepAsCopy = async (): Promise<PlanInfo> => {
    const { plan } = this.#view.history;
    const name = `${plan.name} (copy)`.slice(-255);
    const copy = await this.#store.create({ text: formatPlan({ ...plan, name }) });
    await this.reload();
    return copy;
  };

  #step(history: History): void {
    if (history.plan === this.#view.history.plan) return;
    const { save } = this.#view;
    // In a conflict the person decides first; the steps are kept on the page meanwhile.
    const waits = save.is !== 'conflict' && save.is !== 'saving';
    this.#show({ history, save: waits ? { is: 'waiting' } : save });
    if (waits) this.#later(saveAfterMs);
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  async #save(): Promise<void> {
    const { plan } = this.#view.history;
    const difference = differenceOf(this.#stored, plan);
    if (isNoDifference(difference) && this.#unanswered.length === 0) {
      this.#stored = plan;
      this.#show({ ...this.#view, save: { is: 'saved' } });
      return;
    }
    this.#show({ ...this.#view, save: { is: 'saving' } });
    try {
      const info = await this.#store.save({ id: this.id, revision: this.#revision, ...difference });
      this.#accept(info.revision, plan);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code === 'conflict') await this.#settleConflict();
      else this.#fail(failure, plan);
    }
  }

  /** The stored plan is now this one; what was done since then comes next. */
  #accept(revision: number, plan: Plan): void {
    this.#stored = plan;
    this.#revision = revision;
    this.#unanswered = [];
    this.#failures = 0;
    const more = this.#view.history.plan !== plan;
    this.#show({ ...this.#view, save: { is: more ? 'waiting' : 'saved' } });
    if (more) this.#later(saveAfterMs);
  }

  #fail(failure: Failure, sent?: Plan): void {
    // A refusal is an answer; anything else may have come after the plan was stored.
    const unclear = ['internal', 'timeout', 'unreachable'].includes(failure.code);
    if (unclear && sent !== undefined)
      this.#unanswered = [...this.#unanswered.filter((plan) => plan !== sent), sent];
    this.#show({ ...this.#view, save: { is: 'failed', failure } });
    // What was refused for its content would be refused again: the next step, or the person, tries once more.
    if (failure.code === 'bad-input') return;
    this.#later(retryAfterMs[Math.min(this.#failures++, retryAfterMs.length - 1)] ?? saveAfterMs);
  }

  /** A conflict with nobody else: the answer to an earlier save was lost, and the plan was stored. */
  async #settleConflict(): Promise<void> {
    try {
      if (this.#unanswered.length > 0) {
        const { info, plan } = await readStored(this.#store, this.id);
        const stored = formatPlan(plan);
        const sent = this.#unanswered.find((each) => formatPlan(each) === stored);
        if (sent !== undefined) {
          this.#accept(info.revision, sent);
          return;
        }
      }
      this.#show({ ...this.#view, save: { is: 'conflict' } });
    } catch (error) {
      this.#fail(failureOf(error));
    }
  }

  #show(view: SessionView): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}

/** Reads a stored plan while it comes. @throws what the store or the reading throws */
async function readStored(
  store: PlanStore,
  id: number,
): Promise<{ readonly info: PlanInfo; readonly plan: Plan }> {
  let reader = new PlanReader();
  let head: Extract<PlanPart, { type: 'plan' }> | undefined;
  for await (const part of await store.open({ id })) {
    if (part.type === 'nodes') reader.addLines(part.lines);
    else {
      head = part;
      reader = new PlanReader();
    }
  }
  if (head === undefined)
    throw new ToolError('internal', 'The plan came without its beginning: open it again.');
  return { info: head.info, plan: reader.finish({ name: head.info.name, vlans: head.vlans }) };
}
