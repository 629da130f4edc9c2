import { z } from 'zod';
import type { LogEntry } from '../../src-core/api/application.ts';
import { failureCode } from '../../src-core/api/errors.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';

const messageLimit = 500;
const detailLimit = 2000;

/** Pino's numbers for levels. */
export const warnLevel = 40;
const levels = { 40: 'warn', 50: 'error', 60: 'fatal' } as const;

const writtenLine = z.object({
  level: z.union([z.literal(40), z.literal(50), z.literal(60)]),
  time: z.number(),
  msg: z.string().optional(),
  err: z
    .object({
      message: z.string().optional(),
      code: z.string().optional(),
      detail: z.string().optional(),
    })
    .optional(),
  code: z.string().optional(),
  detail: z.string().optional(),
});

/** What the page shows of a line of the log, or undefined where it is no warning or error. Stacks are left out. */
export function logEntry(line: string): LogEntry | undefined {
  const parsed = writtenLine.safeParse(JSON.parse(line));
  if (!parsed.success) return undefined;
  const { level, time, msg, err, code, detail } = parsed.data;
  const message = msg ?? err?.message ?? '(no message)';
  const known = failureCode.safeParse(err?.code ?? code);
  // Where the message says what failed, the error's own words are the detail.
  const words = [err?.message === message ? undefined : err?.message, err?.detail ?? detail];
  const said = words.filter((word) => word !== undefined && word !== '').join(': ');
  return {
    at: time,
    level: levels[level],
    message: visibleText(message, messageLimit),
    code: known.success ? known.data : null,
    detail: said === '' ? null : visibleText(said, detailLimit),
  };
}
