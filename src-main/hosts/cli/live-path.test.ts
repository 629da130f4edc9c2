import { expect, test } from 'vitest';
import type { PathHop, PathReport } from '../../../src-core/api/path.ts';
import { parseAddress } from '../../../src-core/net/address.ts';
import { parseZone } from '../../../src-core/net/zone.ts';
import { HopHistory } from '../../../src-core/path/hop-history.ts';
import { pathPicture } from './live-path.ts';
import type { StyledLine } from './styled-line.ts';

const address = parseAddress('2001:db8:cafe:f00d:1234:5678:9abc:def0');
const silent: PathHop = {
  hop: 2,
  addresses: [],
  sent: 4,
  lost: 4,
  lastMs: null,
  avgMs: null,
  bestMs: null,
  worstMs: null,
  jitterMs: null,
  notes: [],
};
const figures = {
  sent: 200,
  lost: 1,
  lastMs: 1.25,
  avgMs: 12.5,
  bestMs: 0.5,
  worstMs: 1250.5,
  jitterMs: 0.125,
};
const report: PathReport = {
  target: { text: 'nas.example', address, zone: null },
  zone: null,
  startedAt: 0,
  method: 'traceroute',
  rounds: 4,
  reached: true,
  hops: [
    {
      ...figures,
      hop: 1,
      addresses: [
        { address: parseAddress('192.0.2.1'), replies: 3, name: 'gateway.example' },
        { address: parseAddress('192.0.2.2'), replies: 1, name: null },
      ],
      notes: ['!N'],
    },
    silent,
    { ...figures, hop: 3, addresses: [{ address, replies: 200, name: null }], notes: [] },
  ],
};

const text = (lines: readonly StyledLine[]) =>
  lines.map((line) =>
    line
      .map((piece) => piece.text)
      .join('')
      .trimEnd(),
  );
const drawn = (width: number, history: HopHistory | null = null, given = report) => {
  const { head, body } = pathPicture(given, history, width);
  return text([...head, ...body]);
};

test('every figure, where there is room', () => {
  const history = new HopHistory();
  const rounds = [1, 8, null, 4];
  history.take(rounds.map((rttMs) => ({ hop: 1, rttMs, from: rttMs === null ? null : address })));
  expect(drawn(160, history)).toEqual([
    `nas.example (${address}) reached, 4 rounds by traceroute`,
    'HOP  ROUTER                                  LOSS  SENT    LAST     AVG    BEST   WORST  JITTER  OVER TIME',
    '  1  gateway.example (192.0.2.1)              <1%   200   1.250   12.50   0.500  1250.5   0.125  ▂█x▅',
    '     192.0.2.2',
    '     !N network unreachable',
    '  2  *                                       100%     4       -       -       -       -       -',
    `  3  ${address}   <1%   200   1.250   12.50   0.500  1250.5   0.125`,
  ]);
});

test('less of it in a narrow window, but the addresses whole; a name is cut before them', () => {
  expect(drawn(70)).toEqual([
    `nas.example (${address}) reached, 4 rounds by traceroute`,
    'HOP  ROUTER                                  LOSS    LAST     AVG',
    '  1  gateway.example (192.0.2.1)              <1%   1.250   12.50',
    '     192.0.2.2',
    '     !N network unreachable',
    '  2  *                                       100%       -       -',
    `  3  ${address}   <1%   1.250   12.50`,
  ]);
  const [first] = report.hops;
  const hops = first === undefined ? [] : [first];
  expect(drawn(34, null, { ...report, hops }).slice(1)).toEqual([
    'HOP  ROUTER           LOSS     AVG',
    '  1  gateway.example   <1%   12.50',
    '     192.0.2.1',
    '     192.0.2.2',
    '     !N network unreachable',
  ]);
  expect(drawn(30, null, { ...report, hops }).slice(2, 4)).toEqual([
    '  1  gateway.ex…   <1%   12.50',
    '     192.0.2.1',
  ]);
});

test('a link-local router is shown with its zone, and loss with a tone beside its words', () => {
  const zone = parseZone('eth0');
  const router = parseAddress('fe80::1');
  const hops = [{ ...silent, hop: 1, lost: 1, addresses: [{ address: router, replies: 3, name: null }] }];
  const { body } = pathPicture({ ...report, zone, hops }, null, 80);
  expect(text(body)).toEqual(['  1  fe80::1%eth0   25%     4       -       -       -       -       -']);
  expect(body[0]?.filter(({ tone }) => tone !== undefined)).toEqual([{ text: '   25%', tone: 'poor' }]);
});

test('it says that it waits where nobody has answered yet', () => {
  expect(drawn(80, null, { ...report, reached: false, rounds: 0, method: null, hops: [] })).toEqual([
    `asking the hops to nas.example (${address})`,
    'HOP  ROUTER  LOSS  SENT    LAST     AVG    BEST   WORST  JITTER',
    'waiting for the first answer',
  ]);
});
