import { oc } from '@orpc/contract';
import { z } from 'zod';
import { line, planNode } from '../plan/node.ts';
import { comparedFile, diffHunk, folderPath, placePath, writtenResult } from './config-files.ts';
import { failure } from './errors.ts';
import { prefixValue, timeMs } from './values.ts';
import { fieldPath, formValues, problem, writerId } from './writers.ts';

/** The node of a stored plan that a configuration is tied to. */
export const planLink = z.object({ planId: z.number().int(), nodeId: z.string().min(1).max(64) });
export type PlanLink = z.infer<typeof planLink>;

const name = line.trim().min(1);

/** A stored configuration as the list shows it. */
export const configurationInfo = z.object({
  id: z.number().int(),
  name: z.string(),
  writer: writerId,
  /** The folder that its files were last written to; null where they were not. */
  folder: folderPath.nullable(),
  plan: planLink.nullable(),
  createdAt: timeMs,
  updatedAt: timeMs,
  /** Counts what was stored; a change names the one that it was made from. */
  revision: z.number().int(),
});
export type ConfigurationInfo = z.infer<typeof configurationInfo>;

export const configuration = configurationInfo.extend({
  /** The form as it is typed. */
  values: formValues,
  /** What the plan gave when it was last taken; null where it is tied to none. */
  base: formValues.nullable(),
});
export type Configuration = z.infer<typeof configuration>;

export const newConfiguration = z.object({
  name,
  writer: writerId,
  values: formValues,
  folder: folderPath.nullable(),
  plan: planLink.nullable(),
  base: formValues.nullable(),
});
export type NewConfiguration = z.infer<typeof newConfiguration>;

/** What is left out stays as it is; `plan` and `base` come together. */
export const configurationChange = newConfiguration
  .omit({ writer: true })
  .partial()
  .extend({ id: z.number().int(), revision: z.number().int() });
export type ConfigurationChange = z.infer<typeof configurationChange>;

/** The values of a form after the plan was taken again; see src-core/writers/merge.ts. */
export const planTaken = z.object({
  values: formValues,
  /** What the plan gives now: the base of the next time. */
  base: formValues,
  /** Fields in which the form holds something else than the plan gives; they stayed. */
  changedByForm: z.array(fieldPath),
  /** Fields that the plan changed. */
  changedByPlan: z.array(fieldPath),
  /** Items of lists whose node is no longer there, and which stayed because the form had changed them. */
  nodeGone: z.array(fieldPath),
});
export type PlanTaken = z.infer<typeof planTaken>;

/** How a file of a configuration comes out of a renumbering. */
const renumberedFile = z.object({
  path: placePath,
  executable: z.boolean(),
  change: z.enum(['same', 'changed', 'added', 'removed']),
  /** From what the stored values give now to what they would give. */
  hunks: z.array(diffHunk),
  /** What is on disk in the folder of the configuration; null where it has none, and for a file that is removed. */
  disk: comparedFile.omit({ path: true, text: true }).nullable(),
  /** True where the file on disk is not what the stored values give now: somebody else's words would be replaced. */
  edited: z.boolean(),
});

const renumberedConfiguration = z.object({
  id: z.number().int(),
  name: z.string(),
  writer: writerId,
  folder: folderPath.nullable(),
  revision: z.number().int(),
  /** False where the new values are wrong, or nothing could be made of them: such a one cannot be taken. */
  usable: z.boolean(),
  problems: z.array(problem),
  /** Why nothing could be made of it. */
  failure: failure.nullable(),
  changedByForm: z.array(fieldPath),
  changedByPlan: z.array(fieldPath),
  nodeGone: z.array(fieldPath),
  files: z.array(renumberedFile),
});
export type RenumberedConfiguration = z.infer<typeof renumberedConfiguration>;

export const renumberPreview = z.object({
  /** The plan that it was reckoned with; `renumberTake` names it. */
  planRevision: z.number().int(),
  /** Prefixes of the plan, before and after; `after` is null where it does not fit: then nothing can be taken. */
  rows: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      before: prefixValue,
      after: prefixValue.nullable(),
    }),
  ),
  configurations: z.array(renumberedConfiguration),
});
export type RenumberPreview = z.infer<typeof renumberPreview>;

const byId = z.object({ id: z.number().int() });
/** The node whose prefix changes, and the new prefix. */
const renumbering = z.object({
  planId: z.number().int(),
  nodeId: z.string().min(1).max(64),
  to: prefixValue,
});

export const configurationsContract = {
  /** All of them, the one changed last first. */
  list: oc.output(z.array(configurationInfo)),
  get: oc.input(byId).output(configuration),
  create: oc.input(newConfiguration).output(configurationInfo),
  /** Stores a change, all of it or nothing; `conflict` where it is no longer at that revision. */
  save: oc.input(configurationChange).output(configurationInfo),
  duplicate: oc.input(byId.extend({ name })).output(configurationInfo),
  /** Removes it for ever; the files that were written stay. False where there was none. */
  remove: oc.input(byId).output(z.boolean()),
  /** A new form filled from a node of a plan: what a new form holds, with what the plan gives in its place. */
  fromPlan: oc
    .input(z.object({ writer: writerId, plan: planLink }))
    .output(z.object({ values: formValues, base: formValues })),
  /** The same from nodes that are given, for a plan that is not stored. See src-core/plan/subject.ts. */
  fromNodes: oc
    .input(
      z.object({
        writer: writerId,
        subject: z.object({
          planName: line,
          node: planNode,
          below: z.array(planNode).max(1_000_000),
          above: z.array(planNode).max(1000),
        }),
      }),
    )
    .output(z.object({ values: formValues, base: formValues })),
  /** Takes the plan again into a form; nothing is stored. `bad-input` where the plan or the node is gone. */
  takePlan: oc
    .input(z.object({ writer: writerId, plan: planLink, values: formValues, base: formValues }))
    .output(planTaken),
  /** What every configuration that is tied to the plan becomes where one prefix of it changes; nothing is stored. */
  renumberPreview: oc.input(renumbering).output(renumberPreview),
  /**
   * Renumbers the plan and takes it into the chosen configurations, all or nothing; those that are left stay as they
   * are, and take it when they next take the plan. Files are written where a configuration names them, with what was
   * seen on disk. `conflict` where plan, configuration or file is no longer what the preview showed.
   */
  renumberTake: oc
    .input(
      renumbering.extend({
        planRevision: z.number().int(),
        configurations: z
          .array(
            byId.extend({
              revision: z.number().int(),
              /** The files to write, into its folder. */
              files: z.array(z.object({ path: placePath, expected: z.string().max(200) })).max(10_000),
            }),
          )
          .max(10_000),
      }),
    )
    .output(
      z.object({
        planRevision: z.number().int(),
        configurations: z.array(z.object({ info: configurationInfo, written: z.array(writtenResult) })),
      }),
    ),
};
