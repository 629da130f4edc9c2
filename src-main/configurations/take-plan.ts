import type { PlanTaken } from '../../src-core/api/configurations.ts';
import type { FormValues } from '../../src-core/api/writers.ts';
import type { PlanSubject } from '../../src-core/plan/subject.ts';
import {
  changedFields,
  differingFields,
  filledForm,
  itemsWithoutNode,
  mergePlan,
} from '../../src-core/writers/merge.ts';
import type { PlanFormParts } from './parts.ts';

/** A new form with what a node of a plan gives. */
export function filledFrom(
  writers: PlanFormParts['writers'],
  writer: string,
  subject: PlanSubject,
): { values: FormValues; base: FormValues } {
  const base = writers.given(writer, subject);
  return { values: filledForm(writers.start(writer), base), base };
}

/** A form that takes the plan again; see mergePlan. */
export function takenFrom(
  writers: PlanFormParts['writers'],
  writer: string,
  subject: PlanSubject,
  form: { readonly values: FormValues; readonly base: FormValues },
): PlanTaken {
  const start = writers.start(writer);
  const base = writers.given(writer, subject);
  // What the plan gives sometimes and sometimes not falls back to what a new form holds.
  const values = mergePlan(filledForm(start, form.base), form.values, filledForm(start, base));
  return {
    values,
    base,
    changedByForm: changedFields(base, values),
    changedByPlan: differingFields(form.values, values),
    nodeGone: itemsWithoutNode(base, values),
  };
}
