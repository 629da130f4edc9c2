import type { PlanNode } from '../../../src-core/plan/node.ts';

type Status = PlanNode['status'];

/** What the map is drawn with, as the colour scheme of the page has it. */
export interface MapInk {
  readonly paper: string;
  readonly ground: string;
  readonly line: string;
  readonly text: string;
  readonly faint: string;
  readonly accent: string;
  readonly edge: Readonly<Record<Status, string>>;
  /** The fill of a node by its state: a colour with a pattern of its own. */
  readonly fill: Readonly<Record<Status, CanvasPattern | string>>;
  /** As `edge`, for the points that stand for nodes too small to draw: red, green, blue. */
  readonly points: Readonly<Record<Status, readonly [number, number, number]>>;
  readonly kept: CanvasPattern | string;
  readonly keptEdge: string;
  readonly sans: string;
  readonly mono: string;
}

export const statuses: readonly Status[] = ['planned', 'reserved', 'used', 'retiring'];

/** The width and height of a pattern in pixels. */
const tilePx = 8;

type Draw = (brush: CanvasRenderingContext2D) => void;

const lines = (...paths: readonly (readonly [number, number, number, number])[]): Draw => {
  return (brush) => {
    brush.beginPath();
    for (const [fromX, fromY, toX, toY] of paths) {
      brush.moveTo(fromX, fromY);
      brush.lineTo(toX, toY);
    }
    brush.stroke();
  };
};

/** Lines that rise or fall from corner to corner, continued over the edges so that the tiles join. */
const rising = lines([-2, 2, 2, -2], [-1, 9, 9, -1], [6, 10, 10, 6]);
const falling = lines([-2, 6, 2, 10], [-1, -1, 9, 9], [6, -2, 10, 2]);

/** In use is plain; the others differ by what is drawn on them, so that they can be told apart without colours. */
const marks: Readonly<Record<Status | 'kept', Draw>> = {
  used: () => undefined,
  reserved: rising,
  planned: (brush) => {
    for (const [x, y] of [
      [2, 2],
      [6, 6],
    ] as const) {
      brush.beginPath();
      brush.arc(x, y, 1, 0, 2 * Math.PI);
      brush.fill();
    }
  },
  retiring: (brush) => {
    rising(brush);
    falling(brush);
  },
  kept: falling,
};

/**
 * Reads the colours from the style sheet of the map.
 * @param density device pixels for one of the page
 */
export function readInk(element: HTMLElement, density: number): MapInk {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  const colour = (name: string): string => read(`--map-${name}`);
  const each = <T>(make: (status: Status) => T): Record<Status, T> => ({
    planned: make('planned'),
    reserved: make('reserved'),
    used: make('used'),
    retiring: make('retiring'),
  });
  return {
    paper: colour('paper'),
    ground: colour('ground'),
    line: colour('line'),
    text: colour('text'),
    faint: colour('faint'),
    accent: colour('accent'),
    edge: each((status) => colour(`${status}-edge`)),
    fill: each((status) => pattern(colour(status), colour(`${status}-mark`), marks[status], density)),
    points: each((status) => channels(colour(`${status}-edge`))),
    kept: pattern(colour('paper'), colour('kept-mark'), marks.kept, density),
    keptEdge: colour('kept-edge'),
    sans: style.fontFamily,
    mono: read('--app-mono'),
  };
}

function pattern(ground: string, mark: string, draw: Draw, density: number): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = Math.round(tilePx * density);
  tile.height = tile.width;
  const brush = tile.getContext('2d');
  if (brush === null) return ground;
  const scale = tile.width / tilePx;
  brush.scale(scale, scale);
  brush.fillStyle = ground;
  brush.fillRect(0, 0, tilePx, tilePx);
  brush.fillStyle = mark;
  brush.strokeStyle = mark;
  brush.lineWidth = 1;
  draw(brush);
  const made = brush.createPattern(tile, 'repeat');
  made?.setTransform(new DOMMatrix().scale(1 / scale));
  return made ?? ground;
}

function channels(colour: string): readonly [number, number, number] {
  const dot = document.createElement('canvas');
  dot.width = 1;
  dot.height = 1;
  const brush = dot.getContext('2d', { willReadFrequently: true });
  if (brush === null) return [128, 128, 128];
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
