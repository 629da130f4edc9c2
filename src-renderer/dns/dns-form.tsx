import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import Select from '@mui/material/Select';
import Switch from '@mui/material/Switch';
import { useId, useState, type ReactElement } from 'react';
import { offeredTypes } from '../../src-core/dns/record-types.ts';
import { SelectOption } from '../probe/option-field.tsx';
import { TargetField } from '../probe/target-field.tsx';
import { useProbeSearch } from '../probe/use-probe-search.ts';
import { serversProblem, sizeChoices, typesOf } from './dns-options.ts';
import styles from './dns-page.module.css';

interface DnsFormProps {
  readonly busy: boolean;
  /** @param fragments tries growing sizes in place of a look-up */
  onStart(name: string, fragments: boolean): void;
}

/** The name, the types, the servers, and how they are asked. */
export function DnsForm({ busy, onStart }: DnsFormProps): ReactElement {
  const [search, change] = useProbeSearch();
  const linked = search.target ?? '';
  const [seen, setSeen] = useState(linked);
  const [name, setName] = useState(linked);
  const [tried, setTried] = useState(false);
  if (linked !== seen) {
    setSeen(linked);
    setName(linked);
  }
  const id = useId();
  const servers = search['servers'] ?? '';
  const wrongName = tried && name.trim() === '' ? 'Give a name or an address' : undefined;
  const wrongServers = tried ? serversProblem(servers) : undefined;
  const start = (fragments: boolean): void => {
    setTried(true);
    if (name.trim() === '' || serversProblem(servers) !== undefined) return;
    onStart(name.trim(), fragments);
  };
  return (
    <div className={styles.form}>
      <div className={styles.line}>
        <div className={styles.name}>
          <label htmlFor={id} className={styles.label}>
            Name or address
          </label>
          <OutlinedInput
            id={id}
            fullWidth
            value={name}
            placeholder="nas.example"
            error={wrongName !== undefined}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') start(false);
            }}
            inputProps={{
              spellCheck: false,
              autoComplete: 'off',
              maxLength: 1_000,
              className: styles.mono,
              'aria-describedby': wrongName === undefined ? undefined : `${id}-problem`,
            }}
          />
          {wrongName !== undefined && (
            <div id={`${id}-problem`} role="alert" className={styles.problem}>
              {wrongName}
            </div>
          )}
        </div>
        <TypeChoice value={typesOf(search)} onChange={(types) => change({ types: types.join(' ') })} />
        <TargetField
          several
          label="Servers (none: those of this computer)"
          value={servers}
          problem={wrongServers}
          onChange={(text) => change({ servers: text })}
          onEnter={() => start(false)}
        />
      </div>
      <div className={styles.line}>
        <SelectOption
          label="Transport"
          value={search['transport'] === 'tcp' ? 'tcp' : ''}
          options={[
            { value: '', label: 'UDP' },
            { value: 'tcp', label: 'TCP' },
          ]}
          width={84}
          onChange={(transport) => change({ transport })}
        />
        <SelectOption
          label="Largest UDP answer"
          value={sizeChoices.some(({ value }) => value === search['size']) ? (search['size'] ?? '') : ''}
          options={sizeChoices}
          width={140}
          onChange={(size) => change({ size })}
        />
        <Flag
          label="DNSSEC"
          on={search['dnssec'] === 'true'}
          onChange={(on) => change({ dnssec: on ? 'true' : undefined })}
        />
        <Flag
          label="Recursion"
          on={search['recursion'] !== 'false'}
          onChange={(on) => change({ recursion: on ? undefined : 'false' })}
        />
        <span className={styles.space} />
        <div className={styles.buttons}>
          <Button variant="outlined" color="inherit" disabled={busy} onClick={() => start(true)}>
            Try large answers
          </Button>
          <Button variant="contained" disabled={busy} onClick={() => start(false)}>
            Look up
          </Button>
        </div>
      </div>
    </div>
  );
}

function Flag(props: {
  readonly label: string;
  readonly on: boolean;
  onChange(on: boolean): void;
}): ReactElement {
  return (
    <FormControlLabel
      className={styles.flag ?? ''}
      control={<Switch size="small" checked={props.on} onChange={(_event, on) => props.onChange(on)} />}
      label={props.label}
    />
  );
}

function TypeChoice(props: {
  readonly value: readonly string[];
  onChange(types: readonly string[]): void;
}): ReactElement {
  const id = useId();
  return (
    <div className={styles.types}>
      <div id={id} className={styles.label}>
        Types
      </div>
      <Select
        multiple
        fullWidth
        displayEmpty
        labelId={id}
        value={[...props.value]}
        renderValue={(types) => (types.length === 0 ? 'A, AAAA or PTR' : types.join(', '))}
        onChange={({ target: { value } }) => props.onChange(typeof value === 'string' ? [value] : value)}
      >
        {[...new Set([...offeredTypes, ...props.value])].map((type) => (
          <MenuItem key={type} value={type}>
            {type}
          </MenuItem>
        ))}
      </Select>
    </div>
  );
}
