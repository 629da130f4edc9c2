import Alert from '@mui/material/Alert';
import type { ReactElement } from 'react';
import type { DnsItem, FragmentVerdict } from '../../src-core/api/dns.ts';
import { askedText, outcomeText, serverText } from '../../src-core/dns/item-text.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { TextWithAddresses } from '../components/text-with-addresses.tsx';
import styles from './dns-page.module.css';

const severities = {
  through: 'success',
  dropped: 'warning',
  avoided: 'success',
  blocked: 'warning',
  'too-small': 'info',
  unknown: 'error',
} as const satisfies Record<FragmentVerdict['verdict'], string>;

const titles: Record<FragmentVerdict['verdict'], string> = {
  through: 'Large answers and fragments get through',
  dropped: 'Large answers over UDP are lost',
  avoided: 'Large answers come over TCP',
  blocked: 'Large answers do not get through',
  'too-small': 'This answer is too small to tell',
  unknown: 'No answer',
};

interface FragmentResultProps {
  /** One for each server, when the run has ended. */
  readonly verdicts: readonly FragmentVerdict[];
  readonly items: readonly DnsItem[];
}

/** Whether large answers get through, in words, and each question with what came of it. */
export function FragmentResult({ verdicts, items }: FragmentResultProps): ReactElement {
  const byServer = Map.groupBy(items, (item) => serverText(item));
  return (
    <>
      {[...byServer].map(([server, own]) => {
        const verdict = verdicts.find((each) => serverText(each) === server);
        return (
          <section key={server} className={styles.sizes} aria-label={visibleText(server, 120)}>
            <h2 className={styles.server}>
              <TextWithAddresses text={visibleText(server, 120)} />
            </h2>
            {verdict !== undefined && <Verdict verdict={verdict} />}
            <table className={styles.records} aria-label="Sizes that were tried">
              <thead>
                <tr>
                  <th scope="col">Asked over</th>
                  <th scope="col">Outcome</th>
                </tr>
              </thead>
              <tbody>
                {own.map((item) => (
                  <tr key={askedText(item)}>
                    <td>{askedText(item)}</td>
                    <td>{outcomeText(item)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        );
      })}
    </>
  );
}

function Verdict({ verdict }: { readonly verdict: FragmentVerdict }): ReactElement {
  const { text, advice, sources } = verdict;
  return (
    <Alert severity={severities[verdict.verdict]} variant="outlined" className={styles.verdict ?? ''}>
      <strong>{titles[verdict.verdict]}.</strong> {text}
      {advice !== null && <div>{advice}</div>}
      {sources.length > 0 && <div className={styles.sources}>Sources: {sources.join(', ')}</div>}
    </Alert>
  );
}
