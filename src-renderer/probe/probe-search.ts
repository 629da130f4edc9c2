/**
 * The search part of a link to a tool: its target (several with white space between) and the options of the tool, as
 * texts under the names that the tool gives them. What is empty is left out.
 */
export interface ProbeSearch {
  readonly target?: string;
  readonly [option: string]: string;
}

/** The longest target text (or list of devices) and the longest other option that a link takes, in characters. */
const longestTarget = 8_000;
const longestOption = 500;
const mostOptions = 24;

/** Reads the search part of a URL. Anybody can write one: what is no plain text of a bearable length is left out. */
export function readProbeSearch(given: Record<string, unknown>): ProbeSearch {
  const options = Object.entries(given).flatMap(([key, value]) => {
    const text = textOf(value);
    const longest = key === 'target' || key === 'devices' ? longestTarget : longestOption;
    return /^[a-z][a-zA-Z0-9]{0,31}$/.test(key) && text !== undefined && text !== '' && text.length <= longest
      ? [[key, text] as const]
      : [];
  });
  return Object.fromEntries(options.slice(0, mostOptions));
}

/** The router reads `size=1400` as a number and `names=false` as a truth value. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** The search with some of it changed; an option that is set to undefined or nothing goes away. */
export function changedSearch(
  search: ProbeSearch,
  change: Readonly<Record<string, string | undefined>>,
): ProbeSearch {
  return readProbeSearch({ ...search, ...change });
}
