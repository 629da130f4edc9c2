import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { WebglAddon } from '@xterm/addon-webgl';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { copyAndTell } from '../components/announcer.tsx';
import { boundRepeats, MarkLimit, writesOf } from './bounded-output.ts';
import { mostMarked } from './found-text.ts';
import { hasGraphicsProcessor } from './graphics.ts';
import { keyAction, type KeyAction } from './key-action.ts';
import { withStyleNonce } from './style-nonce.ts';
import { foundColors, terminalColors } from './terminal-colors.ts';
import { changeFontSize, subscribeSettings, terminalSettings } from './terminal-settings.ts';
import { isWebAddress, webLinks } from './web-links.ts';

const scrollbackLines = 10_000;

/** What happens on a screen that its tab has to know of. */
export interface ScreenEvents {
  /** Keys, pasted text, and the answers of the terminal to questions in the output. */
  readonly input: (text: string) => void;
  readonly resized: (columns: number, rows: number) => void;
  readonly title: (title: string) => void;
  readonly bell: () => void;
  /** Text that would be pasted; several lines are a question first. */
  readonly paste: (text: string) => void;
  readonly link: (link: string) => void;
  readonly search: () => void;
  /** The key that leaves the terminal. */
  readonly leave: () => void;
}

/**
 * The screen of one session. It lives as long as its tab, in an element of its own that views take in and let go.
 * What comes from the other side can draw on it and name it, and nothing else: no clipboard, no window, no link by itself.
 */
export class Screen {
  readonly terminal: Terminal;
  readonly search = new SearchAddon({ highlightLimit: mostMarked });
  readonly #host = document.createElement('div');
  readonly #fit = new FitAddon();
  readonly #events: ScreenEvents;
  readonly #unsubscribe: () => void;
  readonly #markLimit = new MarkLimit();
  #opened = false;
  #dark = false;
  /** How what is searched for is marked, as a text to compare. */
  #marks: string | undefined;
  #webgl: WebglAddon | undefined;
  #observer: ResizeObserver | undefined;

  readonly #acts: Readonly<Record<Exclude<KeyAction, 'paste'>, () => void>> = {
    copy: () => {
      const text = this.terminal.getSelection();
      if (text !== '') void copyAndTell(text);
    },
    search: () => this.#events.search(),
    leave: () => this.#events.leave(),
    larger: () => changeFontSize(1),
    smaller: () => changeFontSize(-1),
    usual: () => changeFontSize(0),
    top: () => this.terminal.scrollToTop(),
    bottom: () => this.terminal.scrollToBottom(),
  };

  /** @param lines true where the person sends whole lines, and lines may end in a line feed alone */
  constructor(events: ScreenEvents, lines: boolean) {
    this.#events = events;
    const { fontSize, screenReader } = terminalSettings();
    const family = getComputedStyle(document.documentElement).getPropertyValue('--app-mono').trim();
    this.terminal = new Terminal({
      fontSize,
      fontFamily: family === '' ? 'monospace' : family,
      scrollback: scrollbackLines,
      convertEol: lines,
      disableStdin: lines,
      cursorBlink: false,
      minimumContrastRatio: 4.5,
      screenReaderMode: screenReader,
      macOptionIsMeta: true,
      // Marks of a search are decorations, which xterm.js still calls a proposal.
      allowProposedApi: true,
      // What the other side asks of the window (its place, its title, its size in pixels) is not answered.
      windowOptions: {},
      linkHandler: {
        allowNonHttpProtocols: false,
        activate: (_event, link) => this.#ask(link),
      },
    });
    const { terminal } = this;
    terminal.loadAddon(this.#fit);
    terminal.loadAddon(this.search);
    terminal.registerLinkProvider(webLinks(terminal, (link) => this.#ask(link)));
    // OSC 52 would put a text of the other side on the clipboard.
    terminal.parser.registerOscHandler(52, () => true);
    boundRepeats(terminal);
    terminal.onData(events.input);
    terminal.onBinary(events.input);
    terminal.onResize(({ cols, rows }) => events.resized(cols, rows));
    terminal.onTitleChange((title) => events.title(visibleText(title, 60)));
    terminal.onBell(events.bell);
    terminal.attachCustomKeyEventHandler((event) => this.#onKey(event));
    this.#host.addEventListener('paste', (event) => this.#onPaste(event), true);
    // Keys belong to the session: Ctrl+K is not the page's box here.
    this.#host.addEventListener('keydown', (event) => event.stopPropagation());
    this.#unsubscribe = subscribeSettings(() => {
      const settings = terminalSettings();
      terminal.options.fontSize = settings.fontSize;
      terminal.options.screenReaderMode = settings.screenReader;
      this.setDark(this.#dark);
      this.fit();
    });
  }

  /** Shows output of the other side. @param shown called when all of it has been taken in */
  write(text: string, shown: () => void): void {
    const parts = writesOf(this.#markLimit.take(text));
    for (const [index, part] of parts.entries()) {
      this.terminal.write(part, index === parts.length - 1 ? shown : undefined);
    }
  }

  /** Shows the screen in an element, until the function that it gives is called. */
  show(place: HTMLElement, className: string, dark: boolean): () => void {
    this.#host.className = className;
    place.append(this.#host);
    if (!this.#opened) {
      this.#opened = true;
      withStyleNonce(() => this.terminal.open(this.#host));
    }
    this.setDark(dark);
    this.#useWebgl();
    this.#observer = new ResizeObserver(() => this.fit());
    this.#observer.observe(this.#host);
    this.fit();
    // A session that was found again may still have the size of another window.
    this.#events.resized(this.terminal.cols, this.terminal.rows);
    return () => {
      this.#observer?.disconnect();
      this.#dropWebgl();
      this.#host.remove();
    };
  }

  fit(): void {
    if (this.#host.isConnected && this.#host.clientHeight > 0) this.#fit.fit();
  }

  setDark(dark: boolean): void {
    this.#dark = dark;
    const colors = terminalColors(terminalSettings().theme, dark);
    const isOther = this.terminal.options.theme?.background !== colors.background;
    this.terminal.options.theme = colors;
    this.#host.style.backgroundColor = colors.background ?? '';
    // Marks of the other scheme would hide the text; the next key in the search makes them again.
    if (isOther && this.#marks !== undefined) this.endSearch();
  }

  /** Goes to the next place of a text, from the newest to older ones or back, and marks all of them. */
  find(text: string, { older, caseSensitive }: { older: boolean; caseSensitive: boolean }): void {
    if (text === '') return this.endSearch();
    const decorations = foundColors(terminalSettings().theme, this.#dark);
    const marks = `${decorations.matchBackground} ${caseSensitive}`;
    // The addon marks anew for another text, and not for another case or colour.
    if (marks !== this.#marks) this.search.clearDecorations();
    this.#marks = marks;
    const options = { caseSensitive, incremental: older, decorations };
    if (older) this.search.findPrevious(text, options);
    else this.search.findNext(text, options);
  }

  /** Takes the marks of a search away; what was found last stays selected. */
  endSearch(): void {
    this.#marks = undefined;
    this.search.clearDecorations();
  }

  dispose(): void {
    this.#unsubscribe();
    this.#observer?.disconnect();
    withStyleNonce(() => this.terminal.dispose());
    this.#host.remove();
  }

  /** A page has few WebGL contexts, so only the screen that is looked at has one; without, the DOM is drawn on. */
  #useWebgl(): void {
    if (!hasGraphicsProcessor()) return;
    try {
      const addon = new WebglAddon();
      addon.onContextLoss(() => this.#dropWebgl());
      this.terminal.loadAddon(addon);
      this.#webgl = addon;
    } catch (error) {
      console.info('The terminal is drawn without WebGL:', error instanceof Error ? error.message : error);
    }
  }

  #dropWebgl(): void {
    const addon = this.#webgl;
    this.#webgl = undefined;
    if (addon !== undefined) withStyleNonce(() => addon.dispose());
  }

  #ask(link: string): void {
    if (isWebAddress(link)) this.#events.link(link);
  }

  #onPaste(event: ClipboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text !== '') this.#events.paste(text);
  }

  /** @returns false for the keys that are not the session's */
  #onKey(event: KeyboardEvent): boolean {
    const act = keyAction(event);
    // A program that has the whole screen has no scroll-back, and may know these keys.
    const isWhole = this.terminal.buffer.active.type === 'alternate';
    if (act === undefined || (isWhole && (act === 'top' || act === 'bottom'))) return true;
    // The browser itself pastes: only it may read the clipboard.
    if (act === 'paste') return false;
    event.preventDefault();
    if (event.type === 'keydown') this.#acts[act]();
    return false;
  }
}
