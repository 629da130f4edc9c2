import {
  keptTerminalOutput,
  terminalWindow,
  type TerminalEvent,
  type TerminalSession,
} from '../../src-core/api/terminal.ts';
import type { Line, LineEnd, LineEvents } from './line.ts';
import { Scrollback } from './scrollback.ts';

/** Output is told together that comes within so long: half a frame. */
const batchMs = 8;
/** Units of one event. */
const largestOutput = 65_536;
/** Paused output goes on when no more than this waits for the page. */
const resumeBelow = terminalWindow / 4;

/**
 * One session: what a line said lately, and who follows it. The line is paused while the page has taken in too little
 * of it, so that endless output costs neither memory nor the page's answer to a key.
 */
export class Session {
  #info: TerminalSession;
  #line: Line | undefined;
  readonly #scrollback = new Scrollback(keptTerminalOutput);
  readonly #followers = new Set<() => void>();
  readonly #changed: () => void;
  #acknowledged = 0;
  #paused = false;
  /** Rises with every change of the state that followers are to hear of. */
  #version = 0;
  #batch: NodeJS.Timeout | undefined;

  /** @param changed called when followers have come or gone, and at the end */
  constructor(info: Pick<TerminalSession, 'sessionId' | 'kind' | 'title' | 'at'>, changed: () => void) {
    this.#info = { ...info, state: 'connecting', written: 0, end: null };
    this.#changed = changed;
  }

  get info(): TerminalSession {
    return { ...this.#info, written: this.#scrollback.end };
  }

  get ended(): boolean {
    return this.#info.end !== null;
  }

  get followed(): boolean {
    return this.#followers.size > 0;
  }

  /** What the line is to tell this session. */
  readonly events: LineEvents = {
    connected: () => {
      this.#info = { ...this.#info, state: 'open' };
      this.#version++;
      this.#ring();
    },
    output: (text) => this.output(text),
    ended: (end) => this.#end(end),
  };

  /** The line comes when it is open: its first events may come before. */
  attach(line: Line): void {
    this.#line = line;
    this.#pace();
  }

  /** Adds to what is shown. */
  output(text: string): void {
    this.#scrollback.add(text);
    this.#pace();
    this.#batch ??= setTimeout(() => {
      this.#batch = undefined;
      this.#ring();
    }, batchMs);
  }

  acknowledge(upTo: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, Math.min(upTo, this.#scrollback.end));
    this.#pace();
  }

  /** Resolves when the other side has room for more. */
  async write(text: string): Promise<void> {
    if (!this.ended) await this.#line?.write(text);
  }

  resize(columns: number, rows: number): void {
    if (!this.ended) this.#line?.resize(columns, rows);
  }

  /** Ends the line; resolves when nothing of it is left. */
  async close(): Promise<void> {
    await this.#line?.end();
    clearTimeout(this.#batch);
  }

  /** Output from a place on, then what comes; ends with the session, or when the reader leaves. */
  async *follow(from: number, signal?: AbortSignal): AsyncGenerator<TerminalEvent> {
    const reader = { left: signal?.aborted === true };
    let wake = () => {};
    const ring = () => wake();
    const leave = () => {
      reader.left = true;
      wake();
    };
    this.#followers.add(ring);
    this.#changed();
    signal?.addEventListener('abort', leave, { once: true });
    try {
      let next = from;
      let told = -1;
      while (!reader.left) {
        if (told !== this.#version && !this.ended) {
          told = this.#version;
          yield { type: 'session', session: this.info };
          continue;
        }
        const piece = this.#scrollback.read(next, largestOutput);
        if (piece.text !== '') {
          next = piece.from + piece.text.length;
          yield { type: 'output', ...piece };
          continue;
        }
        if (this.ended) {
          yield { type: 'ended', session: this.info };
          return;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      signal?.removeEventListener('abort', leave);
      this.#followers.delete(ring);
      this.#changed();
    }
  }

  #end({ status, text }: LineEnd): void {
    this.#info = { ...this.#info, state: 'ended', end: { at: Date.now(), status, text } };
    clearTimeout(this.#batch);
    this.#ring();
    this.#changed();
  }

  #pace(): void {
    const waiting = this.#scrollback.end - this.#acknowledged;
    if (!this.#paused && waiting > terminalWindow) {
      this.#paused = true;
      this.#line?.pause();
    } else if (this.#paused && waiting < resumeBelow) {
      this.#paused = false;
      this.#line?.resume();
    }
  }

  #ring(): void {
    for (const ring of this.#followers) ring();
  }
}
