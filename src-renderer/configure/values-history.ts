import type { FormValues } from '../../src-core/api/writers.ts';

/** The values of a form with those before and after them, to undo and redo. */
export interface ValuesHistory {
  readonly values: FormValues;
  readonly before: readonly FormValues[];
  readonly after: readonly FormValues[];
  /** The field that the last step typed into; more typing there is the same step. */
  readonly typing: string | null;
}

/** As many steps as can be taken back; forms share what did not change, so a step costs little. */
const mostSteps = 500;

export function beginValues(values: FormValues): ValuesHistory {
  return { values, before: [], after: [], typing: null };
}

/** @param typing the field that is typed into; null for a step of its own */
export function stepTo(history: ValuesHistory, values: FormValues, typing: string | null): ValuesHistory {
  if (values === history.values) return history;
  const joins = typing !== null && typing === history.typing;
  const before = joins ? history.before : [...history.before, history.values].slice(-mostSteps);
  return { values, before, after: [], typing };
}

export function undoStep(history: ValuesHistory): ValuesHistory {
  const values = history.before.at(-1);
  if (values === undefined) return history;
  return {
    values,
    before: history.before.slice(0, -1),
    after: [history.values, ...history.after],
    typing: null,
  };
}

export function redoStep(history: ValuesHistory): ValuesHistory {
  const [values, ...after] = history.after;
  if (values === undefined) return history;
  return { values, before: [...history.before, history.values], after, typing: null };
}
