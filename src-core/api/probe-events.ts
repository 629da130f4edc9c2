import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { failure } from './errors.ts';
import { timeMs } from './values.ts';

/** What a probe is doing and how far it is; the same for every probe. */
export const probeProgress = z.object({
  type: z.literal('progress'),
  /** What is being done, in words for people. */
  doing: z.string(),
  done: z.number().nonnegative(),
  /** Null where there is no end of its own (a ping until it is stopped). */
  total: z.number().nonnegative().nullable(),
  elapsedMs: z.number(),
  /** What is probably left; null where it cannot be said. */
  remainingMs: z.number().nullable(),
});
export type ProbeProgress = z.infer<typeof probeProgress>;

/** Something that could not be done, while the rest goes on. */
export const probeWarning = z.object({
  type: z.literal('warning'),
  /** What it concerns, as the person named it (a target, an interface); null where it is the whole run. */
  about: z.string().nullable(),
  failure,
});
export type ProbeWarning = z.infer<typeof probeWarning>;

/** A run as a list shows it. */
export const probeRunInfo = z.object({
  runId: z.string(),
  /** What is done to what, in a few words for people: `3 targets, every 200 ms`. */
  title: z.string(),
  at: timeMs,
  /** True where it goes on while nobody follows it, until it is stopped or the program ends. */
  keep: z.boolean(),
  /** When it ended; null while it is going. */
  endedAt: timeMs.nullable(),
});
export type ProbeRunInfo = z.infer<typeof probeRunInfo>;

/**
 * The events of one probe: `started`, then any of `progress`, `item` and `warning`, then exactly one end.
 * @param item what the probe finds; events carry several, in the order in which they were found
 * @param summary what is said at the end, also of a run that was cancelled or failed on its way
 */
export function probeEvents<Item extends z.ZodType, Summary extends z.ZodType>(item: Item, summary: Summary) {
  return z.discriminatedUnion('type', [
    z.object({ type: z.literal('started'), run: probeRunInfo }),
    probeProgress,
    /** `missed` items came before these and are no longer kept: this reader was too slow, or came too late. */
    z.object({ type: z.literal('item'), items: z.array(item), missed: z.number().int().nonnegative() }),
    probeWarning,
    z.object({ type: z.literal('done'), summary }),
    z.object({ type: z.literal('cancelled'), summary }),
    z.object({ type: z.literal('failed'), failure, summary }),
  ]);
}

/** The events of a probe as types. */
export type ProbeEvent<Item, Summary> =
  | { type: 'started'; run: ProbeRunInfo }
  | ProbeProgress
  | { type: 'item'; items: Item[]; missed: number }
  | ProbeWarning
  | { type: 'done'; summary: Summary }
  | { type: 'cancelled'; summary: Summary }
  | { type: 'failed'; failure: z.infer<typeof failure>; summary: Summary };

export const runIdInput = z.object({ runId: z.string().max(64) });

/** What can be asked of every probe; one with more to ask spreads this into its own contract. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the return type, which is inferred, has it again
export function probeContract<Options extends z.ZodType, Item extends z.ZodType, Summary extends z.ZodType>(
  options: Options,
  item: Item,
  summary: Summary,
) {
  return {
    /**
     * Starts a run and tells its id at once. With `keep` it goes on while nobody follows it; otherwise it is
     * cancelled when nobody has followed it for two seconds.
     */
    start: oc.input(z.object({ options, keep: z.boolean().optional() })).output(probeRunInfo),
    /** Follows a run: first what it has found so far, then what comes, and exactly one end. */
    follow: oc.input(runIdInput).output(eventIterator(probeEvents(item, summary))),
    /** Stops a run; true where it was still going. */
    cancel: oc.input(runIdInput).output(z.boolean()),
    /** Lets go of a run that has ended and what it found; true where there was one. */
    forget: oc.input(runIdInput).output(z.boolean()),
    /** The runs that are going, and those that were kept and have ended, newest first. */
    runs: oc.output(z.array(probeRunInfo)),
  };
}
