import { useEffect, useId, type ReactElement } from 'react';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { useProbeSearch } from '../probe/use-probe-search.ts';
import { isReloaded } from './kept-sessions.ts';
import { SessionForm } from './session-form.tsx';
import { TabList } from './tab-list.tsx';
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
