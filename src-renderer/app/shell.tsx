import CalculateIcon from '@mui/icons-material/CalculateOutlined';
import ConfigureIcon from '@mui/icons-material/DescriptionOutlined';
import DevicesIcon from '@mui/icons-material/DevicesOtherOutlined';
import ProbeIcon from '@mui/icons-material/TroubleshootOutlined';
import PlanIcon from '@mui/icons-material/AccountTreeOutlined';
import DiscoverIcon from '@mui/icons-material/RadarOutlined';
import SettingsIcon from '@mui/icons-material/SettingsOutlined';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, type ReactElement } from 'react';
import { AddressMenu } from '../components/address-menu.tsx';
import { Announcer } from '../components/announcer.tsx';
import { useFollowRunning, useRun } from '../discovery/current-run.ts';
import { formatPlural } from '../components/format.ts';
import { followKeptSessions } from '../terminal/follow-kept.ts';
import { useConnectionState } from './connection.ts';
import { SessionNeeded } from './session-needed.tsx';
import { TopSearch } from './top-search.tsx';
import styles from './shell.module.css';

const pages = [
  { to: '/discover', label: 'Discover', Icon: DiscoverIcon },
  { to: '/devices', label: 'Devices', Icon: DevicesIcon },
  { to: '/plan', label: 'Plan', Icon: PlanIcon },
  { to: '/calculate', label: 'Calculate', Icon: CalculateIcon },
  { to: '/probe', label: 'Probe', Icon: ProbeIcon },
  { to: '/configure', label: 'Configure', Icon: ConfigureIcon },
  { to: '/settings', label: 'Settings', Icon: SettingsIcon },
] as const;

/** The frame of every page: rail, box on top, and what the whole page shares. */
export function Shell(): ReactElement {
  const connection = useConnectionState();
  if (connection === 'refused') return <SessionNeeded />;
  return <Frame lost={connection === 'lost'} />;
}

function Frame({ lost }: { readonly lost: boolean }): ReactElement {
  useFollowRunning();
  useEffect(() => void followKeptSessions(), []);
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useTitle(path);
  return (
    <div className={styles.frame}>
      <a
        className={styles.skip}
        href="#main"
        onClick={(event) => {
          // The fragment belongs to the router.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the page
      </a>
      <nav className={styles.rail} aria-label="Pages">
        {pages.map(({ to, label, Icon }) => (
          <Link
            key={to}
            to={to}
            className={styles.page}
            activeProps={{ className: `${styles.page} ${styles.current}` }}
          >
            <Icon fontSize="inherit" className={styles.icon} />
            {label}
          </Link>
        ))}
      </nav>
      <header className={styles.top}>
        <span className={styles.brand}>Linkscope</span>
        <TopSearch />
        <RunNote path={path} />
      </header>
      {lost && (
        <div className={styles.lost} role="alert">
          Connection lost, trying again…
        </div>
      )}
      <main ref={main} id="main" className={styles.main} tabIndex={-1}>
        <Suspense fallback={null}>
          <Outlet />
        </Suspense>
      </main>
      <AddressMenu />
      <Announcer />
    </div>
  );
}

/** A run that goes on while another page is looked at. */
function RunNote({ path }: { readonly path: string }): ReactElement {
  const { phase, rows } = useRun();
  const shown = (phase === 'running' || phase === 'starting') && path !== '/discover';
  return (
    <div className={styles.note}>
      {shown && (
        <Link to="/discover" className={styles.noteLink}>
          Discovering, {formatPlural(rows.length, 'host')} so far
        </Link>
      )}
    </div>
  );
}

function useTitle(path: string): void {
  useEffect(() => {
    const page = pages.find(({ to }) => path.startsWith(to));
    document.title = page === undefined ? 'Linkscope' : `${page.label} · Linkscope`;
  }, [path]);
}
