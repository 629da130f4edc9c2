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
export type FailureCode = (typeof failureCodes)[number];

/**
 * The one error class inside of the program. It stands apart from the schemas of errors.ts, so that a command line that
 * needs no contract starts without them.
 */
export class ToolError extends Error {
  readonly code: FailureCode;
  readonly detail: string | undefined;

  constructor(code: FailureCode, message: string, detail?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ToolError';
    this.code = code;
    this.detail = detail;
  }

  toFailure(): { code: FailureCode; message: string; detail?: string } {
    return {
      code: this.code,
      message: this.message,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
    };
  }
}
