import { expect, it } from 'vitest';
import type { HostPorts, PortGroup } from '../api/ports.ts';
import { parseAddress } from '../net/address.ts';
import { compareFamilies } from './compare.ts';
import { parityReport } from './report.ts';

const open = (ports: string): PortGroup => ({ state: 'open', reason: 'accepted', count: 1, ports });
const closed = (ports: string): PortGroup => ({ state: 'closed', reason: 'refused', count: 1, ports });
const silent = (ports: string): PortGroup => ({ state: 'filtered', reason: 'no-answer', count: 1, ports });
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
  ['no IPv6 address', four(open('80')), [], 'unknown', 'Not compared: no IPv6 address of it is known.'],
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
  expect(write('text')).toContain('2 devices: 1 differ, 1 are the same, 0 are not known');
});
