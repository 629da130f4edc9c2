import type { Mac } from '../../src-core/net/mac.ts';
import type { Base } from './base.ts';

/** Gives the organisation behind a MAC; loaded at its first use, for the registry is large. */
export type Vendors = () => Promise<(mac: Mac) => string | null>;

export function vendorsRoutes(base: Base, vendors: Vendors) {
  return {
    of: base.vendors.of.handler(async ({ input }) => ({ vendor: (await vendors())(input.mac) })),
  };
}
