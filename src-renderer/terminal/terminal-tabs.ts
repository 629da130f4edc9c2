import { useSyncExternalStore } from 'react';
import type { TerminalRequest } from '../../src-core/api/terminal.ts';
import { api } from '../app/api.ts';
import { keepSessions, keptSessions } from './kept-sessions.ts';
import { TerminalTab } from './terminal-tab.ts';

interface TabsView {
  readonly tabs: readonly TerminalTab[];
  /** The session that is looked at; null for the form of a new one. */
  readonly selected: string | null;
}

/** The terminals of this window, in the order in which they were opened. */
class TerminalTabs {
  #view: TabsView = { tabs: [], selected: null };
  readonly #listeners = new Set<() => void>();
  #attaching: Promise<void> | undefined;

  readonly view = (): TabsView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Opens a session and looks at it. @throws what the call throws */
  async open(request: TerminalRequest): Promise<void> {
    const session = await api.terminal.open(request);
    const tab = new TerminalTab(api, session, false);
    this.#set({ tabs: [...this.#view.tabs, tab], selected: session.sessionId });
  }

  /** Finds the sessions of this window again after a reload; does so once. */
  async attachKept(): Promise<void> {
    await (this.#attaching ??= this.#attachAll());
  }

  select(selected: string | null): void {
    this.#set({ ...this.#view, selected });
  }

  /** Ends a session and takes its tab away; the one beside it is looked at then. @throws what the call throws */
  async close(tab: TerminalTab): Promise<void> {
    const { tabs, selected } = this.#view;
    const index = tabs.indexOf(tab);
    const left = tabs.filter((each) => each !== tab);
    const beside = left[Math.min(index, left.length - 1)]?.view().session.sessionId ?? null;
    const own = tab.view().session.sessionId === selected;
    this.#set({ tabs: left, selected: own ? beside : selected });
    await tab.close();
  }

  async #attachAll(): Promise<void> {
    const kept = new Set(keptSessions());
    if (kept.size === 0) return;
    const sessions = (await api.terminal.list()).filter(({ sessionId }) => kept.has(sessionId));
    const known = new Set(this.#view.tabs.map((tab) => tab.view().session.sessionId));
    const found = sessions
      .filter(({ sessionId }) => !known.has(sessionId))
      .map((session) => new TerminalTab(api, session, true));
    const tabs = [...found, ...this.#view.tabs];
    this.#set({ tabs, selected: this.#view.selected ?? tabs.at(-1)?.view().session.sessionId ?? null });
  }

  #set(view: TabsView): void {
    this.#view = view;
    keepSessions(view.tabs.map((tab) => tab.view().session.sessionId));
    for (const listener of this.#listeners) listener();
  }
}

export const terminalTabs = new TerminalTabs();

export function useTerminalTabs(): TabsView {
  return useSyncExternalStore(terminalTabs.subscribe, terminalTabs.view);
}
