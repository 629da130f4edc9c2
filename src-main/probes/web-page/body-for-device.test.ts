import { expect, test } from 'vitest';
import { parseAddress } from '../../../src-core/net/address.ts';
import { parseZone } from '../../../src-core/net/zone.ts';
import { textForDevice } from './body-for-device.ts';
import { deviceOf } from './device.ts';
import { rewriteLinks } from './link-rewriter.ts';
import type { LocalPlace } from './local-place.ts';

const local: LocalPlace = {
  device: deviceOf({ text: 'fe80::1%eth0', address: parseAddress('fe80::1'), zone: parseZone('eth0') }),
  place: { port: 80, tls: false },
  hostName: 'page-x.localhost',
  port: 4000,
  reserved: '/__linkscope-x/',
  origins: () =>
    new Map([
      ['http:80', 'http://page-x.localhost:4000'],
      ['https:8443', 'http://page-x.localhost:4001'],
    ]),
};

test.each([
  ['{"log":"http://page-x.localhost:4000/log"}', '{"log":"http://[fe80::1]/log"}'],
  ['{"log":"http:\\/\\/page-x.localhost:4000\\/log"}', '{"log":"http:\\/\\/[fe80::1]\\/log"}'],
  ['next=http%3A%2F%2Fpage-x.localhost%3A4000%2Flog&x=1', 'next=http%3A%2F%2F%5Bfe80%3A%3A1%5D%2Flog&x=1'],
  ['/login?next=http://page-x.localhost:4001/log', '/login?next=https://[fe80::1]:8443/log'],
  ['ws://page-x.localhost:4001/live', 'wss://[fe80::1]:8443/live'],
  ['http://page-x.localhost:4000/__linkscope-x/to/https/443/s', 'https://[fe80::1]/s'],
  [
    'u=http%3A%2F%2Fpage-x.localhost%3A4000%2F__linkscope-x%2Fto%2Fhttp%2F8080%2Fs',
    'u=http%3A%2F%2F%5Bfe80%3A%3A1%5D%3A8080%2Fs',
  ],
  ['src="//page-x.localhost:4000/x.png"', 'src="//[fe80::1]/x.png"'],
  // Other ports, and other programs, are none of the device.
  ['http://page-x.localhost:4002/ http://page-y.localhost:4000/ http://127.0.0.1:4000/', null],
])('%s', (text, expected) => {
  expect(textForDevice(text, local)).toBe(expected ?? text);
});

test.each([
  'http://[fe80::1]/a',
  'https://[fe80::1]:8443/a',
  'https:\\/\\/[fe80::1]/a',
  'wss://[fe80::1]:99/a',
])('what was rewritten for the browser comes back as it was: %s', (link) => {
  const shown = rewriteLinks(`"${link}"`, local);
  expect(shown).toContain(local.hostName);
  expect(textForDevice(shown, local)).toBe(`"${link}"`);
});
