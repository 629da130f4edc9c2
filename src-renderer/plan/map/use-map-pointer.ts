import { useEffect, useRef, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import type { MapCell } from '../../../src-core/plan/map.ts';
import type { Camera } from '../../../src-core/plan/map-frame.ts';

interface MapPointer {
  readonly stage: RefObject<HTMLDivElement | null>;
  readonly now: RefObject<Camera>;
  move(to: Camera): void;
  hit(x: number, y: number): MapCell | null;
  zoomAt(factor: number, x: number, y: number): void;
  point(at: { cell: MapCell; x: number; y: number } | null): void;
  choose(cell: MapCell | null): void;
  enter(cell: MapCell): void;
}

interface PointerProps {
  onPointerDown(event: PointerEvent<HTMLElement>): void;
  onPointerMove(event: PointerEvent<HTMLElement>): void;
  onPointerUp(event: PointerEvent<HTMLElement>): void;
  onPointerLeave(): void;
  onClick(event: MouseEvent<HTMLElement>): void;
  onDoubleClick(event: MouseEvent<HTMLElement>): void;
}

/** So far the pointer may stray in a click, in pixels. */
const strayPx = 4;
/** The zoom of one pixel of the wheel, as an exponent of e; and the most one event may do. */
const wheelRate = 0.0022;
const wheelMost = 0.6;
/** The height of a line, for wheels that count in lines. */
const linePx = 16;

/** What the pointer does on the map: drag to move, wheel to zoom, click to choose, double click to go into a cell. */
export function useMapPointer(map: MapPointer): PointerProps {
  const drag = useRef<{ x: number; y: number; camera: Camera; moved: boolean } | null>(null);
  const latest = useRef(map);
  useEffect(() => {
    latest.current = map;
  });
  const { stage } = map;
  // Not by onWheel: React listens passively, and the page around would scroll.
  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      const way = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * linePx : event.deltaY;
      // A pinch on a touch pad comes as a wheel with Control and small steps.
      const exponent = -way * wheelRate * (event.ctrlKey ? 4 : 1);
      const factor = Math.exp(Math.max(-wheelMost, Math.min(wheelMost, exponent)));
      latest.current.point(null);
      latest.current.zoomAt(factor, event.clientX - left, event.clientY - top);
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [stage]);

  const placeOf = (event: MouseEvent<HTMLElement>): { x: number; y: number } => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { ...placeOf(event), camera: map.now.current, moved: false };
    },
    onPointerMove: (event) => {
      const { x, y } = placeOf(event);
      const from = drag.current;
      if (from === null) {
        const cell = map.hit(x, y);
        map.point(cell === null ? null : { cell, x, y });
        return;
      }
      if (!from.moved && Math.hypot(x - from.x, y - from.y) < strayPx) return;
      from.moved = true;
      map.point(null);
      map.move({ ...from.camera, x: from.camera.x + x - from.x, y: from.camera.y + y - from.y });
    },
    onPointerUp: () => {
      // The click that follows has to know whether the map was moved.
      const was = drag.current;
      window.setTimeout(() => {
        if (drag.current === was) drag.current = null;
      });
    },
    onPointerLeave: () => map.point(null),
    onClick: (event) => {
      if (drag.current?.moved === true) return;
      const { x, y } = placeOf(event);
      map.choose(map.hit(x, y));
    },
    onDoubleClick: (event) => {
      const { x, y } = placeOf(event);
      const cell = map.hit(x, y);
      map.point(null);
      if (cell !== null) map.enter(cell);
    },
  };
}
