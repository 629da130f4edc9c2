import DiscoverIcon from '@mui/icons-material/Radar';
import StopIcon from '@mui/icons-material/StopCircleOutlined';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { failureText } from '../app/failure.ts';
import { interfacesQuery } from '../app/queries.ts';
import { announce } from '../components/announcer.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { formatPlural } from '../components/format.ts';
import { useLeftOut, zonesToSearch } from './chosen-zones.ts';
import { currentRun, useRun } from './current-run.ts';
import { HostTable } from './host-table.tsx';
import { InterfaceList } from './interface-list.tsx';
import type { RunView } from './run-store.ts';
import { RunPanel } from './run-panel.tsx';
import styles from './discover-page.module.css';

export function DiscoverPage(): ReactElement {
  const run = useRun();
  const list = useQuery(interfacesQuery);
  const leftOut = useLeftOut();
  const interfaces = list.data?.interfaces ?? [];
  const zones = zonesToSearch(interfaces, leftOut);
  const going = run.phase === 'starting' || run.phase === 'running';
  const waiting = run.cancelling || run.runId === null;
  // The interfaces make room for the hosts once there is a run; what the person has chosen stays.
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  const open = unfolded ?? run.phase === 'idle';
  const cancel = async (): Promise<void> => {
    try {
      await currentRun.cancel();
    } catch (error) {
      announce(`The run could not be cancelled: ${failureText(error)}`, true);
    }
  };
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>Discover</h1>
        <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setUnfolded(!open)}>
          <span aria-hidden="true">{open ? '▾' : '▸'}</span>
          {list.data === undefined ? 'Reading the interfaces' : choiceText(zones, going ? run.zones : null)}
        </button>
        <span className={styles.space} />
        {going ? (
          <Button
            variant="outlined"
            startIcon={<StopIcon />}
            // Truly disabled it would drop the focus, and the keyboard would start again at the top of the page.
            aria-disabled={waiting}
            className={waiting ? styles.waiting : undefined}
            onClick={() => {
              if (!waiting) void cancel();
            }}
          >
            Cancel
          </Button>
        ) : (
          <Button
            variant="contained"
            startIcon={<DiscoverIcon />}
            disabled={zones.length === 0}
            onClick={() => void currentRun.start(zones)}
          >
            Discover hosts
          </Button>
        )}
      </div>
      {open && (
        <section className={styles.interfaces} aria-label="Interfaces of this computer">
          {list.error !== null && (
            <FailureNotice
              error={list.error}
              what="The interfaces could not be read"
              retry={() => void list.refetch()}
            />
          )}
          {list.data?.warnings.map((warning) => (
            <p key={warning} className={styles.warning}>
              {warning}
            </p>
          ))}
          <InterfaceList interfaces={interfaces} locked={going} />
        </section>
      )}
      <div role="status" className={styles.told}>
        {toldText(run)}
      </div>
      <RunPanel run={run} />
      <HostTable rows={run.rows} empty={<NothingYet phase={run.phase} searchable={zones.length > 0} />} />
    </div>
  );
}

/** What a screen reader is told of the run: its beginning and its end, not every batch. */
function toldText({ phase, summary }: RunView): string {
  if (phase === 'idle') return '';
  if (phase === 'starting' || phase === 'running') return 'Discovery is running';
  const found = summary === null ? '' : `: ${formatPlural(summary.hosts, 'host')} found, ${summary.new} new`;
  return `Discovery has ended${found}`;
}

function choiceText(zones: readonly string[], running: readonly string[] | null): string {
  const shown = running ?? zones;
  if (shown.length === 0) return 'No interface chosen';
  if (shown.length <= 4) return shown.join(', ');
  return `${shown.slice(0, 3).join(', ')} and ${formatPlural(shown.length - 3, 'more interface')}`;
}

function NothingYet({
  phase,
  searchable,
}: {
  readonly phase: string;
  readonly searchable: boolean;
}): ReactElement {
  if (phase === 'starting' || phase === 'running') {
    return (
      <EmptyState title="Looking">Hosts appear here as soon as one of the sources sees them.</EmptyState>
    );
  }
  if (phase !== 'idle') {
    return (
      <EmptyState title="No host was seen">
        Look at the sources above: one that could not look has not shown that nobody is there.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Find every host on the link">
      {searchable
        ? 'Press “Discover hosts”. Linkscope asks every chosen interface by all the ways it has, needs no root, changes nothing on the network, and keeps what it finds under Devices.'
        : 'No interface can be searched now. The list above says why; connect or choose one, and this page notices by itself.'}
    </EmptyState>
  );
}
