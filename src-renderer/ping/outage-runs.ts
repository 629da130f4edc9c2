import type { KnownOutages } from './known-outages.ts';

/** Outages that touch or overlap each other on the screen. */
export interface OutageRun {
  /** Columns of the screen, the last one included. */
  readonly left: number;
  readonly right: number;
  readonly count: number;
  /** How long it lasted where it is one. */
  readonly durationMs: number;
}

/**
 * The outages of some targets as they lie in so many columns of the screen, from left to right. However many there are,
 * each is in one of them.
 */
export function outageRuns(
  { log, open }: KnownOutages,
  shown: readonly number[],
  view: { readonly fromMs: number; readonly toMs: number; readonly nowMs: number; readonly columns: number },
): OutageRun[] {
  const { fromMs, toMs, nowMs, columns } = view;
  const visible = new Uint8Array(65_536);
  for (const target of shown) visible[target] = 1;
  const began = new Uint32Array(columns);
  const duration = new Float64Array(columns);
  // How many more cover a column than the one before it.
  const step = new Int32Array(columns + 1);
  const perMs = columns / Math.max(1, toMs - fromMs);
  const columnOf = (at: number): number =>
    Math.min(columns - 1, Math.max(0, Math.floor((at - fromMs) * perMs)));
  const add = (target: number, beganAt: number, endedAt: number): void => {
    if (visible[target] !== 1 || endedAt < fromMs || beganAt > toMs) return;
    const [left, right] = [columnOf(beganAt), columnOf(endedAt)];
    began[left] = (began[left] ?? 0) + 1;
    duration[left] = Math.max(duration[left] ?? 0, endedAt - beganAt);
    step[left] = (step[left] ?? 0) + 1;
    step[right + 1] = (step[right + 1] ?? 0) - 1;
  };
  log.eachBetween(fromMs, toMs, add);
  for (const { target, beganAt, endedAt } of open) add(target, beganAt, endedAt ?? nowMs);
  const runs: OutageRun[] = [];
  let covering = 0;
  let run: { left: number; count: number; durationMs: number } | undefined;
  for (let column = 0; column < columns; column++) {
    covering += step[column] ?? 0;
    if (covering > 0) {
      run ??= { left: column, count: 0, durationMs: 0 };
      run.count += began[column] ?? 0;
      run.durationMs = Math.max(run.durationMs, duration[column] ?? 0);
    } else if (run !== undefined) {
      runs.push({ ...run, right: column - 1 });
      run = undefined;
    }
  }
  if (run !== undefined) runs.push({ ...run, right: columns - 1 });
  return runs;
}
