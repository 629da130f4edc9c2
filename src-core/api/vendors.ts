import { oc } from '@orpc/contract';
import { z } from 'zod';
import { macValue } from './values.ts';

export const vendorsContract = {
  /** The organisation to which the IEEE gave a MAC's prefix; null where it is in no registry. */
  of: oc.input(z.object({ mac: macValue })).output(z.object({ vendor: z.string().nullable() })),
};
