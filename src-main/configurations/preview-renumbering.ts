import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  Configuration,
  RenumberedConfiguration,
  RenumberPreview,
} from '../../src-core/api/configurations.ts';
import type { FileToWrite } from '../../src-core/api/config-files.ts';
import { ToolError, toFailure } from '../../src-core/api/errors.ts';
import type { Plan } from '../../src-core/plan/tree.ts';
import { diffTexts } from '../../src-core/writers/diff.ts';
import type { FolderToRenew, PlanFormParts } from './parts.ts';
import { filesOf, renumbered, takenBy, type Request } from './renumbering.ts';

/** So many configurations are looked for on disk at a time: that many of their files are held in memory. */
const lookedForAtOnce = 100;

/** What a configuration becomes, before its folder was looked at. */
interface Renewed {
  readonly shown: RenumberedConfiguration;
  readonly folder: FolderToRenew | null;
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
  const stored = await (await parts.configurations()).ofPlan(request.planId);
  for (let from = 0; from < stored.length; from += lookedForAtOnce) {
    const renewed: Renewed[] = [];
    for (const configuration of stored.slice(from, from + lookedForAtOnce)) {
      // Others are answered in between.
      await nextTurn();
      signal?.throwIfAborted();
      renewed.push(renew(parts, configuration, after));
    }
    configurations.push(...(await onDisk(parts, renewed, signal)));
  }
  return { ...answer, configurations };
}

const nothing = { changedByForm: [], changedByPlan: [], nodeGone: [], files: [], problems: [] };

/** One that nothing can be made of does not keep the others from being shown. */
function renew(parts: PlanFormParts, configuration: Configuration, after: Plan): Renewed {
  const { id, name, writer, folder, revision } = configuration;
  const head = { id, name, writer, folder, revision };
  try {
    const { changedByForm, changedByPlan, nodeGone, values } = takenBy(parts, configuration, after);
    const preview = parts.writers.preview(writer, values);
    const { usable, problems } = preview;
    const old = new Map(
      filesOf(parts.writers.preview(writer, configuration.values)).map((file) => [file.path, file]),
    );
    const files = filesOf(preview);
    return {
      shown: {
        ...head,
        usable,
        problems,
        failure: null,
        changedByForm,
        changedByPlan,
        nodeGone,
        files: filesBetween(old, files),
      },
      folder:
        folder === null
          ? null
          : { folder, files: files.map((file) => ({ ...file, before: old.get(file.path)?.text ?? null })) },
    };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { shown: { ...head, ...nothing, usable: false, failure: toFailure(error) }, folder: null };
  }
}

/** Every file before and after; those that are written come first. */
function filesBetween(
  old: ReadonlyMap<string, FileToWrite>,
  files: readonly FileToWrite[],
): RenumberedConfiguration['files'] {
  const now = new Set(files.map(({ path }) => path));
  return [
    ...files.map(({ path, executable, text }): RenumberedConfiguration['files'][number] => {
      const was = old.get(path);
      const hunks = diffTexts(was?.text ?? '', text);
      const change =
        was === undefined ? 'added' : hunks.length > 0 || was.executable !== executable ? 'changed' : 'same';
      return { path, executable, change, hunks, disk: null, edited: false };
    }),
    ...[...old.values()]
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

/** The same with what stands in their folders. */
async function onDisk(
  parts: PlanFormParts,
  renewed: readonly Renewed[],
  signal: AbortSignal | undefined,
): Promise<RenumberedConfiguration[]> {
  const requests = renewed.flatMap(({ folder }) => folder ?? []);
  const answers = await parts.files.compareFolders(requests, signal);
  const seen = new Map(requests.map((request, index) => [request, answers[index]]));
  return renewed.map(({ shown, folder }) => {
    const states = folder === null ? undefined : seen.get(folder);
    if (states === undefined) return shown;
    if (states instanceof ToolError) {
      const { id, name, writer, revision } = shown;
      return {
        ...nothing,
        id,
        name,
        writer,
        folder: shown.folder,
        revision,
        usable: false,
        failure: toFailure(states),
      };
    }
    const files = shown.files.map((file, index) => {
      const state = states[index];
      if (state === undefined) return file;
      const { path: _, edited, ...disk } = state;
      return { ...file, disk, edited };
    });
    return { ...shown, files };
  });
}
