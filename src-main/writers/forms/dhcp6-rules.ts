import type { Problem } from '../../../src-core/api/writers.ts';
import type { Address } from '../../../src-core/net/address.ts';
import { toBigInt } from '../../../src-core/net/address.ts';
import { kindOf } from '../../../src-core/net/kind.ts';
import { lengthOf, networkOf, prefixOf, type Prefix } from '../../../src-core/net/prefix.ts';
import { formatRange, rangeOf, type Range } from '../../../src-core/net/ranges.ts';
import { at } from '../lines.ts';
import { overlapping, type Interval } from './intervals.ts';

export function error(path: string, message: string, source?: string): Problem {
  return { severity: 'error', path, message, ...(source === undefined ? {} : { source }) };
}

export function warning(path: string, message: string, source?: string): Problem {
  return { ...error(path, message, source), severity: 'warning' };
}

/** Lifetimes in seconds; undefined is what the server makes of it. */
export interface Lifetimes {
  readonly renewTimer?: number | undefined;
  readonly rebindTimer?: number | undefined;
  readonly preferredLifetime?: number | undefined;
  readonly validLifetime?: number | undefined;
}

const order = ['renewTimer', 'rebindTimer', 'preferredLifetime', 'validLifetime'] as const;
const names = {
  renewTimer: 'T1',
  rebindTimer: 'T2',
  preferredLifetime: 'the preferred lifetime',
  validLifetime: 'the valid lifetime',
};

/**
 * T1 before T2 before preferred before valid.
 * @param own as set at this path
 * @param inherited what counts where nothing is set
 */
export function lifetimeProblems(own: Lifetimes, inherited: Lifetimes, path: string): Problem[] {
  const problems: Problem[] = [];
  let before: (typeof order)[number] | undefined;
  for (const name of order) {
    const value = own[name] ?? inherited[name];
    if (value === undefined) continue;
    const lower = before === undefined ? undefined : (own[before] ?? inherited[before]);
    if (before !== undefined && lower !== undefined && lower > value) {
      const blamed = own[before] === undefined ? name : before;
      // What is wrong above is told there, once.
      if (own[before] !== undefined || own[name] !== undefined)
        problems.push(
          error(
            at(path, blamed),
            `${names[before]} (${lower} s) must not be longer than ${names[name]} (${value} s)`,
            'RFC 8415 section 21.4',
          ),
        );
    }
    before = name;
  }
  return problems;
}

interface Placed {
  readonly path: string;
  readonly text: string;
}

/** Pools of addresses lie in their subnet, and none touches another. */
export function poolProblems(
  subnet: Prefix,
  pools: readonly { readonly range: Range }[],
  path: string,
): Problem[] {
  const whole = rangeOf(subnet);
  const problems: Problem[] = [];
  const intervals: Interval<Placed>[] = [];
  pools.forEach(({ range }, index) => {
    const own = at(path, 'pools', index, 'range');
    const text = formatRange(range);
    if (range.family !== 6 || range.first < whole.first || range.last > whole.last)
      problems.push(error(own, `${text} does not lie in ${subnet}`));
    else intervals.push({ first: range.first, last: range.last, what: { path: own, text } });
  });
  for (const [earlier, later] of overlapping(intervals))
    problems.push(error(later.path, `${later.text} overlaps ${earlier.text}`));
  return problems;
}

interface PrefixPool {
  readonly prefix: Prefix;
  readonly delegatedLength: number;
  readonly excludedPrefix?: Prefix | undefined;
}

/** One pool for prefix delegation by itself. */
export function prefixPoolProblems(pool: PrefixPool, path: string): Problem[] {
  const length = lengthOf(pool.prefix);
  const { delegatedLength, excludedPrefix: excluded } = pool;
  if (delegatedLength < length)
    return [error(at(path, 'delegatedLength'), `must be longer than that of the pool, /${length}`)];
  const problems: Problem[] = [];
  if (delegatedLength === length)
    problems.push(
      warning(at(path, 'delegatedLength'), 'the pool is one prefix: a single client can be given it'),
    );
  if (excluded === undefined) return problems;
  const first = prefixOf(networkOf(pool.prefix), delegatedLength);
  const field = at(path, 'excludedPrefix');
  if (lengthOf(excluded) <= delegatedLength)
    problems.push(
      error(field, `must be longer than the delegated /${delegatedLength}`, 'RFC 6603 section 4.2'),
    );
  else if (prefixOf(networkOf(excluded), delegatedLength) !== first)
    problems.push(
      error(
        field,
        `must lie in the first delegated prefix, ${first}; the others are reckoned from it`,
        'RFC 6603',
      ),
    );
  return problems;
}

/** A prefix and the field that it stands in. */
export interface PlacedPrefix {
  readonly prefix: Prefix;
  readonly path: string;
}

/**
 * Subnets, pools and reserved prefixes against each other.
 * @param reserved prefixes kept for one client: they may lie in a pool, but not in a subnet
 */
export function spaceProblems(
  subnets: readonly PlacedPrefix[],
  pools: readonly PlacedPrefix[],
  reserved: readonly PlacedPrefix[],
): Problem[] {
  type Kind = 'subnet' | 'pool' | 'reserved';
  const interval =
    (kind: Kind) =>
    (item: PlacedPrefix): Interval<PlacedPrefix & { kind: Kind }> => {
      const { first, last } = rangeOf(item.prefix);
      return { first, last, what: { ...item, kind } };
    };
  const links = subnets.map(interval('subnet'));
  const problems: Problem[] = [...subnets, ...pools, ...reserved].flatMap(({ prefix, path }) =>
    ['link-local', 'multicast'].includes(kindOf(networkOf(prefix)))
      ? [error(path, 'expected unicast addresses that are routed', 'RFC 4291 section 2.4')]
      : [],
  );
  for (const [earlier, later] of overlapping(links))
    problems.push(
      earlier.prefix === later.prefix
        ? error(later.path, `${later.prefix} stands here twice`)
        : warning(later.path, `overlaps the subnet ${earlier.prefix}: addresses may be given twice`),
    );
  const kinds = [
    ['pool', pools, 'the pool'],
    ['reserved', reserved, 'the reserved prefix'],
  ] as const;
  for (const [kind, items, name] of kinds) {
    const own = items.map(interval(kind));
    for (const [earlier, later] of overlapping(own))
      problems.push(error(later.path, `${later.prefix} overlaps ${name} ${earlier.prefix}`));
    for (const [earlier, later] of overlapping([...links, ...own])) {
      if ((earlier.kind === 'subnet') === (later.kind === 'subnet')) continue;
      const [link, other] = earlier.kind === 'subnet' ? [earlier, later] : [later, earlier];
      problems.push(
        error(
          other.path,
          `${other.prefix} overlaps the subnet ${link.prefix}: a delegated prefix is routed away`,
        ),
      );
    }
  }
  return problems;
}

interface Reservation {
  readonly mac?: string | undefined;
  readonly duid?: string | undefined;
  readonly hostname?: string | undefined;
  readonly addresses: readonly Address[];
  readonly prefixes: readonly Prefix[];
}

/** One reservation by itself: one client, and something for it. */
export function reservationProblems(one: Reservation, path: string): Problem[] {
  const problems: Problem[] = [];
  if (one.mac !== undefined && one.duid !== undefined)
    problems.push(error(at(path, 'duid'), 'a client is known by its MAC or by its DUID: leave one out'));
  if (one.mac === undefined && one.duid === undefined)
    problems.push(
      warning(
        at(path, 'mac'),
        'nobody is known by this: it is left out of the file until it has a MAC or a DUID',
      ),
    );
  if (one.addresses.length + one.prefixes.length === 0 && one.hostname === undefined)
    problems.push(error(at(path, 'addresses'), 'reserve an address, a prefix or a host name'));
  return problems;
}

/** What may stand once alone: tells the second. */
export class Once {
  readonly #seen = new Set<string>();
  readonly #problems: Problem[];

  /** @param problems where it is told */
  constructor(problems: Problem[]) {
    this.#problems = problems;
  }

  /** @param path the parts of the field's path: it is put together where it is needed, for there are thousands */
  add(value: string | undefined, ...path: readonly (string | number)[]): void {
    if (value === undefined) return;
    if (this.#seen.has(value)) this.#problems.push(error(at(...path), `${value} stands here twice`));
    this.#seen.add(value);
  }
}

/** True where the address lies in the range: quicker than by prefixes, for thousands of them. */
export function isWithin(range: Range, address: Address): boolean {
  const value = toBigInt(address);
  return value >= range.first && value <= range.last;
}
