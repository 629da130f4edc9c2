import { z } from 'zod';
import { probeContract } from './probe-events.ts';
import { addressValue, prefixValue, zoneValue } from './values.ts';

export const randomTargetsOptions = z.object({
  prefix: prefixValue,
  /** The interface, where the prefix is link-local. */
  zone: zoneValue.nullable().optional(),
  /** How many addresses are drawn; each at most once. */
  count: z.number().int().min(1).max(10_000),
  /** Requests a second, over all. Left out: 50. */
  perSecond: z.number().int().min(1).max(500).optional(),
  /** How long each is waited for. Left out: 1000. */
  waitMs: z.number().int().min(100).max(10_000).optional(),
});
export type RandomTargetsOptions = z.infer<typeof randomTargetsOptions>;

/** What one drawn address said to one request. */
export const randomTargetItem = z.object({
  address: addressValue,
  /** The interface, where the address is on every link. */
  zone: zoneValue.nullable(),
  outcome: z.enum(['answered', 'unreachable', 'silent']),
  rttMs: z.number().nullable(),
  /** Who said that it is unreachable. */
  from: addressValue.nullable(),
  message: z.string().nullable(),
});
export type RandomTargetItem = z.infer<typeof randomTargetItem>;

export const randomTargetsReport = z.object({
  prefix: prefixValue,
  zone: zoneValue.nullable(),
  asked: z.number().int(),
  answered: z.array(z.object({ address: addressValue, rttMs: z.number().nullable() })),
  unreachable: z.number().int(),
  silent: z.number().int(),
});
export type RandomTargetsReport = z.infer<typeof randomTargetsReport>;

export const randomTargetsContract = probeContract(
  randomTargetsOptions,
  randomTargetItem,
  randomTargetsReport,
);
