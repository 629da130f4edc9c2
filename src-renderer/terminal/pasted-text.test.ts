import { expect, it } from 'vitest';
import { linesOf, pastedText } from './pasted-text.ts';

it.each([
  ['echo one\ttwo', 'echo one\ttwo'],
  ['one\r\ntwo\n', 'one\r\ntwo\n'],
  // The end of a bracketed paste (xterm control sequences, mode 2004), then a command.
  ['ls \u001B[201~; reboot\n', 'ls [201~; reboot\n'],
  ['a\u0000b\u0003c\u000Fd\u007Fe\u009Bf', 'abcdef'],
  ['Grüße 日本 😀', 'Grüße 日本 😀'],
])('pastes %j as %j', (text, pasted) => {
  expect(pastedText(text)).toBe(pasted);
});

it.each([
  ['one', ['one']],
  ['one\n', ['one']],
  ['one\ntwo', ['one', 'two']],
  ['one\r\ntwo\r\n', ['one', 'two']],
  ['one\rtwo\r', ['one', 'two']],
  ['one\n\n', ['one', '']],
])('reads the lines of %j', (text, lines) => {
  expect(linesOf(text)).toEqual(lines);
});
