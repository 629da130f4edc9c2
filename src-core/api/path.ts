import { oc } from '@orpc/contract';
import { z } from 'zod';
import { probeContract, runIdInput } from './probe-events.ts';
import { familyChoice, probeTarget, targetText } from './probe-targets.ts';
import { addressValue, timeMs, zoneValue } from './values.ts';

export const pathOptions = z.object({
  target: targetText,
  family: familyChoice.exclude(['both']).optional(),
  /** An own address or an interface to send from; null lets the system choose. */
  source: z.string().trim().max(300).nullable().optional(),
  /** How often the whole path is asked; null goes on until it is stopped. Left out: 3. */
  rounds: z.number().int().min(1).max(1_000_000).nullable().optional(),
  /** From the beginning of one round to that of the next, at least. Left out: 1000. */
  intervalMs: z.number().int().min(500).max(3_600_000).optional(),
  maxHops: z.number().int().min(1).max(64).optional(),
  /** How long a hop is waited for. Left out: 2000. */
  waitMs: z.number().int().min(1_000).max(10_000).optional(),
  /** False leaves the names of the routers out. */
  names: z.boolean().optional(),
});
export type PathOptions = z.infer<typeof pathOptions>;

/** What came back of one request of one round; see HopReply of src-core/path/ledger.ts. */
export const pathItem = z.object({
  round: z.number().int(),
  hop: z.number().int(),
  from: addressValue.nullable(),
  rttMs: z.number().nullable(),
  note: z.string().nullable(),
});
export type PathItem = z.infer<typeof pathItem>;

export const pathHop = z.object({
  hop: z.number().int(),
  addresses: z.array(
    z.object({ address: addressValue, replies: z.number().int(), name: z.string().nullable() }),
  ),
  sent: z.number().int(),
  lost: z.number().int(),
  lastMs: z.number().nullable(),
  avgMs: z.number().nullable(),
  bestMs: z.number().nullable(),
  worstMs: z.number().nullable(),
  jitterMs: z.number().nullable(),
  notes: z.array(z.string()),
});
export type PathHop = z.infer<typeof pathHop>;

/** What the path is asked with; `ping` tells no round trips of routers. */
export const pathMethod = z.enum(['traceroute', 'tracepath', 'tracert', 'ping']);
export type PathMethod = z.infer<typeof pathMethod>;

export const pathReport = z.object({
  target: probeTarget,
  /** The link on which routers with a link-local address were met; null where that is not known. */
  zone: zoneValue.nullable().default(null),
  startedAt: timeMs,
  method: pathMethod.nullable(),
  /** Rounds that were ended. */
  rounds: z.number().int(),
  /** Whether the target itself answered in the last round. */
  reached: z.boolean(),
  hops: z.array(pathHop),
});
export type PathReport = z.infer<typeof pathReport>;

export const pathContract = {
  ...probeContract(pathOptions, pathItem, pathReport),
  /** The path as it is known now; keep it to compare it with a later one (comparePaths of src-core/path). */
  report: oc.input(runIdInput).output(pathReport),
};
