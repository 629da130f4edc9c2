import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { PathReport } from '../../src-core/api/path.ts';
import { formatScoped } from '../../src-core/net/zone.ts';
import { AddressText } from '../components/address-text.tsx';
import { loopOf } from '../../src-core/path/loop.ts';
import { announce } from '../components/announcer.tsx';
import { formatMoment, formatPlural } from '../components/format.ts';
import { StateLabel } from '../components/state-label.tsx';
import { useProbe } from '../probe/probe-session.ts';
import { isGoing } from '../probe/probe-view.ts';
import { RunLine } from '../probe/run-line.tsx';
import { CompareTable } from './compare-table.tsx';
import { HopTable } from './hop-table.tsx';
import { forgetPath, keepPath, useKeptPaths, type KeptPath } from './kept-paths.ts';
import { pathReportQuery, type PathLane as Lane } from './path-runs.ts';
import styles from './path-page.module.css';

/** One path as it is asked: its state, its hops, and its comparison with one that was kept. */
export function PathLane({ lane }: { readonly lane: Lane }): ReactElement | null {
  const view = useProbe(lane.session);
  const runId = view.run?.runId ?? '';
  const going = isGoing(view.phase);
  const asked = useQuery({
    ...pathReportQuery(runId, going),
    enabled: runId !== '' && view.phase !== 'lost',
    placeholderData: keepPreviousData,
  });
  const kept = useKeptPaths();
  const [comparedId, setComparedId] = useState('');
  if (view.phase === 'idle') return null;
  const report = view.summary ?? asked.data;
  const compared = kept.find(({ id }) => id === comparedId);
  const label = report === undefined ? 'Path' : `Path to ${formatScoped(targetOf(report))}`;
  return (
    <section className={styles.lane} aria-label={label}>
      <RunLine view={view} onStop={() => lane.session.cancel()}>
        {report !== undefined && report.rounds > 0 && (
          <>
            <span className={styles.quiet}>{formatPlural(report.rounds, 'round')}</span>
            <StateLabel
              tone={report.reached ? 'good' : 'changed'}
              text={report.reached ? 'target reached' : 'target not reached'}
            />
          </>
        )}
      </RunLine>
      {report !== undefined && report.hops.length > 0 && (
        <div className={styles.results}>
          <div className={styles.bar}>
            <h2 className={styles.heading}>
              <AddressText target={targetOf(report)} />
            </h2>
            <span className={styles.space} />
            <Button
              color="inherit"
              onClick={() => {
                keepPath(report);
                announce('The path is kept in this browser');
              }}
            >
              Keep this path
            </Button>
            <CompareChoice kept={kept} value={compared?.id ?? ''} onChange={setComparedId} />
          </div>
          {report.method === 'ping' && (
            <p className={styles.sentence}>
              Asked with ping, because no traceroute is installed: it tells who answers, and no round trips of
              routers.
            </p>
          )}
          <LoopNotice report={report} />
          {compared === undefined ? (
            <HopTable label={label} report={report} history={lane.history} />
          ) : (
            <CompareTable before={compared} after={report} />
          )}
        </div>
      )}
    </section>
  );
}

function LoopNotice({ report }: { readonly report: PathReport }): ReactElement | null {
  const loop = loopOf(report.hops);
  if (loop === null) return null;
  const [first, second] = loop.hops;
  const router = formatScoped({ address: loop.address, zone: report.zone ?? undefined });
  return (
    <p className={styles.sentence}>
      A loop: packets come back to {router}, at hop {first} and at hop {second}.
    </p>
  );
}

function targetOf({ target }: PathReport) {
  return { address: target.address, zone: target.zone ?? undefined };
}

function CompareChoice(props: {
  readonly kept: readonly KeptPath[];
  readonly value: string;
  onChange(id: string): void;
}): ReactElement | null {
  const { kept, value, onChange } = props;
  if (kept.length === 0) return null;
  return (
    <>
      <Select
        displayEmpty
        value={value}
        className={styles.compare ?? ''}
        inputProps={{ 'aria-label': 'Compare with' }}
        onChange={(event) => onChange(event.target.value)}
      >
        <MenuItem value="">Compare with…</MenuItem>
        {kept.map(({ id, at, report }) => (
          <MenuItem key={id} value={id}>
            {report.target.text}, {formatMoment(at)}
          </MenuItem>
        ))}
      </Select>
      {value !== '' && (
        <IconButton aria-label="Forget the kept path" onClick={() => forgetPath(value)}>
          <DeleteIcon />
        </IconButton>
      )}
    </>
  );
}
