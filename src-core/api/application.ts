import { oc } from '@orpc/contract';
import { z } from 'zod';
import { failureCode } from './errors.ts';
import { timeMs } from './values.ts';

export const logEntry = z.object({
  at: timeMs,
  level: z.enum(['warn', 'error', 'fatal']),
  message: z.string(),
  code: failureCode.nullable(),
  detail: z.string().nullable(),
});
export type LogEntry = z.infer<typeof logEntry>;

export const applicationInfo = z.object({
  version: z.string(),
  /** The host that the page runs in. */
  host: z.enum(['electron', 'serve', 'cli']),
  /** `linux`, `darwin` or `win32`: commands to copy are written for it. */
  platform: z.string(),
  nodeVersion: z.string(),
  dataDirectory: z.string(),
  logFile: z.string(),
  /** True where saving goes through a native dialog; otherwise the page offers a download. */
  nativeDialogs: z.boolean(),
  /** What happened to the stored data at start: moved aside, read-only, ... Empty where all is well. */
  storageNotices: z.array(z.string()),
});
export type ApplicationInfo = z.infer<typeof applicationInfo>;

export const applicationContract = {
  info: oc.output(applicationInfo),
  /** The last errors and warnings, newest first, at most 100. */
  recentErrors: oc.output(z.array(logEntry)),
  /** Saves text through the native dialog; gives the path, or null where the person said no. */
  saveFile: oc
    .input(z.object({ fileName: z.string().min(1).max(200), text: z.string().max(64 * 1024 * 1024) }))
    .output(z.string().nullable()),
  /** Reads a text file that the person picks; null where the person said no. */
  openFile: oc
    .input(
      z.object({
        maximumBytes: z
          .number()
          .int()
          .positive()
          .max(64 * 1024 * 1024),
      }),
    )
    .output(z.object({ fileName: z.string(), text: z.string() }).nullable()),
};
