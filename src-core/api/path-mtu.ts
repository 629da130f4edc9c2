import { z } from 'zod';
import { probeContract } from './probe-events.ts';
import { familyChoice, probeTarget, targetText } from './probe-targets.ts';
import { addressValue, zoneValue } from './values.ts';

export const pathMtuOptions = z.object({
  target: targetText,
  family: familyChoice.exclude(['both']).optional(),
  /** An own address or an interface to send from; null lets the system choose. */
  source: z.string().trim().max(300).nullable().optional(),
  /** How long a packet waits for its reply. Left out: 1000. */
  waitMs: z.number().int().min(100).max(10_000).optional(),
});
export type PathMtuOptions = z.infer<typeof pathMtuOptions>;

/** What became of one packet that must not be cut. */
export const pathMtuItem = z.object({
  /** Octets of the whole IP packet. */
  size: z.number().int(),
  /** How many routers it could pass; null for all. */
  hopLimit: z.number().int().nullable(),
  /** `local` is this computer, which knows already that the packet is too big. */
  outcome: z.enum(['passed', 'too-big', 'local', 'lost', 'time-exceeded', 'unreachable']),
  /** Who said so. */
  from: addressValue.nullable(),
  /** The size that fits, where it was told. */
  mtu: z.number().int().nullable(),
});
export type PathMtuItem = z.infer<typeof pathMtuItem>;

/** A place where packets become smaller. */
export const mtuDrop = z.object({
  /** The router before the link that carries less: it says so, or is the last that a large packet came to. */
  router: addressValue.nullable(),
  /** Its distance; null where that was not found. */
  hop: z.number().int().nullable(),
  mtu: z.number().int(),
  /** True where the router does not say that the packet was too big, as it must. */
  silent: z.boolean(),
});

export const pathMtuReport = z.object({
  target: probeTarget,
  /** The link on which routers with a link-local address were met; null where that is not known. */
  zone: zoneValue.nullable().default(null),
  /** What this computer takes the path or its own link to carry, before anything was sent; null where it did not say. */
  firstMtu: z.number().int().nullable(),
  /** The largest packet that comes through whole; null where none did. */
  mtu: z.number().int().nullable(),
  drops: z.array(mtuDrop),
  /** Large packets vanish and nobody says so: connections hang once they send more than a little. */
  blackHole: z.boolean(),
  causes: z.array(z.object({ name: z.string(), why: z.string() })),
  /** What could not be found out here, in words. */
  limits: z.array(z.string()),
});
export type PathMtuReport = z.infer<typeof pathMtuReport>;

export const pathMtuContract = probeContract(pathMtuOptions, pathMtuItem, pathMtuReport);
