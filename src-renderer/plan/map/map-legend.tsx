import type { ReactElement } from 'react';
import { statusLabels } from '../plan-columns.tsx';
import styles from './plan-map.module.css';

const items = [
  { sample: 'used', text: statusLabels.used.label },
  { sample: 'reserved', text: statusLabels.reserved.label },
  { sample: 'planned', text: statusLabels.planned.label },
  { sample: 'retiring', text: statusLabels.retiring.label },
  { sample: 'kept', text: 'Kept for growth' },
  { sample: 'free', text: 'Free' },
] as const;

/** What the patterns of the map mean. */
export function MapLegend(): ReactElement {
  return (
    <ul className={styles.legend} aria-label="Patterns of the map">
      {items.map(({ sample, text }) => (
        <li key={sample}>
          <span aria-hidden="true" className={styles.sample} data-sample={sample} />
          {text}
        </li>
      ))}
    </ul>
  );
}
