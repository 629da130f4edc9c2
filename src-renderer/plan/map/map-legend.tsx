import type { ReactElement } from 'react';
import styles from './plan-map.module.css';
import { statusWords } from './words.ts';

const items = [
  { sample: 'used', text: statusWords.used },
  { sample: 'reserved', text: statusWords.reserved },
  { sample: 'planned', text: statusWords.planned },
  { sample: 'retiring', text: statusWords.retiring },
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
