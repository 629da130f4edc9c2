import type { ReactElement } from 'react';
import type { DnsItem, DnsRecord } from '../../src-core/api/dns.ts';
import { askedText, outcomeText, remarks, serverText } from '../../src-core/dns/item-text.ts';
import { addressIn } from '../components/address-pieces.ts';
import { AddressText } from '../components/address-text.tsx';
import { StateLabel, type Tone } from '../components/state-label.tsx';
import { TextWithAddresses } from '../components/text-with-addresses.tsx';
import { visibleText } from '../../src-core/net/visible-text.ts';
import styles from './dns-page.module.css';

const outcomes: Record<DnsItem['outcome'], { readonly text: string; readonly tone: Tone }> = {
  answered: { text: 'answered', tone: 'good' },
  truncated: { text: 'truncated', tone: 'changed' },
  lost: { text: 'no answer', tone: 'bad' },
  failed: { text: 'failed', tone: 'bad' },
};

/** A word on an answer, with its tone. */
function stateOf({ outcome, message }: DnsItem): { readonly text: string; readonly tone: Tone } {
  if (outcome !== 'answered' || message === null) return outcomes[outcome];
  if (message.responseCode !== 'NOERROR') return { text: message.responseCode, tone: 'bad' };
  return message.answer.length === 0 ? { text: 'no such record', tone: 'changed' } : outcomes.answered;
}

/** The answers side by side, one card each. */
export function DnsAnswers({ items }: { readonly items: readonly DnsItem[] }): ReactElement {
  return (
    <div className={styles.cards}>
      {items.map((item, index) => (
        <Card key={index} item={item} />
      ))}
    </div>
  );
}

function Card({ item }: { readonly item: DnsItem }): ReactElement {
  const { message, outcome, name, type } = item;
  const server = visibleText(serverText(item), 120);
  // What was cut off stands in the answer over TCP.
  const whole = outcome === 'answered' ? message : null;
  return (
    <section className={styles.card} aria-label={`${type} at ${server}, ${item.transport.toUpperCase()}`}>
      <header className={styles.cardHead}>
        <h2 className={styles.question}>
          <strong>{type}</strong> {name}
        </h2>
        <StateLabel {...stateOf(item)} />
      </header>
      <p className={styles.facts}>
        <span className={styles.server}>
          <TextWithAddresses text={server} />
        </span>
        , {askedText(item)}
      </p>
      <p className={styles.facts}>{outcomeText(item)}</p>
      {remarks(item).map((remark) => (
        <p key={remark} className={styles.remark}>
          {remark}
        </p>
      ))}
      {whole !== null && (
        <>
          <Records title="Answer" records={whole.answer} />
          <Records title="Authority" records={whole.authority} />
          <Records title="Additional" records={whole.additional} />
        </>
      )}
    </section>
  );
}

function Records(props: {
  readonly title: string;
  readonly records: readonly DnsRecord[];
}): ReactElement | null {
  if (props.records.length === 0) return null;
  return (
    <table className={styles.records} aria-label={props.title}>
      <thead>
        <tr>
          <th scope="col">{props.title}</th>
          <th scope="col" className={styles.number}>
            TTL
          </th>
          <th scope="col">Type</th>
          <th scope="col">Data</th>
        </tr>
      </thead>
      <tbody>
        {props.records.map(({ name, ttlSeconds, type, data }, index) => (
          <tr key={index}>
            <td className={styles.owner}>{name}</td>
            <td className={styles.number}>{ttlSeconds} s</td>
            <td>{type}</td>
            <td className={styles.data}>
              <Data type={type} text={data} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a record holds: an address with its menu, or a text. */
function Data({ type, text }: { readonly type: string; readonly text: string }): ReactElement {
  const address = type === 'A' || type === 'AAAA' ? addressIn(text) : undefined;
  return address === undefined ? <>{text}</> : <AddressText target={address} />;
}
