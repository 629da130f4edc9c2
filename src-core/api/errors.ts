import { z } from 'zod';
// Sets zod up for a strict content security policy, which must come before the first schema.
import './values.ts';

/** The failure codes that cross the boundary. A message says what was wrong, with what, and what to do. */
export const failureCodes = [
  'bad-input',
  'missing-command',
  'no-permission',
  'timeout',
  'unreachable',
  'unsupported',
  'conflict',
  'internal',
] as const;

export const failureCode = z.enum(failureCodes);
export type FailureCode = z.infer<typeof failureCode>;

/** An error as the interface and scripts see it; stacks stay in the log. */
export const failure = z.object({
  code: failureCode,
  message: z.string(),
  detail: z.string().optional(),
});
export type Failure = z.infer<typeof failure>;

/** The one error class inside of the program. */
export class ToolError extends Error {
  readonly code: FailureCode;
  readonly detail: string | undefined;

  constructor(code: FailureCode, message: string, detail?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ToolError';
    this.code = code;
    this.detail = detail;
  }

  toFailure(): Failure {
    return {
      code: this.code,
      message: this.message,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
    };
  }
}

/** What any thrown value is at the boundary: a ToolError as itself, everything else as `internal`. */
export function toFailure(error: unknown): Failure {
  if (error instanceof ToolError) return error.toFailure();
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}
