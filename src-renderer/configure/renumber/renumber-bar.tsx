import Checkbox from '@mui/material/Checkbox';
import { useId, type ReactElement } from 'react';
import type { RenumberedConfiguration } from '../../../src-core/api/configurations.ts';
import { formatCount } from '../../components/format.ts';
import { allTurned, amountTaken, isListed, listings, type Left, type Listing } from './renumber-choice.ts';
import styles from './renumber-page.module.css';

const names: Readonly<Record<Listing, string>> = {
  all: 'All',
  edited: 'Edited on disk',
  stuck: 'Cannot be written',
};

interface RenumberBarProps {
  readonly configurations: readonly RenumberedConfiguration[];
  /** Those of them that are listed. */
  readonly listed: readonly RenumberedConfiguration[];
  readonly listing: Listing;
  readonly left: Left;
  readonly locked: boolean;
  onLeft(left: Left): void;
  onListing(listing: Listing): void;
}

/** Takes or leaves all that are listed, and chooses what is. */
export function RenumberBar(props: RenumberBarProps): ReactElement {
  const { configurations, listed, listing, left, locked } = props;
  const id = useId();
  const amount = amountTaken(left, listed);
  const counts = listings.map(
    (each) => [each, configurations.filter((one) => isListed(one, each)).length] as const,
  );
  return (
    <div className={styles.bar}>
      <span className={styles.takeAll}>
        <Checkbox
          slotProps={{ input: { id } }}
          checked={amount === 'all'}
          indeterminate={amount === 'some'}
          disabled={locked || !listed.some(({ usable }) => usable)}
          onChange={() => props.onLeft(allTurned(left, listed, amount !== 'all'))}
        />
        <label htmlFor={id}>Take all</label>
      </span>
      <span className={styles.listings} role="group" aria-label="Which stored forms are listed">
        {counts
          .filter(([each, count]) => each === 'all' || each === listing || count > 0)
          .map(([each, count]) => (
            <button
              key={each}
              type="button"
              className={styles.listing}
              aria-pressed={each === listing}
              onClick={() => props.onListing(each)}
            >
              {names[each]} ({formatCount(count)})
            </button>
          ))}
      </span>
    </div>
  );
}
