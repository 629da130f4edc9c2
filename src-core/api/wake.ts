import { z } from 'zod';
import { failure } from './errors.ts';
import { probeContract } from './probe-events.ts';
import { targetText } from './probe-targets.ts';
import { addressValue, macValue, zoneValue } from './values.ts';

export const wakeOptions = z.object({
  /** The device, in any form that systems write a MAC. */
  mac: z.string().trim().min(1).max(100),
  /** The interfaces to send through; none stands for all that can be used. */
  zones: z.array(zoneValue).max(64).optional(),
  /** Left out: 9 and 7. */
  ports: z.array(z.number().int().min(1).max(65_535)).min(1).max(8).optional(),
  /** Of SecureOn; it is sent and not kept. */
  password: z.string().trim().max(100).nullable().optional(),
  /** What answers when the device is awake; none stands for what the neighbour table has of the MAC. */
  waitFor: z.array(targetText).max(8).optional(),
  /** How long it is waited for; null, or left out, does not wait. */
  waitSeconds: z.number().int().min(1).max(1_800).nullable().optional(),
});
export type WakeOptions = z.infer<typeof wakeOptions>;

export const wakeItem = z.discriminatedUnion('kind', [
  /** One packet. */
  z.object({
    kind: z.literal('sent'),
    zone: zoneValue,
    /** The broadcast address of an IPv4 prefix, or all nodes of the link, ff02::1. */
    to: addressValue,
    port: z.number().int(),
    sizeBytes: z.number().int(),
    /** Null where the system took it. */
    failure: failure.nullable(),
  }),
  /** The device is there. */
  z.object({
    kind: z.literal('awake'),
    address: addressValue,
    zone: zoneValue.nullable(),
    /** It answered a ping, or the question for its MAC. */
    how: z.enum(['echo', 'neighbour']),
    /** Since the last packet was sent. */
    afterMs: z.number(),
  }),
]);
export type WakeItem = z.infer<typeof wakeItem>;

export const wakeReport = z.object({
  mac: macValue,
  /** Packets that the system took. */
  sent: z.number().int(),
  failed: z.number().int(),
  /** Interfaces through which nothing could be sent, and why. */
  skipped: z.array(z.object({ zone: zoneValue, reason: z.string() })),
  /** `not-asked`: it was not waited for. `silent`: nothing answered within the time. */
  answer: z.enum(['not-asked', 'awake', 'silent']),
  /** The addresses that were asked. */
  asked: z.array(z.string()),
  /** What a person should know about the answer; null where that is nothing. */
  note: z.string().nullable(),
});
export type WakeReport = z.infer<typeof wakeReport>;

export const wakeContract = probeContract(wakeOptions, wakeItem, wakeReport);
