import {
  largestTerminalWrite,
  type TerminalEvent,
  type TerminalRequest,
  type TerminalSession,
} from '../../src-core/api/terminal.ts';
import type { ApiClient } from '../app/api-client.ts';
import { connectionOpen, connectionState } from '../app/connection.ts';
import { failureText } from '../app/failure.ts';
import { pastedText } from './pasted-text.ts';
import { Screen } from './screen.ts';

/** So much more has to be taken in before the program is told. */
const acknowledgeEvery = 32_768;
const resizeMs = 60;
/** How long a bell is shown. */
const bellMs = 1_500;
/** A paste that is larger is refused: it would be typed into the other side for minutes. */
export const largestPaste = 1_048_576;

/** What the person is asked before it happens. */
export type TabQuestion =
  { readonly about: 'paste'; readonly text: string } | { readonly about: 'link'; readonly text: string };

export interface TabView {
  readonly session: TerminalSession;
  /** What the tab is called. */
  readonly name: string;
  /** What the program on the other side calls itself; empty where it does not. */
  readonly title: string;
  readonly bell: boolean;
  /** True while the page is cut off from the program. */
  readonly broken: boolean;
  /** Why the session is lost, where it is. */
  readonly problem: string | null;
  readonly question: TabQuestion | null;
  readonly searching: boolean;
}

export interface TabOptions {
  readonly name: string;
  /** What the session was asked for; null where that is no longer known, after a reload. */
  readonly request: TerminalRequest | null;
  /** True where the session is found again after a reload. */
  readonly again: boolean;
}

/** One session with its screen. It belongs to the page and not to a view, so that looking elsewhere does not end it. */
export class TerminalTab {
  readonly screen: Screen;
  readonly request: TerminalRequest | null;
  readonly #api: ApiClient;
  readonly #abort = new AbortController();
  readonly #listeners = new Set<() => void>();
  #view: TabView;
  /** Where the next output begins. */
  #received = 0;
  #taken = 0;
  #acknowledged = 0;
  /** Output up to here is shown again: what the screen answers to the questions in it was answered before. */
  #replayUntil: number;
  #unsent = '';
  #sending = false;
  #resize: number | undefined;
  #bell: number | undefined;
  #leave = (): void => {};

  constructor(api: ApiClient, session: TerminalSession, { name, request, again }: TabOptions) {
    this.#api = api;
    this.request = request;
    this.#view = {
      session,
      name,
      title: '',
      bell: false,
      broken: false,
      problem: null,
      question: null,
      searching: false,
    };
    this.#replayUntil = again ? session.written : 0;
    this.screen = new Screen(
      {
        input: (text) => this.send(text),
        resized: (columns, rows) => this.#sendSize(columns, rows),
        title: (title) => this.#set({ title }),
        bell: () => this.#ring(),
        paste: (text) => this.#paste(text),
        link: (text) => this.#set({ question: { about: 'link', text } }),
        search: () => this.#set({ searching: true }),
        leave: () => this.#leave(),
      },
      session.kind === 'raw',
    );
    void this.#follow();
  }

  readonly view = (): TabView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What the key that leaves the terminal does, as long as its tab is shown. */
  onLeave(leave: () => void): () => void {
    this.#leave = leave;
    return () => {
      this.#leave = () => {};
    };
  }

  get over(): boolean {
    return this.#view.session.state === 'ended' || this.#view.problem !== null;
  }

  rename(name: string): void {
    this.#set({ name });
  }

  /** Sends text to the other side, in its order; nothing once the session is over. */
  send(text: string): void {
    if (this.over || this.#taken < this.#replayUntil) return;
    if (this.#unsent.length + text.length > 2 * largestPaste) return;
    this.#unsent += text;
    void this.#flush();
  }

  /** Answers the question that stands. */
  answer(yes: boolean): void {
    const { question } = this.#view;
    this.#set({ question: null });
    if (yes && question?.about === 'paste') this.screen.terminal.paste(question.text);
    if (yes && question?.about === 'link') window.open(question.text, '_blank', 'noopener,noreferrer');
  }

  setSearching(searching: boolean): void {
    this.#set({ searching });
  }

  /** Ends the session with its tab. @throws what the call throws */
  async close(): Promise<void> {
    const { sessionId } = this.#view.session;
    this.#abort.abort();
    window.clearTimeout(this.#resize);
    window.clearTimeout(this.#bell);
    this.screen.dispose();
    await this.#api.terminal.close({ sessionId });
  }

  #paste(given: string): void {
    if (this.#view.session.kind === 'raw') return;
    const text = pastedText(given);
    if (text.length > largestPaste) return this.#set({ question: { about: 'paste', text } });
    if (/[\r\n]/.test(text)) this.#set({ question: { about: 'paste', text } });
    else this.screen.terminal.paste(text);
  }

  #ring(): void {
    // It rang when it was said first.
    if (this.#taken < this.#replayUntil) return;
    this.#set({ bell: true });
    window.clearTimeout(this.#bell);
    this.#bell = window.setTimeout(() => this.#set({ bell: false }), bellMs);
  }

  #sendSize(columns: number, rows: number): void {
    window.clearTimeout(this.#resize);
    this.#resize = window.setTimeout(() => {
      const { sessionId } = this.#view.session;
      if (!this.over) this.#quietly(this.#api.terminal.resize({ sessionId, columns, rows }));
    }, resizeMs);
  }

  /** A call whose failure is told by the broken connection or by the end of the session. */
  #quietly(call: Promise<unknown>): void {
    call.catch((error: unknown) => console.warn('The terminal did not take it:', failureText(error)));
  }

  async #flush(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      while (this.#unsent !== '') {
        const text = this.#unsent.slice(0, largestTerminalWrite);
        this.#unsent = this.#unsent.slice(text.length);
        await this.#api.terminal.write({ sessionId: this.#view.session.sessionId, text });
      }
    } catch (error) {
      // What was typed into a broken connection is not typed later, into something else.
      this.#unsent = '';
      console.warn('The terminal did not take it:', failureText(error));
    } finally {
      this.#sending = false;
    }
  }

  /** Follows to the end, over as many broken connections as there are. */
  async #follow(): Promise<void> {
    const { signal } = this.#abort;
    while (!signal.aborted) {
      try {
        if (await this.#followOnce(signal)) return;
      } catch (error) {
        if (signal.aborted) return;
        if (connectionState() === 'open') return this.#set({ problem: failureText(error), broken: false });
      }
      if (signal.aborted) return;
      this.#set({ broken: true });
      await connectionOpen(signal).catch(() => undefined);
    }
  }

  /** @returns true where the session's own end was told */
  async #followOnce(signal: AbortSignal): Promise<boolean> {
    const { sessionId } = this.#view.session;
    const events = await this.#api.terminal.follow({ sessionId, from: this.#received }, { signal });
    this.#set({ broken: false });
    this.#acknowledge(true);
    for await (const event of events) {
      if (signal.aborted) return true;
      if (event.type === 'output') this.#show(event);
      else this.#set({ session: event.session });
      if (event.type === 'ended') return true;
    }
    return false;
  }

  #show({ text, from, missed }: Extract<TerminalEvent, { type: 'output' }>): void {
    // What was left out may have been in the middle of anything.
    if (missed > 0) this.screen.terminal.reset();
    this.#received = from + text.length;
    this.screen.write(text, () => {
      this.#taken = from + text.length;
      if (!this.#abort.signal.aborted) this.#acknowledge(false);
    });
  }

  #acknowledge(now: boolean): void {
    if (!now && this.#taken - this.#acknowledged < acknowledgeEvery) return;
    this.#acknowledged = this.#taken;
    const { sessionId } = this.#view.session;
    this.#quietly(this.#api.terminal.acknowledge({ sessionId, upTo: this.#taken }));
  }

  #set(change: Partial<TabView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
