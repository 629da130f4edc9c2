import { queryOptions } from '@tanstack/react-query';
import type { PathOptions } from '../../src-core/api/path.ts';
import { api } from '../app/api.ts';
import { ProbeSession } from '../probe/probe-session.ts';
import type { ProbeSearch } from '../probe/probe-search.ts';
import { readTarget } from '../probe/target-text.ts';
import { numberProblem } from '../probe/option-field.tsx';
import { HopHistory } from './hop-history.ts';

/** Two runs side by side: a path over one family alone is the first of them. */
export const pathLanes = ([0, 1] as const).map(() => {
  const history = new HopHistory();
  return { history, session: new ProbeSession(api.path, { take: history.take, begin: history.begin }) };
});
export type PathLane = (typeof pathLanes)[number];

const figuresMs = 1_000;

export function pathReportQuery(runId: string, going: boolean) {
  return queryOptions({
    queryKey: ['path', 'report', runId, going],
    queryFn: () => api.path.report({ runId }),
    refetchInterval: going ? figuresMs : false,
  });
}

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
