import type { PlanLink } from '../../src-core/api/configurations.ts';
import type { FormValues } from '../../src-core/api/writers.ts';
import { parsePlan } from '../../src-core/plan/file.ts';
import { subjectOf, type PlanSubject } from '../../src-core/plan/subject.ts';
import type { PlanFormParts } from './parts.ts';
import { previewRenumbering } from './preview-renumbering.ts';
import { filledFrom, takenFrom } from './take-plan.ts';
import { takeRenumbering } from './take-renumbering.ts';

/** What ties forms to stored plans, as the router gives access to it. Every method throws ToolError. */
export function planForms(parts: PlanFormParts) {
  const subject = async ({ planId, nodeId }: PlanLink): Promise<PlanSubject> =>
    subjectOf(parsePlan((await (await parts.plans()).read(planId)).text), nodeId);
  return {
    fromPlan: async ({ writer, plan }: { writer: string; plan: PlanLink }) =>
      filledFrom(parts.writers, writer, await subject(plan)),
    fromNodes: async ({ writer, subject: given }: { writer: string; subject: PlanSubject }) =>
      filledFrom(parts.writers, writer, given),
    takePlan: async (form: { writer: string; plan: PlanLink; values: FormValues; base: FormValues }) =>
      takenFrom(parts.writers, form.writer, await subject(form.plan), form),
    renumberPreview: (request: Parameters<typeof previewRenumbering>[1], signal?: AbortSignal) =>
      previewRenumbering(parts, request, signal),
    renumberTake: (request: Parameters<typeof takeRenumbering>[1], signal?: AbortSignal) =>
      takeRenumbering(parts, request, signal),
  };
}
