import { familyChoice } from '../../src-core/api/probe-targets.ts';
import type { PingOptions } from '../../src-core/api/ping.ts';
import type { ProbeSearch } from '../probe/probe-search.ts';
import { numberProblem } from '../probe/number-problem.ts';

/** The numbers that a ping takes, with what is sent where nothing is typed. */
export const pingNumbers = {
  interval: { label: 'Interval, ms', placeholder: '1000', least: 2, most: 3_600_000 },
  size: { label: 'Size, octets', placeholder: '56', least: 16, most: 65_507 },
  hops: { label: 'Hop limit', placeholder: '64', least: 1, most: 255 },
} as const;

/** True where every number can be used. */
export function numbersFit(search: ProbeSearch): boolean {
  return Object.entries(pingNumbers).every(
    ([key, { least, most }]) => numberProblem(search[key], least, most) === undefined,
  );
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined || text.trim() === '' ? undefined : Number(text);

/** The options of a run out of the texts of the URL, which numbersFit() has found right. */
export function pingOptionsOf(targets: readonly string[], search: ProbeSearch): PingOptions {
  const family = familyChoice.safeParse(search['family']);
  const intervalMs = numberOf(search['interval']);
  const sizeBytes = numberOf(search['size']);
  const hopLimit = numberOf(search['hops']);
  return {
    targets: [...targets],
    ...(family.success && family.data !== 'any' ? { family: family.data } : {}),
    ...(search['source'] === undefined ? {} : { source: search['source'] }),
    ...(intervalMs === undefined ? {} : { intervalMs }),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    ...(hopLimit === undefined ? {} : { hopLimit }),
  };
}

/** The options that differ from what a ping does by itself, in a few words: `every 200 ms, IPv6`. */
export function optionWords(search: ProbeSearch): string {
  const { interval, size, hops, source, family } = search;
  return [
    interval === undefined ? '' : `every ${interval} ms`,
    size === undefined ? '' : `${size} octets`,
    hops === undefined ? '' : `hop limit ${hops}`,
    family === undefined ? '' : { ipv4: 'IPv4', ipv6: 'IPv6', both: 'IPv4 and IPv6' }[family],
    source === undefined ? '' : `from ${source}`,
  ]
    .filter(Boolean)
    .join(', ');
}
