import { expect, test } from 'vitest';
import type { PathMtuItem, PathMtuReport } from '../../src-core/api/path-mtu.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { dropSentence, outcomeWords, resultSentence } from './result-words.ts';

const router = parseAddress('2001:db8:2::1');
const report: PathMtuReport = {
  target: { text: 'x', address: parseAddress('2001:db8::1'), zone: null },
  zone: null,
  firstMtu: 1500,
  mtu: 1480,
  drops: [{ router, hop: 2, mtu: 1480, silent: false }],
  blackHole: false,
  causes: [],
  limits: [],
};

test.each<[Partial<PathMtuReport>, string]>([
  [{}, 'Packets of up to 1,480 octets come through whole.'],
  [
    { mtu: 1500, drops: [] },
    "Packets of up to 1,500 octets come through whole, as many as this computer's link carries.",
  ],
  [{ mtu: 1500, drops: [], firstMtu: null }, 'Packets of up to 1,500 octets come through whole.'],
  [
    { mtu: null, drops: [] },
    'No packet came through, whatever its size: the target does not answer to ping.',
  ],
])('%j: %s', (given, want) => {
  expect(resultSentence({ ...report, ...given })).toBe(want);
});

test.each([
  [
    { router, hop: 2, mtu: 1480, silent: false },
    'After hop 2, 2001:db8:2::1, the link carries 1,480 octets.',
  ],
  [
    { router: null, hop: null, mtu: 1280, silent: true },
    'Somewhere on the way, the link carries 1,280 octets, and no router says so.',
  ],
  [{ router, hop: null, mtu: 1400, silent: false }, 'Behind 2001:db8:2::1, the link carries 1,400 octets.'],
])('%j: %s', (drop, want) => {
  expect(dropSentence(drop)).toBe(want);
});

test('a link-local router is told with its link', () => {
  const [zone, from] = [parseZone('eth0'), parseAddress('fe80::1')];
  expect([
    dropSentence({ router: from, hop: 1, mtu: 1400, silent: false }, zone),
    outcomeWords({ size: 1500, hopLimit: 1, outcome: 'unreachable', from, mtu: null }, zone),
  ]).toEqual(['After hop 1, fe80::1%eth0, the link carries 1,400 octets.', 'unreachable, says fe80::1%eth0']);
});

test.each<[Partial<PathMtuItem>, string]>([
  [{ outcome: 'passed' }, 'came through'],
  [{ outcome: 'too-big', from: router, mtu: 1480 }, 'too big, says 2001:db8:2::1: 1,480 octets fit'],
  [{ outcome: 'lost' }, 'no answer'],
  [{ outcome: 'time-exceeded', from: router, hopLimit: 1 }, 'came as far as 2001:db8:2::1, after 1 hop'],
])('%j: %s', (given, want) => {
  expect(
    outcomeWords({ size: 1500, hopLimit: null, outcome: 'passed', from: null, mtu: null, ...given }),
  ).toBe(want);
});
