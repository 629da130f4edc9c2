import AddIcon from '@mui/icons-material/Add';
import CloseIcon from '@mui/icons-material/Close';
import { useEffect, useId, useRef, useSyncExternalStore, type KeyboardEvent, type ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { useProbeSearch } from '../probe/use-probe-search.ts';
import { isReloaded } from './kept-sessions.ts';
import { SessionForm } from './session-form.tsx';
import type { TabView, TerminalTab } from './terminal-tab.ts';
import { terminalTabs, useTerminalTabs } from './terminal-tabs.ts';
import { TerminalView } from './terminal-view.tsx';
import styles from './terminal.module.css';

/** The target that the form was shown for last: coming back to the page with the same one shows the session again. */
let shownTarget: string | undefined;

/** The sessions of this window as tabs, and a form for a new one. */
export function TerminalPage(): ReactElement {
  const [search] = useProbeSearch();
  const { tabs, selected } = useTerminalTabs();
  const panel = useId();
  const { target } = search;
  useEffect(() => {
    void terminalTabs.attachKept().catch((error: unknown) => announce(failureText(error), true));
  }, []);
  useEffect(() => {
    if (target === undefined || target === shownTarget) return;
    const again = shownTarget === undefined && isReloaded();
    shownTarget = target;
    if (!again) terminalTabs.select(null);
  }, [target]);
  const shown = tabs.find((tab) => tab.view().session.sessionId === selected);
  return (
    <div className={styles.page}>
      {tabs.length > 0 && <TabList tabs={tabs} selected={shown} panel={panel} />}
      <div
        id={panel}
        className={styles.panel}
        {...(tabs.length > 0 ? { role: 'tabpanel', 'aria-labelledby': `${panel}-selected` } : {})}
      >
        {shown === undefined ? (
          <SessionForm />
        ) : (
          <TerminalView key={shown.view().session.sessionId} tab={shown} />
        )}
      </div>
    </div>
  );
}

interface TabListProps {
  readonly tabs: readonly TerminalTab[];
  readonly selected: TerminalTab | undefined;
  readonly panel: string;
}

function TabList({ tabs, selected, panel }: TabListProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all: (TerminalTab | undefined)[] = [...tabs, undefined];
    const next = (all.indexOf(selected) + step + all.length) % all.length;
    terminalTabs.select(all[next]?.view().session.sessionId ?? null);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  return (
    <div className={styles.tabs}>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the tabs in it take the focus (ARIA practices: tabs) */}
      <div ref={list} role="tablist" aria-label="Terminals" className={styles.tabList} onKeyDown={move}>
        {tabs.map((tab) => (
          <TabButton key={tab.view().session.sessionId} tab={tab} selected={tab === selected} panel={panel} />
        ))}
        <button
          type="button"
          role="tab"
          id={selected === undefined ? `${panel}-selected` : undefined}
          aria-selected={selected === undefined}
          aria-controls={panel}
          tabIndex={selected === undefined ? 0 : -1}
          className={styles.tab}
          onClick={() => terminalTabs.select(null)}
        >
          <AddIcon fontSize="inherit" aria-hidden="true" />
          New
        </button>
      </div>
      {selected !== undefined && <CloseButton tab={selected} />}
    </div>
  );
}

function stateWord({ session, problem, broken }: TabView): string {
  if (problem !== null) return 'lost';
  if (broken) return 'cut off';
  return session.state === 'ended' ? 'ended' : session.state === 'connecting' ? 'connecting' : '';
}

function TabButton(props: {
  readonly tab: TerminalTab;
  readonly selected: boolean;
  readonly panel: string;
}): ReactElement {
  const { tab, selected, panel } = props;
  const button = useRef<HTMLButtonElement>(null);
  const view = useSyncExternalStore(tab.subscribe, tab.view);
  const state = stateWord(view);
  const name = visibleText(view.session.title, 80);
  useEffect(() => tab.onLeave(() => button.current?.focus()), [tab]);
  return (
    <button
      ref={button}
      type="button"
      role="tab"
      id={selected ? `${panel}-selected` : undefined}
      aria-selected={selected}
      aria-controls={panel}
      tabIndex={selected ? 0 : -1}
      className={styles.tab}
      title={view.title === '' ? name : `${name}: ${view.title}`}
      onClick={() => terminalTabs.select(view.session.sessionId)}
      onKeyDown={(event) => {
        if (event.key === 'Delete') close(tab);
      }}
    >
      <span className={styles.tabName}>{name}</span>
      {state !== '' && <span className={styles.tabState}>{state}</span>}
      {view.bell && <span className={styles.tabState}>bell</span>}
    </button>
  );
}

function close(tab: TerminalTab): void {
  terminalTabs.close(tab).catch((error: unknown) => announce(failureText(error), true));
}

function CloseButton({ tab }: { readonly tab: TerminalTab }): ReactElement {
  const name = visibleText(tab.view().session.title, 80);
  return (
    <button
      type="button"
      className={styles.close}
      title="End this session (Delete on its tab)"
      aria-label={`Close ${name}`}
      onClick={() => close(tab)}
    >
      <CloseIcon fontSize="inherit" aria-hidden="true" />
      Close
    </button>
  );
}
