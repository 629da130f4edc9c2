import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { displayWidth, formatTable } from './table.ts';
import type { Output } from './output.ts';
import { Terminal } from './terminal.ts';

/** An output that keeps what was written to it. */
function kept(given: { isTTY?: boolean; columns?: number } = {}): { output: Output; text: () => string } {
  const chunks: string[] = [];
  const output = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { output: Object.assign(output, given), text: () => chunks.join('') };
}

const hostile = 'a\u001b]0;title\u0007\u009b31m\u202eb\r\nc\u007f';

test('no control character reaches the terminal, neither as text nor as JSON', async () => {
  const [out, err] = [kept(), kept({ isTTY: true, columns: 80 })];
  const terminal = new Terminal(out.output, err.output);
  await terminal.line(hostile);
  await terminal.json({ name: hostile });
  terminal.note(hostile);
  terminal.progress(hostile);
  const shown = (out.text() + err.text()).replaceAll('\n', '').replaceAll('\r\u001b[K', '');
  expect(shown).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  const [, json = ''] = out.text().split('\n');
  expect(JSON.parse(json)).toEqual({ name: hostile });
});

test('progress stays on one line and is gone before anything else is printed', async () => {
  const [out, err] = [kept(), kept({ isTTY: true, columns: 30 })];
  const terminal = new Terminal(out.output, err.output);
  terminal.progress('x'.repeat(100));
  terminal.progress('x'.repeat(100));
  await terminal.line('fact');
  expect(err.text()).toBe(`\r\u001b[K${'x'.repeat(29)}\r\u001b[K`);
  expect(out.text()).toBe('fact\n');
});

test('progress is not written into a file', () => {
  const err = kept();
  new Terminal(kept().output, err.output).progress('half');
  expect(err.text()).toBe('');
});

test('a reader that is gone does not keep a line waiting', async () => {
  const out = new Writable({ highWaterMark: 1, write: () => undefined });
  const line = new Terminal(out, kept().output).line('fact');
  out.destroy();
  await line;
  expect(out.destroyed).toBe(true);
});

describe('the table', () => {
  test('is aligned by what is seen, also with wide letters, marks and several lines', () => {
    const rows = [
      [['打印机'], ['fe80::1%eth0', '2001:db8::1'], ['-']],
      [['e\u0301cran'], [], ['on']],
    ];
    expect(formatTable(['NAME', 'ADDRESSES', 'STATE'], rows)).toEqual([
      'NAME    ADDRESSES     STATE',
      '打印机  fe80::1%eth0  -',
      '        2001:db8::1',
      'e\u0301cran                 on',
    ]);
  });

  test('has a block a row where the terminal is too narrow for its columns', () => {
    const rows = [
      [['nas'], ['fe80::1%eth0', '2001:db8::1'], ['on']],
      [['-'], ['fe80::2%eth0'], ['-']],
    ];
    const headings = ['NAME', 'ADDRESSES', 'STATE'];
    const columns = formatTable(headings, rows, 25);
    expect(columns).toEqual(formatTable(headings, rows));
    expect(formatTable(headings, rows, 24)).toEqual([
      'NAME       nas',
      'ADDRESSES  fe80::1%eth0',
      '           2001:db8::1',
      'STATE      on',
      '',
      'ADDRESSES  fe80::2%eth0',
    ]);
  });

  test.each([
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['日本', 4],
    ['ﾊﾟ', 2],
    ['🖨', 2],
    ['', 0],
  ])('%s takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});
