import type UPlot from 'uplot';
import { lineOf, type ChartColors } from './chart-colors.ts';
import type { PingGrid } from './ping-grid.ts';

/**
 * Draws the lines of many targets, all of one look in one stroke: a hundred series of the chart's own cost as many
 * strokes, and more than a frame.
 */
export function drawLines(plot: UPlot, grid: PingGrid, shown: readonly number[], colors: ChartColors): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const { min: from = 0, max: to = 1 } = plot.scales['x'] ?? {};
  const { max: highest = 1 } = plot.scales['y'] ?? {};
  const perMs = bbox.width / Math.max(1, (to ?? 1) - (from ?? 0));
  const perRtt = bbox.height / Math.max(1e-9, highest ?? 1);
  const xs = grid.at.map((at) => Math.round(bbox.left + (at - (from ?? 0)) * perMs));
  const bottom = bbox.top + bbox.height;
  const looks = new Map<string, { stroke: string; dash: readonly number[]; targets: number[] }>();
  for (const target of shown) {
    const look = lineOf(colors, target);
    const key = `${look.stroke} ${look.dash.join(' ')}`;
    const known = looks.get(key) ?? { ...look, targets: [] };
    known.targets.push(target);
    looks.set(key, known);
  }
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = ratio;
  for (const { stroke, dash, targets } of looks.values()) {
    ctx.strokeStyle = stroke;
    ctx.setLineDash(dash.map((length) => length * ratio));
    ctx.beginPath();
    for (const target of targets) {
      let drawing = false;
      for (const [column, rtt] of grid.line(target).entries()) {
        if (rtt === undefined) continue;
        if (rtt === null) drawing = false;
        else {
          const [x, y] = [xs[column] ?? 0, bottom - rtt * perRtt];
          if (drawing) ctx.lineTo(x, y);
          else {
            // What stands alone between losses is a dot.
            ctx.moveTo(x, y);
            ctx.lineTo(x + ratio, y);
          }
          drawing = true;
        }
      }
    }
    ctx.stroke();
  }
  ctx.restore();
}
