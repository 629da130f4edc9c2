import type { RandomTargetItem, RandomTargetsOptions } from '../../src-core/api/random-targets.ts';
import { ParseError } from '../../src-core/net/parse-error.ts';
import { networkOf, type Prefix } from '../../src-core/net/prefix.ts';
import { parseScopedPrefix } from '../../src-core/net/scoped-prefix.ts';
import { prefixAround } from '../../src-core/net/prefix-around.ts';
import { formatScoped, needsZone, tryParseScoped, type Zone } from '../../src-core/net/zone.ts';
import type { ProbeSearch } from '../probe/probe-search.ts';
import { csvText } from '../components/csv.ts';

export const randomNumbers = {
  count: { label: 'Addresses', placeholder: '100', least: 1, most: 10_000 },
  rate: { label: 'Requests a second', placeholder: '50', least: 1, most: 500 },
} as const;

/** A prefix that was typed, `fe80::/64%eth0` with its interface, or what is wrong with it. */
export type TypedPrefix =
  | { readonly is: 'prefix'; readonly prefix: Prefix; readonly zone: Zone | null }
  | { readonly is: 'needs-zone'; readonly prefix: Prefix }
  | { readonly is: 'wrong'; readonly problem: string };

/** The prefix that a link means: one host, which other tools leave behind, means the subnet around it. */
export function linkedPrefix(target: string | undefined): string {
  const host = target === undefined ? undefined : tryParseScoped(target);
  return host === undefined ? (target ?? '') : prefixAround(host);
}

/** Reads the prefix of which addresses are drawn. */
export function readPrefix(text: string): TypedPrefix {
  if (text.trim() === '') return { is: 'wrong', problem: 'Name a prefix' };
  try {
    const { prefix, zone = null } = parseScopedPrefix(text.trim());
    const open = zone === null && needsZone(networkOf(prefix));
    return open ? { is: 'needs-zone', prefix } : { is: 'prefix', prefix, zone };
  } catch (error) {
    if (error instanceof ParseError) return { is: 'wrong', problem: error.message };
    throw error;
  }
}

/** The options of a run out of a prefix and the texts of the URL. */
export function randomOptionsOf(
  { prefix, zone }: Extract<TypedPrefix, { is: 'prefix' }>,
  search: ProbeSearch,
): RandomTargetsOptions {
  const [count, rate] = [search['count']?.trim() ?? '', search['rate']?.trim() ?? ''];
  return {
    prefix,
    zone,
    count: count === '' ? 100 : Number(count),
    ...(rate === '' ? {} : { perSecond: Number(rate) }),
  };
}

/** What every address said, as a table (RFC 4180). */
export function randomCsv(items: readonly RandomTargetItem[]): string {
  return csvText([
    ['address', 'outcome', 'rtt_ms', 'from', 'message'],
    ...items.map(({ address, zone, outcome, rttMs, from, message }) => [
      formatScoped({ address, zone: zone ?? undefined }),
      outcome,
      rttMs === null ? '' : String(rttMs),
      from ?? '',
      message ?? '',
    ]),
  ]);
}
