import { Terminal } from '@xterm/xterm';
import { expect, test } from 'vitest';
import { boundRepeats, MarkLimit, writesOf } from './bounded-output.ts';

const acute = '\u0301';

test.each([
  ['plain', 'plain'],
  [`e${acute}te${acute}`, `e${acute}te${acute}`],
  ['👩\u200D👩\u200D👧 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}', null],
  [`a${acute.repeat(40)}b${acute}`, `a${acute.repeat(16)}b${acute}`],
  ['a\u200B'.repeat(40), null],
  [`a${'\u200B'.repeat(40)}`, `a${'\u200B'.repeat(16)}`],
  // What is no letter begins none anew.
  [`a${`${acute}\u007F`.repeat(20)}`, `a${`${acute}\u007F`.repeat(16)}${'\u007F'.repeat(4)}`],
])('marks %#', (text, expected) => {
  expect(new MarkLimit().take(text)).toBe(expected ?? text);
});

test('marks are counted over the pieces of a text', () => {
  const limit = new MarkLimit();
  const pieces = ['a', ...Array.from({ length: 40 }, () => acute), '\r\n', acute, 'b', acute];
  expect(pieces.map((piece) => limit.take(piece)).join('')).toBe(`a${acute.repeat(16)}\r\nb${acute}`);
});

test('a text is written in parts, and an empty one in one', () => {
  expect(writesOf('')).toEqual(['']);
  const text = 'x'.repeat(5_000);
  expect(writesOf(text).map(({ length }) => length)).toEqual([2_048, 2_048, 904]);
  expect(writesOf(text).join('')).toBe(text);
});

test.each(['L', 'M', 'S', 'T', 'b', 'I', 'Z', '@', 'P', 'X'])(
  'what is wanted without end is done at once: %s',
  async (final) => {
    const terminal = new Terminal({ rows: 5, cols: 10, allowProposedApi: true });
    boundRepeats(terminal);
    await new Promise<void>((resolve) => {
      terminal.write(`a\u001B[2147483647${final}\r\u001B[4;1Hend`, resolve);
    });
    expect(terminal.buffer.active.getLine(3)?.translateToString(true)).toBe('end');
    terminal.dispose();
  },
);
