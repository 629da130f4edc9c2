import { formatMoment } from '../components/format.ts';

/** What stretch of time the chart shows: the newest so many milliseconds, or a fixed one. UTC milliseconds. */
export type ChartView =
  | { readonly follow: true; readonly spanMs: number }
  | { readonly follow: false; readonly fromMs: number; readonly toMs: number };

/** The stretches that are offered. */
export const spans = [
  { ms: 60_000, label: '1 min' },
  { ms: 600_000, label: '10 min' },
  { ms: 3_600_000, label: '1 h' },
  { ms: 21_600_000, label: '6 h' },
  { ms: 86_400_000, label: '24 h' },
] as const;

const shortestMs = 2_000;
const longestMs = 31 * 86_400_000;

/** The ends of a view. */
export function endsOf(view: ChartView, nowMs: number): { readonly fromMs: number; readonly toMs: number } {
  return view.follow ? { fromMs: nowMs - view.spanMs, toMs: nowMs } : view;
}

/** Makes the stretch longer (factor above 1) or shorter around a point of it (0 is its begin, 1 its end). */
export function zoomed(view: ChartView, factor: number, nowMs: number, around = 0.5): ChartView {
  const { fromMs, toMs } = endsOf(view, nowMs);
  const span = Math.min(longestMs, Math.max(shortestMs, (toMs - fromMs) * factor));
  // What follows the present goes on doing so.
  if (view.follow) return { follow: true, spanMs: span };
  const centre = fromMs + (toMs - fromMs) * around;
  return { follow: false, fromMs: centre - span * around, toMs: centre + span * (1 - around) };
}

/** Moves by a share of the stretch; at the present it follows again. */
export function panned(view: ChartView, share: number, nowMs: number): ChartView {
  const { fromMs, toMs } = endsOf(view, nowMs);
  const by = (toMs - fromMs) * share;
  if (view.follow && by >= 0) return view;
  if (toMs + by >= nowMs) return { follow: true, spanMs: toMs - fromMs };
  return { follow: false, fromMs: fromMs + by, toMs: toMs + by };
}

/** A stretch that was marked with the pointer. */
export function selected(fromMs: number, toMs: number): ChartView {
  const short = Math.max(0, shortestMs - (toMs - fromMs)) / 2;
  return { follow: false, fromMs: fromMs - short, toMs: toMs + short };
}

/** How wide a column of the chart is: as narrow as there is room for, and no narrower than the interval of the pings. */
export function columnWidth(spanMs: number, roomPx: number, targets: number, intervalMs: number): number {
  // A hundred lines that change at every pixel cannot be told apart, and cost as many times more.
  const pxEach = targets > 50 ? 8 : targets > 12 ? 4 : 2;
  return Math.max(1, Math.round(intervalMs), Math.ceil(spanMs / Math.max(10, Math.floor(roomPx / pxEach))));
}

/** The labels of points in time that are so many milliseconds apart, in the person's own time zone. */
export function timeLabels(ticks: readonly number[], stepMs: number): string[] {
  return ticks.map((tick) => {
    const moment = formatMoment(tick);
    if (stepMs >= 86_400_000) return moment.slice(5, 10);
    return stepMs >= 60_000 ? moment.slice(11, 16) : moment.slice(11);
  });
}
