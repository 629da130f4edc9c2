import Button from '@mui/material/Button';
import OutlinedInput from '@mui/material/OutlinedInput';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useEffect, useId, useRef, useState, type ReactElement, type Ref } from 'react';
import type { SshRequest, TerminalRequest } from '../../src-core/api/terminal.ts';
import { sshCommandLine } from '../../src-core/terminal/ssh-command.ts';
import { api, queryClient } from '../app/api.ts';
import { infoQuery } from '../app/queries.ts';
import { announce, copyAndTell } from '../components/announcer.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { TargetField } from '../probe/target-field.tsx';
import { readTarget } from '../probe/target-text.ts';
import { useProbeSearch } from '../probe/use-probe-search.ts';
import { isOnTab } from './tab-focus.ts';
import { terminalTabs } from './terminal-tabs.ts';
import styles from './terminal.module.css';

/** Before its screen is measured a terminal has the size that all programs know. */
const firstSize = { columns: 80, rows: 24 };

/** `admin@fe80::1`: the user is left alone, and what is behind it read as every other target. */
function targetProblem(text: string): string | undefined {
  const host = text.trim().split('@').at(-1) ?? '';
  if (host === '') return 'Name a target';
  const read = readTarget(host);
  if (read.is === 'wrong') return read.problem;
  return read.is === 'needs-zone' ? `${read.text} may be on every link: choose its interface` : undefined;
}

function portProblem(text: string, needed: boolean): string | undefined {
  if (text.trim() === '') return needed ? 'Name a port' : undefined;
  return /^\d{1,5}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 65_535
    ? undefined
    : 'A port is a number from 1 to 65535';
}

/** `[fe80::1%25eth0]` and the like become what ssh takes; a user before it stays. */
function plainTarget(text: string): string {
  const [host = '', ...before] = text.trim().split('@').toReversed();
  return [...before.toReversed(), readTarget(host).text].join('@');
}

/** What a new session is to talk to. */
export function SessionForm(): ReactElement {
  const [search, change] = useProbeSearch();
  const mode = search['mode'] === 'raw' ? 'raw' : 'ssh';
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ readonly error: unknown; readonly what: string } | null>(null);
  const user = useRef<HTMLInputElement>(null);
  const target = search.target ?? '';
  const port = search['port'] ?? '';
  const problems = { target: targetProblem(target), port: portProblem(port, mode === 'raw') };
  const hasTarget = useRef(target !== '');
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOnTab()) return;
    // With the target from a menu, who to log in as is what is left to say.
    if (hasTarget.current) user.current?.focus();
    else if (terminalTabs.view().tabs.length > 0) form.current?.querySelector('input')?.focus();
  }, []);

  const ssh = (): SshRequest => ({
    target: plainTarget(target),
    user: search['user']?.trim() || null,
    port: port.trim() === '' ? null : Number(port),
    jump: search['jump']?.trim() || null,
  });
  const request = (): TerminalRequest =>
    mode === 'ssh'
      ? { kind: 'ssh', ...ssh(), ...firstSize }
      : { kind: 'raw', target: plainTarget(target), port: Number(port), ...firstSize };
  const work = async (what: string, act: () => Promise<void>): Promise<void> => {
    setTried(true);
    if (busy || problems.target !== undefined || problems.port !== undefined) return;
    setBusy(true);
    setFailure(null);
    try {
      await act();
    } catch (error) {
      setFailure({ error, what });
    } finally {
      setBusy(false);
    }
  };
  const open = (): void => void work('The session could not be opened', () => terminalTabs.open(request()));
  const openOwn = (): void =>
    void work('No terminal could be opened', async () => {
      const { program } = await api.terminal.openOwn(ssh());
      announce(`Opened ${program}`);
    });
  const copy = (): void =>
    void work('The command could not be made', async () => {
      const { platform } = await queryClient.fetchQuery(infoQuery);
      await copyAndTell(sshCommandLine(ssh(), platform));
    });

  return (
    <div ref={form} className={styles.form}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={mode}
        aria-label="Kind of session"
        onChange={(_event, next: 'ssh' | 'raw' | null) => {
          if (next !== null) change({ mode: next });
        }}
      >
        <ToggleButton value="ssh">SSH</ToggleButton>
        <ToggleButton value="raw">Raw TCP</ToggleButton>
      </ToggleButtonGroup>
      <div className={styles.fields}>
        <TargetField
          value={target}
          problem={tried ? problems.target : undefined}
          onChange={(next) => change({ target: next })}
          onEnter={open}
        />
      </div>
      <div className={styles.fields}>
        {mode === 'ssh' && (
          <Field
            label="User"
            value={search['user'] ?? ''}
            placeholder="as your ssh configuration says"
            input={user}
            onChange={(next) => change({ user: next })}
            onEnter={open}
          />
        )}
        <Field
          label="Port"
          value={port}
          placeholder={mode === 'ssh' ? '22' : '23'}
          problem={tried ? problems.port : undefined}
          narrow
          onChange={(next) => change({ port: next })}
          onEnter={open}
        />
        {mode === 'ssh' && (
          <Field
            label="Jump host"
            value={search['jump'] ?? ''}
            placeholder="none"
            onChange={(next) => change({ jump: next })}
            onEnter={open}
          />
        )}
      </div>
      <div className={styles.actions}>
        <Button variant="contained" disabled={busy} onClick={open}>
          {mode === 'ssh' ? 'Open SSH' : 'Connect'}
        </Button>
        {mode === 'ssh' && (
          <Button variant="outlined" disabled={busy} onClick={openOwn}>
            In my own terminal
          </Button>
        )}
        {mode === 'ssh' && (
          <Button color="inherit" disabled={busy} onClick={copy}>
            Copy command
          </Button>
        )}
      </div>
      {failure !== null && <FailureNotice error={failure.error} what={failure.what} />}
      <p className={styles.hint}>
        {mode === 'ssh'
          ? 'This runs the ssh of this computer with your own keys, agent, configuration and known hosts; nothing is stored here. The first time, ssh itself asks in the terminal whether the host key is right. The session ends with its tab.'
          : 'Shows what the port says, and sends lines to it. Telnet options are declined.'}
      </p>
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly problem?: string | undefined;
  readonly narrow?: boolean;
  readonly input?: Ref<HTMLInputElement>;
  onChange(value: string): void;
  onEnter(): void;
}

function Field(props: FieldProps): ReactElement {
  const id = useId();
  const { problem } = props;
  return (
    <div className={props.narrow === true ? `${styles.field} ${styles.narrow}` : styles.field}>
      <label htmlFor={id} className={styles.label}>
        {props.label}
      </label>
      <OutlinedInput
        id={id}
        fullWidth
        value={props.value}
        placeholder={props.placeholder}
        error={problem !== undefined}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') props.onEnter();
        }}
        {...(props.input === undefined ? {} : { inputRef: props.input })}
        inputProps={{
          spellCheck: false,
          autoCapitalize: 'none',
          autoComplete: 'off',
          maxLength: 400,
          'aria-describedby': problem === undefined ? undefined : `${id}-problem`,
        }}
      />
      {problem !== undefined && (
        <div id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </div>
      )}
    </div>
  );
}
