import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FileToWrite, WrittenResult } from '../../src-core/api/config-files.ts';
import type {
  Configuration,
  ConfigurationInfo,
  PlanTaken,
  RenumberedConfiguration,
  RenumberPreview,
} from '../../src-core/api/configurations.ts';
import { ToolError, toFailure } from '../../src-core/api/errors.ts';
import type { PlanInfo } from '../../src-core/api/plans.ts';
import type { Preview } from '../../src-core/api/writers.ts';
import type { Prefix } from '../../src-core/net/prefix.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { changesBetween } from '../../src-core/plan/changes.ts';
import { parsePlan } from '../../src-core/plan/file.ts';
import { renumber, type Renumbering } from '../../src-core/plan/renumber.ts';
import { subjectOf } from '../../src-core/plan/subject.ts';
import type { Plan } from '../../src-core/plan/tree.ts';
import { diffTexts } from '../../src-core/writers/diff.ts';
import type { PlanFormParts } from './parts.ts';
import { takenFrom } from './take-plan.ts';

/** One prefix of a plan that is changed once. */
interface Request {
  readonly planId: number;
  readonly nodeId: string;
  readonly to: Prefix;
}

interface Take extends Request {
  readonly planRevision: number;
  readonly configurations: readonly {
    readonly id: number;
    readonly revision: number;
    readonly files: readonly { readonly path: string; readonly expected: string }[];
  }[];
}

async function renumbered(
  parts: PlanFormParts,
  { planId, nodeId, to }: Request,
): Promise<{ info: PlanInfo; plan: Plan; renumbering: Renumbering }> {
  const { info, text } = await (await parts.plans()).read(planId);
  const plan = parsePlan(text);
  return { info, plan, renumbering: renumber(plan, nodeId, to) };
}

/** The files of a form, as they are written. */
function filesOf({ files }: Preview): FileToWrite[] {
  return files.map(({ path, lines, executable }) => ({
    path,
    executable,
    text: lines.map((line) => `${line}\n`).join(''),
  }));
}

/** A configuration under the new plan. @throws ToolError where its node is gone, or its writer takes no plan */
function takenBy(
  parts: PlanFormParts,
  { writer, plan, values, base }: Configuration,
  after: Plan,
): PlanTaken {
  if (plan === null || base === null) throw new ToolError('internal', 'it is tied to no plan');
  return takenFrom(parts.writers, writer, subjectOf(after, plan.nodeId), { values, base });
}

/** What every configuration that is tied to the plan becomes where a prefix of it changes; nothing is stored. */
export async function previewRenumbering(
  parts: PlanFormParts,
  request: Request,
  signal?: AbortSignal,
): Promise<RenumberPreview> {
  const { info, renumbering } = await renumbered(parts, request);
  const answer = { planRevision: info.revision, rows: [...renumbering.rows] };
  if (renumbering.misfits.length > 0) return { ...answer, configurations: [] };
  const after = renumbering.apply();
  const configurations: RenumberedConfiguration[] = [];
  for (const configuration of await (await parts.configurations()).ofPlan(request.planId)) {
    // Others are answered in between.
    await nextTurn();
    signal?.throwIfAborted();
    configurations.push(await previewOne(parts, configuration, after, signal));
  }
  return { ...answer, configurations };
}

/** One that nothing can be made of does not keep the others from being shown. */
async function previewOne(
  parts: PlanFormParts,
  configuration: Configuration,
  after: Plan,
  signal: AbortSignal | undefined,
): Promise<RenumberedConfiguration> {
  const { id, name, writer, folder, revision } = configuration;
  const head = { id, name, writer, folder, revision };
  const nothing = { changedByForm: [], changedByPlan: [], nodeGone: [], files: [], problems: [] };
  try {
    const { changedByForm, changedByPlan, nodeGone, values } = takenBy(parts, configuration, after);
    const preview = parts.writers.preview(writer, values);
    const before = filesOf(parts.writers.preview(writer, configuration.values));
    const files = await filesBetween(parts, before, filesOf(preview), folder, signal);
    const { usable, problems } = preview;
    return { ...head, usable, problems, failure: null, changedByForm, changedByPlan, nodeGone, files };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { ...head, ...nothing, usable: false, failure: toFailure(error) };
  }
}

async function filesBetween(
  parts: PlanFormParts,
  before: readonly FileToWrite[],
  after: readonly FileToWrite[],
  folder: string | null,
  signal: AbortSignal | undefined,
): Promise<RenumberedConfiguration['files']> {
  const old = new Map(before.map((file) => [file.path, file]));
  const now = new Set(after.map(({ path }) => path));
  const seen = folder === null ? [] : await parts.files.compare({ folder, files: after }, signal);
  const onDisk = new Map(
    seen.map(({ path, text, ...disk }) => {
      const edited = disk.state === 'differs' && text !== null && text !== old.get(path)?.text;
      return [path, { disk, edited }] as const;
    }),
  );
  return [
    ...after.map(({ path, executable, text }): RenumberedConfiguration['files'][number] => {
      const was = old.get(path);
      const hunks = diffTexts(was?.text ?? '', text);
      const change =
        was === undefined ? 'added' : hunks.length > 0 || was.executable !== executable ? 'changed' : 'same';
      const { disk = null, edited = false } = onDisk.get(path) ?? {};
      return { path, executable, change, hunks, disk, edited };
    }),
    ...before
      .filter(({ path }) => !now.has(path))
      .map(({ path, executable, text }): RenumberedConfiguration['files'][number] => ({
        path,
        executable,
        change: 'removed',
        hunks: diffTexts(text, ''),
        disk: null,
        edited: false,
      })),
  ];
}

/**
 * Renumbers the plan and takes it into the chosen configurations, and writes the files that they name: all or nothing.
 * @throws ToolError `conflict` where plan, configuration or file is no longer what was seen
 */
export async function takeRenumbering(
  parts: PlanFormParts,
  request: Take,
  signal?: AbortSignal,
): Promise<{
  planRevision: number;
  configurations: { info: ConfigurationInfo; written: WrittenResult[] }[];
}> {
  const { info, plan, renumbering } = await renumbered(parts, request);
  if (info.revision !== request.planRevision)
    throw new ToolError(
      'conflict',
      `The plan "${visibleText(info.name)}" was changed meanwhile: nothing was stored. Look at the renumbering again.`,
    );
  const after = renumbering.apply();
  const store = await parts.configurations();
  const known = new Map((await store.ofPlan(request.planId)).map((each) => [each.id, each]));
  const taken = request.configurations.map((chosen) => takeOne(parts, chosen, known.get(chosen.id), after));
  const writing = taken.filter(({ files }) => files.files.length > 0);
  const staged = await parts.files.stage(
    writing.map(({ files }) => files),
    signal,
  );
  const results = await staged.put();
  try {
    const stored = await store.saveWithPlan(
      { id: request.planId, revision: info.revision, ...changesBetween(plan, after) },
      taken.map(({ change }) => change),
    );
    return {
      planRevision: stored.plan.revision,
      configurations: stored.configurations.map((each, index) => {
        const one = taken[index];
        return {
          info: each,
          written: (one === undefined ? undefined : results[writing.indexOf(one)]) ?? [],
        };
      }),
    };
  } catch (error) {
    await staged.discard();
    throw error;
  }
}

function takeOne(
  parts: PlanFormParts,
  chosen: Take['configurations'][number],
  configuration: Configuration | undefined,
  after: Plan,
) {
  if (configuration === undefined || configuration.revision !== chosen.revision)
    throw new ToolError(
      'conflict',
      `The configuration ${configuration === undefined ? chosen.id : `"${visibleText(configuration.name)}"`} was changed ` +
        'or removed meanwhile: nothing was stored. Look at the renumbering again.',
    );
  const { values, base } = takenBy(parts, configuration, after);
  const preview = parts.writers.preview(configuration.writer, values);
  const name = visibleText(configuration.name);
  if (!preview.usable)
    throw new ToolError('bad-input', `"${name}" cannot be taken: ${preview.problems[0]?.message ?? ''}`);
  const files = new Map(filesOf(preview).map((file) => [file.path, file]));
  if (chosen.files.length > 0 && configuration.folder === null)
    throw new ToolError('bad-input', `"${name}" has no folder: write its files somewhere first`);
  return {
    change: {
      id: configuration.id,
      revision: configuration.revision,
      values,
      plan: configuration.plan,
      base,
    },
    files: {
      folder: configuration.folder ?? '',
      files: chosen.files.map(({ path, expected }) => {
        const file = files.get(path);
        if (file === undefined)
          throw new ToolError('bad-input', `"${name}" has no file ${visibleText(path)}`);
        return { ...file, expected };
      }),
    },
  };
}
