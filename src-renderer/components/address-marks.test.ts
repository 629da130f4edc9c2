import { expect, test } from 'vitest';
import { addressMarks, splitForRoom } from './address-marks.ts';

type Given = Parameters<typeof addressMarks>[0];

test.each<[string, Given, boolean, string[]]>([
  ['link-local', { kind: 'link-local', temporary: 'no', eui64: true }, true, ['link-local', 'EUI-64']],
  ['temporary', { kind: 'global', temporary: 'yes', eui64: false }, true, ['global', 'temp']],
  ['probably temporary', { kind: 'global', temporary: 'likely', eui64: false }, true, ['global', 'temp?']],
  ['not known to be temporary', { kind: 'global', temporary: 'unknown', eui64: false }, true, ['global']],
  ['in a column of its kind', { kind: 'link-local', temporary: 'no', eui64: true }, false, ['EUI-64']],
  ['ULA beside global ones', { kind: 'ula', temporary: 'no', eui64: false }, false, ['ULA']],
])('marks of an address that is %s', (_name, address, kind, marks) => {
  expect(addressMarks(address, kind).map(({ text }) => text)).toEqual(marks);
});

test.each([
  ['fe80::1', 'fe80::1', ''],
  ['192.0.2.1', '192.0.2.1', ''],
  ['2001:db8:a:1:3e52:82ff:fe10:1', '2001:db8:a:1:3e52:82ff:', 'fe10:1'],
  ['fe80::5054:ff:fe12:3456', 'fe80::5054:ff:', 'fe12:3456'],
])('%s may be cut before its last two groups', (address, head, tail) => {
  expect(splitForRoom(address)).toEqual({ head, tail });
});
