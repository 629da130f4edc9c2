import { z } from 'zod';
// Sets zod up for a strict content security policy, which must come before the first schema.
import './values.ts';
import { ToolError, failureCodes } from './tool-error.ts';

export { ToolError, type FailureCode } from './tool-error.ts';

export const failureCode = z.enum(failureCodes);

/** An error as the interface and scripts see it; stacks stay in the log. */
export const failure = z.object({
  code: failureCode,
  message: z.string(),
  detail: z.string().optional(),
});
export type Failure = z.infer<typeof failure>;

/** What any thrown value is at the boundary: a ToolError as itself, everything else as `internal`. */
export function toFailure(error: unknown): Failure {
  if (error instanceof ToolError) return error.toFailure();
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}
