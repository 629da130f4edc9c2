import type { ReactElement } from 'react';
import type { PathHop, PathReport } from '../../src-core/api/path.ts';
import { comparePaths, type PathRow } from '../../src-core/path/compare-paths.ts';
import { formatMoment, formatRtt } from '../components/format.ts';
import { StateLabel, type Tone } from '../components/state-label.tsx';
import { comparisonText, slowerText } from './comparison-words.ts';
import { Hosts } from './hop-table.tsx';
import type { KeptPath } from './kept-paths.ts';
import styles from './path-page.module.css';

const changes: Record<PathRow<PathHop>['change'], { tone: Tone; text: string }> = {
  same: { tone: 'plain', text: 'same' },
  changed: { tone: 'changed', text: 'changed' },
  added: { tone: 'new', text: 'added' },
  removed: { tone: 'gone', text: 'removed' },
};

/** A kept path and the path as it is now, hop by hop. */
export function CompareTable({
  before,
  after,
}: {
  readonly before: KeptPath;
  readonly after: PathReport;
}): ReactElement {
  const rows = comparePaths(before.report.hops, after.hops);
  const [zoneBefore, zoneAfter] = [before.report.zone ?? undefined, after.zone ?? undefined];
  return (
    <>
      <p className={styles.sentence} role="status">
        {comparisonText(rows)} since {formatMoment(before.at)}.
      </p>
      <table className={styles.table} aria-label="Before and after">
        <thead>
          <tr>
            <th scope="col">Change</th>
            <th scope="col">Hop</th>
            <th scope="col" className={styles.half}>
              Before
            </th>
            <th scope="col" className={styles.number}>
              Avg
            </th>
            <th scope="col">Hop</th>
            <th scope="col" className={styles.half}>
              Now
            </th>
            <th scope="col" className={styles.number}>
              Avg
            </th>
            <th scope="col" className={styles.number}>
              Difference
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ change, before: one, after: other, slowerMs }) => (
            <tr key={`${one?.hop ?? '-'} ${other?.hop ?? '-'}`} className={styles[change]}>
              <td>
                <StateLabel {...changes[change]} />
              </td>
              <td className={styles.hop}>{one?.hop}</td>
              <td>{one !== null && <Hosts hop={one} zone={zoneBefore} />}</td>
              <td className={styles.number}>{formatRtt(one?.avgMs ?? null)}</td>
              <td className={styles.hop}>{other?.hop}</td>
              <td>{other !== null && <Hosts hop={other} zone={zoneAfter} />}</td>
              <td className={styles.number}>{formatRtt(other?.avgMs ?? null)}</td>
              <td className={styles.number}>{slowerText(slowerMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
