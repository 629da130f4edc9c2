import { ToolError } from '../../../../src-core/api/errors.ts';

/** What a change would give, or why it cannot be. */
export type Outcome<Value> =
  { readonly value: Value; readonly problem: null } | { readonly value: null; readonly problem: string };

/** Tries a change of a plan, which touches nothing: plans do not change. Errors that are not refusals go on. */
export function tried<Value>(change: () => Value): Outcome<Value> {
  try {
    return { value: change(), problem: null };
  } catch (error) {
    if (error instanceof ToolError) return { value: null, problem: error.message };
    throw error;
  }
}
