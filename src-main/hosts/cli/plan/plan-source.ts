import { existsSync } from 'node:fs';
import { ToolError } from '../../../../src-core/api/tool-error.ts';
import { largestPlanText } from '../../../../src-core/api/plans.ts';
import { changesBetween } from '../../../../src-core/plan/changes.ts';
import { formatPlan, parsePlan } from '../../../../src-core/plan/file.ts';
import type { Plan } from '../../../../src-core/plan/tree.ts';
import { readText, whileLocked, writeWhole } from '../../../os/files.ts';
import { badInput, quoted, type Arguments } from '../arguments.ts';
import { commonOptions, type CommandContext } from '../command.ts';
import { readInput } from './read-input.ts';

/** Options of the commands that take FILE|NAME. */
export const planOptions = {
  stored: { help: 'takes the word as the name of a stored plan, or as #ID, even where a file has that name' },
  json: { help: 'prints one JSON object a line' },
  ...commonOptions,
} as const;

/** Options of the commands that change a plan. */
export const changeOptions = {
  'dry-run': { help: 'shows what would change and writes nothing' },
  ...planOptions,
} as const;

/** A plan, and how a changed one takes its place. */
export interface PlanSource {
  readonly plan: Plan;
  /**
   * Writes the plan in place of the one that was read; one that is the same is not written.
   * @returns false where nothing had to be written
   * @throws ToolError `conflict` where it was changed meanwhile
   */
  save(changed: Plan): Promise<boolean>;
}

/**
 * Opens FILE|NAME: a file where there is one or the word can only be one (`x/y`, `x.json`), standard input for `-`,
 * otherwise the stored plan of that name.
 * @throws ToolError `bad-input` where there is none, or what is there is no plan
 */
export async function openPlan(
  word: string | undefined,
  args: Arguments,
  context: CommandContext,
): Promise<PlanSource> {
  if (word === undefined) throw badInput('which plan? Give its file, or the name of a stored plan');
  if (word === '-') {
    const plan = parsePlan(await readInput(context));
    return {
      plan,
      save: () => Promise.reject(badInput('standard input cannot be changed: give the file itself')),
    };
  }
  if (!args.has('stored') && (/[/\\]|\.json$/.test(word) || existsSync(word))) return await openFile(word);
  return await openStored(word, context);
}

async function openFile(path: string): Promise<PlanSource> {
  // Four bytes are the most that a character takes in UTF-8.
  const text = await readText(path, largestPlanText * 4);
  const plan = parsePlan(text);
  return {
    plan,
    async save(changed) {
      const after = formatPlan(changed);
      if (after === formatPlan(plan)) return false;
      await whileLocked(path, async () => {
        if ((await readText(path, largestPlanText * 4)) !== text)
          throw new ToolError('conflict', `${path} was changed meanwhile: nothing was written. Try again.`);
        await writeWhole(path, after);
      });
      return true;
    },
  };
}

async function openStored(word: string, context: CommandContext): Promise<PlanSource> {
  const { client } = await context.open();
  const { signal } = context;
  const plans = await client.plans.list(undefined, { signal });
  const number = /^#(\d{1,15})$/.exec(word)?.[1];
  const named = plans.filter(({ id, name }) =>
    number === undefined ? name === word : id === Number(number),
  );
  const [found, other] = named;
  if (found === undefined)
    throw badInput(`${quoted(word)} is no file and no stored plan: linkscope plan list shows those`);
  if (other !== undefined)
    throw badInput(
      `${named.length} stored plans have the name ${quoted(word)}: give ${named.map(({ id }) => `#${id}`).join(' or ')}`,
    );
  const { info, text } = await client.plans.read({ id: found.id }, { signal });
  const plan = parsePlan(text);
  return {
    plan,
    async save(changed) {
      const change = changesBetween(plan, changed);
      const { put, remove, name, vlans } = change;
      if (put.length + remove.length === 0 && name === undefined && vlans === undefined) return false;
      await client.plans.save({ id: info.id, revision: info.revision, ...change }, { signal });
      return true;
    },
  };
}

/** Saves unless --dry-run was given, and tells people what happened. */
export async function finishChange(
  source: PlanSource,
  changed: Plan,
  args: Arguments,
  { terminal }: CommandContext,
): Promise<void> {
  if (args.has('dry-run')) return terminal.note('Nothing was written: this was --dry-run.');
  if (!(await source.save(changed))) terminal.note('Nothing was written: the plan is like that already.');
}
