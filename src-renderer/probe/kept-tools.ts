import type { ProbeSearch } from './probe-search.ts';
import { readTargets } from './target-text.ts';

/** The search of each tool as it was left, and the tool that was used last; for as long as the window is open. */
const searches = new Map<string, ProbeSearch>();
let last = 'ping';

/** Notes what a tool shows now. */
export function keepTool(tool: string, search: ProbeSearch): void {
  last = tool;
  searches.set(tool, search);
}

export function lastTool(): string {
  return last;
}

/**
 * The search of the link to a tool: as it was left, or, where it was not used yet, the target that stands in the tool
 * the person comes from. What is no host (the MAC of a device to wake, a prefix) is none for other tools.
 * @param several whether it takes several targets; of several it gets the first otherwise
 */
export function keptSearch(tool: string, several: boolean): ProbeSearch {
  const kept = searches.get(tool);
  if (kept !== undefined) return kept;
  const hosts = readTargets(searches.get(last)?.target ?? '').filter(({ is }) => is !== 'wrong');
  const target = hosts
    .slice(0, several ? hosts.length : 1)
    .map(({ text }) => text)
    .join(' ');
  return target === '' ? {} : { target };
}
