import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import Select from '@mui/material/Select';
import { useId, useState, type ReactElement } from 'react';
import { ParseError } from '../../src-core/net/parse-error.ts';
import { listLabels, namedLists, parsePorts } from '../../src-core/ports/port-set.ts';
import { TargetField } from '../probe/target-field.tsx';
import { useProbeSearch, useStartRequest } from '../probe/use-probe-search.ts';
import { readPortTargets } from './port-targets.ts';
import styles from './ports-page.module.css';

export interface PortRequest {
  readonly targets: string[];
  readonly ports: string;
  readonly banners: boolean;
  readonly scanner: 'own' | 'nmap';
}

interface PortsFormProps {
  readonly going: boolean;
  readonly cancelling: boolean;
  onStart(request: PortRequest): void;
  onCancel(): void;
}

function portsProblem(text: string): string | undefined {
  try {
    parsePorts(text);
    return undefined;
  } catch (error) {
    if (error instanceof ParseError) return error.message;
    throw error;
  }
}

/** What is scanned and how; all of it lives in the URL, and none of it starts by itself from there. */
export function PortsForm({ going, cancelling, onStart, onCancel }: PortsFormProps): ReactElement {
  const [search, change] = useProbeSearch();
  const linked = search.target ?? '';
  const [seen, setSeen] = useState(linked);
  const [text, setText] = useState(linked);
  const [tried, setTried] = useState(false);
  const ids = { list: useId(), own: useId(), scanner: useId() };
  if (linked !== seen) {
    setSeen(linked);
    setText(linked);
    setTried(false);
  }
  const ports = search.ports ?? 'top';
  const isOwn = !namedLists.some((name) => name === ports);
  const banners = search.banners !== 'no';
  const scanner = search.scanner === 'nmap' ? 'nmap' : 'own';
  const { texts, problem } = readPortTargets(text);
  const wrongPorts = portsProblem(ports);
  const start = (): void => {
    setTried(true);
    if (problem !== undefined || wrongPorts !== undefined) return;
    const joined = texts.join(' ');
    setSeen(joined);
    setText(joined);
    change({ target: joined });
    onStart({ targets: [...texts], ports, banners, scanner });
  };
  useStartRequest('ports', linked, start);
  return (
    <form
      className={styles.form}
      aria-label="Port scan"
      onSubmit={(event) => {
        event.preventDefault();
        if (!going) start();
      }}
    >
      <div className={styles.target}>
        <TargetField
          several
          value={text}
          onChange={setText}
          onEnter={() => {
            if (!going) start();
          }}
          {...(tried && problem !== undefined ? { problem } : {})}
        />
      </div>
      <div className={styles.option}>
        <span id={ids.list} className={styles.label}>
          Ports
        </span>
        <Select
          labelId={ids.list}
          className={styles.list ?? ''}
          value={isOwn ? 'own' : ports}
          onChange={({ target }) => change({ ports: target.value === 'own' ? '22,80,443' : target.value })}
        >
          {namedLists.map((name) => (
            <MenuItem key={name} value={name}>
              {listLabels[name]}
            </MenuItem>
          ))}
          <MenuItem value="own">A list of my own</MenuItem>
        </Select>
      </div>
      {isOwn && (
        <div className={styles.option}>
          <label htmlFor={ids.own} className={styles.label}>
            List
          </label>
          <OutlinedInput
            id={ids.own}
            className={styles.own ?? ''}
            value={ports}
            placeholder="22,80,8000-8100"
            error={wrongPorts !== undefined}
            onChange={({ target }) => change({ ports: target.value })}
            inputProps={{ maxLength: 400, spellCheck: false }}
          />
          {wrongPorts !== undefined && (
            <div className={styles.problem} role="alert">
              {wrongPorts}
            </div>
          )}
        </div>
      )}
      <div className={styles.option}>
        <span id={ids.scanner} className={styles.label}>
          Scanner
        </span>
        <Select
          labelId={ids.scanner}
          value={scanner}
          onChange={({ target }) => change({ scanner: target.value === 'nmap' ? 'nmap' : undefined })}
        >
          <MenuItem value="own">Linkscope</MenuItem>
          <MenuItem value="nmap">nmap, where it is installed</MenuItem>
        </Select>
      </div>
      <div className={styles.act}>
        <FormControlLabel
          control={
            <Checkbox
              checked={banners}
              onChange={({ target }) => change({ banners: target.checked ? undefined : 'no' })}
            />
          }
          label="Ask what they are"
        />
        {going ? (
          <Button variant="outlined" disabled={cancelling} onClick={onCancel}>
            Stop
          </Button>
        ) : (
          <Button type="submit" variant="contained">
            Scan ports
          </Button>
        )}
      </div>
    </form>
  );
}
