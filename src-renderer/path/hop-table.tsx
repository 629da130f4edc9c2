import type { ReactElement } from 'react';
import type { PathHop, PathReport } from '../../src-core/api/path.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { AddressText } from '../components/address-text.tsx';
import { formatRtt } from '../components/format.ts';
import { noteText } from '../../src-core/path/note-words.ts';
import type { HopHistory } from '../../src-core/path/hop-history.ts';
import { Sparkline } from './sparkline.tsx';
import styles from './path-page.module.css';

/** Loss in whole percents, which is as exact as a few rounds are. */
export function lossText({ sent, lost }: Pick<PathHop, 'sent' | 'lost'>): string {
  if (sent === 0) return '';
  const percent = (100 * lost) / sent;
  return `${percent > 0 && percent < 1 ? '<1' : Math.round(percent)} %`;
}

/** Columns that go where there is little room. */
const spare: ReadonlySet<string> = new Set(['Sent', 'Best']);

interface HopTableProps {
  readonly label: string;
  readonly report: PathReport;
  readonly history: HopHistory;
}

/** Every hop with its figures, as mtr shows them. */
export function HopTable({ label, report, history }: HopTableProps): ReactElement {
  const zone = report.zone ?? undefined;
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Hop</th>
          <th scope="col" className={styles.wide}>
            Host
          </th>
          {['Loss', 'Sent', 'Last', 'Avg', 'Best', 'Worst', 'Jitter'].map((name) => (
            <th key={name} scope="col" className={`${styles.number} ${spare.has(name) ? styles.spare : ''}`}>
              {name}
            </th>
          ))}
          <th scope="col">Over time</th>
        </tr>
      </thead>
      <tbody>
        {report.hops.map((hop) => (
          <tr key={hop.hop}>
            <th scope="row" className={styles.hop}>
              {hop.hop}
            </th>
            <td>
              <Hosts hop={hop} zone={zone} />
            </td>
            <td className={styles.number}>{lossText(hop)}</td>
            <td className={`${styles.number} ${styles.spare}`}>{hop.sent}</td>
            <td className={styles.number}>{formatRtt(hop.lastMs)}</td>
            <td className={styles.number}>{formatRtt(hop.avgMs)}</td>
            <td className={`${styles.number} ${styles.spare}`}>{formatRtt(hop.bestMs)}</td>
            <td className={styles.number}>{formatRtt(hop.worstMs)}</td>
            <td className={styles.number}>{formatRtt(hop.jitterMs)}</td>
            <td className={styles.sparkCell}>
              <Sparkline values={history.of(hop.hop)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The routers that answered at one distance, the one that did so most often first. */
export function Hosts({
  hop,
  zone,
}: {
  readonly hop: PathHop;
  readonly zone: Zone | undefined;
}): ReactElement {
  if (hop.addresses.length === 0) return <span className={styles.quiet}>no answer</span>;
  return (
    <>
      {hop.addresses.map(({ address, name }) => (
        <div key={address} className={styles.host}>
          {name !== null && <span className={styles.name}>{visibleText(name, 120)}</span>}
          <AddressText target={{ address, zone }} />
        </div>
      ))}
      {hop.notes.map((note) => (
        <div key={note} className={styles.note}>
          {visibleText(noteText(note), 120)}
        </div>
      ))}
    </>
  );
}
