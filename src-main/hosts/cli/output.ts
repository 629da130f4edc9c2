import type { Writable } from 'node:stream';

/** A stream of this process, as the commands use it. */
export type Output = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};
