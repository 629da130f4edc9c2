import { expect, test } from 'vitest';
import { parseAddress } from '../../src-core/net/address.ts';
import { outcomeOf } from './trace-whole.ts';

const address = parseAddress('192.0.2.18');
const router = parseAddress('192.0.2.10');

test.each([
  ['traceroute to 192.0.2.18 (192.0.2.18), 30 hops max, 1500 byte packets', undefined],
  [' 2  192.0.2.10  0.018 ms', undefined],
  [' 2  *', undefined],
  [' 3  192.0.2.10  0.008 ms !F-1400', { type: 'too-big', from: router, mtu: 1400 }],
  [' 1  *  0.152 ms !F-1500', { type: 'local', mtu: 1500 }],
  [' 3  192.0.2.10  0.014 ms !X', { type: 'unreachable', from: router, mtu: null }],
  [' 4  192.0.2.18  0.015 ms', { type: 'passed' }],
  [' 4  192.0.2.18  0.015 ms !X', { type: 'passed' }],
  [' 4  192.0.2.18  0.015 ms !F-99999999', { type: 'passed' }],
])('%j', (line, want) => {
  expect(outcomeOf(line, { address })).toEqual(want);
});
