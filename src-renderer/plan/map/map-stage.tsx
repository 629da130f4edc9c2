import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ReactElement,
  type Ref,
} from 'react';
import { cellOfNode, type MapCell, type PlanMap } from '../../../src-core/plan/map.ts';
import { cellRect, fitted, hitAt, wholeMap, zoomedAt, type Size } from '../../../src-core/plan/map-frame.ts';
import { entryAt } from '../../../src-core/plan/tree.ts';
import type { PlanView } from '../plan-view.ts';
import { readInk, type MapInk } from './map-ink.ts';
import { MapTooltip } from './map-tooltip.tsx';
import { paintMap } from './paint-map.ts';
import { useMapCamera } from './use-map-camera.ts';
import { useMapKeys } from './use-map-keys.ts';
import { useMapPointer } from './use-map-pointer.ts';
import styles from './plan-map.module.css';

/** What the buttons around the map can do with it. */
export interface MapControl {
  zoom(factor: number): void;
  /** Shows a node as large as there is room; the root shows the whole map. */
  enter(id: string): void;
}

interface MapStageProps {
  readonly map: PlanMap;
  readonly view: PlanView;
  readonly cell: MapCell | null;
  onCell(cell: MapCell | null): void;
  onPlace(id: string): void;
  readonly control: Ref<MapControl>;
}

/** A node that would be smaller than this, in pixels, is shown by itself and not among its neighbours. */
const seenPx = 24;

/** The canvas of the map, with what the pointer and the keyboard do on it. */
export function MapStage({ map, view, cell, onCell, onPlace, control }: MapStageProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const size = useRef<Size>({ width: 1, height: 1 });
  const ink = useRef<MapInk | null>(null);
  const frame = useRef(0);
  const [pointed, setPointed] = useState<{ cell: MapCell; x: number; y: number } | null>(null);
  const [focused, setFocused] = useState(false);
  const draw = useRef<() => void>(() => undefined);
  const paint = useCallback(() => {
    if (frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      draw.current();
    });
  }, []);
  const camera = useMapCamera(map, size, paint);
  const { now, place, move, fly } = camera;

  useLayoutEffect(() => {
    draw.current = () => {
      const brush = canvas.current?.getContext('2d', { alpha: false });
      if (brush === null || brush === undefined || ink.current === null) return;
      paintMap(brush, ink.current, {
        map,
        camera: now.current,
        size: size.current,
        selected: view.selected,
        focus: cell,
        focused,
        pointed: pointed?.cell ?? null,
      });
    };
    paint();
  }, [map, view.selected, cell, focused, pointed, now, paint]);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const fit = (): void => {
      const { width, height } = element.getBoundingClientRect();
      const density = window.devicePixelRatio;
      size.current = { width: Math.max(1, width), height: Math.max(1, height) };
      element.width = Math.round(width * density);
      element.height = Math.round(height * density);
      element.getContext('2d', { alpha: false })?.setTransform(density, 0, 0, density, 0, 0);
      ink.current = readInk(element, density);
      // In the same frame: a canvas is empty after its size was set.
      draw.current();
    };
    fit();
    const resized = new ResizeObserver(fit);
    resized.observe(element);
    const scheme = new MutationObserver(fit);
    scheme.observe(document.documentElement, { attributes: true });
    const density = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    density.addEventListener('change', fit);
    return () => {
      resized.disconnect();
      scheme.disconnect();
      density.removeEventListener('change', fit);
      cancelAnimationFrame(frame.current);
      frame.current = 0;
    };
  }, []);

  useEffect(() => onPlace(place), [place, onPlace]);

  const enter = useCallback(
    (id: string) => {
      const target = id === map.root ? null : cellOfNode(map, id);
      if (target !== undefined) fly(fitted(map, size.current, target));
    },
    [map, fly],
  );
  const zoom = useCallback(
    (factor: number) => {
      const { width, height } = size.current;
      fly(zoomedAt(map, now.current, size.current, factor, width / 2, height / 2));
    },
    [map, now, fly],
  );
  useImperativeHandle(control, () => ({ zoom, enter }), [zoom, enter]);

  // A node that is chosen elsewhere is brought to where it can be seen.
  const shown = useRef<string | null>(null);
  const { select } = view;
  const choose = useCallback(
    (found: MapCell | null) => {
      onCell(found);
      const id = found?.entry?.node.id;
      if (id === undefined) return;
      shown.current = id;
      select([id]);
    },
    [onCell, select],
  );
  useEffect(() => {
    const id = view.focused;
    if (id === null || id === shown.current) return;
    shown.current = id;
    const target = id === map.root ? undefined : cellOfNode(map, id);
    if (target === undefined) return;
    onCell(target);
    const above = target.level === map.root ? null : cellOfNode(map, target.level);
    const around = above === undefined || above === null ? wholeMap : fitted(map, size.current, above);
    const rect = cellRect(map, around, size.current, target);
    const isSeen = rect !== undefined && Math.min(rect.width, rect.height) >= seenPx;
    fly(isSeen ? around : fitted(map, size.current, target));
  }, [view.focused, map, onCell, fly]);

  const pointer = useMapPointer({
    stage,
    now,
    move,
    hit: (x, y) => hitAt(map, now.current, size.current, x, y)?.cell ?? null,
    zoomAt: (factor, x, y) => move(zoomedAt(map, now.current, size.current, factor, x, y)),
    point: setPointed,
    choose,
    enter: (found) => fly(fitted(map, size.current, found)),
  });
  const keys = useMapKeys({ map, size, camera, cell, onCell, zoom, choose });
  const root = entryAt(map.plan, map.root).node;
  return (
    <div
      ref={stage}
      className={styles.stage}
      // Arrow keys move between cells, so a screen reader has to leave them to the page.
      role="application"
      aria-roledescription="map"
      aria-label={`Map of ${root.name === '' ? 'the prefix' : root.name}`}
      aria-describedby="plan-map-keys"
      tabIndex={0}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onKeyDown={keys}
      {...pointer}
    >
      <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
      {pointed !== null && <MapTooltip map={map} pointed={pointed} />}
    </div>
  );
}
