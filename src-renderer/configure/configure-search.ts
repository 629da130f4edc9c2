/** What the address of the page says: the node of a plan to begin from, or the part of the page that is shown. */
export interface ConfigureSearch {
  readonly plan?: number;
  readonly node?: string;
}

/** Reads the search part of a URL; what cannot be is left out, since anybody can write a URL. */
export function readConfigureSearch(given: Record<string, unknown>): ConfigureSearch {
  const plan = Number(given['plan']);
  // The router reads `node=12` as a number; an id is text all the same.
  const node = typeof given['node'] === 'number' ? String(given['node']) : given['node'];
  if (!Number.isSafeInteger(plan) || plan < 0 || given['plan'] === undefined) return {};
  if (typeof node !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(node)) return {};
  return { plan, node };
}
