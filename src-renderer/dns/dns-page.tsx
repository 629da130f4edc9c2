import { useState, type ReactElement } from 'react';
import { api } from '../app/api.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { ExportButton } from '../components/export-button.tsx';
import { ProbeSession, useProbe } from '../probe/probe-session.ts';
import { isGoing } from '../probe/probe-view.ts';
import { RunLine } from '../probe/run-line.tsx';
import { useProbeSearch, useStartRequest } from '../probe/use-probe-search.ts';
import { DnsAnswers } from './dns-answers.tsx';
import { dnsCsv } from './dns-csv.ts';
import { DnsForm } from './dns-form.tsx';
import { dnsOptionsOf } from './dns-options.ts';
import { FragmentResult } from './fragment-result.tsx';
import styles from './dns-page.module.css';

const session = new ProbeSession(api.dns);

/** Looks up a name at one or several servers, and tries whether large answers get through. */
export function DnsPage(): ReactElement {
  const view = useProbe(session);
  const [search, change] = useProbeSearch();
  const [fragments, setFragments] = useState(false);
  const begin = (name: string, sizes: boolean): void => {
    if (name !== search.target) change({ target: name });
    setFragments(sizes);
    void session.start(dnsOptionsOf(name, search, sizes));
  };
  useStartRequest('dns', search.target ?? '', () => begin(search.target ?? '', false));
  const { items, summary } = view;
  return (
    <div className={styles.page}>
      <DnsForm busy={isGoing(view.phase)} onStart={begin} />
      <RunLine view={view} onStop={() => session.cancel()}>
        <ExportButton
          disabled={items.length === 0}
          make={(format) => ({
            fileName: `linkscope-dns.${format}`,
            mediaType: format === 'csv' ? 'text/csv' : 'application/json',
            text: format === 'csv' ? dnsCsv(items) : JSON.stringify(items, null, 2),
          })}
        />
      </RunLine>
      {view.phase === 'idle' ? (
        <EmptyState title="Nothing was looked up">
          Give a name, or an address for its reverse name. Several servers are asked side by side; link-local
          ones take their interface, fe80::1%eth0.
        </EmptyState>
      ) : (
        <section className={styles.found} tabIndex={0} aria-label="Answers">
          {fragments ? (
            <FragmentResult verdicts={summary?.fragments ?? []} items={items} />
          ) : (
            <DnsAnswers items={items} />
          )}
        </section>
      )}
    </div>
  );
}
