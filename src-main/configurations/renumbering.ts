import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FileToWrite } from '../../src-core/api/config-files.ts';
import type { Configuration, PlanTaken } from '../../src-core/api/configurations.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import type { PlanInfo } from '../../src-core/api/plans.ts';
import type { Preview } from '../../src-core/api/writers.ts';
import type { Prefix } from '../../src-core/net/prefix.ts';
import { parsePlan } from '../../src-core/plan/file.ts';
import { renumber, type Renumbering } from '../../src-core/plan/renumber.ts';
import { subjectOf } from '../../src-core/plan/subject.ts';
import type { Plan } from '../../src-core/plan/tree.ts';
import type { PlanFormParts } from './parts.ts';
import { takenFrom } from './take-plan.ts';

/** One prefix of a plan that is changed once. */
export interface Request {
  readonly planId: number;
  readonly nodeId: string;
  readonly to: Prefix;
}

/** The plan as it is and how it changes. @throws ToolError */
export async function renumbered(
  parts: PlanFormParts,
  { planId, nodeId, to }: Request,
): Promise<{ info: PlanInfo; plan: Plan; renumbering: Renumbering }> {
  const { info, text } = await (await parts.plans()).read(planId);
  // Each of these takes some 50 ms for thousands of nodes: others are answered in between.
  await nextTurn();
  const plan = parsePlan(text);
  await nextTurn();
  const renumbering = renumber(plan, nodeId, to);
  await nextTurn();
  return { info, plan, renumbering };
}

/** The files of a form, as they are written. */
export function filesOf({ files }: Preview): FileToWrite[] {
  return files.map(({ path, lines, executable }) => ({
    path,
    executable,
    text: lines.map((line) => `${line}\n`).join(''),
  }));
}

/** A configuration under the new plan. @throws ToolError where its node is gone, or its writer takes no plan */
export function takenBy(
  parts: PlanFormParts,
  { writer, plan, values, base }: Configuration,
  after: Plan,
): PlanTaken {
  if (plan === null || base === null) throw new ToolError('internal', 'it is tied to no plan');
  return takenFrom(parts.writers, writer, subjectOf(after, plan.nodeId), { values, base });
}
