import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import OutlinedInput from '@mui/material/OutlinedInput';
import Switch from '@mui/material/Switch';
import { useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState, type ReactElement } from 'react';
import type { RandomTargetItem } from '../../src-core/api/random-targets.ts';
import { api } from '../app/api.ts';
import { interfacesQuery } from '../app/queries.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { ExportButton } from '../components/export-button.tsx';
import { formatCount } from '../components/format.ts';
import { numberProblem } from '../probe/number-problem.ts';
import { NumberOption } from '../probe/option-field.tsx';
import { ProbeSession, useProbe } from '../probe/probe-session.ts';
import { isGoing } from '../probe/probe-view.ts';
import { RunLine } from '../probe/run-line.tsx';
import { useProbeSearch } from '../probe/use-probe-search.ts';
import { linkedPrefix, randomCsv, randomNumbers, randomOptionsOf, readPrefix } from './random-options.ts';
import { RandomTable } from './random-table.tsx';
import styles from './random-targets-page.module.css';

const session = new ProbeSession(api.randomTargets);

const outcomes = ['answered', 'unreachable', 'silent'] as const;

/** Draws random addresses of a prefix and tells which of them answer. */
export function RandomTargetsPage(): ReactElement {
  const view = useProbe(session);
  const [everything, setEverything] = useState(false);
  const { items } = view;
  const shown = useMemo(
    () => (everything ? items : items.filter(({ outcome }) => outcome !== 'silent')),
    [items, everything],
  );
  const count = (outcome: RandomTargetItem['outcome']): number =>
    items.filter((item) => item.outcome === outcome).length;
  return (
    <div className={styles.page}>
      <RandomForm busy={isGoing(view.phase)} />
      <RunLine view={view} onStop={() => session.cancel()}>
        {outcomes.map((outcome) => (
          <span key={outcome} className={styles.count}>
            {formatCount(count(outcome))} {outcome}
          </span>
        ))}
      </RunLine>
      {view.phase === 'idle' ? (
        <EmptyState title="Nothing was asked">
          Random addresses of a prefix show whether a router answers for addresses that nobody has, and how a
          network takes being searched.
        </EmptyState>
      ) : (
        <>
          <div className={styles.bar}>
            <FormControlLabel
              control={
                <Switch size="small" checked={everything} onChange={(_event, on) => setEverything(on)} />
              }
              label="Show those without an answer"
            />
            <span className={styles.space} />
            <ExportButton
              disabled={items.length === 0}
              make={(format) => ({
                fileName: `linkscope-random-targets.${format}`,
                mediaType: format === 'csv' ? 'text/csv' : 'application/json',
                text: format === 'csv' ? randomCsv(items) : JSON.stringify(items, null, 2),
              })}
            />
          </div>
          <RandomTable items={shown} going={isGoing(view.phase)} />
        </>
      )}
    </div>
  );
}

function RandomForm({ busy }: { readonly busy: boolean }): ReactElement {
  const [search, change] = useProbeSearch();
  const linked = linkedPrefix(search.target);
  const [seen, setSeen] = useState(linked);
  const [text, setText] = useState(linked);
  const [tried, setTried] = useState(false);
  // The menu of an address leads here while the page is shown already.
  if (linked !== seen) {
    setSeen(linked);
    setText(linked);
    setTried(false);
  }
  const id = useId();
  const read = readPrefix(text);
  const problem = tried && read.is === 'wrong' ? read.problem : undefined;
  const fits = Object.entries(randomNumbers).every(
    ([key, { least, most }]) => numberProblem(search[key], least, most) === undefined,
  );
  const start = (): void => {
    setTried(true);
    if (read.is !== 'prefix' || !fits) return;
    change({ target: text.trim() });
    void session.start(randomOptionsOf(read, search));
  };
  return (
    <div className={styles.form}>
      <div className={styles.prefix}>
        <label htmlFor={id} className={styles.label}>
          Prefix
        </label>
        <OutlinedInput
          id={id}
          fullWidth
          value={text}
          placeholder="2001:db8:1::/64"
          error={problem !== undefined}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') start();
          }}
          inputProps={{
            spellCheck: false,
            autoComplete: 'off',
            maxLength: 300,
            className: styles.mono,
            'aria-describedby': problem === undefined ? undefined : `${id}-problem`,
          }}
        />
        {problem !== undefined && (
          <div id={`${id}-problem`} role="alert" className={styles.problem}>
            {problem}
          </div>
        )}
        {read.is === 'needs-zone' && <PrefixZone onChoose={(zone) => setText(`${text.trim()}%${zone}`)} />}
      </div>
      {Object.entries(randomNumbers).map(([key, option]) => (
        <NumberOption
          key={key}
          {...option}
          value={search[key]}
          onChange={(value) => change({ [key]: value })}
        />
      ))}
      <Button variant="contained" className={styles.start ?? ''} disabled={busy} onClick={start}>
        Ask
      </Button>
    </div>
  );
}

/** Asks on which link a link-local prefix is meant. */
function PrefixZone({ onChoose }: { onChoose(zone: string): void }): ReactElement {
  const { data } = useQuery(interfacesQuery);
  const usable = (data?.interfaces ?? []).filter(({ unusable }) => unusable === null);
  return (
    <div className={styles.zones} role="group" aria-label="Interface of the prefix">
      <span>This prefix is on every link. Which interface?</span>
      {usable.map(({ zone, name }) => (
        <Button key={zone} variant="outlined" onClick={() => onChoose(zone)}>
          {name === zone ? zone : `${name} (${zone})`}
        </Button>
      ))}
    </div>
  );
}
