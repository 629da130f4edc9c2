import { ParseError } from '../net/parse-error.ts';
import { commonPorts, topPorts } from './top-ports.ts';

/** The lists that have a name, in the words of the command line and the interface. */
export const namedLists = ['common', 'top', 'all'] as const;
export type NamedList = (typeof namedLists)[number];

/** Each stands beside the word “ports”. */
export const listLabels: Readonly<Record<NamedList, string>> = {
  common: '100 common',
  top: '1,000 common',
  all: 'All 65,535',
};

/** More parts than anybody types. */
const longestText = 20_000;

/**
 * Reads a list of ports: `common`, `top`, `all`, or numbers and ranges with commas or blanks between them
 * (`22,80,8000-8100`). Each port once, the most likely to be open first, then in ascending order.
 * @throws ParseError with the place
 */
export function parsePorts(text: string): number[] {
  const name = text.trim().toLowerCase();
  if (name === 'common') return [...commonPorts()];
  if (name === 'top') return [...topPorts()];
  if (name === 'all') return likelyFirst(new Set(Array.from({ length: 65_535 }, (_, index) => index + 1)));
  if (text.length > longestText) {
    throw new ParseError(
      'a list of ports',
      text.slice(0, 80),
      0,
      `it is longer than ${longestText} characters`,
    );
  }
  const found = new Set<number>();
  for (const match of text.matchAll(/[^\s,;]+/g)) {
    const fail = (why: string): never => {
      throw new ParseError('a list of ports', text, match.index, why);
    };
    const range = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(match[0]);
    if (range === null) return fail('this is neither a port nor a range of ports');
    const first = Number(range[1]);
    const last = Number(range[2] ?? range[1]);
    if (first < 1 || last > 65_535) return fail('ports go from 1 to 65535');
    if (last < first) return fail('this range ends before it begins');
    for (let port = first; port <= last; port++) found.add(port);
  }
  if (found.size === 0) throw new ParseError('a list of ports', text, 0, 'it names no port');
  return likelyFirst(found);
}

function likelyFirst(ports: ReadonlySet<number>): number[] {
  const likely = topPorts().filter((port) => ports.has(port));
  const known = new Set(likely);
  return [...likely, ...[...ports].filter((port) => !known.has(port)).sort((one, other) => one - other)];
}

/** Writes ports as a list that parsePorts() reads: `22,80,8000-8100`; empty for none. */
export function formatPorts(ports: Iterable<number>): string {
  const sorted = [...ports].sort((one, other) => one - other);
  const parts: string[] = [];
  for (let index = 0; index < sorted.length; index++) {
    const first = sorted[index] ?? 0;
    let last = first;
    while ((sorted[index + 1] ?? Infinity) <= last + 1) last = sorted[++index] ?? last;
    parts.push(first === last ? `${first}` : `${first}-${last}`);
  }
  return parts.join(',');
}

/** The ports of a list as formatPorts() writes it, without a check: it came from this program. */
export function* portsOf(list: string): Generator<number> {
  if (list === '') return;
  for (const part of list.split(',')) {
    const [first = 0, last = first] = part.split('-').map(Number);
    for (let port = first; port <= last; port++) yield port;
  }
}
