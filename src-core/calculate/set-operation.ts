import { parsePrefix, lengthOf, sizeOf, type Prefix } from '../net/prefix.ts';
import {
  aggregate,
  exclude,
  freeCount,
  freeSpace,
  intersect,
  nextFree,
  overlaps,
} from '../net/prefix-sets.ts';
import { ParseError } from '../net/parse-error.ts';
import { countText } from './count-text.ts';
import { readHostCounts, readPrefixList, type LineProblem } from './prefix-list.ts';
import { networksForHosts } from './vlsm.ts';

export const setOperations = [
  'summarise',
  'exclude',
  'intersect',
  'overlaps',
  'contains',
  'free',
  'vlsm',
] as const;
export type SetOperation = (typeof setOperations)[number];

/** What stands in the fields, as it was typed. */
export interface SetQuestion {
  readonly operation: SetOperation;
  /** The list; for `vlsm` the numbers of hosts. */
  readonly list: string;
  /** What is taken out, met, or looked for. */
  readonly others: string;
  /** The parent of free space and of networks. */
  readonly prefix: string;
  /** The length of the next free prefix; empty for all that is free. */
  readonly length: string;
}

/** The answer: a table of text, or what is wrong in which field. */
export interface SetAnswer {
  /** One line about it. */
  readonly says: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly problems: Readonly<
    Partial<Record<'list' | 'others' | 'prefix' | 'length', readonly LineProblem[]>>
  >;
}

/** Answers a question about lists. Whatever is wrong is told for every field at once, and then nothing is reckoned. */
export function answerSetQuestion(question: SetQuestion): SetAnswer {
  const { operation, length } = question;
  const list = operation === 'vlsm' ? { values: [], items: 0, problems: [] } : readPrefixList(question.list);
  const usesOthers = operation === 'exclude' || operation === 'intersect' || operation === 'contains';
  const others = usesOthers ? readPrefixList(question.others) : { values: [], items: 0, problems: [] };
  const usesParent = operation === 'free' || operation === 'vlsm';
  const parent = usesParent ? readParent(question.prefix) : { problems: [] };
  const hosts = operation === 'vlsm' ? readHostCounts(question.list) : { values: [], problems: [] };
  const problems = {
    list: [...list.problems, ...hosts.problems],
    others: others.problems,
    prefix: parent.problems,
  };
  if (Object.values(problems).some((each) => each.length > 0)) return refused(problems);
  try {
    switch (operation) {
      case 'summarise':
        return prefixTable(aggregate(list.values), `${items(list.items)} in`);
      case 'exclude':
        return prefixTable(exclude(list.values, others.values), 'What is left is');
      case 'intersect':
        return prefixTable(intersect(list.values, others.values), 'Both lists have');
      case 'overlaps':
        return overlapTable(list.values);
      case 'contains':
        return containsTable(list.values, others.values);
      case 'free':
        return parent.value === undefined ? nothing : freeTable(parent.value, list.values, length.trim());
      case 'vlsm':
        return parent.value === undefined ? nothing : hostTable(parent.value, hosts.values);
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const field = operation === 'free' ? 'length' : 'list';
    return refused({ [field]: [{ line: 1, column: 1, why: error.message }] });
  }
}

const nothing: SetAnswer = { says: '', columns: [], rows: [], problems: {} };

function refused(problems: SetAnswer['problems']): SetAnswer {
  return { ...nothing, problems };
}

function readParent(text: string): { value?: Prefix; problems: LineProblem[] } {
  if (text.trim() === '') return { problems: [] };
  try {
    return { value: parsePrefix(text.trim()), problems: [] };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { problems: [{ line: 1, column: error.at + 1, why: error.why }] };
  }
}

function items(count: number): string {
  return `${countText(BigInt(count))} ${count === 1 ? 'item' : 'items'}`;
}

function prefixes(count: number): string {
  return `${countText(BigInt(count))} ${count === 1 ? 'prefix' : 'prefixes'}`;
}

function total(list: readonly Prefix[]): bigint {
  return list.reduce((sum, prefix) => sum + sizeOf(prefix), 0n);
}

function prefixTable(list: readonly Prefix[], lead: string): SetAnswer {
  return {
    says: `${lead} ${prefixes(list.length)} with ${countText(total(list))} addresses`,
    columns: ['Prefix', 'Addresses'],
    rows: list.map((prefix) => [prefix, countText(sizeOf(prefix))]),
    problems: {},
  };
}

function overlapTable(list: readonly Prefix[]): SetAnswer {
  const pairs = overlaps(list);
  return {
    says:
      pairs.length === 0
        ? `No two of ${prefixes(list.length)} overlap`
        : `${countText(BigInt(pairs.length))} of ${prefixes(list.length)} lie in another`,
    columns: ['Prefix', 'Lies in', 'Addresses shared'],
    rows: pairs.map(({ outer, inner }) => [
      inner,
      outer === inner ? `${outer} (twice)` : outer,
      countText(sizeOf(inner)),
    ]),
    problems: {},
  };
}

function containsTable(list: readonly Prefix[], wanted: readonly Prefix[]): SetAnswer {
  const union = aggregate(list);
  const holders = wanted.length === 0 ? [] : list.filter((prefix) => exclude(wanted, [prefix]).length === 0);
  const missing = exclude(wanted, union);
  const says =
    wanted.length === 0
      ? ''
      : missing.length === 0
        ? `Yes: the list contains all of it; ${prefixes(holders.length)} hold it alone`
        : missing.length > 0 && intersect(wanted, union).length > 0
          ? `In part: ${countText(total(missing))} of ${countText(total(aggregate(wanted)))} addresses are not in the list`
          : 'No: the list contains nothing of it';
  return {
    says,
    columns: ['Prefix', 'What it is'],
    rows: [
      ...holders.map((prefix) => [prefix, 'holds all of it']),
      ...missing.map((prefix) => [prefix, 'is not in the list']),
    ],
    problems: {},
  };
}

function freeTable(parent: Prefix, used: readonly Prefix[], length: string): SetAnswer {
  if (length === '') return prefixTable(freeSpace(parent, used), `Free in ${parent}:`);
  const wanted = /^\/?\d{1,3}$/.test(length) ? Number(length.replace('/', '')) : Number.NaN;
  const next = nextFree(parent, used, wanted);
  if (next === undefined) return { ...nothing, says: `No /${wanted} is free in ${parent}` };
  const count = freeCount(parent, used, wanted);
  return {
    says: `The next free /${wanted} in ${parent}; ${countText(count)} fit into what is free`,
    columns: ['Prefix', 'Addresses'],
    rows: [[next, countText(sizeOf(next))]],
    problems: {},
  };
}

function hostTable(parent: Prefix, counts: readonly bigint[]): SetAnswer {
  if (counts.length === 0) return nothing;
  const { networks, free } = networksForHosts(parent, counts);
  const left =
    free.length === 0
      ? 'nothing is left'
      : `left: ${free.slice(0, 8).join(', ')}${free.length > 8 ? ', …' : ''}`;
  return {
    says: `${countText(BigInt(networks.length))} networks in ${parent} (/${lengthOf(parent)}); ${left}`,
    columns: ['Network', 'Hosts', 'Usable', 'Spare'],
    rows: networks.map(({ hosts, prefix, usable, spare }) => [
      prefix,
      countText(hosts),
      countText(usable),
      countText(spare),
    ]),
    problems: {},
  };
}
