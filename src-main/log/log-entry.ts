import { z } from 'zod';
import type { LogEntry } from '../../src-core/api/application.ts';
import { failureCode } from '../../src-core/api/errors.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';

const messageLimit = 500;
const detailLimit = 2000;

/** Pino's numbers of the levels that are kept. */
const levels: Record<string, LogEntry['level']> = { 40: 'warn', 50: 'error', 60: 'fatal' };

// What was logged beside the message can be of any shape.
const text = z.string().optional().catch(undefined);
const writtenLine = z.object({
  msg: text,
  err: z.object({ message: text, code: text, detail: text }).optional().catch(undefined),
  code: text,
  detail: text,
});

/** Level and time as pino writes them, in front: a logged field of the same name stands further behind. */
const beginning = /^\{"level":(40|50|60),"time":(\d+),/;

/** What the page shows of a line of the log, or undefined where it is no warning or error. Stacks are left out. */
export function logEntry(line: string): LogEntry | undefined {
  const found = beginning.exec(line);
  if (found === null) return undefined;
  const level = levels[found[1] ?? ''];
  const parsed = writtenLine.safeParse(JSON.parse(line));
  if (level === undefined || !parsed.success) return undefined;
  const { msg, err, code, detail } = parsed.data;
  const message = msg ?? err?.message ?? '(no message)';
  const known = failureCode.safeParse(err?.code ?? code);
  // Where the message says what failed, the error's own words are the detail.
  const words = [err?.message === message ? undefined : err?.message, err?.detail ?? detail];
  const said = words.filter((word) => word !== undefined && word !== '').join(': ');
  return {
    at: Number(found[2]),
    level,
    message: visibleText(message, messageLimit),
    code: known.success ? known.data : null,
    detail: said === '' ? null : visibleText(said, detailLimit),
  };
}
