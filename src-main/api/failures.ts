import { ORPCError, ValidationError } from '@orpc/server';
import type { Failure, FailureCode } from '../../src-core/api/errors.ts';
import { ToolError, toFailure } from '../../src-core/api/errors.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';

/** What the boundary needs of a log; pino's logger is one. */
export interface FailureLog {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** HTTP status for each code: the transports carry it, but the interface reads the code alone. */
const statuses: Record<FailureCode, number> = {
  'bad-input': 400,
  'missing-command': 501,
  'no-permission': 403,
  timeout: 504,
  unreachable: 502,
  unsupported: 501,
  conflict: 409,
  internal: 500,
};

type Issue = ValidationError['issues'][number];

/** `zones[0]`, from the path that the schema library gives. */
function fieldName(path: Issue['path']): string {
  const keys = (path ?? []).map((part) => (typeof part === 'object' ? part.key : part));
  return keys.reduce<string>(
    (name, key) =>
      typeof key === 'number' ? `${name}[${key}]` : name === '' ? String(key) : `${name}.${String(key)}`,
    '',
  );
}

/** What stands in a field of the input, short and safe to show; nothing for what is left out. */
function valueAt(input: unknown, path: Issue['path']): string | undefined {
  let value = input;
  for (const part of path ?? []) {
    const key = typeof part === 'object' ? part.key : part;
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  if (typeof value === 'string') return `"${visibleText(value, 80)}"`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Names every field that the schema refused, with what stood there. */
export function inputFailure(issues: readonly Issue[], input: unknown): Failure {
  const lines = issues.slice(0, 10).map((issue) => {
    const field = fieldName(issue.path);
    const value = valueAt(input, issue.path);
    return `${field === '' ? 'input' : field}${value === undefined ? '' : ` ${value}`}: ${visibleText(issue.message)}`;
  });
  return { code: 'bad-input', message: lines.join('; ') };
}

/** A failure in the form that crosses the boundary: the data is the failure, and there is no stack. */
function boundaryError(failure: Failure): ORPCError<FailureCode, Failure> {
  return new ORPCError(failure.code, {
    status: statuses[failure.code],
    message: failure.message,
    data: failure,
  });
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/**
 * What a thrown value becomes at the boundary. The stack goes to the log where the cause is in the program
 * (`internal`); other failures are logged as warnings.
 * @param what the procedure, `devices.list`
 */
export function atBoundary(error: unknown, what: string, input: unknown, log: FailureLog): unknown {
  if (isAbort(error)) return error;
  if (error instanceof ORPCError) {
    const cause = error.cause;
    if (error.code === 'BAD_REQUEST' && cause instanceof ValidationError) {
      return boundaryError(inputFailure(cause.issues, input));
    }
    const issues = cause instanceof ValidationError ? { issues: cause.issues.slice(0, 10) } : {};
    log.error({ err: error, ...issues, what }, `${what} failed: ${error.message}`);
    return boundaryError({ code: 'internal', message: `${what} failed: ${error.message}` });
  }
  const failure = toFailure(error);
  if (error instanceof ToolError && error.code !== 'internal') {
    log.warn({ code: failure.code, detail: failure.detail, what }, failure.message);
  } else {
    log.error({ err: error, code: failure.code, detail: failure.detail, what }, failure.message);
  }
  return boundaryError(failure);
}
