import type { FailureCode } from '../../../src-core/api/tool-error.ts';

/** The exit statuses of every command; `linkscope help` prints this table. */
export const exitStatus = {
  success: 0,
  nothingFound: 1,
  badInput: 2,
  noPermission: 3,
  couldNotLook: 4,
  failed: 5,
  problems: 6,
  refused: 7,
  unchecked: 8,
  cancelled: 130,
} as const;
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

export const statusTexts: readonly (readonly [ExitStatus, string])[] = [
  [exitStatus.success, 'success'],
  [exitStatus.nothingFound, 'nothing found'],
  [exitStatus.badInput, 'bad input'],
  [exitStatus.noPermission, 'no permission'],
  [exitStatus.couldNotLook, 'could not look: a command of the system is missing, or no source could run'],
  [exitStatus.failed, 'another failure'],
  [exitStatus.problems, 'there are problems, or it differs from what was found'],
  [exitStatus.refused, 'a checker refused the files: nothing was written'],
  [exitStatus.unchecked, 'no checker for the files is installed or can run: nothing was written'],
  [exitStatus.cancelled, 'cancelled'],
];

/** The exit status that tells a failure. */
export function statusOf(code: FailureCode): ExitStatus {
  if (code === 'bad-input') return exitStatus.badInput;
  if (code === 'no-permission') return exitStatus.noPermission;
  if (code === 'missing-command' || code === 'unsupported') return exitStatus.couldNotLook;
  return exitStatus.failed;
}
