import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import type { CertificateFacts } from '../../src-core/api/web-page.ts';
import { formatScoped } from '../../src-core/net/zone.ts';
import { failureText } from '../app/failure.ts';
import { AddressText } from '../components/address-text.tsx';
import { announce } from '../components/announcer.tsx';
import { formatMoment, formatPlural } from '../components/format.ts';
import { StateLabel } from '../components/state-label.tsx';
import { AgeText } from '../components/time-text.tsx';
import { closingWords } from './closing-words.ts';
import { closeWebPage, showWebPage, tabWatch, type OpenWebPage } from './open-pages.ts';
import { RequestLog } from './request-log.tsx';
import { useTabCount } from './tab-watch.ts';
import styles from './web-page.module.css';

/** One page that is open: what it is, what it showed of itself, and where it wanted to send the browser. */
export function OpenPageItem({ page }: { readonly page: OpenWebPage }): ReactElement {
  const { runId, report } = page;
  const seen = useTabCount(tabWatch, runId);
  const [logged, setLogged] = useState(false);
  const { address, zone } = report.target;
  const name = formatScoped({ address, zone: zone ?? undefined });
  const act = (work: Promise<void>, what: string): void => {
    work.catch((error: unknown) => announce(`${what}: ${failureText(error)}`, true));
  };
  return (
    <li className={styles.item} aria-label={name}>
      <div className={styles.head}>
        <span className={styles.name}>
          <AddressText target={{ address, zone: zone ?? undefined }} />
        </span>
        <span className={styles.facts}>
          {report.ports.map(({ port, tls }) => `${tls ? 'https' : 'http'} ${port}`).join(', ')} ·{' '}
          {formatPlural(report.requests, 'request')} · used <AgeText at={report.lastUsedAt} />
        </span>
        <span className={styles.space} />
        <Button color="inherit" aria-expanded={logged} onClick={() => setLogged(!logged)}>
          <span aria-hidden="true" className={styles.arrow}>
            {logged ? '▾' : '▸'}
          </span>
          Requests
        </Button>
        <Button
          variant="outlined"
          onClick={() => act(showWebPage(runId, name), 'The page could not be shown')}
        >
          Open in a tab
        </Button>
        <Button color="inherit" onClick={() => act(closeWebPage(runId), 'The page could not be closed')}>
          Close
        </Button>
      </div>
      <p className={styles.closing}>{closingWords(report, seen)}</p>
      {report.ports.map(
        ({ port, certificate, accepted }) =>
          certificate !== null && (
            <Certificate key={port} port={port} facts={certificate} accepted={accepted} />
          ),
      )}
      {report.externals.length > 0 && (
        <p className={styles.note}>
          Wanted to send the browser to {report.externals.join(', ')}. Linkscope did not go there.
        </p>
      )}
      {logged && <RequestLog runId={runId} />}
    </li>
  );
}

function Certificate(props: {
  readonly port: number;
  readonly facts: CertificateFacts;
  readonly accepted: boolean;
}): ReactElement {
  const { port, facts, accepted } = props;
  const names = facts.names.join(', ') || 'no names or addresses';
  const rows = [
    ['Subject', facts.subject],
    ['Issuer', facts.selfSigned ? `${facts.issuer} (self-signed)` : facts.issuer],
    ['For', facts.moreNames === 0 ? names : `${names}, and ${facts.moreNames} more`],
    ['Valid', `${momentText(facts.validFrom)} to ${momentText(facts.validUntil)}`],
    ['Key', `${facts.key ?? 'not told'}, ${facts.protocol}`],
    ['SHA-256', facts.fingerprint],
  ] as const;
  return (
    <section className={styles.certificate} aria-label={`Certificate of port ${port}`}>
      <div className={styles.certificateHead}>
        <span className={styles.strong}>Certificate of port {port}</span>
        {facts.distrust === null ? (
          <StateLabel tone="good" text="Trusted" />
        ) : (
          <StateLabel
            tone={accepted ? 'plain' : 'bad'}
            text={accepted ? 'Accepted by you' : 'Not accepted yet'}
          />
        )}
        {facts.distrust !== null && <span className={styles.facts}>Not trusted: {facts.distrust}</span>}
      </div>
      <dl className={styles.rows}>
        {rows.map(([label, value]) => (
          <div key={label} className={styles.row}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function momentText(at: number | null): string {
  return at === null ? 'not told' : formatMoment(at);
}
