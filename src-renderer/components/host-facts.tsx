import type { ReactElement } from 'react';
import {
  sourceLabels,
  type HostAddress,
  type HostName,
  type HostService,
} from '../../src-core/api/discovery.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { addressMarks, markedHostAddress } from './address-marks.ts';
import { AddressText } from './address-text.tsx';
import { formatRtt } from './format.ts';
import { AgeText } from './time-text.tsx';
import styles from './side-panel.module.css';

/** The addresses of one host with what found each and whether it answered. */
export function AddressList({ addresses }: { readonly addresses: readonly HostAddress[] }): ReactElement {
  return (
    <section>
      <h3 className={styles.heading}>Addresses ({addresses.length})</h3>
      <ul className={styles.list}>
        {addresses.map((each) => (
          <li key={`${each.address}%${each.zone}`}>
            <AddressText target={each} marks={addressMarks(markedHostAddress(each), true)} />
            <div className={styles.evidence}>
              <span>{each.confirmed ? 'answered' : 'named only, has not answered'}</span>
              {each.rttMs !== null && <span>{formatRtt(each.rttMs)}</span>}
              <span>on {each.zone}</span>
              <span>{each.sources.map((source) => sourceLabels[source]).join(', ')}</span>
              <span>
                <AgeText at={each.lastSeen} />
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function NameList({ names }: { readonly names: readonly HostName[] }): ReactElement | null {
  if (names.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>Names</h3>
      <ul className={styles.list}>
        {names.map(({ name, source }) => (
          <li key={`${source} ${name}`}>
            <div>{visibleText(name)}</div>
            <div className={styles.evidence}>{sourceLabels[source]}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ServiceList({
  services,
}: {
  readonly services: readonly HostService[];
}): ReactElement | null {
  if (services.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>Services</h3>
      <ul className={styles.list}>
        {services.map(({ type, name, port, source }) => (
          <li key={`${source} ${type} ${name} ${port}`}>
            <div>{name === '' ? visibleText(type) : visibleText(name)}</div>
            <div className={styles.evidence}>
              {name !== '' && <span>{visibleText(type)}</span>}
              {port !== null && <span>port {port}</span>}
              <span>{sourceLabels[source]}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
