import { oc } from '@orpc/contract';
import { z } from 'zod';
import { probeContract, runIdInput } from './probe-events.ts';
import { familyChoice, probeTarget, targetText } from './probe-targets.ts';
import { addressValue, timeMs } from './values.ts';

export const mostPingTargets = 256;

export const pingOptions = z.object({
  targets: z.array(targetText).min(1).max(mostPingTargets),
  /** Left out: `any`, the first address that the system prefers. `both` pings a name over both. */
  family: familyChoice.optional(),
  /** An own address (with its zone where it needs one) or an interface to send from; null lets the system choose. */
  source: z.string().trim().max(300).nullable().optional(),
  /** Octets after the ICMP header; fewer than 16 leave no room for the time of sending. Left out: 56. */
  sizeBytes: z.number().int().min(16).max(65_507).optional(),
  /** Between two requests to one target. Left out: 1000. */
  intervalMs: z.number().int().min(2).max(3_600_000).optional(),
  hopLimit: z.number().int().min(1).max(255).nullable().optional(),
  /** Requests to each target; null goes on until it is stopped. */
  count: z.number().int().min(1).max(100_000_000).nullable().optional(),
  /** Ends the run after so long; null goes on. */
  durationMs: z.number().int().min(100).max(10_000_000_000).nullable().optional(),
  /** A request without a reply for so long is lost. Left out: 2000. */
  waitMs: z.number().int().min(100).max(60_000).optional(),
});
export type PingOptions = z.infer<typeof pingOptions>;

const outcomeKind = z.enum(['reply', 'lost', 'duplicate', 'late', 'error', 'down', 'up']);

/** What has become known of one request to one target; see PingOutcome of src-core/ping/ledger.ts. */
export const pingItem = z.object({
  /** The place of the target in the list of the report. */
  target: z.number().int(),
  kind: outcomeKind,
  sequence: z.number().int(),
  /** When the request was sent, with fractions of a millisecond. */
  at: z.number(),
  rttMs: z.number().nullable(),
  ttl: z.number().int().nullable(),
  from: addressValue.nullable(),
  message: z.string().nullable(),
});
export type PingItem = z.infer<typeof pingItem>;

export const pingFigures = z.object({
  sent: z.number(),
  received: z.number(),
  lost: z.number(),
  loss: z.number().nullable(),
  duplicates: z.number(),
  outOfOrder: z.number(),
  late: z.number(),
  errors: z.number(),
  minMs: z.number().nullable(),
  avgMs: z.number().nullable(),
  maxMs: z.number().nullable(),
  mdevMs: z.number().nullable(),
  jitterMs: z.number().nullable(),
  p50Ms: z.number().nullable(),
  p90Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
});

/** All figures of one target. */
export const pingTargetReport = z.object({
  ...probeTarget.shape,
  /** `failed` targets are not asked any more; the run's warnings tell why. */
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  figures: pingFigures,
  /** At least two requests in a row that were lost, as often as that was, with the time that lasts. */
  outages: z.number().int(),
  /** When the outage that lasts began; null where there is none. */
  downSince: z.number().nullable(),
});
export type PingTargetReport = z.infer<typeof pingTargetReport>;

export const pingReport = z.object({
  startedAt: timeMs,
  intervalMs: z.number(),
  targets: z.array(pingTargetReport),
});
export type PingReport = z.infer<typeof pingReport>;

const numbersOrNull = z.array(z.number().nullable());

/** A stretch of time as columns; see PingWindow of src-core/ping/series.ts. */
export const pingWindow = z.object({
  at: z.array(z.number()),
  minMs: numbersOrNull,
  avgMs: numbersOrNull,
  maxMs: numbersOrNull,
  received: z.array(z.number()),
  lost: z.array(z.number()),
  widthMs: z.number(),
});

export const pingOutage = z.object({
  target: z.number().int(),
  beganAt: z.number(),
  endedAt: z.number().nullable(),
  lost: z.number().int(),
});
export type PingOutage = z.infer<typeof pingOutage>;

/** A part of the outages of a run. Those that are over are numbered from 0 in the order in which that became known. */
export const pingOutages = z.object({
  ended: z.array(pingOutage),
  /** The number of the first in `ended`. */
  from: z.number().int(),
  /** The number to go on with. */
  next: z.number().int(),
  /** How many are over so far. */
  total: z.number().int(),
  /** So many of them, the oldest, are no longer kept. */
  letGo: z.number().int(),
  /** Those that last. */
  open: z.array(pingOutage),
});
export type PingOutages = z.infer<typeof pingOutages>;

const targetNumber = z
  .number()
  .int()
  .min(0)
  .max(mostPingTargets * 2);

export const pingContract = {
  ...probeContract(pingOptions, pingItem, pingReport),
  /** The figures as they are now, also of a run that has ended. */
  report: oc.input(runIdInput).output(pingReport),
  /** What one target answered in a stretch of time, in at most so many points. */
  window: oc
    .input(
      runIdInput.extend({
        target: targetNumber,
        fromMs: z.number(),
        toMs: z.number(),
        points: z.number().int().min(1).max(10_000),
      }),
    )
    .output(pingWindow),
  /** The outages of all targets from this number on (left out: 0), as many as one answer may hold. */
  outages: oc.input(runIdInput.extend({ from: z.number().int().min(0).optional() })).output(pingOutages),
};
