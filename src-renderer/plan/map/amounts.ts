const counts = new Intl.NumberFormat('en');

/** Up to this number an amount is written out. */
const wholeMost = 10_000_000n;

/**
 * A number of addresses or subnets for people: `65,536`, and as a power of two, `2^80` or `≈ 2^79.8`, where it would have
 * more digits than anybody reads.
 */
export function formatAmount(amount: bigint): string {
  if (amount < wholeMost) return counts.format(amount);
  const bits = amount.toString(2).length - 1;
  if (amount === 1n << BigInt(bits)) return `2^${bits}`;
  // The first 53 bits are all that a number holds, and more than are shown.
  const shift = BigInt(Math.max(0, bits - 52));
  return `≈ 2^${(Math.log2(Number(amount >> shift)) + Number(shift)).toFixed(1)}`;
}
