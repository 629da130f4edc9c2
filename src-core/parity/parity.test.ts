import { expect, it } from 'vitest';
import type { HostPorts, PortGroup } from '../api/ports.ts';
import { parseAddress } from '../net/address.ts';
import { compareFamilies } from './compare.ts';
import { parityReport } from './report.ts';

const open = (ports: string): PortGroup => ({ state: 'open', reason: 'accepted', count: 1, ports });
const closed = (ports: string): PortGroup => ({ state: 'closed', reason: 'refused', count: 1, ports });
const silent = (ports: string): PortGroup => ({ state: 'filtered', reason: 'no-answer', count: 1, ports });
const noWay = (ports: string): PortGroup => ({ state: 'filtered', reason: 'no-route', count: 1, ports });
const noRouteHere = (ports: string): PortGroup => ({ ...noWay(ports), state: 'unknown' });
const nobody = (ports: string): PortGroup => ({ ...noWay(ports), reason: 'host-unreachable' });
const unasked = (ports: string): PortGroup => ({ state: 'unknown', reason: 'not-asked', count: 1, ports });

function host(address: string, ...groups: PortGroup[]): HostPorts {
  return {
    kind: 'host',
    target: { text: address, address: parseAddress(address), zone: null },
    groups,
    rttMs: null,
  };
}
const device = { deviceId: 1, name: 'nas' };
const four = (...groups: PortGroup[]) => [host('192.0.2.1', ...groups)];
const six = (...groups: PortGroup[]) => [host('2001:db8::1', ...groups)];

it.each([
  [
    'a firewall over IPv4 alone',
    four(silent('22')),
    six(open('22')),
    'high',
    'ipv6-only',
    /blocked over IPv4/,
  ],
  [
    'one of a harmless service',
    four(silent('9100')),
    six(open('9100')),
    'medium',
    'ipv6-only',
    /blocked over IPv4/,
  ],
  ['a service of IPv6 alone', four(closed('22')), six(open('22')), 'medium', 'ipv6-only', /closed over IPv4/],
  [
    'a firewall over IPv6 alone',
    four(open('80')),
    six(silent('80')),
    'low',
    'ipv4-only',
    /blocked over IPv6/,
  ],
  ['a service of IPv4 alone', four(open('80')), six(closed('80')), 'low', 'ipv4-only', /closed over IPv6/],
  ['the same', four(open('80')), six(open('80')), 'none', 'both', /over both/],
  ['IPv6 not looked at', four(open('80')), six(unasked('80')), 'unknown', 'unknown', /over IPv6 it was not/],
  ['IPv4 not looked at', four(unasked('80')), six(open('80')), 'unknown', 'unknown', /over IPv4 it was not/],
  [
    'a port that was never asked over IPv4',
    four(closed('22')),
    six(closed('22'), open('80')),
    'unknown',
    'unknown',
    /over IPv4 it was not/,
  ],
] as const)('tells %s', (_what, ipv4, ipv6, severity, kind, text) => {
  const { findings } = compareFamilies(device, [...ipv4], [...ipv6]);
  expect(findings.map((finding) => [finding.severity, finding.kind])).toEqual([[severity, kind]]);
  expect(findings[0]?.text).toMatch(text);
});

it.each([
  [
    'no IPv6 address',
    four(open('22,60006'), closed('80')),
    [],
    'one-family',
    'Reachable over IPv4 only: nothing to compare; open there: 22 (ssh), 60006. No IPv6 address of it is known.',
  ],
  [
    'no IPv4 address, and nothing open',
    [],
    six(closed('22')),
    'one-family',
    'Reachable over IPv6 only: nothing to compare; none of the ports that were asked is open there. No IPv4 address of it is known.',
  ],
  [
    'no IPv4 address, and silence',
    [],
    six(silent('22')),
    'one-family',
    'Over IPv6 it kept silent on every port that was asked, and no IPv4 address of it is known: nothing to compare.',
  ],
  [
    'no IPv4 address, and nothing asked',
    [],
    six(unasked('22')),
    'unknown',
    'Not compared: it could not be asked over IPv6, and no IPv4 address of it is known.',
  ],
  ['no address', [], [], 'unknown', 'Not compared: no address of it is known.'],
  [
    'a router without a way for IPv4',
    four(noWay('22')),
    six(open('22')),
    'one-family',
    'Reachable over IPv6 only: nothing to compare; open there: 22 (ssh). There is no way to it over IPv4 from here, or nobody at its address.',
  ],
  [
    'a computer without IPv4',
    four(noRouteHere('22')),
    six(open('22')),
    'one-family',
    'Reachable over IPv6 only: nothing to compare; open there: 22 (ssh). There is no way to it over IPv4 from here, or nobody at its address.',
  ],
  [
    'no way to it at all',
    four(noWay('22')),
    six(nobody('22')),
    'unknown',
    'Not compared: there is no way to it over either from here, or nobody at its addresses.',
  ],
  [
    'more open ports than a sentence holds',
    [],
    six(open('60001-60022')),
    'one-family',
    `Reachable over IPv6 only: nothing to compare; open there: ${Array.from({ length: 20 }, (_, index) => 60_001 + index).join(', ')} and 2 more. No IPv4 address of it is known.`,
  ],
  [
    'nothing asked over IPv6',
    four(open('80')),
    six(unasked('1-100')),
    'unknown',
    'Not compared: it could not be asked over IPv6.',
  ],
  [
    'silence over both',
    four(silent('80')),
    six(silent('80')),
    'unknown',
    'Not compared: it answered over neither.',
  ],
  ['the same', four(open('22,80')), six(open('22,80')), 'same', 'The same 2 ports are open over both.'],
  [
    'nothing open',
    four(closed('22')),
    six(closed('22')),
    'same',
    'None of the ports that were asked is open over either.',
  ],
  [
    'a difference',
    four(silent('22')),
    six(open('22')),
    'different',
    '1 reachable over IPv6 only. Over IPv4 it kept silent altogether.',
  ],
] as const)('sums up %s', (_what, ipv4, ipv6, state, text) => {
  expect(compareFamilies(device, [...ipv4], [...ipv6]).verdict).toEqual({ state, text });
});

it.each([
  [
    'an old address where nobody is',
    [host('192.0.2.1', closed('22')), host('192.0.2.2', nobody('22'))],
    ['medium', 'ipv6-only', 'closed'],
  ],
  // What a Linux firewall answers with "host prohibited" is the same error as a host that is not there.
  [
    'a firewall that answers',
    [host('192.0.2.1', nobody('22'), closed('80'))],
    ['high', 'ipv6-only', 'filtered'],
  ],
  ['an IPv4 that has no way', [host('192.0.2.1', noWay('22'))], ['none', 'one-family', 'filtered']],
] as const)('does not take for a firewall what is none: %s', (_what, ipv4, expected) => {
  const { findings } = compareFamilies(device, [...ipv4], six(open('22'), closed('80')));
  expect(findings.map(({ severity, kind, ipv4: view }) => [severity, kind, view.state])).toEqual([expected]);
});

it('takes a family as open where one of its addresses is, and as unknown where one was not asked', () => {
  const both = [host('fe80::1', closed('22,80')), host('2001:db8::1', open('22'), unasked('80'))];
  const { findings } = compareFamilies(device, four(closed('22'), open('80')), both);
  expect(findings.map(({ port, ipv6 }) => [port, ipv6.state, ipv6.openAt])).toEqual([
    [22, 'open', ['2001:db8::1']],
    [80, 'unknown', []],
  ]);
});

it('writes reports in which no name ends its cell, begins a formula or becomes a link', () => {
  const name = '=1+1|[x](http://x)\n<b>';
  const devices = [
    compareFamilies({ deviceId: 2, name: 'same' }, four(open('80')), six(open('80'))),
    compareFamilies({ deviceId: 1, name }, four(silent('22')), six(open('22'))),
  ];
  const write = (format: 'text' | 'csv' | 'json' | 'markdown' | 'html') =>
    parityReport(devices, format, 0, 'eth0').text;
  expect(write('csv').split('\r\n')[1]).toMatch(/^"'=1\+1\|/);
  const row = write('markdown')
    .split('\n')
    .find((line) => line.includes('1+1'));
  expect(row).toBe(
    '| =1+1\\|\\[x\\](http://x) \\<b\\> | 22 | High | ssh (port 22) is reachable over IPv6, blocked over IPv4 (no answer): the firewall seems to cover IPv4 alone. |',
  );
  expect(JSON.parse(write('json'))).toMatchObject({
    at: '1970-01-01T00:00:00.000Z',
    devices: [{ name }, { name: 'same' }],
  });
  const page = write('html');
  expect(page).toContain('<td class="name">=1+1|[x](http://x)\\u{a}&lt;b&gt;</td>');
  expect(page).not.toMatch(/<(b|script|a|img)[ >]/);
  expect(page).toContain("content=\"default-src 'none'; style-src 'unsafe-inline'\"");
  expect(write('text')).toContain('IPv4 and IPv6 compared, 1970-01-01 00:00 UTC, eth0');
  expect(write('text')).toContain(
    '2 devices: 1 differ, 1 are the same, 0 over one family only, 0 not compared',
  );
});

it('puts devices of one family into a section of their own, with what is open there', () => {
  const devices = [
    compareFamilies({ deviceId: 3, name: 'nobody' }, [], []),
    compareFamilies({ deviceId: 2, name: 'six' }, [], six(open('22,60006'), closed('80'))),
    compareFamilies({ deviceId: 1, name: 'nas' }, four(silent('22')), six(open('22'))),
  ];
  const write = (format: 'text' | 'csv' | 'json' | 'markdown' | 'html') =>
    parityReport(devices, format, 0, 'eth0').text;
  const lone =
    'Reachable over IPv6 only: nothing to compare; open there: 22 (ssh), 60006. No IPv4 address of it is known.';
  expect(write('text').split('\n\n').slice(1)).toEqual([
    '3 devices: 1 differ, 0 are the same, 1 over one family only, 1 not compared',
    'Compared: 1',
    expect.stringMatching(/^nas \(192\.0\.2\.1, 2001:db8::1\)\n  1 reachable over IPv6 only\./),
    'Over one family only: 1',
    `six (2001:db8::1)\n  ${lone}`,
    'Not compared: 1',
    'nobody (no address)\n  Not compared: no address of it is known.\n',
  ]);
  expect(write('csv').split('\r\n').slice(2)).toEqual([
    'six,22,ssh,no-address,,open,accepted,none,ssh (port 22) is reachable over IPv6.,IPv6 only',
    'six,60006,,no-address,,open,accepted,none,Port 60006 is reachable over IPv6.,IPv6 only',
    'nobody,,,no-address,,no-address,,unknown,Not compared: no address of it is known.,no',
    '',
  ]);
  expect(write('markdown').split('\n')).toEqual(
    expect.arrayContaining([
      '## Compared (1)',
      '## Over one family only (1)',
      '| Device | Family | Open ports | What it means |',
      `| six | IPv6 | 22 (ssh), 60006 | ${lone} |`,
      '## Not compared (1)',
    ]),
  );
  const page = write('html');
  expect(page).toContain('<h2>Over one family only (1)</h2>');
  expect(page).toContain('<td>IPv6</td><td class="name">22 (ssh), 60006</td>');
  expect(JSON.parse(write('json'))).toMatchObject({
    devices: [
      { name: 'nas', verdict: { state: 'different' } },
      {
        name: 'six',
        verdict: { state: 'one-family', text: lone },
        findings: [
          { port: 22, kind: 'one-family', ipv4: { state: 'unknown', reason: 'not-asked' } },
          { port: 60_006, kind: 'one-family' },
        ],
      },
      { name: 'nobody', verdict: { state: 'unknown' } },
    ],
  });
});
