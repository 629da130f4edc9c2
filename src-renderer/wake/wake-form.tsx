import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { WakeOptions } from '../../src-core/api/wake.ts';
import { macOfEui64 } from '../../src-core/net/mac.ts';
import { tryParseScoped } from '../../src-core/net/zone.ts';
import { interfacesQuery } from '../app/queries.ts';
import { SelectOption } from '../probe/option-field.tsx';
import { TextField } from '../probe/text-field.tsx';
import { TargetField } from '../probe/target-field.tsx';
import { useProbeSearch } from '../probe/use-probe-search.ts';
import { wakeOptionsOf, wakeProblems } from './wake-options.ts';
import styles from './wake-page.module.css';

const waits = [
  { value: '0', label: 'Do not wait' },
  { value: '30', label: '30 seconds' },
  { value: '', label: '2 minutes' },
  { value: '600', label: '10 minutes' },
];

/** Other tools leave their address behind: of one that was formed from a MAC that is taken, of others nothing. */
function macIn(target: string): string {
  const address = tryParseScoped(target)?.address;
  return address === undefined ? target : (macOfEui64(address) ?? '');
}

interface WakeFormProps {
  readonly busy: boolean;
  onStart(options: WakeOptions): void;
}

/** The MAC, through which interface, and whether to wait for an answer. */
export function WakeForm({ busy, onStart }: WakeFormProps): ReactElement {
  const [search, change] = useProbeSearch();
  const { data } = useQuery(interfacesQuery);
  const linked = macIn(search.target ?? '');
  const [seen, setSeen] = useState(linked);
  const [mac, setMac] = useState(linked);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  if (linked !== seen) {
    setSeen(linked);
    setMac(linked);
    setTried(false);
  }
  const wait = waits.some(({ value }) => value === search['wait']) ? (search['wait'] ?? '') : '';
  const problems = wakeProblems(mac, password, wait === '0' ? '' : (search['for'] ?? ''));
  const shown = tried ? problems : {};
  const start = (): void => {
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    change({ target: mac.trim() });
    onStart(wakeOptionsOf(mac.trim(), password.trim(), search));
  };
  const usable = (data?.interfaces ?? []).filter(
    ({ unusable, kind }) => unusable === null && kind !== 'loopback',
  );
  const zone = search['zone'] ?? '';
  const own = zone === '' || usable.some((each) => each.zone === zone) ? [] : [{ value: zone, label: zone }];
  return (
    <div className={styles.form}>
      <div className={styles.line}>
        <TextField
          maxLength={100}
          className={styles.text}
          label="MAC"
          value={mac}
          placeholder="02:00:5e:10:00:01"
          problem={shown.mac}
          onChange={setMac}
          onEnter={start}
        />
        <SelectOption
          label="Through"
          value={zone}
          width={190}
          options={[
            { value: '', label: 'All interfaces' },
            ...usable.map((each) => ({ value: String(each.zone), label: each.name })),
            ...own,
          ]}
          onChange={(value) => change({ zone: value })}
        />
        <TextField
          maxLength={100}
          className={styles.text}
          label="SecureOn password (optional)"
          value={password}
          placeholder="00:11:22:33:44:55"
          problem={shown.password}
          secret
          onChange={setPassword}
          onEnter={start}
        />
        <Button variant="contained" className={styles.start ?? ''} disabled={busy} onClick={start}>
          Wake
        </Button>
      </div>
      <div className={styles.line}>
        <SelectOption
          label="Wait for its answer"
          value={wait}
          options={waits}
          width={140}
          onChange={(value) => change({ wait: value })}
        />
        {wait !== '0' && (
          <TargetField
            several
            label="Answer expected from (optional)"
            value={search['for'] ?? ''}
            problem={shown.waitFor}
            onChange={(text) => change({ for: text })}
            onEnter={start}
          />
        )}
      </div>
    </div>
  );
}
