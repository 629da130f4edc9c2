import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DeviceRow } from '../../src-core/api/devices.ts';
import type { RowSelection } from '../components/data-table/column.ts';
import type { DeviceWindow } from './use-device-window.ts';

export interface DeviceSelection extends RowSelection {
  /** The rows behind the keys, as they were when they were chosen. */
  readonly rows: readonly DeviceRow[];
  clear(): void;
}

/** Which rows are chosen. Another query empties the choice: what is not on the table must not be removed with it. */
export function useRowSelection(
  devices: DeviceWindow,
  rowKey: (row: DeviceRow) => string,
  query: object,
): DeviceSelection {
  const [chosen, setChosen] = useState<ReadonlyMap<string, DeviceRow>>(new Map());
  const anchor = useRef<number | null>(null);
  const now = useRef(devices);
  useEffect(() => {
    now.current = devices;
  });
  const [asked, setAsked] = useState(query);
  if (asked !== query) {
    setAsked(query);
    setChosen(new Map());
  }
  const toggle = useCallback(
    (key: string, index: number, range: boolean) => {
      const from = range && anchor.current !== null ? anchor.current : index;
      anchor.current = index;
      setChosen((was) => {
        const next = new Map(was);
        const add = !was.has(key);
        for (let at = Math.min(from, index); at <= Math.max(from, index); at += 1) {
          const row = now.current.rowAt(at);
          if (row === undefined) continue;
          if (add) next.set(rowKey(row), row);
          else next.delete(rowKey(row));
        }
        return next;
      });
    },
    [rowKey],
  );
  const toggleAll = useCallback(() => {
    setChosen((was) =>
      was.size > 0 ? new Map() : new Map(now.current.loaded.map((row) => [rowKey(row), row])),
    );
  }, [rowKey]);
  return useMemo(
    () => ({
      keys: new Set(chosen.keys()),
      rows: [...chosen.values()],
      toggle,
      toggleAll,
      clear: () => setChosen(new Map()),
    }),
    [chosen, toggle, toggleAll],
  );
}
