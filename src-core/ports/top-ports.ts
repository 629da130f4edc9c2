import { serviceGroups } from './service-table.ts';

let names: ReadonlyMap<number, string> | undefined;

function services(): ReadonlyMap<number, string> {
  if (names !== undefined) return names;
  const groups = Object.values(serviceGroups);
  const entries = [...groups.map(({ main }) => main), ...groups.map(({ others }) => others)]
    .filter((list) => list !== '')
    .flatMap((list) => list.split(','));
  return (names = new Map(
    entries.map((entry) => {
      const [port = '', name = ''] = entry.split(' ');
      return [Number(port), name] as const;
    }),
  ));
}

/**
 * What usually listens on a TCP port: the name that is registered for it, which says nothing of what really answers
 * there.
 * @returns null where nothing is registered that is worth telling
 */
export function serviceName(port: number): string | null {
  return services().get(port) ?? null;
}

/** Ranges in which programs choose ports by themselves; what the table of services leaves of a thousand is from here. */
const fillers: readonly (readonly [number, number])[] = [
  [8000, 8100],
  [9000, 9100],
  [49_152, 49_200],
  [3000, 3010],
  [5000, 5010],
  [1, 1023],
];

let top: readonly number[] | undefined;

/** A thousand ports worth asking: the services in the order of their table, then ports of busy ranges. */
export function topPorts(): readonly number[] {
  if (top !== undefined) return top;
  const ports = new Set(services().keys());
  for (const [first, last] of fillers) for (let port = first; port <= last; port++) ports.add(port);
  return (top = [...ports].slice(0, 1000));
}

/** The hundred main services of the table. */
export function commonPorts(): readonly number[] {
  return topPorts().slice(0, 100);
}
