import { useSyncExternalStore } from 'react';
import type { TerminalRequest } from '../../src-core/api/terminal.ts';
import { api } from '../app/api.ts';
import { keepSessions, keptSessions } from './kept-sessions.ts';
import { nameFor } from './tab-names.ts';
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
    const name = nameFor(session.title, this.#names());
    const tab = new TerminalTab(api, session, { name, request, again: false });
    this.#set({ tabs: [...this.#view.tabs, tab], selected: session.sessionId });
  }

  /** Opens the session of a tab that is over once more, in its place. @throws what the calls throw */
  async openAgain(ended: TerminalTab): Promise<void> {
    const { request } = ended;
    if (request === null) return;
    const session = await api.terminal.open(request);
    const tab = new TerminalTab(api, session, { name: ended.view().name, request, again: false });
    const tabs = this.#view.tabs.map((each) => (each === ended ? tab : each));
    this.#set({ tabs: tabs.includes(tab) ? tabs : [...tabs, tab], selected: session.sessionId });
    await ended.close();
  }

  /** Names a tab as the person wants; an empty name gives it the one that it had at first. */
  rename(tab: TerminalTab, name: string): void {
    const { session } = tab.view();
    const others = this.#view.tabs.filter((each) => each !== tab).map((each) => each.view().name);
    tab.rename(name.trim() === '' ? nameFor(session.title, others) : name.trim());
    this.#set(this.#view);
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
    const kept = keptSessions();
    if (kept.sessions.length === 0) return;
    const sessions = new Map((await api.terminal.list()).map((session) => [session.sessionId, session]));
    const known = new Set(this.#view.tabs.map((tab) => tab.view().session.sessionId));
    const found = kept.sessions.flatMap(({ sessionId, name }) => {
      const session = sessions.get(sessionId);
      if (session === undefined || known.has(sessionId)) return [];
      return [new TerminalTab(api, session, { name, request: null, again: true })];
    });
    const tabs = [...found, ...this.#view.tabs];
    const ids = tabs.map((tab) => tab.view().session.sessionId);
    const before = ids.find((id) => id === kept.selected) ?? ids.at(-1) ?? null;
    this.#set({ tabs, selected: this.#view.selected ?? before });
  }

  #names(): string[] {
    return this.#view.tabs.map((tab) => tab.view().name);
  }

  #set(view: TabsView): void {
    this.#view = view;
    keepSessions({
      sessions: view.tabs.map((tab) => {
        const { session, name } = tab.view();
        return { sessionId: session.sessionId, name };
      }),
      selected: view.selected,
    });
    for (const listener of this.#listeners) listener();
  }
}

export const terminalTabs = new TerminalTabs();

export function useTerminalTabs(): TabsView {
  return useSyncExternalStore(terminalTabs.subscribe, terminalTabs.view);
}
