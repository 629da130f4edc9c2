/** Ports from the first to the last, both among them. A file may say `1-65535` of thousands of hosts: none is spelt out. */
export type PortRange = readonly [first: number, last: number];

/** More parts than a list without repetition can have. */
const mostParts = 65_536;

/** The ranges of a list as nmap writes it (`1-21,23`), merged; parts that are none are left out. */
export function readRanges(text: string): PortRange[] {
  const ranges: PortRange[] = [];
  for (const part of text.split(',', mostParts)) {
    const found = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part.trim());
    if (found === null) continue;
    ranges.push([Math.max(1, Number(found[1])), Math.min(65_535, Number(found[2] ?? found[1]))]);
  }
  return mergeRanges(ranges);
}

/** The same ports in ascending order, each once, in as few ranges as there can be. */
export function mergeRanges(ranges: readonly PortRange[]): PortRange[] {
  const merged: [number, number][] = [];
  for (const [first, last] of ranges.toSorted(([one], [other]) => one - other)) {
    if (last < first) continue;
    const before = merged.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

/** What is left of merged ranges when some ports are taken out. */
export function withoutPorts(ranges: readonly PortRange[], ports: Iterable<number>): PortRange[] {
  const left: PortRange[] = [];
  const taken = [...ports].sort((one, other) => one - other);
  let next = 0;
  for (const [begin, last] of ranges) {
    let first = begin;
    for (; next < taken.length && (taken[next] ?? 0) <= last; next++) {
      const port = taken[next] ?? 0;
      if (port < first) continue;
      if (port > first) left.push([first, port - 1]);
      first = port + 1;
    }
    if (first <= last) left.push([first, last]);
  }
  return left;
}

/** How many ports merged ranges hold. */
export function countPorts(ranges: readonly PortRange[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** Merged ranges as a list: `1-21,23`. */
export function formatRanges(ranges: readonly PortRange[]): string {
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}
