import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useColorScheme } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ApplicationInfo, LogEntry } from '../../src-core/api/application.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { infoQuery, recentErrorsQuery } from '../app/queries.ts';
import { copyAndTell } from '../components/announcer.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { StateLabel } from '../components/state-label.tsx';
import { MomentText } from '../components/time-text.tsx';
import styles from './settings-page.module.css';

const hostLabels: Record<ApplicationInfo['host'], string> = {
  electron: 'Desktop window',
  serve: 'Browser on this computer',
  cli: 'Command line',
};

export function SettingsPage(): ReactElement {
  const info = useQuery(infoQuery);
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>Settings</h1>
      <Appearance />
      <section className={styles.section} aria-labelledby="about">
        <h2 id="about" className={styles.heading}>
          About
        </h2>
        {info.error !== null && (
          <FailureNotice
            error={info.error}
            what="The program did not answer"
            retry={() => void info.refetch()}
          />
        )}
        {info.data !== undefined && <About info={info.data} />}
      </section>
      <RecentErrors />
    </div>
  );
}

function Appearance(): ReactElement {
  const { mode, setMode } = useColorScheme();
  return (
    <section className={styles.section} aria-labelledby="appearance">
      <h2 id="appearance" className={styles.heading}>
        Appearance
      </h2>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={mode ?? 'system'}
        aria-labelledby="appearance"
        onChange={(_event, next: 'system' | 'light' | 'dark' | null) => {
          if (next !== null) setMode(next);
        }}
      >
        <ToggleButton value="system">As the system</ToggleButton>
        <ToggleButton value="light">Light</ToggleButton>
        <ToggleButton value="dark">Dark</ToggleButton>
      </ToggleButtonGroup>
    </section>
  );
}

function About({ info }: { readonly info: ApplicationInfo }): ReactElement {
  return (
    <>
      {info.storageNotices.map((notice) => (
        <p key={notice} className={styles.notice}>
          <StateLabel tone="bad" text="Storage" /> {visibleText(notice, 1000)}
        </p>
      ))}
      <dl className={styles.facts}>
        <dt>Version</dt>
        <dd>Linkscope {info.version}</dd>
        <dt>Runs as</dt>
        <dd>
          {hostLabels[info.host]}, {info.platform}, Node {info.nodeVersion}
        </dd>
        <dt>Data</dt>
        <dd>
          <PathText path={info.dataDirectory} />
        </dd>
        <dt>Log</dt>
        <dd>
          <PathText path={info.logFile} />
        </dd>
        <dt>Licence</dt>
        <dd>
          <a href="https://opensource.org/license/mit" target="_blank" rel="noreferrer">
            MIT licence
          </a>
        </dd>
      </dl>
    </>
  );
}

function PathText({ path }: { readonly path: string }): ReactElement {
  return (
    <button
      type="button"
      className={styles.path}
      title="Click to copy"
      aria-label={`Copy ${path}`}
      onClick={() => void copyAndTell(path)}
    >
      {path}
    </button>
  );
}

function RecentErrors(): ReactElement {
  const errors = useQuery(recentErrorsQuery);
  return (
    <section className={styles.section} aria-labelledby="errors">
      <h2 id="errors" className={styles.heading}>
        Last errors and warnings
      </h2>
      {errors.error !== null && (
        <FailureNotice
          error={errors.error}
          what="The errors could not be read"
          retry={() => void errors.refetch()}
        />
      )}
      {errors.data?.length === 0 && (
        <p className={styles.quiet}>There have been none since the program started.</p>
      )}
      <ul className={styles.errors}>
        {errors.data?.map((entry, index) => (
          // Entries have no id of their own; the newest is first, so place and time name one.
          <ErrorLine key={`${entry.at} ${index}`} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function ErrorLine({ entry }: { readonly entry: LogEntry }): ReactElement {
  return (
    <li>
      <span className={styles.when}>
        <MomentText at={entry.at} />
      </span>
      <span className={styles.level}>
        <StateLabel
          tone={entry.level === 'warn' ? 'changed' : 'bad'}
          text={entry.level === 'warn' ? 'warning' : entry.level}
        />
      </span>
      <span className={styles.message}>
        {visibleText(entry.message, 1000)}
        {entry.code !== null && <span className={styles.quiet}> ({entry.code})</span>}
        {entry.detail !== null && <span className={styles.detail}>{visibleText(entry.detail, 2000)}</span>}
      </span>
    </li>
  );
}
