import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { NumberOption, SelectOption } from '../probe/option-field.tsx';
import { SourceOption } from '../probe/source-option.tsx';
import { TargetField } from '../probe/target-field.tsx';
import { useProbeSearch, useStartRequest } from '../probe/use-probe-search.ts';
import { useTarget } from '../probe/use-target.ts';
import type { PingOptions } from '../../src-core/api/ping.ts';
import { numbersFit, optionWords, pingNumbers, pingOptionsOf } from './ping-options.ts';
import styles from './ping-page.module.css';

const families = [
  { value: '', label: 'Any' },
  { value: 'ipv4', label: 'IPv4' },
  { value: 'ipv6', label: 'IPv6' },
  { value: 'both', label: 'Both' },
];

interface PingFormProps {
  readonly busy: boolean;
  onStart(options: PingOptions): void;
}

/** The targets and how they are asked. */
export function PingForm({ busy, onStart }: PingFormProps): ReactElement {
  const [search, change] = useProbeSearch();
  const target = useTarget(true);
  const [open, setOpen] = useState(() => optionWords(search) !== '');
  const start = (): void => {
    const targets = target.accept();
    if (targets === undefined) return;
    if (numbersFit(search)) onStart(pingOptionsOf(targets, search));
    else setOpen(true);
  };
  useStartRequest('ping', search.target ?? '', start);
  const words = optionWords(search);
  return (
    <div className={styles.form}>
      <div className={styles.line}>
        <TargetField
          several
          value={target.text}
          problem={target.problem}
          onChange={target.setText}
          onEnter={start}
        />
        <div className={styles.buttons}>
          <Button variant="contained" disabled={busy} onClick={start}>
            Start
          </Button>
          <Button color="inherit" aria-expanded={open} onClick={() => setOpen(!open)}>
            <span aria-hidden="true" className={styles.arrow}>
              {open ? '▾' : '▸'}
            </span>
            Options{words === '' || open ? '' : `: ${words}`}
          </Button>
        </div>
      </div>
      {open && (
        <div className={styles.options}>
          <SelectOption
            label="Family"
            width={92}
            value={search['family'] ?? ''}
            options={families}
            onChange={(family) => change({ family })}
          />
          {Object.entries(pingNumbers).map(([key, option]) => (
            <NumberOption
              key={key}
              {...option}
              value={search[key]}
              onChange={(value) => change({ [key]: value })}
            />
          ))}
          <SourceOption value={search['source']} onChange={(source) => change({ source })} />
        </div>
      )}
    </div>
  );
}
