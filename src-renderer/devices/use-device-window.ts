import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { DeviceQuery, DeviceRow } from '../../src-core/api/devices.ts';
import { devicePageQuery } from '../app/queries.ts';
import { pageRows, pagesOf } from './pages.ts';

type Page = { total: number; rows: DeviceRow[] };

export interface DeviceWindow {
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  readonly error: Error | null;
  /** True while what is shown belongs to an older query. */
  readonly stale: boolean;
  readonly loaded: readonly DeviceRow[];
  rowAt(index: number): DeviceRow | undefined;
  onRange(first: number, last: number): void;
  refetch(): void;
}

/** The rows of the device table around what is on screen; the inventory may hold a hundred thousand. */
export function useDeviceWindow(query: Omit<DeviceQuery, 'offset' | 'limit'>): DeviceWindow {
  const [range, setRange] = useState({ first: 0, last: pageRows - 1 });
  const pages = useMemo(() => pagesOf(range.first, range.last), [range]);
  const results = useQueries({
    queries: pages.map((page) => devicePageQuery({ ...query, offset: page * pageRows, limit: pageRows })),
    combine: useCallback(
      (answers: UseQueryResult<Page>[]) => ({
        pages: new Map(pages.map((page, index) => [page, answers[index]?.data])),
        error: answers.find(({ error }) => error !== null)?.error ?? null,
        stale: answers.some(({ isPlaceholderData }) => isPlaceholderData),
        refetch: () => {
          for (const answer of answers) void answer.refetch();
        },
      }),
      [pages],
    ),
  });
  const newest = [...results.pages.values()].find((page) => page !== undefined);
  // While a further page loads, the table keeps its length: a scrollbar that jumps loses the place.
  const [total, setTotal] = useState<number | undefined>(undefined);
  if (newest !== undefined && newest.total !== total) setTotal(newest.total);
  const rowAt = useCallback(
    (index: number) => results.pages.get(Math.floor(index / pageRows))?.rows[index % pageRows],
    [results.pages],
  );
  const onRange = useCallback((first: number, last: number) => {
    setRange((was) => (samePages(was, { first, last }) ? was : { first, last }));
  }, []);
  const loaded = useMemo(
    () => [...results.pages.values()].flatMap((page) => page?.rows ?? []),
    [results.pages],
  );
  return {
    total,
    error: results.error,
    stale: results.stale,
    loaded,
    rowAt,
    onRange,
    refetch: results.refetch,
  };
}

function samePages(left: { first: number; last: number }, right: { first: number; last: number }): boolean {
  return pagesOf(left.first, left.last).join() === pagesOf(right.first, right.last).join();
}
