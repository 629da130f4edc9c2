import { ORPCError } from '@orpc/server';
import { failure, toFailure, type Failure } from '../../../src-core/api/errors.ts';

/** A failure from anywhere in the program; one that came through the router carries it as data. */
export function failureOf(error: unknown): Failure {
  const data = error instanceof ORPCError ? failure.safeParse(error.data) : undefined;
  return data?.success === true ? data.data : toFailure(error);
}
