import { expect, test } from 'vitest';
import { ParseError } from '../net/parse-error.ts';
import { readWebTarget } from './read-target.ts';

const plain = { port: null, tls: null, path: '/' };

test.each([
  ['fe80::1%eth0', { ...plain, host: 'fe80::1%eth0' }],
  ['[fe80::1%eth0]', { ...plain, host: 'fe80::1%eth0' }],
  ['[fe80::1%eth0]:8080', { ...plain, host: 'fe80::1%eth0', port: 8080 }],
  ['[fe80::1%25]:80', { ...plain, host: 'fe80::1%25', port: 80 }],
  ['fe80::1%25', { ...plain, host: 'fe80::1%25' }],
  ['::1', { ...plain, host: '::1' }],
  ['nas:8080', { ...plain, host: 'nas', port: 8080 }],
  ['192.0.2.1:81/x', { ...plain, host: '192.0.2.1', port: 81, path: '/x' }],
  ['http://[fe80::1%25eth0]:8080/a?b=c#d', { host: 'fe80::1%eth0', port: 8080, tls: false, path: '/a?b=c' }],
  ['HTTPS://nas.example?x', { host: 'nas.example', port: null, tls: true, path: '/?x' }],
  ['https://[fe80::1%25eth0.10]', { host: 'fe80::1%eth0.10', port: null, tls: true, path: '/' }],
])('%s is read', (text, expected) => {
  expect(readWebTarget(text)).toEqual(expected);
});

test.each([
  ['', 'none of them'],
  ['http://', 'none of them'],
  ['http://user:pass@[fe80::1]/', 'leave the user out'],
  ['[fe80::1', 'none of them'],
  ['nas:70000', '1 to 65535'],
  ['nas:0', '1 to 65535'],
  ['nas:http', 'none of them'],
])('%s is refused', (text, why) => {
  expect(() => readWebTarget(text)).toThrow(ParseError);
  expect(() => readWebTarget(text)).toThrow(why);
});
