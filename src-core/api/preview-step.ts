import { z } from 'zod';
import { isFormJson, type FormJson } from './form-values.ts';
import './values.ts';

/** Any value of a form; what it stands in counts among its levels as well, see `formChange`. */
const value = z.custom<FormJson>((given) => isFormJson(given, 0), { error: 'expected JSON of a few levels' });
const path = z.array(z.union([z.string().max(1000), z.number().int().min(0).max(10_000_000)])).max(64);

/** One change of a form, in the order in which they are made. */
export const formChange = z
  .discriminatedUnion('is', [
    /** Puts a value in the place of another, or under a new name of a group. */
    z.object({ is: z.literal('set'), path, value }),
    /** Takes a name out of its group. */
    z.object({ is: z.literal('take'), path: path.min(1) }),
    /** Takes items out of a list, and puts others there. */
    z.object({
      is: z.literal('list'),
      path,
      at: z.number().int().min(0),
      remove: z.number().int().min(0),
      insert: z.array(value),
    }),
    /** Brings the names of a group into this order. */
    z.object({ is: z.literal('names'), path, names: z.array(z.string()) }),
  ])
  .refine(
    (change) =>
      (change.is !== 'set' || isFormJson(change.value, change.path.length)) &&
      (change.is !== 'list' || isFormJson(change.insert, change.path.length)),
    { error: 'the form would have too many levels' },
  );
export type FormChange = z.infer<typeof formChange>;

/** Lines in the place of others: so many stay at the start and at the end, and what is between is new. */
export const splice = z.object({
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  /** The new lines with a line break between; null where there are none. */
  between: z.string().nullable(),
});
export type Splice = z.infer<typeof splice>;
