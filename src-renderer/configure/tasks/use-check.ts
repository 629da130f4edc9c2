import { useCallback, useEffect, useRef, useState } from 'react';
import type { CheckResult, FormValues } from '../../../src-core/api/writers.ts';
import { api } from '../../app/api.ts';

export interface CheckState {
  readonly busy: boolean;
  readonly results: readonly CheckResult[] | null;
  /** True where the form has changed since. */
  readonly outdated: boolean;
  readonly failure: unknown;
}

interface Kept {
  readonly of: FormValues | null;
  readonly busy: boolean;
  readonly results: readonly CheckResult[] | null;
  readonly failure: unknown;
}

const nothing: Kept = { of: null, busy: false, results: null, failure: null };

/** Runs the real programs over the files of a form; another check, or leaving the page, ends the one before. */
export function useCheck(writer: string, values: FormValues): CheckState & { run(): void } {
  const [kept, setKept] = useState(nothing);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const run = useCallback((): void => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setKept((before) => ({ ...before, busy: true, failure: null }));
    api.writers.check({ writer, values }, { signal: mine.signal }).then(
      (results) => {
        if (running.current === mine) setKept({ of: values, busy: false, results, failure: null });
      },
      (failure: unknown) => {
        if (running.current === mine) setKept({ ...nothing, failure });
      },
    );
  }, [writer, values]);
  return {
    busy: kept.busy,
    results: kept.results,
    outdated: kept.of !== values,
    failure: kept.failure,
    run,
  };
}
