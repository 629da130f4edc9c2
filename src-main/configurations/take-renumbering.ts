import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WrittenResult } from '../../src-core/api/config-files.ts';
import type { Configuration, ConfigurationInfo } from '../../src-core/api/configurations.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { changesBetween } from '../../src-core/plan/changes.ts';
import type { Plan } from '../../src-core/plan/tree.ts';
import type { PlanFormParts } from './parts.ts';
import { filesOf, renumbered, takenBy, type Request } from './renumbering.ts';

interface Take extends Request {
  readonly planRevision: number;
  readonly configurations: readonly {
    readonly id: number;
    readonly revision: number;
    readonly files: readonly { readonly path: string; readonly expected: string }[];
  }[];
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
  const taken: ReturnType<typeof takeOne>[] = [];
  for (const chosen of request.configurations) {
    // Others are answered in between.
    await nextTurn();
    signal?.throwIfAborted();
    taken.push(takeOne(parts, chosen, known.get(chosen.id), after));
  }
  const writing = taken.map(({ files }) => files).filter(({ files }) => files.length > 0);
  const staged = await parts.files.stage(writing, signal);
  const results = new Map((await staged.put()).map((written, index) => [writing[index], written]));
  try {
    const stored = await store.saveWithPlan(
      { id: request.planId, revision: info.revision, ...changesBetween(plan, after) },
      taken.map(({ change }) => change),
    );
    return {
      planRevision: stored.plan.revision,
      configurations: stored.configurations.map((each, index) => {
        return { info: each, written: results.get(taken[index]?.files) ?? [] };
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
