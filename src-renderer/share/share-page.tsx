import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ShareItem, ShareReport, ShareUrl } from '../../src-core/api/share.ts';
import { formatScoped } from '../../src-core/net/zone.ts';
import { api } from '../app/api.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { copyText } from '../components/clipboard.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { formatCount, formatPlural } from '../components/format.ts';
import { TextWithAddresses } from '../components/text-with-addresses.tsx';
import { useProbe } from '../probe/probe-session.ts';
import { isGoing } from '../probe/probe-view.ts';
import { ShareForm } from './share-form.tsx';
import { accessLog, shareSession, startShare } from './share-session.ts';
import styles from './share.module.css';

/** Gives a folder to other computers for reading, as long as this window is open. */
export function SharePage(): ReactElement {
  const view = useProbe(shareSession);
  const log = accessLog();
  const going = isGoing(view.phase);
  const runId = view.run?.runId;
  // The addresses are there once the run tells that it goes.
  const open = useQuery({
    queryKey: ['share', 'report', runId, view.progress === null],
    queryFn: () => api.share.report({ runId: runId ?? '' }),
    enabled: going && runId !== undefined && view.progress !== null,
  });
  const report = going ? open.data : undefined;
  const stop = (): void => {
    shareSession
      .cancel()
      .catch((error: unknown) => announce(`Sharing could not be stopped: ${failureText(error)}`, true));
  };
  return (
    <div className={styles.page}>
      <ShareForm going={going} cancelling={view.cancelling} onStart={startShare} onStop={stop} />
      <div className={styles.body}>
        {view.failure !== null && <FailureNotice error={view.failure} what="The folder is not shared" />}
        {report !== undefined && report.port !== null && <Shared report={report} />}
        {(going || log.length > 0) && (
          <AccessLog items={log} going={going} requests={view.progress?.done ?? 0} />
        )}
        {!going && log.length === 0 && view.failure === null && (
          <EmptyState
            title={view.phase === 'idle' ? 'No folder is shared' : 'The folder is no longer shared'}
          >
            Sharing opens a port of this computer to the network. Until you stop it or close this window,
            every computer that reaches it can read all files of the folder, without a password and
            unencrypted. Nobody can change anything.
          </EmptyState>
        )}
      </div>
    </div>
  );
}

function Shared({ report }: { readonly report: ShareReport }): ReactElement {
  const six = report.urls.find(({ kind }) => kind === 'ipv6');
  return (
    <>
      <Alert severity="warning" variant="outlined">
        {report.reach}
      </Alert>
      <h2 className={styles.title}>Addresses</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col">Interface</th>
            <th scope="col">For</th>
            <th scope="col">Copy</th>
          </tr>
        </thead>
        <tbody>
          {report.urls.map((url) => (
            <UrlRow key={`${url.interface ?? ''} ${url.text}`} url={url} />
          ))}
        </tbody>
      </table>
      <p className={styles.hint}>
        To boot from the network, name a file of the folder in DHCPv6 option 59 (RFC 5970), for example{' '}
        <code>{six === undefined ? `http://[address]:${report.port ?? ''}/` : six.text}boot.efi</code>. Most
        boot loaders need an address that is not link-local.
      </p>
    </>
  );
}

function UrlRow({ url }: { readonly url: ShareUrl }): ReactElement {
  const copy = async (): Promise<void> => {
    const done = await copyText(url.text);
    announce(done ? `Copied ${url.text}` : 'The clipboard cannot be written', !done);
  };
  return (
    <tr>
      <td className={styles.url}>
        <code className={styles.mono}>{url.text}</code>
      </td>
      <td>{url.interface ?? ''}</td>
      <td className={styles.faint}>{url.label}</td>
      <td className={styles.copy}>
        <Button color="inherit" aria-label={`Copy ${url.text}`} onClick={() => void copy()}>
          Copy
        </Button>
      </td>
    </tr>
  );
}

function AccessLog(props: {
  readonly items: readonly ShareItem[];
  readonly going: boolean;
  readonly requests: number;
}): ReactElement {
  const { items, going, requests } = props;
  return (
    <>
      <h2 className={styles.title}>
        Access log <span className={styles.faint}>{formatPlural(requests, 'request')}</span>
      </h2>
      {items.length === 0 ? (
        <p className={styles.hint}>
          {going ? 'Nobody has asked for anything yet.' : 'Nobody asked for anything.'}
        </p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Client</th>
              <th scope="col">Request</th>
              <th scope="col">Answer</th>
              <th scope="col">Bytes</th>
              <th scope="col">Program</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item, index) => (
              <tr key={items.length - index}>
                <td className={styles.number}>{new Date(item.at).toLocaleTimeString()}</td>
                <td>
                  <TextWithAddresses text={clientText(item)} />
                </td>
                <td>
                  <code className={styles.mono}>
                    {item.method} {item.path}
                  </code>
                </td>
                <td className={styles.number}>
                  {item.status}
                  {item.complete ? '' : ' broken off'}
                </td>
                <td className={styles.number}>{formatCount(item.bytes)}</td>
                <td className={styles.faint}>{item.agent ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function clientText({ client }: ShareItem): string {
  return client === null
    ? 'unknown'
    : formatScoped({ address: client.address, zone: client.zone ?? undefined });
}
