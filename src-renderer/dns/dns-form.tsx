import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import Switch from '@mui/material/Switch';
import { useId, useState, type ReactElement } from 'react';
import { offeredTypes } from '../../src-core/dns/record-types.ts';
import { NumberOption, SelectOption } from '../probe/option-field.tsx';
import { TextField } from '../probe/text-field.tsx';
import { TargetField } from '../probe/target-field.tsx';
import { useProbeSearch } from '../probe/use-probe-search.ts';
import { portProblem, serversProblem, sizeChoices, typesOf, typesProblem } from './dns-options.ts';
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
  const servers = search['servers'] ?? '';
  const wrongName = tried && name.trim() === '' ? 'Give a name or an address' : undefined;
  const wrongTypes = tried ? typesProblem(search) : undefined;
  const wrongServers = tried ? serversProblem(servers) : undefined;
  const start = (fragments: boolean): void => {
    setTried(true);
    const problems = [serversProblem(servers), typesProblem(search), portProblem(search)];
    if (name.trim() === '' || problems.some((problem) => problem !== undefined)) return;
    onStart(name.trim(), fragments);
  };
  return (
    <div className={styles.form}>
      <div className={styles.line}>
        <TextField
          maxLength={1_000}
          label="Name or address"
          value={name}
          placeholder="nas.example"
          problem={wrongName}
          className={styles.name}
          onChange={setName}
          onEnter={() => start(false)}
        />
        <TypeChoice value={typesOf(search)} onChange={(types) => change({ types: types.join(' ') })} />
        <TextField
          maxLength={1_000}
          label="Other types"
          value={search['more'] ?? ''}
          placeholder="TYPE65280"
          problem={wrongTypes}
          className={styles.more}
          onChange={(more) => change({ more })}
          onEnter={() => start(false)}
        />
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
        <NumberOption
          label="Port"
          value={search['port']}
          placeholder="53"
          least={1}
          most={65_535}
          onChange={(port) => change({ port })}
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
