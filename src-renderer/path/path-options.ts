import type { PathOptions } from '../../src-core/api/path.ts';
import { numberProblem } from '../probe/number-problem.ts';
import type { ProbeSearch } from '../probe/probe-search.ts';
import { readTarget } from '../probe/target-text.ts';

export const pathNumbers = {
  interval: { label: 'Interval, ms', placeholder: '1000', least: 500, most: 3_600_000 },
  rounds: { label: 'Rounds', placeholder: 'until stopped', least: 1, most: 1_000_000 },
  hops: { label: 'Most hops', placeholder: '30', least: 1, most: 64 },
} as const;

export function pathNumbersFit(search: ProbeSearch): boolean {
  return Object.entries(pathNumbers).every(
    ([key, { least, most }]) => numberProblem(search[key], least, most) === undefined,
  );
}

/**
 * The runs that a target and the options ask for: one, or one for each family where both were chosen. An address is of
 * one family, whatever was chosen.
 */
export function pathOptionsOf(target: string, search: ProbeSearch): PathOptions[] {
  const number = (key: string): number | undefined => {
    const text = search[key]?.trim() ?? '';
    return text === '' ? undefined : Number(text);
  };
  const [intervalMs, maxHops] = [number('interval'), number('hops')];
  const options: PathOptions = {
    target,
    rounds: number('rounds') ?? null,
    ...(intervalMs === undefined ? {} : { intervalMs }),
    ...(maxHops === undefined ? {} : { maxHops }),
    ...(search['source'] === undefined ? {} : { source: search['source'] }),
  };
  const family = readTarget(target).is === 'name' ? search['family'] : undefined;
  if (family === 'ipv4' || family === 'ipv6') return [{ ...options, family }];
  if (family !== 'both') return [options];
  return [
    { ...options, family: 'ipv6' },
    { ...options, family: 'ipv4' },
  ];
}
