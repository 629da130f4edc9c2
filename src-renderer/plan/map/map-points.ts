import type { PlanNode } from '../../../src-core/plan/node.ts';
import type { Camera, Size } from '../../../src-core/plan/map-frame.ts';
import { statuses, type MapInk } from './map-ink.ts';

/** The width and height of a point in pixels. */
const pointPx = 3;

/** The nodes that are too small to draw, gathered into points: any number of them costs one small picture. */
export interface MapPoints {
  add(x: number, y: number, area: number, status: PlanNode['status']): void;
  paint(brush: CanvasRenderingContext2D, ink: MapInk): void;
}

/** In use is seen over what is planned where both fall on one point. */
const rank: Readonly<Record<PlanNode['status'], number>> = { planned: 1, reserved: 2, retiring: 3, used: 4 };
const byRank = statuses.toSorted((one, other) => rank[one] - rank[other]);

/** Gathers the points of one picture. They stand still on the map while it is moved. */
export function gatherPoints(camera: Camera, size: Size): MapPoints {
  const shiftX = (((camera.x % pointPx) + pointPx) % pointPx) - pointPx;
  const shiftY = (((camera.y % pointPx) + pointPx) % pointPx) - pointPx;
  const columns = Math.ceil(size.width / pointPx) + 2;
  const rows = Math.ceil(size.height / pointPx) + 2;
  const highest = new Uint8Array(columns * rows);
  const covered = new Float32Array(columns * rows);
  let any = false;
  return {
    add: (x, y, area, status) => {
      const column = Math.floor((x - shiftX) / pointPx);
      const row = Math.floor((y - shiftY) / pointPx);
      if (column < 0 || row < 0 || column >= columns || row >= rows) return;
      const at = row * columns + column;
      any = true;
      covered[at] = (covered[at] ?? 0) + area;
      if (rank[status] > (highest[at] ?? 0)) highest[at] = rank[status];
    },
    paint: (brush, ink) => {
      if (!any) return;
      const image = new ImageData(columns, rows);
      for (let at = 0; at < highest.length; at++) {
        const status = byRank[(highest[at] ?? 0) - 1];
        if (status === undefined) continue;
        const share = Math.min(1, (covered[at] ?? 0) / (pointPx * pointPx));
        // A single node must be seen however small it is; what is full is seen as full.
        image.data.set([...ink.points[status], Math.round(255 * (0.5 + 0.5 * share))], at * 4);
      }
      const picture = document.createElement('canvas');
      picture.width = columns;
      picture.height = rows;
      picture.getContext('2d')?.putImageData(image, 0, 0);
      brush.imageSmoothingEnabled = false;
      brush.drawImage(picture, shiftX, shiftY, columns * pointPx, rows * pointPx);
    },
  };
}
