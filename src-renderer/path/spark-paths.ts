import { roundsKept } from '../../src-core/path/hop-history.ts';

/** In CSS pixels. */
export const sparkWidth = 84;
export const sparkHeight = 20;

/** The way of a sparkline, and the places of its losses; heights are shares of the highest value. */
export function sparkPaths(
  values: readonly (number | null)[],
  highest: number,
): { line: string; losses: string } {
  const step = sparkWidth / (roundsKept - 1);
  const [line, losses]: [string[], string[]] = [[], []];
  let drawing = false;
  for (const [index, value] of values.entries()) {
    const x = (index * step).toFixed(1);
    if (value === null) {
      losses.push(`M${x} ${sparkHeight - 5}l3 4m-3 0l3-4`);
      drawing = false;
      continue;
    }
    const y = (sparkHeight - 3 - (value / Math.max(highest, 0.001)) * (sparkHeight - 6)).toFixed(1);
    // A point alone is a short stroke.
    line.push(drawing ? `L${x} ${y}` : `M${x} ${y}h0.8`);
    drawing = true;
  }
  return { line: line.join(''), losses: losses.join('') };
}
