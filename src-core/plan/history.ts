import type { Plan } from './tree.ts';

/** A step that was done: what it was called, and the plan before it. */
interface Step {
  readonly label: string;
  readonly plan: Plan;
}

/** A plan with the steps that led to it. Plans share what they have in common, so keeping a step costs little. */
export interface History {
  readonly plan: Plan;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

/** The most steps that are kept. */
const mostSteps = 1000;

/** The history of a plan that was just opened. */
export function beginHistory(plan: Plan): History {
  return { plan, past: [], future: [] };
}

/** Adds a step; what was undone before it is gone. A step that changed nothing is none. */
export function record(history: History, label: string, plan: Plan): History {
  if (plan === history.plan) return history;
  return { plan, past: [...history.past, { label, plan: history.plan }].slice(-mostSteps), future: [] };
}

/** The history one step back; the same where there is none. */
export function undo({ plan, past, future }: History): History {
  const step = past.at(-1);
  if (step === undefined) return { plan, past, future };
  return { plan: step.plan, past: past.slice(0, -1), future: [...future, { label: step.label, plan }] };
}

/** The history one step forward again; the same where nothing was undone. */
export function redo({ plan, past, future }: History): History {
  const step = future.at(-1);
  if (step === undefined) return { plan, past, future };
  return { plan: step.plan, past: [...past, { label: step.label, plan }], future: future.slice(0, -1) };
}
