import type { Address } from '../../src-core/net/address.ts';

/** One round of asking every hop on the way to a target. */
export interface TraceRequest {
  readonly address: Address;
  readonly zone: string | null;
  readonly source: { readonly address: Address | null; readonly zone: string | null } | null;
  readonly maxHops: number;
  readonly waitMs: number;
}
