import type { ReactElement } from 'react';
import type { MapCell, PlanMap } from '../../../src-core/plan/map.ts';
import styles from './plan-map.module.css';
import { cellWords } from './words.ts';

/** What the pointer is on. The same is read out for the cell that the keyboard is on. */
export function MapTooltip({
  map,
  pointed,
}: {
  readonly map: PlanMap;
  readonly pointed: { readonly cell: MapCell; readonly x: number; readonly y: number };
}): ReactElement {
  const { title, prefix, facts } = cellWords(map, pointed.cell);
  return (
    <div
      aria-hidden="true"
      className={styles.tooltip}
      style={{ '--x': `${pointed.x}px`, '--y': `${pointed.y}px` }}
    >
      <strong>{title}</strong>
      <span className={styles.mono}>{prefix}</span>
      {facts.length > 0 && <span className={styles.facts}>{facts.join(' · ')}</span>}
    </div>
  );
}
