import type { ReactElement } from 'react';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { formatCount, formatPlural } from '../../components/format.ts';
import type { LeftLine } from '../draft.ts';
import styles from './tasks.module.css';

/** As many as a person reads; the rest is counted. */
const mostShown = 500;

/** Lines of an old file that have no place in the form. */
export function LeftLines({ left }: { readonly left: readonly LeftLine[] }): ReactElement {
  const unknown = left.filter(({ kind }) => kind === 'unknown');
  const comments = left.length - unknown.length;
  const parts = [
    ...(unknown.length > 0 ? [`${formatPlural(unknown.length, 'line')} not understood`] : []),
    ...(comments > 0 ? [formatPlural(comments, 'comment')] : []),
  ];
  return (
    <section aria-label="What has no place in the form" className={styles.left}>
      <p className={styles.text}>
        {parts.join(' and ')}: {left.length === 1 ? 'it does not stand' : 'they do not stand'} in the form,
        and so not in the files that it writes.
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Text</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {[...unknown, ...left.filter(({ kind }) => kind === 'comment')]
            .slice(0, mostShown)
            .map((line, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- one line may hold several of the same
              <tr key={index}>
                <td className={styles.place}>
                  {visibleText(line.file, 80)}:{line.line}
                </td>
                <td className={styles.mono}>{visibleText(line.text, 300)}</td>
                <td>{line.kind === 'comment' ? 'Comment' : visibleText(line.why, 300)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {left.length > mostShown && (
        <p className={styles.quiet}>And {formatCount(left.length - mostShown)} more.</p>
      )}
    </section>
  );
}
