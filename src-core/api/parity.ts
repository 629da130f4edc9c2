import { z } from 'zod';
import { probeContract } from './probe-events.ts';
import { portReason, portState } from './ports.ts';
import { zoneValue } from './values.ts';

/** What all addresses of one family say of a port together. */
export const portView = z.object({
  state: portState,
  reason: portReason,
  /** The addresses at which it is open, with their zones. */
  openAt: z.array(z.string()),
});
export type PortView = z.infer<typeof portView>;

/**
 * `silent`: it was asked and kept silent on every port; `unreachable`: there is no way to its addresses, or nobody at
 * them; `not-looked`: it could not be asked.
 */
export const familyView = z.object({
  addresses: z.array(z.string()),
  state: z.enum(['answered', 'silent', 'unreachable', 'not-looked', 'no-address']),
});
export type FamilyView = z.infer<typeof familyView>;

export const severity = z.enum(['high', 'medium', 'low', 'unknown', 'none']);
export type Severity = z.infer<typeof severity>;

export const parityFinding = z.object({
  port: z.number().int(),
  service: z.string().nullable(),
  ipv4: portView,
  ipv6: portView,
  /** `one-family`: the device has no address of the other family that can be reached: nothing to compare it with. */
  kind: z.enum(['ipv6-only', 'ipv4-only', 'both', 'unknown', 'one-family']),
  severity,
  /** In words for people who do not know what a port is. */
  text: z.string(),
});
export type ParityFinding = z.infer<typeof parityFinding>;

export const parityDevice = z.object({
  deviceId: z.number().int().nullable(),
  name: z.string(),
  ipv4: familyView,
  ipv6: familyView,
  /** A finding for each port that is open over one family at least, the gravest first. */
  findings: z.array(parityFinding),
  /** `one-family`: it was asked over the only family by which it can be reached; there is nothing to compare. */
  verdict: z.object({ state: z.enum(['same', 'different', 'one-family', 'unknown']), text: z.string() }),
});
export type ParityDevice = z.infer<typeof parityDevice>;

export const parityFormats = ['html', 'text', 'csv', 'json', 'markdown'] as const;
export type ParityFormat = (typeof parityFormats)[number];

export const parityOptions = z.object({
  /** Devices of the inventory; empty means all of them. */
  deviceIds: z.array(z.number().int()).max(1000),
  /** Of all devices those that were found on this link, at the addresses that they have there. */
  zone: zoneValue.nullable().default(null),
  /** As for a port scan. */
  ports: z.string().max(20_000).default('common'),
  perSecond: z.number().int().min(1).max(100_000).nullable().default(null),
});
export type ParityOptions = z.infer<typeof parityOptions>;

export const paritySummary = z.object({
  devices: z.number().int(),
  different: z.number().int(),
  same: z.number().int(),
  oneFamily: z.number().int(),
  unknown: z.number().int(),
  durationMs: z.number(),
  /** What was looked at, in words, for the head of a report. */
  scope: z.string(),
});
export type ParitySummary = z.infer<typeof paritySummary>;

export const parityContract = probeContract(parityOptions, parityDevice, paritySummary);
