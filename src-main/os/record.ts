import { ToolError } from '../../src-core/api/errors.ts';

/** One object of a command's JSON output, of which nothing is known yet. */
export type JsonRecord = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The objects of a command's JSON output. PowerShell writes one object without the array and nothing for none; old
 * versions of `ip` put `{}` for what they left out: all of these are read.
 * @throws ToolError `internal` where it is no JSON at all, as another program of the same name prints
 */
export function parseRecords(text: string, command: string): JsonRecord[] {
  // A byte order mark is what some versions of PowerShell begin with.
  const body = text.replace(/^\uFEFF/, '').trim();
  if (body === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    const detail = error instanceof Error ? error.message : undefined;
    throw new ToolError('internal', `${command} printed something else than JSON`, detail, { cause: error });
  }
  return Array.isArray(value) ? value.filter(isRecord) : isRecord(value) ? [value] : [];
}

/** The text under this name, or undefined. */
export function textOf(record: JsonRecord, name: string): string | undefined {
  const value = own(record, name);
  return typeof value === 'string' ? value : undefined;
}

/** The whole number under this name, also where it was written as text; or undefined. */
export function integerOf(record: JsonRecord, name: string): number | undefined {
  const value = own(record, name);
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** True where the name is there with `true` or `null` (`ip` writes flags such as `"router":null`). */
export function flagOf(record: JsonRecord, name: string): boolean {
  return Object.hasOwn(record, name) && (record[name] === true || record[name] === null);
}

/** The object under this name, or undefined. */
export function recordOf(record: JsonRecord, name: string): JsonRecord | undefined {
  const value = own(record, name);
  return isRecord(value) ? value : undefined;
}

/** The array under this name, also where Windows PowerShell wrote it as `{"value":[...],"Count":1}`. */
function arrayOf(record: JsonRecord, name: string): unknown[] {
  const value = own(record, name);
  const array = isRecord(value) && Object.hasOwn(value, 'Count') ? own(value, 'value') : value;
  return Array.isArray(array) ? array : [];
}

/** The objects of the array under this name; none where it is missing. */
export function recordsOf(record: JsonRecord, name: string): JsonRecord[] {
  return arrayOf(record, name).filter(isRecord);
}

/** The texts of the array under this name; none where it is missing. */
export function textsOf(record: JsonRecord, name: string): string[] {
  return arrayOf(record, name).filter((item) => typeof item === 'string');
}

function own(record: JsonRecord, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
