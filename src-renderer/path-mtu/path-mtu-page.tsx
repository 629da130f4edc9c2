import Alert from '@mui/material/Alert';
import type { ReactElement } from 'react';
import type { PathMtuItem, PathMtuReport } from '../../src-core/api/path-mtu.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import { api } from '../app/api.ts';
import { AddressText } from '../components/address-text.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { formatCount } from '../components/format.ts';
import { TextWithAddresses } from '../components/text-with-addresses.tsx';
import { SelectOption } from '../probe/option-field.tsx';
import { ProbeSession, useProbe } from '../probe/probe-session.ts';
import { isGoing } from '../probe/probe-view.ts';
import { RunLine } from '../probe/run-line.tsx';
import { SourceOption } from '../probe/source-option.tsx';
import { readTarget } from '../probe/target-text.ts';
import { ToolForm } from '../probe/tool-form.tsx';
import { useProbeSearch } from '../probe/use-probe-search.ts';
import { dropSentence, outcomeWords, resultSentence } from './result-words.ts';
import styles from './path-mtu-page.module.css';

const session = new ProbeSession(api.pathMtu);

const families = [
  { value: '', label: 'Any' },
  { value: 'ipv4', label: 'IPv4' },
  { value: 'ipv6', label: 'IPv6' },
];

/** The largest packet that comes to a target whole, and what makes it no larger. */
export function PathMtuPage(): ReactElement {
  const view = useProbe(session);
  const [search, change] = useProbeSearch();
  const start = (target: string): void => {
    const family = readTarget(target).is === 'name' ? search['family'] : undefined;
    void session.start({
      target,
      ...(family === 'ipv4' || family === 'ipv6' ? { family } : {}),
      ...(search['source'] === undefined ? {} : { source: search['source'] }),
    });
  };
  return (
    <div className={styles.page}>
      <ToolForm
        tool="path-mtu"
        action="Find"
        busy={isGoing(view.phase)}
        onStart={([target]) => start(target)}
        options={
          <>
            <SelectOption
              label="Family of a name"
              value={search['family'] ?? ''}
              options={families}
              onChange={(family) => change({ family })}
            />
            <SourceOption value={search['source']} onChange={(source) => change({ source })} />
          </>
        }
      />
      <RunLine view={view} onStop={() => session.cancel()} />
      {view.phase === 'idle' && (
        <EmptyState title="No path was measured">
          Packets that must not be cut are sent in different sizes, until the largest that comes through is
          found, and the place where larger ones end.
        </EmptyState>
      )}
      <div className={styles.found}>
        {view.summary !== null && view.phase === 'done' && <Result report={view.summary} />}
        {view.items.length > 0 && <Steps items={view.items} zone={view.summary?.zone ?? null} />}
      </div>
    </div>
  );
}

function Result({ report }: { readonly report: PathMtuReport }): ReactElement {
  const { target, drops, causes, limits, blackHole } = report;
  return (
    <section className={styles.result} aria-label="Result" aria-live="polite">
      <h2 className={styles.heading}>
        <AddressText target={{ address: target.address, zone: target.zone ?? undefined }} />
      </h2>
      <p className={styles.sentence}>{resultSentence(report)}</p>
      {blackHole && (
        <Alert severity="warning" variant="outlined" className={styles.warning ?? ''}>
          A black hole: larger packets vanish, and no router says that they are too big. Connections open, and
          hang once they send more than a little. Let the router send ICMPv6 Packet Too Big (ICMP
          Fragmentation Needed), or set a smaller MTU or MSS before it.
        </Alert>
      )}
      <ul className={styles.list}>
        {drops.map((drop) => (
          <li key={`${drop.hop} ${drop.router} ${drop.mtu}`}>
            <TextWithAddresses text={dropSentence(drop, report.zone)} />
          </li>
        ))}
      </ul>
      {causes.length > 0 && (
        <>
          <h3 className={styles.small}>Likely cause</h3>
          <ul className={styles.list}>
            {causes.map(({ name, why }) => (
              <li key={`${name} ${why}`}>
                <strong>{name}</strong>: {why}
              </li>
            ))}
          </ul>
        </>
      )}
      {limits.length > 0 && (
        <>
          <h3 className={styles.small}>Notes</h3>
          <ul className={styles.list}>
            {limits.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface StepsProps {
  readonly items: readonly PathMtuItem[];
  /** Where link-local routers were met. */
  readonly zone: Zone | null;
}

function Steps({ items, zone }: StepsProps): ReactElement {
  return (
    <table className={styles.table} aria-label="Packets sent">
      <thead>
        <tr>
          <th scope="col" className={styles.number}>
            Octets
          </th>
          <th scope="col" className={styles.number}>
            Hop limit
          </th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <tr key={`${index} ${item.size}`}>
            <td className={styles.number}>{formatCount(item.size)}</td>
            <td className={styles.number}>{item.hopLimit ?? ''}</td>
            <td>
              <TextWithAddresses text={outcomeWords(item, zone)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
