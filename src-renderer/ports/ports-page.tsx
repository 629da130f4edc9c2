import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useState, useSyncExternalStore, type ReactElement } from 'react';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { ColumnsButton, useColumnChoice } from '../components/data-table/columns-button.tsx';
import type { Sort } from '../components/data-table/column.ts';
import { DataTable } from '../components/data-table/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ExportButton } from '../components/export-button.tsx';
import { FilterBox } from '../components/filter-box.tsx';
import { formatCount, formatDuration, formatPlural } from '../components/format.ts';
import { useProbe } from '../probe/probe-session.ts';
import { ProbeStatus } from '../probe/probe-status.tsx';
import { isGoing } from '../probe/probe-view.ts';
import { portColumns } from './port-columns.tsx';
import { hostColumns } from './host-columns.tsx';
import { hostOrder } from './host-rows.ts';
import { ImportButton, ImportNote, ReadingNote } from './import-parts.tsx';
import type { NmapImport } from './nmap-import.ts';
import { addressText, exportPorts, portKey, portOrder } from './port-rows.ts';
import { PortsForm } from './ports-form.tsx';
import { portsSession, portTable } from './ports-session.ts';
import { useNmapImport } from './use-nmap-import.ts';
import { useOrdered } from './use-ordered.ts';
import styles from './ports-page.module.css';

/** Which ports of one or many hosts are open, closed or filtered, and what answers there. */
export function PortsPage(): ReactElement {
  const view = useProbe(portsSession);
  const [imported, setImported] = useState<NmapImport | null>(null);
  const { reading, read, stop } = useNmapImport((whole) => {
    // A scan that was begun meanwhile is what the person wants to see.
    if (!isGoing(portsSession.view().phase)) setImported(whole);
  });
  const [filter, setFilter] = useState('');
  const [sort, setSort] = useState<Sort | null>(null);
  const [hostSort, setHostSort] = useState<Sort | null>(null);
  const [shown, setShown] = useState<'ports' | 'hosts'>('ports');
  const table = imported?.table ?? portTable;
  const results = useSyncExternalStore(table.subscribe, table.results);
  const { shown: rows, busy: busyRows } = useOrdered(results.open, filter, sort, portOrder);
  const { shown: hosts, busy: busyHosts } = useOrdered(results.hosts, filter, hostSort, hostOrder);
  const choice = useColumnChoice('ports', portColumns);
  const hostChoice = useColumnChoice('port-hosts', hostColumns);
  const going = isGoing(view.phase);
  const nothing = results.open.length + results.hosts.length === 0;
  const cancel = (): void => {
    portsSession
      .cancel()
      .catch((error: unknown) => announce(`The scan could not be stopped: ${failureText(error)}`, true));
  };
  return (
    <div className={styles.page}>
      <PortsForm
        going={going}
        cancelling={view.cancelling}
        onStart={(request) => {
          stop();
          setImported(null);
          portTable.clear();
          void portsSession.start(request);
        }}
        onCancel={cancel}
      />
      {reading !== null && !going ? (
        <ReadingNote file={reading} />
      ) : imported === null ? (
        <ProbeStatus label="Port scan" view={view}>
          {view.summary !== null && <Summary {...view.summary} />}
        </ProbeStatus>
      ) : (
        <ImportNote imported={imported} />
      )}
      <div className={styles.bar}>
        <Tabs
          value={shown}
          onChange={(_event, next: 'ports' | 'hosts') => setShown(next)}
          aria-label="What is shown"
        >
          <Tab value="ports" label={`Open ports (${formatCount(rows.length)})`} />
          <Tab value="hosts" label={`Hosts (${formatCount(hosts.length)})`} />
        </Tabs>
        <div className={styles.filter}>
          <FilterBox
            label={shown === 'ports' ? 'Filter ports' : 'Filter hosts'}
            value={filter}
            onChange={setFilter}
          />
        </div>
        <span className={styles.space} />
        <ImportButton disabled={going} reading={reading !== null} onFile={read} onStop={stop} />
        {shown === 'ports' ? <ColumnsButton choice={choice} /> : <ColumnsButton choice={hostChoice} />}
        <ExportButton disabled={nothing} make={(format) => exportPorts(rows, hosts, format)} />
      </div>
      <div className={styles.body}>
        {shown === 'ports' ? (
          <DataTable
            label="Open ports"
            columns={choice.shown}
            count={rows.length}
            rowAt={(index) => rows[index]}
            rowKey={portKey}
            rowName={(row) => `${addressText(row)} port ${row.port}`}
            sort={sort}
            onSort={setSort}
            empty={
              <Empty
                busy={busyRows}
                going={going}
                asked={!nothing || view.summary !== null}
                filtered={filter !== ''}
              />
            }
          />
        ) : (
          <DataTable
            label="Hosts"
            columns={hostChoice.shown}
            count={hosts.length}
            rowAt={(index) => hosts[index]}
            rowKey={addressText}
            rowName={addressText}
            sort={hostSort}
            onSort={setHostSort}
            empty={
              <EmptyState
                title={busyHosts ? ordering : filter === '' ? 'None yet' : 'No host holds these words'}
              >
                A host stands here when all of its ports have been asked: how many are open, closed and
                filtered, and why.
              </EmptyState>
            }
          />
        )}
      </div>
    </div>
  );
}

function Summary(props: {
  readonly open: number;
  readonly hosts: number;
  readonly answered: number;
  readonly asked: number;
  readonly losses: number;
  readonly durationMs: number;
  readonly scanner: string;
}): ReactElement {
  const { open, hosts, answered, asked, losses, durationMs, scanner } = props;
  return (
    <>
      {formatPlural(open, 'open port')} of {formatCount(asked)} asked on{' '}
      {formatPlural(hosts, 'address', 'addresses')}, {formatCount(answered)} of which answered, in{' '}
      {formatDuration(durationMs)} by {scanner}
      {losses > 0 && `; ${formatPlural(losses, 'answer')} only when asked again`}
    </>
  );
}

/** Many rows take a moment. */
const ordering = 'Putting the rows in order';

function Empty(props: {
  readonly busy: boolean;
  readonly going: boolean;
  readonly asked: boolean;
  readonly filtered: boolean;
}): ReactElement {
  if (props.busy) return <EmptyState title={ordering}>They are shown in a moment.</EmptyState>;
  if (props.filtered)
    return <EmptyState title="No open port holds these words">Empty the filter to see all.</EmptyState>;
  if (props.going) return <EmptyState title="None yet">Open ports appear as they are found.</EmptyState>;
  if (props.asked)
    return <EmptyState title="No open port">What the others said stands under “Hosts”.</EmptyState>;
  return (
    <EmptyState title="No scan yet">
      Name addresses, names, prefixes or ranges, then choose “Scan ports”. Nothing but connections is made, as
      any program makes them. Scan only what you may.
    </EmptyState>
  );
}
