import { expect, test } from 'vitest';
import { parseMac } from '../net/mac.ts';
import { ParseError } from '../net/parse-error.ts';
import { magicPacket, parseSecureOn, parseWakeMac } from './magic-packet.ts';

test.each([
  [null, 102, ''],
  [Uint8Array.of(1, 2, 3, 4), 106, '01020304'],
  [Uint8Array.of(0, 17, 34, 51, 68, 85), 108, '001122334455'],
])('makes a packet with the password %j', (password, length, end) => {
  const packet = magicPacket(parseMac('02:00:5e:10:00:ff'), password);
  expect([packet.length, Buffer.from(packet).toString('hex')]).toEqual([
    length,
    `ffffffffffff${'02005e1000ff'.repeat(16)}${end}`,
  ]);
});

test.each([
  ['00:11:22:33:44:55', '001122334455'],
  ['00-11-22-33-44-55', '001122334455'],
  ['001122334455', '001122334455'],
  ['192.0.2.1', 'c0000201'],
  ['secret', null],
  ['de:ad:be:ef:99', null],
  ['2001:db8::1', null],
  ['', null],
])('reads the password %j, and repeats none', (text, wanted) => {
  if (wanted !== null) {
    expect(Buffer.from(parseSecureOn(text)).toString('hex')).toBe(wanted);
    return;
  }
  expect(() => parseSecureOn(text)).toThrow(ParseError);
  expect(() => parseSecureOn(text)).not.toThrow(text === '' ? 'never' : text);
});

test.each(['01:00:5e:00:00:01', '33:33:00:00:00:01', 'ff:ff:ff:ff:ff:ff', '00:00:00:00:00:00', '02:00'])(
  'refuses %s, which no device has',
  (text) => expect(() => parseWakeMac(text)).toThrow(ParseError),
);
