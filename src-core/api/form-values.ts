import { z } from 'zod';
import './values.ts';

/** Any value of a form as it is typed. */
export type FormJson = z.core.util.JSONType;

/** How deep the groups and lists of a form go, at most. */
const deepest = 64;

function isRecord(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** True where it is JSON that does not go too deep. @param depth in how many groups and lists it stands */
export function isFormJson(value: unknown, depth: number): value is FormJson {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > deepest) return false;
  if (Array.isArray(value)) return value.every((item) => isFormJson(item, depth + 1));
  return isRecord(value) && Object.values(value).every((item) => isFormJson(item, depth + 1));
}

/**
 * A form as it is typed: groups of any JSON values; the writer's own schema reads it. It is looked through but not copied:
 * a large form comes with every key that is pressed.
 */
export const formValues = z.custom<Record<string, FormJson>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && isFormJson(value, 0),
  { error: `expected the fields of a form, as JSON of at most ${deepest} levels` },
);
export type FormValues = z.infer<typeof formValues>;
