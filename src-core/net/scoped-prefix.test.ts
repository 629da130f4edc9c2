import { expect, test } from 'vitest';
import { ParseError } from './parse-error.ts';
import { parseScopedPrefix } from './scoped-prefix.ts';

test.each([
  ['2001:db8::/64', '2001:db8::/64', undefined],
  ['192.0.2.0/24', '192.0.2.0/24', undefined],
  ['fe80::/64', 'fe80::/64', undefined],
  ['fe80::/64%eth0', 'fe80::/64', 'eth0'],
  ['fe80::%br-lan/64', 'fe80::/64', 'br-lan'],
  ['ff02::/16%eth0.10', 'ff02::/16', 'eth0.10'],
])('reads %s', (text, prefix, zone) => expect(parseScopedPrefix(text)).toEqual({ prefix, zone }));

test.each([
  '2001:db8::/64%eth0',
  '192.0.2.0/24%eth0',
  'fe80::/64%',
  'fe80::%/64',
  'fe80::%a%b/64',
  'fe80::%eth0',
  'fe80::%eth0/64/64',
  '%eth0/64',
])('refuses %s', (text) => expect(() => parseScopedPrefix(text)).toThrow(ParseError));
