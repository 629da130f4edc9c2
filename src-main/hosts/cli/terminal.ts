import { visibleText } from '../../../src-core/net/visible-text.ts';
import type { Output } from './output.ts';
import { LiveScreen, type KeyInput, type ScreenEnd } from './live-screen.ts';

/** The person at the terminal: what is typed, and the settings of the session. */
export interface Person {
  /** Asked for only where keys are read: merely to look at standard input changes how it is read. */
  readonly input?: () => KeyInput;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** So many notes wait until a screen is closed; the newest are kept. */
const mostNotes = 100;

/**
 * Where a command prints: facts to standard output, everything else to standard error. Text from the network is made
 * safe long before; this is the last guard that no control character reaches the terminal.
 */
export class Terminal {
  readonly #out: Output;
  readonly #err: Output;
  readonly #person: Person;
  #progress = '';
  #screen: LiveScreen | undefined;
  #notes: string[] = [];

  constructor(out: Output, err: Output, person: Person = {}) {
    this.#out = out;
    this.#err = err;
    this.#person = person;
  }

  /** Whether a picture can be shown that changes: not in a file, a pipe, or on a terminal that only prints. */
  get live(): boolean {
    return this.#out.isTTY === true && this.#person.environment?.['TERM'] !== 'dumb';
  }

  /** Whether the terminal has more than the letters of ASCII, as its locale says; Windows says nothing and has. */
  get unicode(): boolean {
    const { LC_ALL, LC_CTYPE, LANG } = this.#person.environment ?? {};
    return process.platform === 'win32' || /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || '');
  }

  /**
   * Shows pictures in place of lines until it is closed; what is noted in between is printed after that. Only where
   * `live`. @param onEnd told when the person wants it to end
   */
  openScreen(onEnd: (how: ScreenEnd) => void): Pick<LiveScreen, 'show' | 'close'> {
    this.clearProgress();
    // https://no-color.org: set and not empty.
    const colour = (this.#person.environment?.['NO_COLOR'] ?? '') === '';
    const screen = new LiveScreen(this.#out, { colour, input: this.#person.input?.(), onEnd });
    this.#screen = screen;
    return {
      show: (picture) => screen.show(picture),
      close: () => {
        screen.close();
        this.#screen = undefined;
        for (const text of this.#notes.splice(0)) this.note(text);
      },
    };
  }

  /** Columns that a person sees; without end where the output goes into a file or a pipe. */
  get width(): number {
    return this.#out.isTTY === true ? (this.#out.columns ?? 80) : Infinity;
  }

  /** Prints one line; resolves when the reader has room for more. */
  async line(text: string): Promise<void> {
    this.clearProgress();
    await write(this.#out, `${visibleText(text, 1_000_000)}\n`);
  }

  async lines(texts: readonly string[]): Promise<void> {
    for (const text of texts) await this.line(text);
  }

  /**
   * Prints text of the program's own making, many lines at once: unlike that of `line`, it is not looked through.
   * Resolves when the reader has room for more; what else the process has to do (signals) is let in.
   */
  async block(text: string): Promise<void> {
    this.clearProgress();
    await write(this.#out, text);
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** The text of a file: as it is where it goes into a file or a pipe, looked through where a person watches. */
  async file(text: string): Promise<void> {
    if (this.#out.isTTY !== true) return this.block(text);
    await this.lines(text.replace(/\n$/, '').split('\n'));
  }

  /** One object as one line of JSON; the control characters that JSON lets stand (DEL, C1, bidi) are escaped as well. */
  async json(value: unknown): Promise<void> {
    this.clearProgress();
    const text = JSON.stringify(value).replace(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
      (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
    );
    await write(this.#out, `${text}\n`);
  }

  /** One line for the person, not for scripts. */
  note(text: string): void {
    if (this.#screen !== undefined) {
      this.#notes = [...this.#notes, text].slice(-mostNotes);
      return;
    }
    this.clearProgress();
    this.#err.write(`${visibleText(text, 10_000)}\n`);
  }

  /** Shows what is going on, over what was shown before; only where a person watches. */
  progress(text: string): void {
    if (this.#err.isTTY !== true || this.#screen !== undefined) return;
    const shown = visibleText(text, 1000).slice(0, Math.max(20, (this.#err.columns ?? 80) - 1));
    if (shown === this.#progress) return;
    this.#progress = shown;
    this.#err.write(`\r\u001B[K${shown}`);
  }

  clearProgress(): void {
    if (this.#progress === '') return;
    this.#progress = '';
    this.#err.write('\r\u001B[K');
  }
}

async function write(output: Output, text: string): Promise<void> {
  if (output.destroyed || output.write(text)) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      output.off('drain', go);
      output.off('close', go);
      resolve();
    };
    output.once('drain', go);
    output.once('close', go);
  });
}
