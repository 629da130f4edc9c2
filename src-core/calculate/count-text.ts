import { grouped } from './scan-time.ts';

/** A count for people, exact whatever its size: `1,000`, and powers of two from 16 on as `256 (2^8)`. */
export function countText(count: bigint): string {
  const bits = count.toString(2).length - 1;
  const isPower = count >= 16n && count === 1n << BigInt(bits);
  return isPower ? `${grouped(count)} (2^${bits})` : grouped(count);
}
