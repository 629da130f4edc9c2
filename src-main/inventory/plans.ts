import { setImmediate as pause } from 'node:timers/promises';
import { ToolError } from '../../src-core/api/errors.ts';
import {
  largestPlanText,
  type PlanChange,
  type PlanInfo,
  type PlanPart,
  type PlanReality,
} from '../../src-core/api/plans.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { entryOf, readNode } from '../../src-core/plan/node.ts';
import { mostNodes, readSteps } from '../../src-core/plan/read-plan.ts';
import { allEntries, type Plan } from '../../src-core/plan/tree.ts';
import { FoundHosts } from './found-hosts.ts';
import { lineOf, type PlanLine } from './plan-lines.ts';
import { infoOf, noSuchPlan, PlanReading } from './plan-reading.ts';
import { planStatements, type PlanHead, type PlanStatements } from './plan-statements.ts';
import type { Store } from './store.ts';

/** So many nodes of a new plan are written at a time: some 20 ms. */
const partNodes = 1000;
/** A plan that is being written for longer than this will never be whole, in milliseconds. */
const abandonedMs = 3_600_000;

/** Plans as the router reaches them. Every method throws ToolError. */
export interface StoredPlans {
  list(): Promise<PlanInfo[]>;
  create(text: string): Promise<PlanInfo>;
  read(id: number): Promise<{ info: PlanInfo; text: string }>;
  open(id: number): AsyncGenerator<PlanPart, void, undefined>;
  save(change: PlanChange): Promise<PlanInfo>;
  duplicate(id: number, name: string): Promise<PlanInfo>;
  remove(id: number): Promise<boolean>;
  found(sinceMs: number): Promise<Pick<PlanReality, 'hosts' | 'scannedAt' | 'warnings'>>;
}

/** The plans that are kept. A change is stored whole or not at all, and what is stored is always a sound plan. */
export class Plans implements StoredPlans {
  readonly #store: Store;
  readonly #sql: PlanStatements;
  readonly #reading: PlanReading;
  readonly #hosts: FoundHosts;

  constructor(store: Store) {
    this.#store = store;
    this.#sql = planStatements(store);
    this.#reading = new PlanReading(store, this.#sql);
    this.#hosts = new FoundHosts(store);
  }

  /** The one changed last first. */
  async list(): Promise<PlanInfo[]> {
    return this.#store.read(() => this.#sql.list.all().map((row) => ({ ...row })));
  }

  /**
   * Keeps a new plan. A large one is written part by part, so that others are answered in between; it is not seen before
   * it is whole.
   * @param text the file of it
   * @throws ToolError `bad-input` where it cannot be read
   */
  async create(text: string): Promise<PlanInfo> {
    const plan = await readInSteps(text);
    const lines: PlanLine[] = [];
    let characters = 0;
    for (const entry of allEntries(plan)) {
      const line = lineOf(entry);
      characters += line.line.length;
      if (lines.push(line) % partNodes === 0) await pause();
    }
    refuseTooLarge(lines.length, characters);
    // In the order of the table: rows that come in no order are written all over it, which takes several times as long.
    lines.sort((one, other) => (one.id < other.id ? -1 : 1));
    const vlans = JSON.stringify(plan.vlans);
    const id = await this.#store.write(() => {
      const now = Date.now();
      // What was begun by a program that ended too early; what another one is writing now is not touched.
      this.#sql.removeBegun.run(now - abandonedMs);
      return this.#sql.begin.get(plan.name, vlans, now, now)?.id ?? 0;
    });
    try {
      for (let from = 0; from < lines.length; from += partNodes) {
        const part = lines.slice(from, from + partNodes);
        await this.#store.write(() => part.forEach((line) => this.#sql.put(id, line)));
        await pause();
      }
      return await this.#store.write(() => {
        this.#sql.update.run(plan.name, vlans, lines.length, characters, 1, Date.now(), id);
        return infoOf(this.#reading.head(id));
      });
    } catch (error) {
      await this.#forget(id);
      throw error;
    }
  }

  /** Takes away what was begun. Where that fails too (the disk is full, the program ends), the next plan does it. */
  async #forget(id: number): Promise<void> {
    try {
      await this.#store.write(() => this.#sql.remove.run(id));
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
    }
  }

  /** See PlanReading. */
  async read(id: number): ReturnType<StoredPlans['read']> {
    return this.#reading.whole(id);
  }

  /** See PlanReading. */
  open(id: number): ReturnType<StoredPlans['open']> {
    return this.#reading.inParts(id);
  }

  /**
   * Stores a change, all of it or nothing. Only what it touches is looked at: parents that are there, no circle, nothing
   * left without its parent.
   * @throws ToolError `conflict` where the plan is at another revision, `bad-input` for a change that breaks the plan
   */
  async save(change: PlanChange): Promise<PlanInfo> {
    const saved = this.saving(change);
    return this.#store.write(saved);
  }

  /** What stores a change within a transaction; what can be refused before it is refused here. See save. */
  saving(change: PlanChange): () => PlanInfo {
    const lines = change.put.map((node) => lineOf(entryOf(readNode(node, `The node "${node.id}"`))));
    const taken = new Set(change.remove);
    const put = new Set<string>();
    for (const { id } of lines) {
      if (put.has(id)) throw new ToolError('bad-input', `The change has the node "${id}" twice.`);
      if (taken.has(id)) throw new ToolError('bad-input', `The change puts and removes the node "${id}".`);
      put.add(id);
    }
    return () => {
      const head = this.#reading.head(change.id);
      if (head.revision !== change.revision) throw outdated(head, change.revision);
      let { nodes, characters } = head;
      const moved: string[] = [];
      for (const id of taken) {
        const known = this.#sql.known.get(head.id, id);
        if (known === undefined) continue;
        nodes--;
        characters -= known.characters;
        this.#sql.removeRow.run(head.id, id);
      }
      for (const line of lines) {
        const known = this.#sql.known.get(head.id, line.id);
        if (known === undefined) nodes++;
        if (known === undefined || known.parent !== line.parent) moved.push(line.id);
        characters += line.line.length - (known?.characters ?? 0);
        this.#sql.put(head.id, line);
      }
      refuseTooLarge(nodes, characters);
      this.#checkRemoved(head.id, taken);
      this.#checkMoved(head.id, moved);
      const vlans = change.vlans === undefined ? head.vlans : JSON.stringify(change.vlans);
      const name = change.name ?? head.name;
      this.#sql.update.run(name, vlans, nodes, characters, head.revision + 1, Date.now(), head.id);
      return infoOf(this.#reading.head(head.id));
    };
  }

  /** True where there is such a plan; within a transaction or outside of one. */
  isThere(id: number): boolean {
    return this.#sql.head.get(id) !== undefined;
  }

  /** What was below a node that went must have gone as well, or be somewhere else. */
  #checkRemoved(plan: number, ids: ReadonlySet<string>): void {
    for (const id of ids) {
      const orphan = this.#sql.child.get(plan, id);
      if (orphan !== undefined)
        throw new ToolError(
          'bad-input',
          `The node "${id}" cannot be removed alone: "${orphan.id}" is under it.`,
        );
    }
  }

  /** Each way up from a node with a new parent ends at the top: a circle must have one of them in it. */
  #checkMoved(plan: number, ids: readonly string[]): void {
    const reachesTop = new Set<string>();
    for (const id of ids) {
      const way = new Set<string>();
      for (let at: string | null = id; at !== null && !reachesTop.has(at);) {
        if (way.has(at))
          throw new ToolError('bad-input', `The node "${id}" would be under itself, in a circle.`);
        way.add(at);
        const up: string | null | undefined = this.#sql.known.get(plan, at)?.parent;
        if (up === undefined)
          throw new ToolError(
            'bad-input',
            `The node "${id}" would be under "${at}", which is not in the plan.`,
          );
        at = up;
      }
      for (const each of way) reachesTop.add(each);
    }
  }

  /** @throws ToolError `bad-input` where there is no such plan */
  async duplicate(id: number, name: string): Promise<PlanInfo> {
    return this.#store.write(() => {
      const now = Date.now();
      const copy = this.#sql.copy.get(name, now, now, id);
      if (copy === undefined) throw noSuchPlan(id);
      this.#sql.copyRows.run(copy.id, id);
      return infoOf(this.#reading.head(copy.id));
    });
  }

  /** Removes a plan for ever; false where there was none. */
  async remove(id: number): Promise<boolean> {
    return this.#store.write(() => this.#sql.remove.run(id) > 0);
  }

  /** See FoundHosts. */
  async found(sinceMs: number): ReturnType<StoredPlans['found']> {
    return this.#hosts.found(sinceMs);
  }
}

function outdated({ name, revision }: PlanHead, from: number): ToolError {
  return new ToolError(
    'conflict',
    `The plan "${visibleText(name)}" was changed elsewhere: nothing was stored. Open it again and repeat the change, or ` +
      'keep this state as a new plan.',
    `it is at revision ${revision}, the change was made from ${from}`,
  );
}

function refuseTooLarge(nodes: number, characters: number): void {
  // With the commas between the lines, and without what stands around them.
  const size = characters + nodes * 2;
  if (nodes > mostNodes)
    throw new ToolError('bad-input', `A plan has at most ${mostNodes} nodes: keep it as two plans.`);
  if (size > largestPlanText)
    throw new ToolError(
      'bad-input',
      `A plan has at most ${largestPlanText / 1024 / 1024} MB of text: keep it as two plans, or shorten its notes.`,
    );
}

/** As parsePlan, answering others in between. */
async function readInSteps(text: string): Promise<Plan> {
  const steps = readSteps(text);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await pause();
  }
}
