import type UPlot from 'uplot';
import { formatCount, formatDuration } from '../components/format.ts';
import type { ChartColors } from './chart-colors.ts';
import type { KnownOutages } from './known-outages.ts';
import { outageRuns, type OutageRun } from './outage-runs.ts';
import type { PingGrid } from './ping-grid.ts';

/** As many as are tried: there is no room for more. */
const mostLabels = 200;

interface Marked {
  readonly shown: readonly number[];
  readonly outages: KnownOutages;
}

/**
 * Draws what was lost over the lines: a cross at the foot for every column with a loss, and a hatched stretch with its
 * duration for every outage; those that touch each other on the screen are one stretch with their number. Neither
 * needs its colour to be understood.
 */
export function drawMarks(
  plot: UPlot,
  grid: PingGrid,
  { shown, outages }: Marked,
  colors: ChartColors,
  nowMs: number,
): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  // The last line may have left its dashes.
  ctx.setLineDash([]);
  ctx.strokeStyle = colors.bad;
  ctx.fillStyle = colors.bad;
  ctx.font = `${11 * ratio}px system-ui, sans-serif`;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  const { min, max } = plot.scales['x'] ?? {};
  // Two pixels each: a thinner stretch could not be seen.
  const wide = 2 * ratio;
  const view = {
    fromMs: min ?? 0,
    toMs: max ?? 0,
    nowMs,
    columns: Math.max(1, Math.ceil(bbox.width / wide)),
  };
  const runs = outageRuns(outages, shown, view);
  for (const { left, right } of runs)
    hatch(ctx, bbox.left + left * wide, bbox.left + (right + 1) * wide, bbox, ratio);
  labels(plot, runs, wide, colors);
  crosses(plot, grid, shown, ratio);
  ctx.restore();
}

/** Says how long, or how many: the most and the longest first, the others where there is room left. */
function labels(plot: UPlot, runs: readonly OutageRun[], wide: number, colors: ChartColors): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const placed: { readonly start: number; readonly end: number }[] = [];
  const first = runs.toSorted((one, other) => other.count - one.count || other.durationMs - one.durationMs);
  for (const { left, count, durationMs } of first.slice(0, mostLabels)) {
    const text = count === 1 ? `down ${formatDuration(durationMs)}` : `${formatCount(count)} outages`;
    const start = bbox.left + left * wide + 3 * ratio;
    const width = ctx.measureText(text).width;
    const end = start + width + 6 * ratio;
    if (placed.some((each) => start < each.end && end > each.start)) continue;
    placed.push({ start, end });
    ctx.fillStyle = colors.paper;
    ctx.fillRect(start - 2 * ratio, bbox.top + 2 * ratio, width + 4 * ratio, 14 * ratio);
    ctx.fillStyle = colors.bad;
    ctx.fillText(text, start, bbox.top + 3 * ratio);
  }
}

function hatch(
  ctx: CanvasRenderingContext2D,
  left: number,
  right: number,
  { top, height }: UPlot.BBox,
  ratio: number,
): void {
  const width = right - left;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.globalAlpha = 0.1;
  ctx.fillRect(left, top, width, height);
  ctx.globalAlpha = 0.45;
  ctx.lineWidth = ratio;
  ctx.beginPath();
  const step = 7 * ratio;
  // Lines of one grid, wherever the stretch begins: they stand still while it grows.
  for (let x = Math.floor((left - height) / step) * step; x < left + width; x += step) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.globalAlpha = 1;
  ctx.beginPath();
  for (const edge of [left, left + width]) {
    ctx.moveTo(edge, top);
    ctx.lineTo(edge, top + height);
  }
  ctx.stroke();
  ctx.restore();
}

function crosses(plot: UPlot, grid: PingGrid, shown: readonly number[], ratio: number): void {
  const { ctx, bbox } = plot;
  const arm = 2.5 * ratio;
  const y = bbox.top + bbox.height - 6 * ratio;
  ctx.lineWidth = 1.3 * ratio;
  ctx.beginPath();
  let last = Number.NEGATIVE_INFINITY;
  for (const column of grid.lossColumns(shown)) {
    const x = plot.valToPos((grid.at[column] ?? 0) + grid.widthMs / 2, 'x', true);
    // Crosses that touch each other are a smear.
    if (x - last < 8 * ratio) continue;
    last = x;
    ctx.moveTo(x - arm, y - arm);
    ctx.lineTo(x + arm, y + arm);
    ctx.moveTo(x - arm, y + arm);
    ctx.lineTo(x + arm, y - arm);
  }
  ctx.stroke();
}
