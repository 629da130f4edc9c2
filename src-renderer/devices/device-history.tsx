import type { ReactElement } from 'react';
import { sourceLabels } from '../../src-core/api/discovery.ts';
import type { DeviceDetail } from '../../src-core/api/devices.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { addressMarks, markedHostAddress } from '../components/address-marks.ts';
import { AddressText } from '../components/address-text.tsx';
import { formatCount, formatPlural, formatRtt } from '../components/format.ts';
import { AgeText, MomentText } from '../components/time-text.tsx';
import styles from './device-page.module.css';

/** What was seen of a device over time: addresses with their evidence, names, services and scans. */
export function DeviceHistory({ device }: { readonly device: DeviceDetail }): ReactElement {
  return (
    <div className={styles.history}>
      <section aria-labelledby="addresses">
        <h2 id="addresses" className={styles.heading}>
          Addresses ({formatCount(device.allAddresses.length)})
        </h2>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1) */}
        <div className={styles.scroll} tabIndex={0} role="region" aria-label="Addresses over time">
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Address</th>
                <th scope="col">RTT</th>
                <th scope="col">Times</th>
                <th scope="col">First seen</th>
                <th scope="col">Last seen</th>
              </tr>
            </thead>
            <tbody>
              {device.allAddresses.map((each) => (
                <tr key={`${each.address}%${each.zone}`}>
                  <td>
                    <AddressText target={each} marks={addressMarks(markedHostAddress(each), true)} />
                    <div className={styles.evidence}>
                      <span>on {each.zone}</span>
                      <span>{each.sources.map((source) => sourceLabels[source]).join(', ')}</span>
                      <span>{each.confirmed ? 'answered' : 'named only, has not answered'}</span>
                    </div>
                  </td>
                  <td className={styles.number}>{formatRtt(each.rttMs)}</td>
                  <td className={styles.number}>{formatCount(each.timesSeen)}</td>
                  <td>
                    <AgeText at={each.firstSeen} />
                  </td>
                  <td>
                    <AgeText at={each.lastSeen} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section aria-labelledby="names">
        <h2 id="names" className={styles.heading}>
          Names ({device.names.length})
        </h2>
        {device.names.length === 0 && <p className={styles.quiet}>No source has told a name.</p>}
        <ul className={styles.lines}>
          {device.names.map((each) => (
            <li key={`${each.source} ${each.name}`}>
              <span className={styles.first}>{visibleText(each.name)}</span>
              <span className={styles.quiet}>
                {sourceLabels[each.source]}, since <AgeText at={each.firstSeen} />, last{' '}
                <AgeText at={each.lastSeen} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="services">
        <h2 id="services" className={styles.heading}>
          Services ({device.allServices.length})
        </h2>
        {device.allServices.length === 0 && <p className={styles.quiet}>It has announced no service.</p>}
        <ul className={styles.lines}>
          {device.allServices.map((each) => (
            <li key={`${each.source} ${each.type} ${each.name} ${each.port}`}>
              <span className={styles.first}>
                {visibleText(each.name === '' ? each.type : each.name)}
                {each.name !== '' && <span className={styles.quiet}> {visibleText(each.type)}</span>}
                {each.port !== null && <span className={styles.quiet}> port {each.port}</span>}
              </span>
              <span className={styles.quiet}>
                {sourceLabels[each.source]}, last <AgeText at={each.lastSeen} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="scans">
        <h2 id="scans" className={styles.heading}>
          Scans that saw it ({device.scans.length})
        </h2>
        <ul className={styles.lines}>
          {device.scans.map((scan) => (
            <li key={scan.scanId}>
              <span className={styles.first}>
                <MomentText at={scan.at} />
              </span>
              <span className={styles.quiet}>{formatPlural(scan.addresses, 'address', 'addresses')}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
