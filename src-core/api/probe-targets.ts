import { z } from 'zod';
import { addressValue, zoneValue } from './values.ts';

/** Which addresses of a name are meant; an address that is given as such must be of the family. */
export const familyChoice = z.enum(['any', 'ipv4', 'ipv6', 'both']);
export type FamilyChoice = z.infer<typeof familyChoice>;

/** A target as a person gives it: `2001:db8::1`, `fe80::1%eth0`, `192.0.2.1`, `nas.example`. */
export const targetText = z.string().trim().min(1).max(300);

/** A target with the address that is really asked. */
export const probeTarget = z.object({
  /** As it was given. */
  text: z.string(),
  address: addressValue,
  zone: zoneValue.nullable(),
});
export type ProbeTarget = z.infer<typeof probeTarget>;
