import { useEffect, useState, type ReactElement } from 'react';
import type { WebPageItem } from '../../src-core/api/web-page.ts';
import { api } from '../app/api.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { formatMoment } from '../components/format.ts';
import { ProbeSession, useProbe } from '../probe/probe-session.ts';
import styles from './web-page.module.css';

/** The newest requests that are shown. */
const mostLines = 200;

/** Follows the log of one page that is open, which goes on when it is left. */
function logSession() {
  let lines: readonly WebPageItem[] = [];
  const session = new ProbeSession(api.webPage, {
    take: (items) => {
      lines = [...items.toReversed(), ...lines].slice(0, mostLines);
    },
    begin: () => {
      lines = [];
    },
  });
  return { session, lines: () => lines };
}

/** What the browser asked of the device through the page, newest first, and what was answered in its place. */
export function RequestLog({ runId }: { readonly runId: string }): ReactElement {
  const [log] = useState(logSession);
  const view = useProbe(log.session);
  useEffect(() => {
    void log.session.attach(runId);
    return () => log.session.leave();
  }, [log, runId]);
  const lines = log.lines();
  if (view.failure !== null) return <FailureNotice error={view.failure} what="The log could not be read" />;
  if (lines.length === 0) return <p className={styles.facts}>Nothing was asked of the device yet.</p>;
  return (
    <div className={styles.log} role="region" aria-label="Requests" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Port</th>
            <th scope="col">Request</th>
            <th scope="col">Answer</th>
            <th scope="col">Note</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ at, port, method, path, status, note }, index) => (
            <tr key={lines.length - index}>
              <td className={styles.number}>{formatMoment(at).slice(11)}</td>
              <td className={styles.number}>{port}</td>
              <td className={styles.request}>
                {method} {path}
              </td>
              <td className={styles.number}>{status ?? 'none'}</td>
              <td className={styles.facts}>{note ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
