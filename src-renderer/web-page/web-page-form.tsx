import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import Select from '@mui/material/Select';
import { useId, useState, type ReactElement } from 'react';
import type { WebPageOptions } from '../../src-core/api/web-page.ts';
import { TargetField } from '../probe/target-field.tsx';
import { targetProblem } from '../probe/target-text.ts';
import { useProbeSearch, useStartRequest } from '../probe/use-probe-search.ts';
import styles from './web-page.module.css';

/** Whether a text is a URL, or a host with its port: the program reads those, and says what is wrong with them. */
function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) || /^(?:\[[^\]]+\]|[^:\s]+):\d+/.test(text);
}

function portOf(text: string): number | undefined | 'wrong' {
  if (text === '') return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : 'wrong';
}

/** Which page is opened; all of it lives in the URL, and nothing opens by itself from there. */
export function WebPageForm(props: {
  readonly opening: boolean;
  onOpen(options: WebPageOptions): void;
}): ReactElement {
  const [search, change] = useProbeSearch();
  const linked = search.target ?? '';
  const [seen, setSeen] = useState(linked);
  const [text, setText] = useState(linked);
  const [tried, setTried] = useState(false);
  const ids = { scheme: useId(), port: useId() };
  if (linked !== seen) {
    setSeen(linked);
    setText(linked);
    setTried(false);
  }
  const scheme = search.scheme === 'http' || search.scheme === 'https' ? search.scheme : 'auto';
  const port = portOf(search.port ?? '');
  const target = text.trim();
  const problem = target !== '' && isUrl(target) ? undefined : targetProblem(target, false);
  const open = (): void => {
    setTried(true);
    if (problem !== undefined || port === 'wrong' || props.opening) return;
    setSeen(target);
    change({ target });
    props.onOpen({ target, port, tls: scheme === 'auto' ? undefined : scheme === 'https' });
  };
  useStartRequest('web-page', linked, open);
  return (
    <form
      className={styles.form}
      aria-label="Web page"
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <div className={styles.target}>
        <TargetField
          value={text}
          label="Host or web address"
          onChange={setText}
          onEnter={open}
          {...(tried && problem !== undefined ? { problem } : {})}
        />
      </div>
      <div>
        <span id={ids.scheme} className={styles.label}>
          Connection
        </span>
        <Select
          labelId={ids.scheme}
          className={styles.scheme ?? ''}
          value={scheme}
          onChange={(event) =>
            change({ scheme: event.target.value === 'auto' ? undefined : event.target.value })
          }
        >
          <MenuItem value="auto">Whichever answers</MenuItem>
          <MenuItem value="http">http</MenuItem>
          <MenuItem value="https">https (TLS)</MenuItem>
        </Select>
      </div>
      <div>
        <label htmlFor={ids.port} className={styles.label}>
          Port
        </label>
        <OutlinedInput
          id={ids.port}
          className={styles.port ?? ''}
          value={search.port ?? ''}
          placeholder={scheme === 'https' ? '443' : '80'}
          error={port === 'wrong'}
          onChange={(event) => change({ port: event.target.value })}
          inputProps={{ maxLength: 5, inputMode: 'numeric', 'aria-describedby': `${ids.port}-problem` }}
        />
        <div id={`${ids.port}-problem`} className={styles.problem} role="alert">
          {port === 'wrong' ? '1 to 65535' : ''}
        </div>
      </div>
      <div className={styles.act}>
        <Button type="submit" variant="contained" disabled={props.opening}>
          {props.opening ? 'Opening …' : 'Open web page'}
        </Button>
      </div>
    </form>
  );
}
