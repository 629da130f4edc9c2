import { ORPCError } from '@orpc/client';
import { failure, failureCode, type Failure } from '../../src-core/api/errors.ts';

/** What any rejected call is, in the words of the contract, so that every page shows errors in one way. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const told = failure.safeParse(error.data);
    if (told.success) return told.data;
    const code = failureCode.safeParse(error.code);
    return { code: code.success ? code.data : 'internal', message: error.message };
  }
  // What a run told of its own end, or a view keeps.
  const plain = failure.safeParse(error);
  if (plain.success) return plain.data;
  if (error instanceof Error) return { code: 'internal', message: error.message };
  return { code: 'internal', message: String(error) };
}

/** One line for a status text: the message alone, since it says what was wrong and what to do. */
export function failureText(error: unknown): string {
  return failureOf(error).message;
}
