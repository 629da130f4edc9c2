import { expect, it } from 'vitest';
import { parseAddress } from '../../../src-core/net/address.ts';
import { parseZone } from '../../../src-core/net/zone.ts';
import { outcome, type Outcome } from './lane-messages.ts';
import { hostPortsOf, throughInterface } from './results.ts';

const target = { text: 'fe80::1%eth1', address: parseAddress('fe80::1'), zone: parseZone('eth1') };
const outcomes: readonly (readonly [number, Outcome])[] = [
  [22, outcome.open],
  [23, outcome.refused],
  [24, outcome.noRoute],
  [25, outcome.hostUnreachable],
  [26, outcome.noAnswer],
  [27, outcome.noRoute],
];

it('tells what each port of a host came to, the open ones first, then the largest group', () => {
  expect(hostPortsOf(target, outcomes, 1.5)).toEqual({
    kind: 'host',
    target,
    rttMs: 1.5,
    groups: [
      { state: 'open', reason: 'accepted', count: 1, ports: '22' },
      { state: 'filtered', reason: 'no-route', count: 2, ports: '24,27' },
      { state: 'closed', reason: 'refused', count: 1, ports: '23' },
      { state: 'filtered', reason: 'host-unreachable', count: 1, ports: '25' },
      { state: 'filtered', reason: 'no-answer', count: 1, ports: '26' },
    ],
  });
});

it.each([
  [
    'was there all the time',
    false,
    [
      { state: 'open', reason: 'accepted', count: 1, ports: '22' },
      { state: 'unknown', reason: 'not-sent', count: 2, ports: '24,27' },
      { state: 'closed', reason: 'refused', count: 1, ports: '23' },
      { state: 'filtered', reason: 'host-unreachable', count: 1, ports: '25' },
      { state: 'filtered', reason: 'no-answer', count: 1, ports: '26' },
    ],
  ],
  [
    'was away',
    true,
    [
      { state: 'open', reason: 'accepted', count: 1, ports: '22' },
      { state: 'unknown', reason: 'not-sent', count: 4, ports: '24-27' },
      { state: 'closed', reason: 'refused', count: 1, ports: '23' },
    ],
  ],
] as const)(
  'tells ports as unknown that could not be asked: the interface %s',
  (_what, wasAway, expected) => {
    expect(hostPortsOf(target, throughInterface(outcomes, wasAway), null).groups).toEqual(expected);
  },
);
