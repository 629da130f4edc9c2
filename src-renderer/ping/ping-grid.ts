import type { PingWindow } from '../../src-core/ping/window.ts';

/** The value of a column in the way of uPlot: null breaks the line (all was lost), undefined does not (nothing known). */
type Cell = number | null | undefined;

/** What the chart needs of one target. */
interface Lane {
  /** The highest round trip of each column, in milliseconds. */
  readonly rtt: Cell[];
  /** The same as it is drawn. */
  readonly line: Cell[];
  readonly lost: Uint32Array;
}

/**
 * A column is no narrower than the interval of the pings: where so many in a row have nothing, nothing was asked, and no
 * line may say what was there.
 */
const gapColumns = 3;

/**
 * What the chart shows: a fixed number of columns of equal width, for every target the highest round trip of each, and
 * how many requests were lost in it. Drawing costs the same for a minute and for a day.
 */
export class PingGrid {
  readonly widthMs: number;
  readonly columns: number;
  /** Where each column begins, UTC milliseconds. */
  readonly at: number[];
  readonly #lanes: Lane[];
  #first: number;

  /** @param fromMs lies within the first column; columns begin at multiples of their width */
  constructor(targets: number, fromMs: number, widthMs: number, columns: number) {
    this.widthMs = widthMs;
    this.columns = columns;
    this.#first = Math.floor(fromMs / widthMs);
    this.at = Array.from({ length: columns }, (_, index) => (this.#first + index) * widthMs);
    this.#lanes = Array.from({ length: targets }, () => ({
      rtt: Array.from({ length: columns }, (): Cell => undefined),
      line: [],
      lost: new Uint32Array(columns),
    }));
  }

  /** Adds one request that was sent then; false where that lies outside. */
  add(target: number, at: number, rttMs: number | null): boolean {
    return this.#put(target, at, rttMs, rttMs === null ? 1 : 0);
  }

  /** Adds what the program has put together for a stretch of time. */
  addWindow(target: number, window: PingWindow): void {
    // A stretch of the program that is wider than a column fills all that it covers.
    const columns = Math.max(1, Math.floor(window.widthMs / this.widthMs));
    for (const [index, at] of window.at.entries())
      for (let column = 0; column < columns; column++)
        this.#put(target, at + column * this.widthMs, window.maxMs[index] ?? null, window.lost[index] ?? 0);
  }

  /** Moves the columns on, so that a time lies in the last one at most; what falls out at the front is let go. */
  slideTo(toMs: number): void {
    const by = Math.floor(toMs / this.widthMs) - (this.#first + this.columns - 1);
    if (by <= 0) return;
    this.#first += by;
    const kept = Math.max(0, this.columns - by);
    for (let index = 0; index < this.columns; index++) this.at[index] = (this.#first + index) * this.widthMs;
    for (const { rtt, lost } of this.#lanes) {
      rtt.copyWithin(0, this.columns - kept);
      rtt.fill(undefined, kept);
      lost.copyWithin(0, this.columns - kept);
      lost.fill(0, kept);
    }
  }

  /** The highest round trips of a target, by column. */
  roundTrips(target: number): Cell[] {
    return this.#lanes[target]?.rtt ?? [];
  }

  /** The same as a line, which is broken where nothing was asked for a while. Good until the next call. */
  line(target: number): Cell[] {
    const lane = this.#lanes[target];
    if (lane === undefined) return [];
    const { rtt, line } = lane;
    let last = Infinity;
    for (let column = 0; column < this.columns; column++) {
      const cell = rtt[column];
      line[column] = cell;
      if (cell === undefined) continue;
      if (column - last > gapColumns) line[column - 1] = null;
      last = column;
    }
    return line;
  }

  /** The highest round trip of these targets, in milliseconds; 0 where there is none. */
  highest(targets: readonly number[]): number {
    let highest = 0;
    for (const target of targets)
      for (const rtt of this.#lanes[target]?.rtt ?? [])
        if (typeof rtt === 'number' && rtt > highest) highest = rtt;
    return highest;
  }

  /** The columns in which some of these targets lost a request. */
  lossColumns(targets: readonly number[]): number[] {
    const found: number[] = [];
    for (let column = 0; column < this.columns; column++)
      if (targets.some((target) => (this.#lanes[target]?.lost[column] ?? 0) > 0)) found.push(column);
    return found;
  }

  #put(target: number, at: number, rttMs: number | null, lost: number): boolean {
    const column = Math.floor(at / this.widthMs) - this.#first;
    const lane = this.#lanes[target];
    if (lane === undefined || column < 0 || column >= this.columns) return false;
    const before = lane.rtt[column];
    if (rttMs !== null) lane.rtt[column] = Math.max(before ?? 0, rttMs);
    else if (lost > 0 && before === undefined) lane.rtt[column] = null;
    lane.lost[column] = (lane.lost[column] ?? 0) + lost;
    return true;
  }
}
