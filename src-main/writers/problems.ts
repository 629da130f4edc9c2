import type { Problem } from '../../src-core/api/writers.ts';

/** Something that is wrong: such files are not written. */
export function error(path: string, message: string): Problem {
  return { severity: 'error', path, message };
}

/** Something that a person should know. */
export function warning(path: string, message: string): Problem {
  return { severity: 'warning', path, message };
}
