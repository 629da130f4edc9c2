import type UPlot from 'uplot';
import type { PingOutage } from '../../src-core/api/ping.ts';
import { formatDuration } from '../components/format.ts';
import type { ChartColors } from './chart-colors.ts';
import type { PingGrid } from './ping-grid.ts';
import { leastLost } from './ping-rows.ts';

interface Marked {
  readonly shown: readonly number[];
  readonly outages: readonly PingOutage[];
}

/** The most outages that are drawn at once: more are no longer apart on the screen. */
const mostDrawn = 400;

/**
 * Draws what was lost over the lines: a cross at the foot for every column with a loss, and a hatched stretch with its
 * duration for every outage. Neither needs its colour to be understood.
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
  const visible = new Set(shown);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.strokeStyle = colors.bad;
  ctx.fillStyle = colors.bad;
  ctx.font = `${11 * ratio}px system-ui, sans-serif`;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  const { min = 0, max = 0 } = plot.scales['x'] ?? {};
  const inView = outages.filter(
    ({ target, beganAt, endedAt, lost }) =>
      visible.has(target) && lost >= leastLost && (endedAt ?? nowMs) >= (min ?? 0) && beganAt <= (max ?? 0),
  );
  let free = Number.NEGATIVE_INFINITY;
  for (const outage of inView.slice(-mostDrawn)) {
    const left = plot.valToPos(outage.beganAt, 'x', true);
    const right = plot.valToPos(outage.endedAt ?? nowMs, 'x', true);
    hatch(ctx, Math.max(left, bbox.left), Math.min(right, bbox.left + bbox.width), bbox, ratio);
    const text = `down ${formatDuration((outage.endedAt ?? nowMs) - outage.beganAt)}`;
    const start = Math.max(left, bbox.left) + 3 * ratio;
    if (start < free) continue;
    const width = ctx.measureText(text).width;
    free = start + width + 6 * ratio;
    ctx.fillStyle = colors.paper;
    ctx.fillRect(start - 2 * ratio, bbox.top + 2 * ratio, width + 4 * ratio, 14 * ratio);
    ctx.fillStyle = colors.bad;
    ctx.fillText(text, start, bbox.top + 3 * ratio);
  }
  crosses(plot, grid, shown, ratio);
  ctx.restore();
}

function hatch(
  ctx: CanvasRenderingContext2D,
  left: number,
  right: number,
  { top, height }: UPlot.BBox,
  ratio: number,
): void {
  const width = Math.max(right - left, 2 * ratio);
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
