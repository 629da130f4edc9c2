import CloseIcon from '@mui/icons-material/Close';
import IconButton from '@mui/material/IconButton';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { DeviceRow, ScanInfo } from '../../src-core/api/devices.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { scanChangesQuery, scansQuery } from '../app/queries.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { formatDuration, formatPlural } from '../components/format.ts';
import { SidePanel } from '../components/side-panel.tsx';
import panel from '../components/side-panel.module.css';
import { StateLabel, type Tone } from '../components/state-label.tsx';
import { MomentText } from '../components/time-text.tsx';
import styles from './scans-panel.module.css';

const stateLabels: Record<ScanInfo['state'], { tone: Tone; text: string }> = {
  running: { tone: 'plain', text: 'running' },
  done: { tone: 'good', text: 'complete' },
  cancelled: { tone: 'changed', text: 'cancelled' },
  failed: { tone: 'bad', text: 'failed' },
  interrupted: { tone: 'bad', text: 'interrupted: the program ended while it ran' },
};

/** The scans that are kept, and what each found against the one before. */
export function ScansPanel({ onClose }: { onClose(): void }): ReactElement {
  const scans = useQuery(scansQuery);
  const [open, setOpen] = useState<number | null>(null);
  return (
    <SidePanel label="Scan history" onClose={onClose}>
      <div className={panel.head}>
        <h2 className={panel.title}>Scan history</h2>
        <IconButton aria-label="Close the scan history" onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      {scans.error !== null && (
        <FailureNotice
          error={scans.error}
          what="The scans could not be read"
          retry={() => void scans.refetch()}
        />
      )}
      {scans.data?.length === 0 && <p>No scan yet.</p>}
      <ul className={panel.list}>
        {scans.data?.map((scan) => (
          <li key={scan.id}>
            <button
              type="button"
              className={styles.scan}
              aria-expanded={open === scan.id}
              onClick={() => setOpen(open === scan.id ? null : scan.id)}
            >
              <span aria-hidden="true">{open === scan.id ? '▾' : '▸'}</span>
              <span className={styles.when}>
                <MomentText at={scan.startedAt} />
              </span>
              <span>{formatPlural(scan.hosts, 'host')}</span>
            </button>
            <div className={styles.facts}>
              <div className={panel.evidence}>
                <StateLabel {...stateLabels[scan.state]} />
                <span>{scan.zones.join(', ')}</span>
                {scan.endedAt !== null && <span>{formatDuration(scan.endedAt - scan.startedAt)}</span>}
                <span>{scan.new} new</span>
                <span>{scan.changed} changed</span>
                {scan.state === 'done' && <span>{scan.gone} gone</span>}
              </div>
              {open === scan.id && <Changes scanId={scan.id} />}
            </div>
          </li>
        ))}
      </ul>
    </SidePanel>
  );
}

function Changes({ scanId }: { readonly scanId: number }): ReactElement | null {
  const changes = useQuery(scanChangesQuery(scanId));
  if (changes.error !== null) {
    return (
      <FailureNotice
        error={changes.error}
        what="What changed could not be read"
        retry={() => void changes.refetch()}
      />
    );
  }
  if (changes.data === undefined) return null;
  const { new: fresh, changed, gone } = changes.data;
  if (fresh.length + changed.length + gone.length === 0)
    return <p className={styles.nothing}>Nothing changed.</p>;
  return (
    <>
      <DeviceLinks title="New" tone="new" rows={fresh} />
      <DeviceLinks title="Changed" tone="changed" rows={changed} />
      <DeviceLinks title="Gone" tone="gone" rows={gone} />
    </>
  );
}

/** How many names are listed at once; a first scan has as many new devices as hosts. */
const listedAtOnce = 20;

function DeviceLinks(props: {
  readonly title: string;
  readonly tone: Tone;
  readonly rows: readonly DeviceRow[];
}): ReactElement | null {
  const [all, setAll] = useState(false);
  const { title, tone, rows } = props;
  if (rows.length === 0) return null;
  const shown = all ? rows : rows.slice(0, listedAtOnce);
  return (
    <div className={styles.changes}>
      <StateLabel tone={tone} text={`${title} (${rows.length})`} />
      <ul className={styles.names}>
        {shown.map((row) => (
          <li key={row.id}>
            <Link to="/devices/$id" params={{ id: String(row.id) }}>
              {visibleText(row.name, 80)}
            </Link>
          </li>
        ))}
      </ul>
      {shown.length < rows.length && (
        <button type="button" className={styles.all} onClick={() => setAll(true)}>
          Show all {rows.length}
        </button>
      )}
    </div>
  );
}
