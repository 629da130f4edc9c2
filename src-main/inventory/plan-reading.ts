import { setImmediate as pause } from 'node:timers/promises';
import { ToolError } from '../../src-core/api/errors.ts';
import type { PlanInfo, PlanPart } from '../../src-core/api/plans.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { formatLines } from '../../src-core/plan/file.ts';
import { planVlan, type PlanVlan } from '../../src-core/plan/tree.ts';
import { inTreeOrder } from './plan-lines.ts';
import type { PlanHead, PlanStatements } from './plan-statements.ts';
import type { Store } from './store.ts';

/** So many nodes are read at a time: some 3 ms. */
const partNodes = 1000;
/** A plan that somebody changes all the time is begun so often; then it is read at once. */
const mostTimes = 3;

/** Reads stored plans. What is damaged is said, and nothing of it given. */
export class PlanReading {
  readonly #store: Store;
  readonly #sql: PlanStatements;

  constructor(store: Store, sql: PlanStatements) {
    this.#store = store;
    this.#sql = sql;
  }

  /** A plan without its nodes. @throws ToolError `bad-input` where there is none */
  head(id: number): PlanHead {
    const head = this.#sql.head.get(id);
    if (head === undefined) throw noSuchPlan(id);
    return head;
  }

  /**
   * The plan as the text of its file, as formatPlan makes it, without reading the nodes one by one.
   * @throws ToolError `bad-input` where there is no such plan, `internal` where it is damaged
   */
  whole(id: number): { info: PlanInfo; text: string } {
    const { head, vlans, lines } = this.#stored(id);
    return { info: infoOf(head), text: formatLines({ name: head.name, vlans }, lines) };
  }

  /**
   * The same in parts, with a pause after each. Where the plan changes meanwhile it begins anew.
   * @throws ToolError as whole()
   */
  async *inParts(id: number): AsyncGenerator<PlanPart, void, undefined> {
    let begun: PlanHead | undefined;
    let begunTimes = 0;
    let seen = 0;
    let last = { place: '', id: '' };
    for (;;) {
      const { head, part, next } = this.#store.read(() => ({
        head: this.head(id),
        part: this.#sql.part.get(id, last.place, last.id, partNodes),
        next: this.#sql.after.get(id, last.place, last.id, partNodes - 1),
      }));
      if (begun?.revision !== head.revision) {
        if (++begunTimes > mostTimes) return yield* this.#atOnce(id);
        yield { type: 'plan', info: infoOf(head), vlans: this.#vlansOf(head) };
        const again = begun !== undefined;
        begun = head;
        seen = 0;
        last = { place: '', id: '' };
        if (again) continue;
      }
      if (part?.valid === 0) throw this.#broken(head, this.#sql.broken.get(id)?.id ?? '');
      seen += part?.nodes ?? 0;
      if (part?.lines != null) yield { type: 'nodes', lines: part.lines };
      if (next === undefined) break;
      last = next;
      await pause();
    }
    if (seen < begun.nodes) throw this.#lost(begun, seen);
  }

  *#atOnce(id: number): Generator<PlanPart, void, undefined> {
    const { head, vlans, lines } = this.#stored(id);
    yield { type: 'plan', info: infoOf(head), vlans };
    yield { type: 'nodes', lines: lines.join(',\n') };
  }

  /** A plan as it is stored, its nodes in the order of the file. */
  #stored(id: number): { readonly head: PlanHead; readonly vlans: PlanVlan[]; readonly lines: string[] } {
    const { head, rows } = this.#store.read(() => ({ head: this.head(id), rows: this.#sql.rows.all(id) }));
    const ordered = inTreeOrder(rows);
    const broken = rows.find(({ valid }) => valid === 0);
    if (broken !== undefined) throw this.#broken(head, broken.id);
    if (ordered.length < head.nodes) throw this.#lost(head, ordered.length);
    return { head, vlans: this.#vlansOf(head), lines: ordered.map(({ line }) => line) };
  }

  #broken(head: PlanHead, id: string): ToolError {
    return this.#damaged(head, `its node "${visibleText(id)}" cannot be read`);
  }

  #lost(head: PlanHead, found: number): ToolError {
    return this.#damaged(head, `${head.nodes - found} of its ${head.nodes} nodes are lost`);
  }

  #vlansOf(head: PlanHead): PlanVlan[] {
    const vlans = planVlan.array().safeParse(jsonOf(head.vlans));
    if (!vlans.success) throw this.#damaged(head, 'its list of VLANs cannot be read');
    return vlans.data;
  }

  #damaged({ name }: PlanHead, what: string): ToolError {
    return new ToolError(
      'internal',
      `the plan "${visibleText(name)}" is damaged in ${this.#store.file}: ${what}; take it from its file or a copy of the ` +
        'database, and remove this one',
    );
  }
}

/** What the list shows of a plan. */
export function infoOf({ id, name, nodes, createdAt, changedAt, revision }: PlanInfo): PlanInfo {
  return { id, name, nodes, createdAt, changedAt, revision };
}

export function noSuchPlan(id: number): ToolError {
  return new ToolError(
    'bad-input',
    `There is no plan ${id}: it was removed, or it is of another data directory.`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
