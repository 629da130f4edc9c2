/** What the address of a plan's page says, so that a node is a link. */
export interface PlanSearch {
  /** The id of the focused node. */
  readonly node?: string;
  /** The tab; the tree where it is left out. */
  readonly tab?: string;
}

/** Reads the search part of a URL; what cannot be is left out, since anybody can write a URL. */
export function readPlanSearch(given: Record<string, unknown>): PlanSearch {
  const node = wordOf(given['node']);
  const tab = wordOf(given['tab']);
  return { ...(node === undefined ? {} : { node }), ...(tab === undefined ? {} : { tab }) };
}

/** The router reads `node=12` as a number; an id is text all the same. */
function wordOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text) ? text : undefined;
}
