import { implement } from '@orpc/server';
import { contract } from '../../src-core/api/contract.ts';
import { atBoundary, type FailureLog } from './failures.ts';

/** The contract, ready to be implemented: every procedure checks its input and fails in the form of the boundary. */
export function createBase(log: FailureLog) {
  return implement(contract).use(async ({ next, path }, input) => {
    try {
      return await next();
    } catch (error) {
      throw atBoundary(error, path.join('.'), input, log);
    }
  });
}
export type Base = ReturnType<typeof createBase>;
