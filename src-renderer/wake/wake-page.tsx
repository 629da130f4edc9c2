import { type ReactElement } from 'react';
import type { WakeItem, WakeReport } from '../../src-core/api/wake.ts';
import { api } from '../app/api.ts';
import { AddressText } from '../components/address-text.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { formatDuration } from '../components/format.ts';
import { StateLabel } from '../components/state-label.tsx';
import { TextWithAddresses } from '../components/text-with-addresses.tsx';
import { ProbeSession, useProbe } from '../probe/probe-session.ts';
import { isGoing } from '../probe/probe-view.ts';
import { RunLine } from '../probe/run-line.tsx';
import { WakeForm } from './wake-form.tsx';
import styles from './wake-page.module.css';

const session = new ProbeSession(api.wake);

/** Sends magic packets for a MAC, tells where they went, and waits for the device. */
export function WakePage(): ReactElement {
  const view = useProbe(session);
  const { items, summary, phase } = view;
  const awake = items.find((item) => item.kind === 'awake');
  const sent = items.filter((item) => item.kind === 'sent');
  return (
    <div className={styles.page}>
      <WakeForm busy={isGoing(phase)} onStart={(options) => void session.start(options)} />
      <RunLine view={view} onStop={() => session.cancel()} />
      {phase === 'idle' ? (
        <EmptyState title="Nothing was woken">
          A magic packet goes to every device of a link: over IPv4 to the broadcast address, over IPv6 to
          ff02::1, ports 9 and 7. The device must be set to wake by it, and nothing tells that it was heard.
        </EmptyState>
      ) : (
        <section className={styles.found} tabIndex={0} aria-label="What happened">
          {awake !== undefined && <Awake item={awake} />}
          {phase === 'done' && summary !== null && <Told report={summary} />}
          {sent.length > 0 && <Sent items={sent} />}
        </section>
      )}
    </div>
  );
}

type Kind<K extends WakeItem['kind']> = Extract<WakeItem, { kind: K }>;

function Awake({ item }: { readonly item: Kind<'awake'> }): ReactElement {
  return (
    <p className={styles.answer} role="status">
      <StateLabel tone="good" text="awake" />
      <AddressText target={{ address: item.address, zone: item.zone ?? undefined }} />
      {item.how === 'echo' ? 'answered ping' : 'answered for its MAC'} {formatDuration(item.afterMs)} after
      the packet
    </p>
  );
}

/** What is to be said at the end: no answer, and what a person should know. */
function Told({ report }: { readonly report: WakeReport }): ReactElement {
  const { answer, asked, note, skipped } = report;
  return (
    <>
      {answer === 'silent' && (
        <p className={styles.answer} role="status">
          <StateLabel tone="changed" text="no answer" />
          <TextWithAddresses text={asked.length === 0 ? 'Nothing' : `None of ${asked.join(', ')}`} /> answered
          in time. The device may need longer, may not answer ping, or is not set to wake.
        </p>
      )}
      {note !== null && (
        <p className={styles.note}>
          <TextWithAddresses text={note} />
        </p>
      )}
      {skipped.map(({ zone, reason }) => (
        <p key={zone} className={styles.note}>
          Not sent through {zone}: {reason}.
        </p>
      ))}
    </>
  );
}

function Sent({ items }: { readonly items: readonly Kind<'sent'>[] }): ReactElement {
  return (
    <table className={styles.table} aria-label="Packets sent">
      <thead>
        <tr>
          <th scope="col">Interface</th>
          <th scope="col">To</th>
          <th scope="col">Port</th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ zone, to, port, failure, sizeBytes }) => (
          <tr key={`${zone} ${to} ${port}`}>
            <td>{zone}</td>
            <td>
              <AddressText target={{ address: to, zone }} />
            </td>
            <td>{port}</td>
            <td>
              {failure === null
                ? `${sizeBytes} bytes sent`
                : `${failure.message}: ${failure.detail ?? failure.code}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
