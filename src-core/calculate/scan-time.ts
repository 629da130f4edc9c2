/** How many addresses are asked in how many seconds. */
export interface ScanRate {
  readonly label: string;
  readonly addresses: bigint;
  readonly seconds: bigint;
}

/** The rates that are worth a thought: a quiet scan, and ZMap on a line of 1 Gbit/s, which asks 2^32 in 45 minutes. */
export const scanRates: readonly ScanRate[] = [
  { label: 'One probe a second', addresses: 1n, seconds: 1n },
  { label: '1 Gbit/s (ZMap: 2^32 in 45 minutes)', addresses: 1n << 32n, seconds: 45n * 60n },
];

const minute = 60n;
const hour = 60n * minute;
const day = 24n * hour;
/** A year of 365 days, as the sums that are quoted everywhere have it. */
const year = 365n * day;

const units: readonly (readonly [seconds: bigint, one: string, many: string])[] = [
  [year, 'year', 'years'],
  [day, 'day', 'days'],
  [hour, 'hour', 'hours'],
  [minute, 'minute', 'minutes'],
  [1n, 'second', 'seconds'],
];

/**
 * How long it takes to ask each of so many addresses once, in words: the two largest units, rounded down, and from 100
 * years on the years alone.
 */
export function scanTime(addresses: bigint, rate: ScanRate): string {
  return durationInWords((addresses * rate.seconds) / rate.addresses);
}

function durationInWords(seconds: bigint): string {
  if (seconds === 0n) return 'less than a second';
  if (seconds >= 100n * year) return `${grouped(seconds / year)} years`;
  const first = units.findIndex(([size]) => seconds >= size);
  let rest = seconds;
  const words: string[] = [];
  for (const [size, one, many] of units.slice(first, first + 2)) {
    const count = rest / size;
    rest %= size;
    if (count > 0n) words.push(`${count} ${count === 1n ? one : many}`);
  }
  return words.join(', ');
}

/** A whole number with commas between the thousands, for people. */
export function grouped(value: bigint): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
