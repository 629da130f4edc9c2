import UPlot from 'uplot';
import type { PingWindow } from '../../src-core/ping/window.ts';
import { lineOf, type ChartColors } from './chart-colors.ts';
import { drawLines } from './chart-lines.ts';
import { drawMarks } from './chart-marks.ts';
import { columnWidth, endsOf, panned, selected, timeLabels, zoomed, type ChartView } from './chart-view.ts';
import type { KnownOutages } from './known-outages.ts';
import type { PingFeed } from './ping-feed.ts';
import { PingGrid } from './ping-grid.ts';

/** What the chart shows of which run. */
export interface ChartContents {
  readonly targets: readonly string[];
  /** The targets whose lines are drawn, by number. */
  readonly shown: readonly number[];
  readonly intervalMs: number;
  /** False for a run that has ended: its present is its end. */
  readonly going: boolean;
  readonly endedAt: number | null;
  readonly outages: KnownOutages;
  window(target: number, fromMs: number, toMs: number, points: number): Promise<PingWindow>;
}

export interface ChartEvents {
  onView(view: ChartView): void;
  /** What stands under the pointer, in words; nothing where there is nothing. */
  onPoint(text: string): void;
  onFailure(error: unknown): void;
}

/** Questions for older outcomes that are open at once. */
const mostQuestions = 6;
/** Drawing takes at most every so manieth part of the time. */
const restShare = 4;
/** More lines than these are drawn together, and four times a second: nobody sees more of them. */
const mostSeries = 12;
const manyMs = 250;
/** Columns that are kept at the right of the present, so that the grid need not move for every request. */
const spareColumns = 2;

/** The canvas of the ping chart: it reads the feed as it comes, and draws when something has moved by a pixel. */
export class PingChart {
  readonly #host: HTMLElement;
  readonly #feed: PingFeed;
  readonly #events: ChartEvents;
  readonly #stopListening: () => void;
  readonly #resizes: ResizeObserver;
  #plot: UPlot | undefined;
  #contents: ChartContents;
  #colors: ChartColors;
  #view: ChartView;
  #grid = new PingGrid(0, 0, 1, 1);
  #loads = 0;
  #changed = true;
  #drawnTo = 0;
  #restUntil = 0;
  #frame = 0;
  /** When the run was seen to have ended, where the program did not tell. */
  #stoppedAt = Date.now();

  constructor(
    host: HTMLElement,
    feed: PingFeed,
    given: { contents: ChartContents; colors: ChartColors; view: ChartView },
    events: ChartEvents,
  ) {
    this.#host = host;
    this.#feed = feed;
    this.#events = events;
    this.#contents = given.contents;
    this.#colors = given.colors;
    this.#view = given.view;
    this.#stopListening = feed.listen(
      (items) => {
        for (const { kind, target, at, rttMs } of items)
          if (kind === 'reply' || kind === 'lost')
            this.#changed = this.#grid.add(target, at, rttMs) || this.#changed;
      },
      () => this.#load(),
    );
    this.#resizes = new ResizeObserver(() => this.#resize());
    this.#resizes.observe(host);
    host.addEventListener('wheel', this.#wheel, { passive: false });
    this.#build();
    this.#load();
    this.#frame = requestAnimationFrame(this.#tick);
  }

  setContents(next: ChartContents): void {
    const before = this.#contents;
    this.#contents = next;
    if (before.going && !next.going) this.#stoppedAt = Date.now();
    const sameTargets = before.targets.join(' ') === next.targets.join(' ');
    const sameShown = before.shown.join(' ') === next.shown.join(' ');
    if (!sameTargets || !sameShown) this.#build();
    if (!sameTargets || !sameShown || before.intervalMs !== next.intervalMs) this.#load();
    this.#changed = true;
  }

  setColors(colors: ChartColors): void {
    if (colors === this.#colors) return;
    this.#colors = colors;
    this.#build();
    this.#changed = true;
  }

  setView(view: ChartView): void {
    if (view === this.#view) return;
    this.#view = view;
    this.#load();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#loads++;
    this.#stopListening();
    this.#resizes.disconnect();
    this.#host.removeEventListener('wheel', this.#wheel);
    this.#plot?.destroy();
  }

  /** The present of the run. */
  now(): number {
    return this.#contents.going ? Date.now() : (this.#contents.endedAt ?? this.#stoppedAt);
  }

  /** Builds the grid for the view anew, and asks for what the feed does not hold. */
  #load(): void {
    const load = ++this.#loads;
    const { targets, shown, intervalMs } = this.#contents;
    const { fromMs, toMs } = endsOf(this.#view, this.now());
    const widthMs = columnWidth(toMs - fromMs, this.#host.clientWidth, shown.length, intervalMs);
    const columns = Math.ceil((toMs - fromMs) / widthMs) + 2 + spareColumns;
    const grid = new PingGrid(targets.length, fromMs - widthMs, widthMs, columns);
    const since = Math.min(this.#feed.completeSince, toMs);
    this.#feed.each((target, at, rttMs) => {
      if (at >= since) grid.add(target, at, rttMs);
    });
    this.#grid = grid;
    this.#changed = true;
    if (since <= fromMs) return;
    const queue = [...shown];
    const work = async (): Promise<void> => {
      for (let target = queue.shift(); target !== undefined; target = queue.shift()) {
        const window = await this.#contents.window(target, fromMs - widthMs, since, columns);
        if (load !== this.#loads) return;
        grid.addWindow(target, window);
        this.#changed = true;
      }
    };
    Promise.all(Array.from({ length: mostQuestions }, work)).catch((error: unknown) => {
      if (load === this.#loads) this.#events.onFailure(error);
    });
  }

  readonly #tick = (): void => {
    this.#frame = requestAnimationFrame(this.#tick);
    const began = performance.now();
    if (began < this.#restUntil || this.#plot === undefined || this.#host.clientWidth === 0) return;
    const { fromMs, toMs } = endsOf(this.#view, this.now());
    const msEach = (toMs - fromMs) / this.#host.clientWidth;
    const moved = Math.abs(toMs - this.#drawnTo) >= msEach;
    if (!this.#changed && !moved) return;
    this.#changed = false;
    this.#drawnTo = toMs;
    if (this.#view.follow) this.#grid.slideTo(toMs + this.#grid.widthMs);
    this.#draw(this.#plot, fromMs, toMs);
    const cost = performance.now() - began;
    const rest = Math.max(cost * restShare, this.#contents.shown.length > mostSeries ? manyMs : 0);
    this.#restUntil = performance.now() + rest;
  };

  #draw(plot: UPlot, fromMs: number, toMs: number): void {
    const { shown } = this.#contents;
    const lines = shown.length > mostSeries ? [] : shown.map((target) => this.#grid.line(target));
    const highest = this.#grid.highest(shown);
    const data: UPlot.AlignedData = [this.#grid.at, ...lines];
    plot.batch(() => {
      plot.setData(data, false);
      plot.setScale('x', { min: fromMs, max: toMs });
      plot.setScale('y', { min: 0, max: highest > 0 ? highest * 1.15 : 1 });
    });
  }

  #build(): void {
    this.#plot?.destroy();
    const { shown, targets } = this.#contents;
    const series = shown.length > mostSeries ? [] : shown;
    const axis = {
      stroke: this.#colors.text,
      font: '11px system-ui, sans-serif',
      grid: { stroke: this.#colors.grid, width: 1 },
      ticks: { stroke: this.#colors.grid, width: 1, size: 4 },
    };
    this.#plot = new UPlot(
      {
        width: Math.max(200, this.#host.clientWidth),
        height: Math.max(80, this.#host.clientHeight),
        ms: 1,
        legend: { show: false },
        cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { show: false } },
        scales: {
          x: { time: true, auto: false },
          y: { auto: false, range: (_plot, least, most) => [least, most] },
        },
        axes: [
          {
            ...axis,
            size: 26,
            gap: 4,
            space: 80,
            values: (_plot, ticks, _axis, _space, step) => timeLabels(ticks, step),
          },
          { ...axis, size: 54, gap: 4, values: (_plot, ticks) => ticks.map((tick) => `${tick} ms`) },
        ],
        series: [
          {},
          ...series.map((target): UPlot.Series => {
            const { stroke, dash } = lineOf(this.#colors, target);
            return {
              label: targets[target] ?? '',
              stroke,
              width: 1.5,
              dash: [...dash],
              points: { size: 4 },
            };
          }),
        ],
        hooks: {
          draw: [
            (plot) => {
              if (shown.length > mostSeries) drawLines(plot, this.#grid, shown, this.#colors);
              drawMarks(plot, this.#grid, this.#contents, this.#colors, this.now());
            },
          ],
          setCursor: [(plot) => this.#events.onPoint(this.#pointText(plot))],
          setSelect: [
            (plot) => {
              const { left, width } = plot.select;
              if (width < 4) return;
              const view = selected(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
              plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
              this.#events.onView(view);
            },
          ],
        },
      },
      [[], ...series.map(() => [])],
      this.#host,
    );
  }

  #resize(): void {
    if (this.#host.clientWidth === 0 || this.#plot === undefined) return;
    this.#plot.setSize({ width: this.#host.clientWidth, height: Math.max(80, this.#host.clientHeight) });
    this.#load();
  }

  readonly #wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const { left, width } = this.#host.getBoundingClientRect();
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    const by = event.deltaY === 0 ? event.deltaX : event.deltaY;
    const around = Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width)));
    const view = sideways
      ? panned(this.#view, Math.sign(by) * 0.1, this.now())
      : zoomed(this.#view, by > 0 ? 1.25 : 0.8, this.now(), around);
    this.#events.onView(view);
  };

  /** The target whose line is nearest to the pointer, with its value and time. */
  #pointText(plot: UPlot): string {
    const { idx, top, left } = plot.cursor;
    if (idx === null || idx === undefined || top === undefined || left === undefined || left < 0) return '';
    const near = this.#contents.shown
      .map((target) => ({ target, rtt: this.#grid.roundTrips(target)[idx] }))
      .filter((each) => each.rtt !== undefined)
      .map((each) => ({ ...each, away: Math.abs(plot.valToPos(each.rtt ?? 0, 'y') - top) }))
      .sort((one, other) => one.away - other.away)[0];
    if (near === undefined) return '';
    const at = new Date(this.#grid.at[idx] ?? 0).toLocaleTimeString('en-GB');
    const value = typeof near.rtt === 'number' ? `${near.rtt.toFixed(near.rtt < 10 ? 2 : 1)} ms` : 'lost';
    return `${at}  ${this.#contents.targets[near.target] ?? ''}  ${value}`;
  }
}
