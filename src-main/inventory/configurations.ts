import { setImmediate as pause } from 'node:timers/promises';
import type {
  Configuration,
  ConfigurationChange,
  ConfigurationInfo,
  NewConfiguration,
} from '../../src-core/api/configurations.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import type { PlanChange, PlanInfo } from '../../src-core/api/plans.ts';
import { formValues, type FormValues } from '../../src-core/api/writers.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import type { Plans } from './plans.ts';
import type { Prepared, Store } from './store.ts';

/** The largest form that is kept, in characters of its JSON: a Kea file of many thousand reservations. */
const largestForm = 32 * 1024 * 1024;

/** So many forms are read before others are answered: some 5 ms. */
const formsAtOnce = 200;

/** Configurations as the router reaches them. Every method throws ToolError. */
export interface StoredConfigurations {
  list(): Promise<ConfigurationInfo[]>;
  get(id: number): Promise<Configuration>;
  /** Those that are tied to a plan, in the order in which they were made. */
  ofPlan(planId: number): Promise<Configuration[]>;
  create(given: NewConfiguration): Promise<ConfigurationInfo>;
  save(change: ConfigurationChange): Promise<ConfigurationInfo>;
  duplicate(id: number, name: string): Promise<ConfigurationInfo>;
  remove(id: number): Promise<boolean>;
  /** Stores changes of a plan and of configurations, all of them or none. */
  saveWithPlan(
    plan: PlanChange,
    changes: readonly ConfigurationChange[],
  ): Promise<{ plan: PlanInfo; configurations: ConfigurationInfo[] }>;
}

interface HeadRow {
  readonly id: number;
  readonly name: string;
  readonly writer: string;
  readonly folder: string | null;
  readonly plan: number | null;
  readonly node: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly revision: number;
}

interface Row extends HeadRow {
  readonly form: string;
  readonly base: string | null;
}

const headColumns =
  'id, name, writer, folder, plan, node, created_at AS createdAt, updated_at AS updatedAt, revision';

/** The configurations that are kept. A change is stored whole or not at all. */
export class Configurations implements StoredConfigurations {
  readonly #store: Store;
  readonly #plans: Plans;
  readonly #list: Prepared<HeadRow>;
  readonly #get: Prepared<Row>;
  readonly #ofPlan: Prepared<Row>;
  readonly #insert: Prepared<{ id: number }>;
  readonly #update: Prepared<HeadRow>;
  readonly #copy: Prepared<{ id: number }>;
  readonly #remove: Prepared<never>;

  constructor(store: Store, plans: Plans) {
    this.#store = store;
    this.#plans = plans;
    this.#list = store.prepare(`SELECT ${headColumns} FROM configuration ORDER BY updated_at DESC, id DESC`);
    this.#get = store.prepare(`SELECT ${headColumns}, form, base FROM configuration WHERE id = ?`);
    this.#ofPlan = store.prepare(
      `SELECT ${headColumns}, form, base FROM configuration WHERE plan = ? ORDER BY id`,
    );
    this.#insert = store.prepare(
      `INSERT INTO configuration (name, writer, form, folder, plan, node, base, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    );
    this.#update = store.prepare(
      `UPDATE configuration SET name = coalesce(?, name), form = coalesce(?, form), folder = iif(?, ?, folder),
       plan = iif(?, ?, plan), node = iif(?, ?, node), base = iif(?, ?, base), revision = revision + 1,
       updated_at = max(updated_at, ?) WHERE id = ? AND revision = ? RETURNING ${headColumns}`,
    );
    this.#copy = store.prepare(
      `INSERT INTO configuration (name, writer, form, folder, plan, node, base, created_at, updated_at)
       SELECT ?, writer, form, NULL, plan, node, base, ?, ? FROM configuration WHERE id = ? RETURNING id`,
    );
    this.#remove = store.prepare('DELETE FROM configuration WHERE id = ?');
  }

  /** The one changed last first. */
  async list(): Promise<ConfigurationInfo[]> {
    return this.#store.read(() => this.#list.all().map(infoOf));
  }

  /** @throws ToolError `bad-input` where there is none, `internal` where it is damaged */
  async get(id: number): Promise<Configuration> {
    return this.#whole(this.#store.read(() => this.#row(id)));
  }

  /** Read at once; while the forms are made of it others are answered. */
  async ofPlan(planId: number): Promise<Configuration[]> {
    const configurations: Configuration[] = [];
    for (const row of this.#store.read(() => this.#ofPlan.all(planId))) {
      if (configurations.push(this.#whole(row)) % formsAtOnce === 0) await pause();
    }
    return configurations;
  }

  /** @throws ToolError `bad-input` where the plan is gone, or the form is too large */
  async create(given: NewConfiguration): Promise<ConfigurationInfo> {
    const form = formText(given.values);
    const base = linked(given.plan, given.base);
    return this.#store.write(() => {
      this.#checkPlan(given.plan);
      const now = Date.now();
      const { name, writer, folder, plan } = given;
      const made = this.#insert.get(
        name,
        writer,
        form,
        folder,
        plan?.planId ?? null,
        plan?.nodeId ?? null,
        base,
        now,
        now,
      );
      return infoOf(this.#row(made?.id ?? 0));
    });
  }

  /** @throws ToolError `conflict` where it is at another revision, `bad-input` */
  async save(change: ConfigurationChange): Promise<ConfigurationInfo> {
    const saved = this.#saving(change);
    return this.#store.write(saved);
  }

  async saveWithPlan(
    plan: PlanChange,
    changes: readonly ConfigurationChange[],
  ): Promise<{ plan: PlanInfo; configurations: ConfigurationInfo[] }> {
    const savePlan = this.#plans.saving(plan);
    const saves: (() => ConfigurationInfo)[] = [];
    for (const change of changes) {
      if (saves.push(this.#saving(change)) % formsAtOnce === 0) await pause();
    }
    return this.#store.write(() => ({
      plan: savePlan(),
      configurations: saves.map((save) => save()),
    }));
  }

  /** What stores a change within a transaction; what can be refused before it is refused here. */
  #saving(change: ConfigurationChange): () => ConfigurationInfo {
    const form = change.values === undefined ? undefined : formText(change.values);
    if ((change.plan === undefined) !== (change.base === undefined))
      throw new ToolError(
        'bad-input',
        'The plan and what it gave are stored together: give both or neither.',
      );
    const { id, revision, name, folder, plan } = change;
    const base = plan === undefined ? null : linked(plan, change.base ?? null);
    const moved = Number(folder !== undefined);
    const tied = Number(plan !== undefined);
    return () => {
      if (plan !== undefined) this.#checkPlan(plan);
      // One statement for each: a renumbering stores thousands, with nobody answered in between.
      const saved = this.#update.get(
        name ?? null,
        form ?? null,
        moved,
        folder ?? null,
        tied,
        plan?.planId ?? null,
        tied,
        plan?.nodeId ?? null,
        tied,
        base,
        Date.now(),
        id,
        revision,
      );
      if (saved === undefined) throw outdated(this.#row(id), revision);
      return infoOf(saved);
    };
  }

  /** A copy is written nowhere yet. @throws ToolError `bad-input` where there is none */
  async duplicate(id: number, name: string): Promise<ConfigurationInfo> {
    return this.#store.write(() => {
      const now = Date.now();
      const copy = this.#copy.get(name, now, now, id);
      if (copy === undefined) throw missing(id);
      return infoOf(this.#row(copy.id));
    });
  }

  /** Removes it for ever; false where there was none. */
  async remove(id: number): Promise<boolean> {
    return this.#store.write(() => this.#remove.run(id) > 0);
  }

  #row(id: number): Row {
    const row = this.#get.get(id);
    if (row === undefined) throw missing(id);
    return row;
  }

  #checkPlan(plan: NewConfiguration['plan']): void {
    if (plan !== null && !this.#plans.isThere(plan.planId))
      throw new ToolError(
        'bad-input',
        `There is no plan ${plan.planId}: it was removed. Choose another, or none.`,
      );
  }

  #whole(row: Row): Configuration {
    const info = infoOf(row);
    const values = formOf(row.form);
    const base = row.base === null || info.plan === null ? null : formOf(row.base);
    if (values === undefined || base === undefined)
      throw new ToolError(
        'internal',
        `the configuration "${visibleText(row.name)}" is damaged in ${this.#store.file}: its form cannot be read; remove it and ` +
          'read its files again',
      );
    return { ...info, values, base };
  }
}

function infoOf(row: HeadRow): ConfigurationInfo {
  const { id, name, writer, folder, createdAt, updatedAt, revision } = row;
  const plan = row.plan === null || row.node === null ? null : { planId: row.plan, nodeId: row.node };
  return { id, name, writer, folder, plan, createdAt, updatedAt, revision };
}

function formOf(text: string): FormValues | undefined {
  try {
    return formValues.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function formText(values: FormValues): string {
  const text = JSON.stringify(values);
  if (text.length > largestForm)
    throw new ToolError(
      'bad-input',
      `A form has at most ${largestForm / 1024 / 1024} MB: make two configurations of it.`,
    );
  return text;
}

/** What a plan gave is kept with the plan alone. */
function linked(plan: NewConfiguration['plan'], base: FormValues | null): string | null {
  if ((plan === null) !== (base === null))
    throw new ToolError('bad-input', 'The plan and what it gave are stored together: give both or neither.');
  return base === null ? null : formText(base);
}

function missing(id: number): ToolError {
  return new ToolError(
    'bad-input',
    `There is no configuration ${id}: it was removed, or it is of another data directory.`,
  );
}

function outdated({ name, revision }: HeadRow, from: number): ToolError {
  return new ToolError(
    'conflict',
    `The configuration "${visibleText(name)}" was changed elsewhere: nothing was stored. Open it again and repeat the ` +
      'change, or keep this state as a new configuration.',
    `it is at revision ${revision}, the change was made from ${from}`,
  );
}
