import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import type { KeyInput, Picture, ScreenEnd } from './live-screen.ts';
import { terminalLine, type StyledLine } from './styled-line.ts';
import { Terminal } from './terminal.ts';

class Keyboard extends EventEmitter implements KeyInput {
  readonly isTTY = true;
  readonly modes: (boolean | 'paused')[] = [];
  setRawMode(raw: boolean) {
    this.modes.push(raw);
  }
  resume() {}
  pause() {
    this.modes.push('paused');
  }
}

class Window extends Writable {
  readonly isTTY = true;
  columns = 40;
  rows = 6;
  written: string[] = [];
  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.written.push(chunk.toString());
    done();
  }
  /** What was written since this was asked last. */
  take(): string {
    return this.written.splice(0).join('');
  }
  become(columns: number, rows: number) {
    Object.assign(this, { columns, rows });
    this.emit('resize');
  }
}

const toClose: { close(): void }[] = [];
afterEach(() => {
  for (const screen of toClose.splice(0)) screen.close();
});

function opened(environment: Record<string, string> = {}) {
  const [out, err, keyboard] = [new Window(), new Window(), new Keyboard()];
  const ends: ScreenEnd[] = [];
  const terminal = new Terminal(out, err, { input: () => keyboard, environment });
  const screen = terminal.openScreen((how) => ends.push(how));
  toClose.push(screen);
  return { out, err, keyboard, ends, terminal, screen };
}

const line = (text: string): StyledLine => [{ text }];
const picture = (lines: number): Picture => ({
  head: [line('head')],
  body: Array.from({ length: lines }, (_, number) => line(`line ${number}`)),
  foot: [line('foot')],
});
/** One frame as it is written: each line on a cleared row, and nothing below. */
const frame = (...lines: string[]) => lines.map((text) => `\u001b[K${text}`).join('\r\n');
const enter = '\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J';
const leave = '\u001b[?7h\u001b[?25h\u001b[?1049l';

test('it is drawn in its place, once for each change, and the terminal is given back as it was', () => {
  const { out, keyboard, screen } = opened();
  expect(out.take().startsWith(enter)).toBe(true);
  screen.show(() => picture(2));
  expect(out.take()).toBe(`\u001b[H${frame('head', 'line 0', 'line 1', 'foot')}\r\n\u001b[J`);
  screen.show(() => picture(2));
  expect(out.take()).toBe('');
  screen.close();
  screen.close();
  screen.show(() => picture(3));
  expect([out.take(), keyboard.modes, keyboard.listenerCount('data')]).toEqual([
    leave,
    [true, false, 'paused'],
    0,
  ]);
  expect(out.listenerCount('resize')).toBe(0);
});

test('what has more lines than the window is scrolled, and never beyond its ends', () => {
  const { out, keyboard, screen } = opened({ NO_COLOR: '1' });
  screen.show(() => picture(6));
  out.take();
  const shown = (key: string) => {
    keyboard.emit('data', Buffer.from(key));
    return out.take();
  };
  const at = (first: number) =>
    `\u001b[H${frame(
      'head',
      ...[0, 1, 2].map((more) => `line ${first + more}`),
      `${first} lines above, ${3 - first} below: arrow keys`,
      'foot',
    )}`;
  expect(['\u001b[B', 'j', '\u001b[A', 'k', '\u001b[6~\u001b[6~', '\u001b[5~', 'x'].map(shown)).toEqual([
    at(1),
    at(2),
    at(1),
    at(0),
    at(2) + at(3),
    at(1),
    '',
  ]);
});

test('it is drawn anew for a window of another size, also for one of no size', () => {
  const { out, screen } = opened();
  screen.show(({ columns, rows }) => ({
    head: [line(`${columns} by ${rows}, all of it`)],
    body: [],
    foot: [],
  }));
  out.take();
  out.become(10, 1);
  expect(out.take()).toBe(`\u001b[H${frame('10 by 1, …')}`);
  out.become(0, 0);
  expect(out.take()).toBe(`\u001b[H${frame('80 by 24, all of it')}\r\n\u001b[J`);
});

test.each<[string, ScreenEnd[]]>([
  ['q', ['quit']],
  ['Q', ['quit']],
  ['\u0003', ['interrupt']],
  ['ab\u001b[1;5Cq', ['quit']],
  ['\u001b[200~', []],
  ['\u001b', []],
])('%j ends it: %j', (typed, want) => {
  const { keyboard, ends } = opened();
  keyboard.emit('data', typed);
  expect(ends).toEqual(want);
});

test('a note waits until the screen is closed', () => {
  const { err, terminal, screen } = opened();
  terminal.note('traceroute: may not ask\u001b[2J');
  terminal.progress('working');
  expect(err.take()).toBe('');
  screen.close();
  expect(err.take()).toBe('traceroute: may not ask\\u{1b}[2J\n');
});

describe('a line', () => {
  const hostile = 'a\u001b]0;title\u0007\u009b31m\u202eb\r\n\u001b[2Jc';

  test.each<[string, StyledLine, number, boolean, string]>([
    ['its tones', [{ text: 'a ' }, { text: '9%', tone: 'bad' }], 4, true, 'a \u001b[31m9%\u001b[0m'],
    ['no tones', [{ text: 'a ' }, { text: '9%', tone: 'bad' }], 4, false, 'a 9%'],
    ['an empty piece', [{ text: '' }, { text: 'a' }], 4, true, 'a'],
    [
      'a cut in a tone',
      [{ text: 'ab' }, { text: 'cdef', tone: 'quiet' }],
      5,
      true,
      'ab\u001b[2mcd\u001b[0m…',
    ],
    ['a cut before wide letters', [{ text: 'a日本' }], 4, true, 'a日…'],
    ['no room', [{ text: 'abc' }], 0, true, ''],
  ])('has %s', (_, pieces, width, colour, want) => {
    expect(terminalLine(pieces, width, colour)).toBe(want);
  });

  test('steers no terminal, whatever it says', () => {
    for (const width of [5, 20, 500]) {
      expect(terminalLine([{ text: hostile, tone: 'strong' }], width, false)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });
});

test.each<[Record<string, string>, boolean]>([
  [{}, true],
  [{ NO_COLOR: '' }, true],
  [{ NO_COLOR: '1' }, false],
])('with %j tones are given: %j', (environment, want) => {
  const { out, screen } = opened(environment);
  out.take();
  screen.show(() => ({ head: [[{ text: 'head', tone: 'strong' }]], body: [], foot: [] }));
  expect(out.take().includes('\u001b[1mhead\u001b[0m')).toBe(want);
});

test('a picture is shown neither in a pipe nor on a terminal that only prints', () => {
  const pipe = Object.assign(new Window(), { isTTY: false });
  const live = (out: Window, TERM: string) => new Terminal(out, out, { environment: { TERM } }).live;
  expect([live(new Window(), 'xterm'), live(new Window(), 'dumb'), live(pipe, 'xterm')]).toEqual([
    true,
    false,
    false,
  ]);
});
