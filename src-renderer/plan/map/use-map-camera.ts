import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { bounded, placeOnMap, wholeMap, type Camera, type Size } from '../../../src-core/plan/map-frame.ts';
import type { PlanMap } from '../../../src-core/plan/map.ts';

/** How long the way to another place takes, in milliseconds. */
const flightMs = 220;

export interface MapCamera {
  /** Where the map is now; changes without the page being drawn again. */
  readonly now: RefObject<Camera>;
  /** The node that the map is at, for the path above it. */
  readonly place: string;
  move(to: Camera): void;
  /** Goes there smoothly, or at once for a person who wants no movement. */
  fly(to: Camera): void;
}

/** The part of a map that is shown. @param paint asks for a new picture in the next frame */
export function useMapCamera(map: PlanMap, size: RefObject<Size>, paint: () => void): MapCamera {
  const now = useRef<Camera>(wholeMap);
  const [place, setPlace] = useState(map.root);
  const frame = useRef(0);
  const move = useCallback(
    (to: Camera) => {
      cancelAnimationFrame(frame.current);
      now.current = bounded(to, size.current);
      setPlace(placeOnMap(map, now.current, size.current));
      paint();
    },
    [map, paint, size],
  );
  const fly = useCallback(
    (to: Camera) => {
      cancelAnimationFrame(frame.current);
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
        move(to);
        return;
      }
      const from = now.current;
      const begun = performance.now();
      const step = (at: number): void => {
        const part = Math.min(1, Math.max(0, (at - begun) / flightMs));
        now.current = between(from, to, part * (2 - part));
        paint();
        if (part < 1) frame.current = requestAnimationFrame(step);
        else move(to);
      };
      frame.current = requestAnimationFrame(step);
    },
    [move, paint],
  );
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  return { now, place, move, fly };
}

/** Between two cameras: the size changes by the same factor in each moment, and the place with the size. */
function between(from: Camera, to: Camera, part: number): Camera {
  const scale = from.scale * (to.scale / from.scale) ** part;
  const way = to.scale === from.scale ? part : (scale - from.scale) / (to.scale - from.scale);
  return { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way, scale };
}
