import DownIcon from '@mui/icons-material/KeyboardArrowDown';
import UpIcon from '@mui/icons-material/KeyboardArrowUp';
import IconButton from '@mui/material/IconButton';
import type { KeyboardEvent, ReactElement } from 'react';
import { FilterBox } from '../components/filter-box.tsx';
import { formatCount, formatPlural } from '../components/format.ts';
import type { PlanState } from './use-plan-state.ts';
import styles from './plan-page.module.css';

/** The search of a plan: what is found stays in sight, counted, and Enter or Shift+Enter go from one to the next. */
export function PlanSearchBox({ state }: { readonly state: PlanState }): ReactElement {
  const { matches, query, view } = state;
  const total = matches?.found.length ?? 0;
  const at = matches?.found.findIndex(({ node }) => node.id === view.focused) ?? -1;
  const go = (by: 1 | -1): void => {
    if (matches === null || total === 0) return;
    const next = at < 0 ? (by === 1 ? 0 : total - 1) : (at + by + total) % total;
    const entry = matches.found[next];
    if (entry !== undefined) view.select([entry.node.id]);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === 'F3') {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    }
    if (event.key === 'ArrowDown') {
      const row = document.querySelector<HTMLElement>('[role="treegrid"] [role="row"][tabindex="0"]');
      if (row === null) return;
      event.preventDefault();
      // What was chosen before may be hidden by the search: an action is done to the row that is seen to have the focus.
      const id = row.dataset['node'];
      if (id !== undefined && id !== view.focused) view.select([id]);
      row.focus();
    }
  };
  return (
    <div role="search" className={styles.search} onKeyDown={press}>
      <FilterBox label="Find name, prefix, address…" value={query} onChange={state.setQuery} />
      {matches !== null && (
        <>
          <span className={styles.count} role="status">
            {at >= 0
              ? `${formatCount(at + 1)} of ${formatCount(total)}`
              : formatPlural(total, 'match', 'matches')}
          </span>
          <IconButton aria-label="Previous match" disabled={total === 0} onClick={() => go(-1)}>
            <UpIcon fontSize="inherit" />
          </IconButton>
          <IconButton aria-label="Next match" disabled={total === 0} onClick={() => go(1)}>
            <DownIcon fontSize="inherit" />
          </IconButton>
        </>
      )}
    </div>
  );
}
