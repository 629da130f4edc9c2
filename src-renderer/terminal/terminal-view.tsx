import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import Select from '@mui/material/Select';
import { useColorScheme } from '@mui/material/styles';
import { useEffect, useRef, useState, useSyncExternalStore, type ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { SearchBar } from './search-bar.tsx';
import { TabQuestionDialog } from './tab-question.tsx';
import { changeFontSize, changeSettings, subscribeSettings, terminalSettings } from './terminal-settings.ts';
import { terminalThemes } from './terminal-colors.ts';
import type { TerminalTab } from './terminal-tab.ts';
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
    if (!raw) tab.screen.terminal.focus();
    return hide;
  }, [tab, raw]);
  useEffect(() => tab.screen.setDark(dark), [tab, dark]);
  const end = view.problem ?? (view.session.end === null ? null : view.session.end.text);
  return (
    <>
      {view.searching && (
        <SearchBar
          search={tab.screen.search}
          onClose={() => {
            tab.setSearching(false);
            tab.screen.terminal.focus();
          }}
        />
      )}
      <div ref={place} className={styles.place} />
      {end !== null && (
        <div className={styles.end} role="status">
          {visibleText(end, 300)}
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
        autoFocus
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
          'Ctrl+Shift+C copies'
        ) : (
          <>
            <kbd>Ctrl+F6</kbd> leaves the terminal · <kbd>Ctrl+Shift+C</kbd>, <kbd>V</kbd>, <kbd>F</kbd>
          </>
        )}
      </span>
      <span className={styles.title}>{props.title}</span>
      <Button color="inherit" onClick={() => props.tab.setSearching(true)}>
        Search
      </Button>
      <Button
        color="inherit"
        aria-pressed={settings.screenReader}
        onClick={() => changeSettings({ screenReader: !settings.screenReader })}
      >
        Screen reader mode {settings.screenReader ? 'on' : 'off'}
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
        <Button color="inherit" aria-label="Smaller text" onClick={() => changeFontSize(-1)}>
          A−
        </Button>
        <span>{settings.fontSize} px</span>
        <Button color="inherit" aria-label="Larger text" onClick={() => changeFontSize(1)}>
          A+
        </Button>
      </span>
    </div>
  );
}
