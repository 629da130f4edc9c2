import type { FormValues } from '../../src-core/api/writers.ts';
import { equal } from '../../src-core/writers/form-json.ts';

/** The node of a stored plan that a form is tied to. */
export interface PlanTie {
  readonly planId: number;
  readonly nodeId: string;
}

/** The stored configuration that a form came from, as this page last knew it. */
export interface StoredAs {
  readonly id: number;
  readonly revision: number;
  readonly name: string;
  readonly values: FormValues;
}

/** Lines of an old file that have no place in the form. */
export interface LeftLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly kind: 'comment' | 'unknown';
  readonly why: string;
}

/** A form as it is being worked on. It is kept in the browser, so that neither a reload nor leaving loses anything. */
export interface Draft {
  readonly id: string;
  readonly writer: string;
  readonly name: string;
  readonly values: FormValues;
  readonly plan: PlanTie | null;
  /** What the plan gave when it was last taken; null where the form is tied to none. */
  readonly base: FormValues | null;
  /** The folder that its files were last written to or compared with. */
  readonly folder: string | null;
  readonly stored: StoredAs | null;
  /** What was not understood of the old file it was read from. */
  readonly left: readonly LeftLine[];
  readonly changedAt: number;
}

/** True where it holds something that the stored configuration does not. */
export function isUnsaved(draft: Draft): boolean {
  const { stored } = draft;
  return stored === null || stored.values !== draft.values || stored.name !== draft.name;
}

/** As `isUnsaved`, for a draft that was read again: its values are no longer the very ones that were stored. */
export function holdsMore(draft: Draft): boolean {
  return isUnsaved(draft) && !(draft.stored?.name === draft.name && equal(draft.stored.values, draft.values));
}
