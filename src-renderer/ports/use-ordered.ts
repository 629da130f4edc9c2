import { useEffect, useMemo, useRef, useState } from 'react';
import type { Sort } from '../components/data-table/column.ts';
import { inSlices } from '../components/in-slices.ts';
import { allAtOnce, orderedRows, type RowOrder } from './ordered-rows.ts';

/** So many rows are put in order at once, within a frame. */
const fewRows = 2_000;

interface Question<Row> {
  readonly rows: readonly Row[];
  readonly filter: string;
  readonly sort: Sort | null;
}

/**
 * The rows to be shown, filtered and in order. Many are put in order beside what the person does; until that is done
 * those before them are shown.
 * @param orderOf one function for good
 */
export function useOrdered<Row>(
  rows: readonly Row[],
  filter: string,
  sort: Sort | null,
  orderOf: (sort: Sort | null) => RowOrder<Row>,
): { readonly shown: readonly Row[]; readonly busy: boolean } {
  const isFew = rows.length <= fewRows;
  const few = useMemo(
    () => (isFew ? allAtOnce(orderedRows(rows, filter, orderOf(sort))) : undefined),
    [isFew, rows, filter, sort, orderOf],
  );
  const [told, setTold] = useState<{ readonly asked: Question<Row>; readonly rows: readonly Row[] }>();
  const work = useRef<{ going: boolean; next: Question<Row> | undefined }>({ going: false, next: undefined });
  useEffect(() => {
    const own = work.current;
    own.next = isFew ? undefined : { rows, filter, sort };
    if (isFew || own.going) return;
    own.going = true;
    // What comes meanwhile is taken up afterwards: begun anew with each row that comes, it would never end.
    const answer = async (): Promise<void> => {
      for (let asked = own.next; asked !== undefined; asked = own.next === asked ? undefined : own.next) {
        const found = await inSlices(orderedRows(asked.rows, asked.filter, orderOf(asked.sort)));
        setTold({ asked, rows: found });
      }
      own.going = false;
    };
    void answer();
  }, [isFew, rows, filter, sort, orderOf]);
  if (few !== undefined) return { shown: few, busy: false };
  const { asked } = told ?? {};
  const isNow = asked?.rows === rows && asked.filter === filter && asked.sort === sort;
  return { shown: told?.rows ?? [], busy: !isNow };
}
