import type { Output } from './output.ts';
import { terminalLine, type StyledLine } from './styled-line.ts';

/** What a person types into. */
export interface KeyInput {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
  on(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
  off(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** A picture for a terminal: the body is scrolled where it has more lines than there is room for. */
export interface Picture {
  readonly head: readonly StyledLine[];
  readonly body: readonly StyledLine[];
  readonly foot: readonly StyledLine[];
}

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** How the person ended it: with q, or as everything is ended, with Ctrl+C. */
export type ScreenEnd = 'quit' | 'interrupt';

export interface ScreenOptions {
  readonly colour: boolean;
  /** What a person types into; left out, or no terminal: nothing is read, and signals end the program. */
  readonly input?: KeyInput | undefined;
  onEnd(how: ScreenEnd): void;
}

/**
 * xterm's control sequences, which every terminal of today knows: the other screen (1049), so that what stood there
 * comes back; no cursor (25); and long lines are not wrapped (7), or one letter that is wider than we think would move
 * the whole table.
 */
const enter = '\u001B[?1049h\u001B[?25l\u001B[?7l\u001B[2J';
const leave = '\u001B[?7h\u001B[?25h\u001B[?1049l';
const keys = /\u001B(?:\[[\d;]*[A-Za-z~]|O[A-Z])|[^\u001B]/g;

/** A picture on the terminal that is drawn again in its place, until it is closed. */
export class LiveScreen {
  readonly #out: Output;
  readonly #options: ScreenOptions;
  #picture: (size: ScreenSize) => Picture = () => ({ head: [], body: [], foot: [] });
  #offset = 0;
  #shown = '';
  #open = false;

  constructor(out: Output, options: ScreenOptions) {
    this.#out = out;
    this.#options = options;
    out.on('resize', this.#resized);
    // A terminal is never left without its cursor, however the process ends.
    process.on('exit', this.#restore);
    this.#begin();
  }

  /** Shows what is now to be seen; drawn again whenever the terminal changes its size. */
  show(picture: (size: ScreenSize) => Picture): void {
    this.#picture = picture;
    this.#draw();
  }

  /** Gives the terminal back as it was. */
  close(): void {
    this.#out.off('resize', this.#resized);
    process.off('exit', this.#restore);
    process.off('SIGCONT', this.#begin);
    this.#restore();
  }

  readonly #begin = (): void => {
    if (this.#open) return;
    this.#open = true;
    const { input } = this.#options;
    if (input?.isTTY === true) {
      input.setRawMode?.(true);
      input.on('data', this.#typed);
      input.resume();
    }
    this.#out.write(enter);
    this.#shown = '';
    this.#draw();
  };

  readonly #restore = (): void => {
    if (!this.#open) return;
    this.#open = false;
    const { input } = this.#options;
    if (input?.isTTY === true) {
      input.off('data', this.#typed);
      input.setRawMode?.(false);
      input.pause();
    }
    this.#out.write(leave);
  };

  readonly #resized = (): void => {
    this.#shown = '';
    this.#draw();
  };

  readonly #typed = (chunk: Buffer | string): void => {
    for (const [key] of chunk.toString().matchAll(keys)) this.#press(key);
  };

  #press(key: string): void {
    const page = Math.max(1, this.#size().rows - 4);
    switch (key) {
      case 'q':
      case 'Q':
        return this.#options.onEnd('quit');
      case '\u0003':
        return this.#options.onEnd('interrupt');
      case '\u001A':
        return this.#suspend();
      case '\u000C':
        return this.#resized();
      case '\u001B[A':
      case '\u001BOA':
      case 'k':
        return this.#scroll(-1);
      case '\u001B[B':
      case '\u001BOB':
      case 'j':
        return this.#scroll(1);
      case '\u001B[5~':
        return this.#scroll(-page);
      case '\u001B[6~':
        return this.#scroll(page);
      default:
    }
  }

  #scroll(lines: number): void {
    this.#offset += lines;
    this.#draw();
  }

  /** Ctrl+Z: the terminal does not send the signal itself while keys are read one by one. */
  #suspend(): void {
    if (process.platform === 'win32') return;
    this.#restore();
    process.once('SIGCONT', this.#begin);
    // The whole group, as the terminal does: also what started this process.
    process.kill(0, 'SIGTSTP');
  }

  #size(): ScreenSize {
    return { columns: this.#out.columns || 80, rows: this.#out.rows || 24 };
  }

  #draw(): void {
    if (!this.#open) return;
    const size = this.#size();
    const { head, body, foot } = this.#picture(size);
    const room = Math.max(2, size.rows - head.length - foot.length);
    const fits = body.length <= room;
    // Where it is scrolled, a line of the room tells so.
    const place = fits ? room : room - 1;
    const last = Math.max(0, body.length - place);
    this.#offset = Math.min(Math.max(0, this.#offset), last);
    const more = `${this.#offset} lines above, ${last - this.#offset} below: arrow keys`;
    const lines = [
      ...head,
      ...body.slice(this.#offset, this.#offset + place),
      ...(fits ? [] : [[{ text: more, tone: 'quiet' as const }]]),
      ...foot,
    ].slice(0, size.rows);
    const { colour } = this.#options;
    // Each line is cleared before it is written: after a letter in the last column the letter would go.
    const text = lines.map((line) => `\u001B[K${terminalLine(line, size.columns, colour)}`).join('\r\n');
    const rest = lines.length < size.rows ? '\r\n\u001B[J' : '';
    if (text === this.#shown) return;
    this.#shown = text;
    this.#out.write(`\u001B[H${text}${rest}`);
  }
}
