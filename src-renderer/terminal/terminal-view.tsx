import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import Select from '@mui/material/Select';
import { useColorScheme } from '@mui/material/styles';
import { useEffect, useRef, useState, useSyncExternalStore, type ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { SearchBar } from './search-bar.tsx';
import { isOnTab } from './tab-focus.ts';
import { TabQuestionDialog } from './tab-question.tsx';
import { changeFontSize, changeSettings, subscribeSettings, terminalSettings } from './terminal-settings.ts';
import { terminalThemes } from './terminal-colors.ts';
import type { TerminalTab } from './terminal-tab.ts';
import { terminalTabs } from './terminal-tabs.ts';
import styles from './terminal.module.css';

/** The screen of one session with what stands around it. */
export function TerminalView({ tab }: { readonly tab: TerminalTab }): ReactElement {
  const view = useSyncExternalStore(tab.subscribe, tab.view);
  const place = useRef<HTMLDivElement>(null);
  const { mode, systemMode } = useColorScheme();
  const dark = (mode === 'system' ? systemMode : mode) === 'dark';
  const first = useRef(dark);
  const raw = view.session.kind === 'raw';
  useEffect(() => {
    if (place.current === null) return;
    const hide = tab.screen.show(place.current, styles.screen ?? '', first.current);
    if (!raw && !isOnTab()) tab.screen.terminal.focus();
    return hide;
  }, [tab, raw]);
  useEffect(() => tab.screen.setDark(dark), [tab, dark]);
  const end = view.problem ?? (view.session.end === null ? null : view.session.end.text);
  return (
    <>
      {view.searching && (
        <SearchBar
          screen={tab.screen}
          onClose={() => {
            tab.setSearching(false);
            tab.screen.terminal.focus();
          }}
        />
      )}
      <div ref={place} className={styles.place} />
      {end !== null && (
        <div className={styles.end}>
          <span role="status">{visibleText(end, 300)}</span>
          {tab.request !== null && (
            <Button variant="outlined" onClick={() => openAgain(tab)}>
              Connect again
            </Button>
          )}
        </div>
      )}
      {raw && end === null && <LineField tab={tab} />}
      <Footer tab={tab} raw={raw} title={view.title} />
      {view.question !== null && (
        <TabQuestionDialog
          question={view.question}
          onAnswer={(yes) => {
            tab.answer(yes);
            tab.screen.terminal.focus();
          }}
        />
      )}
    </>
  );
}

function openAgain(tab: TerminalTab): void {
  terminalTabs.openAgain(tab).catch((error: unknown) => announce(failureText(error), true));
}

/** Text for a raw connection goes line by line, ended as Telnet and most protocols of the Internet have it. */
function LineField({ tab }: { readonly tab: TerminalTab }): ReactElement {
  const [line, setLine] = useState('');
  const send = (): void => {
    tab.send(`${line}\r\n`);
    setLine('');
  };
  return (
    <div className={styles.line}>
      <OutlinedInput
        fullWidth
        autoFocus={!isOnTab()}
        value={line}
        placeholder="A line to send"
        inputProps={{
          'aria-label': 'Line to send',
          spellCheck: false,
          maxLength: 8_000,
          className: styles.mono ?? '',
        }}
        onChange={(event) => setLine(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send();
        }}
      />
      <Button variant="outlined" onClick={send}>
        Send
      </Button>
    </div>
  );
}

function Footer(props: {
  readonly tab: TerminalTab;
  readonly raw: boolean;
  readonly title: string;
}): ReactElement {
  const settings = useSyncExternalStore(subscribeSettings, terminalSettings);
  return (
    <div className={styles.footer}>
      <span className={styles.keys}>
        {props.raw ? (
          <>
            <kbd>Ctrl+Shift+C</kbd> copies
          </>
        ) : (
          <>
            <kbd>Ctrl+F6</kbd> to the tabs
            <span className={styles.more}>
              {' '}
              · <kbd>Ctrl+Shift+C</kbd> copies · <kbd>Ctrl+Shift+V</kbd> pastes
            </span>
          </>
        )}
      </span>
      <span className={styles.title}>{props.title}</span>
      <Button color="inherit" title="Ctrl+Shift+F" onClick={() => props.tab.setSearching(true)}>
        Search
      </Button>
      <Button
        color="inherit"
        aria-pressed={settings.screenReader}
        onClick={() => changeSettings({ screenReader: !settings.screenReader })}
      >
        Screen reader {settings.screenReader ? 'on' : 'off'}
      </Button>
      <Select
        variant="standard"
        disableUnderline
        className={styles.theme ?? ''}
        inputProps={{ 'aria-label': 'Colours of the terminal' }}
        value={settings.theme}
        onChange={({ target: { value } }) => changeSettings({ theme: value })}
      >
        {terminalThemes.map(({ id, label }) => (
          <MenuItem key={id} value={id}>
            {label}
          </MenuItem>
        ))}
      </Select>
      <span className={styles.size} role="group" aria-label="Font size">
        <Button color="inherit" aria-label="Smaller text" title="Ctrl+−" onClick={() => changeFontSize(-1)}>
          A−
        </Button>
        <span>{settings.fontSize} px</span>
        <Button color="inherit" aria-label="Larger text" title="Ctrl++" onClick={() => changeFontSize(1)}>
          A+
        </Button>
      </span>
    </div>
  );
}
