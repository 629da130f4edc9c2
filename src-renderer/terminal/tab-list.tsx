import AddIcon from '@mui/icons-material/Add';
import CloseIcon from '@mui/icons-material/Close';
import {
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
} from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import type { TabView, TerminalTab } from './terminal-tab.ts';
import { terminalTabs } from './terminal-tabs.ts';
import styles from './terminal.module.css';

interface TabListProps {
  readonly tabs: readonly TerminalTab[];
  readonly selected: TerminalTab | undefined;
  readonly panel: string;
}

/** The sessions and the form for a new one, as tabs. The arrows go through them; Enter goes into the one that is shown. */
export function TabList({ tabs, selected, panel }: TabListProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  const [renamed, setRenamed] = useState<TerminalTab | null>(null);
  const focus = (index: number): void =>
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[index]?.focus();
  const onKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const all: (TerminalTab | undefined)[] = [...tabs, undefined];
    const at = all.indexOf(selected);
    if (selected !== undefined && event.key === 'F2') setRenamed(selected);
    else if (selected !== undefined && event.key === 'Delete') {
      // The one beside it is shown next: another Delete must not go into its session.
      focus(at + 1 < tabs.length ? at + 1 : Math.max(0, at - 1));
      close(selected);
    } else {
      const end = all.length - 1;
      const steps: Readonly<Record<string, number>> = {
        ArrowRight: at + 1,
        ArrowLeft: at + end,
        Home: 0,
        End: end,
      };
      const next = steps[event.key];
      if (next === undefined) return;
      focus(next % all.length);
      terminalTabs.select(all[next % all.length]?.view().session.sessionId ?? null);
    }
    event.preventDefault();
  };
  return (
    <div className={styles.tabs}>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the tabs in it take the focus (ARIA practices: tabs) */}
      <div ref={list} role="tablist" aria-label="Terminals" className={styles.tabList} onKeyDown={onKey}>
        <div role="presentation" className={styles.sessions}>
          {tabs.map((tab) => (
            <TabButton
              key={tab.view().session.sessionId}
              tab={tab}
              selected={tab === selected}
              panel={panel}
              onRename={() => setRenamed(tab)}
            />
          ))}
        </div>
        <button
          type="button"
          role="tab"
          id={selected === undefined ? `${panel}-selected` : undefined}
          aria-selected={selected === undefined}
          aria-controls={panel}
          tabIndex={selected === undefined ? 0 : -1}
          className={styles.tab}
          onClick={(event) => {
            if (selected !== undefined) goInto(event, null);
            else focusField(panel);
          }}
        >
          <AddIcon fontSize="inherit" aria-hidden="true" />
          New
        </button>
      </div>
      {selected !== undefined && <CloseButton tab={selected} />}
      {renamed !== null && <RenameDialog tab={renamed} onClose={() => setRenamed(null)} />}
    </div>
  );
}

/** Shows a session and lets it take the focus, which it does not take from a tab. */
function goInto(event: MouseEvent<HTMLElement>, sessionId: string | null): void {
  event.currentTarget.blur();
  terminalTabs.select(sessionId);
}

/** Goes into what is shown already: the target of a new session, or the line to send. */
function focusField(panel: string): void {
  document.getElementById(panel)?.querySelector('input')?.focus();
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
  onRename(): void;
}): ReactElement {
  const { tab, selected, panel } = props;
  const button = useRef<HTMLButtonElement>(null);
  const view = useSyncExternalStore(tab.subscribe, tab.view);
  const state = stateWord(view);
  const name = visibleText(view.name, 120);
  const about = view.name === view.session.title ? name : `${name}, ${visibleText(view.session.title, 80)}`;
  useEffect(() => tab.onLeave(() => button.current?.focus()), [tab]);
  useEffect(() => {
    if (selected) button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
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
      title={`${view.title === '' ? about : `${about}: ${view.title}`} (F2 names it, Delete ends it)`}
      onClick={(event) => {
        if (!selected) goInto(event, view.session.sessionId);
        else if (view.session.kind === 'ssh') tab.screen.terminal.focus();
        else focusField(panel);
      }}
      onDoubleClick={props.onRename}
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
  const view = useSyncExternalStore(tab.subscribe, tab.view);
  return (
    <button
      type="button"
      className={styles.close}
      title="End this session (Delete on its tab)"
      aria-label={`Close ${visibleText(view.name, 120)}`}
      onClick={() => close(tab)}
    >
      <CloseIcon fontSize="inherit" aria-hidden="true" />
      Close
    </button>
  );
}
