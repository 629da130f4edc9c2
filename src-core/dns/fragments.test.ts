import { expect, test } from 'vitest';
import type { DnsItem } from '../api/dns.ts';
import { parseAddress } from '../net/address.ts';
import { judgeFragments } from './fragments.ts';

type Outcome = DnsItem['outcome'] | number;
const server = (text: string) => ({ text, address: parseAddress(text), zone: null });

/** An item; a number is an answer of so many octets. */
function item(transport: 'udp' | 'tcp', ednsBytes: number | null, told: Outcome): DnsItem {
  const outcome = typeof told === 'number' ? 'answered' : told;
  return {
    server: server('2001:db8::53'),
    name: 'large.example.',
    type: 'TXT',
    transport,
    ednsBytes,
    outcome,
    fallback: false,
    timeMs: 1,
    sizeBytes: typeof told === 'number' ? told : outcome === 'truncated' ? 40 : null,
    tries: 1,
    passedOver: [],
    message: null,
    problem: null,
  };
}

test.each<[string, string, readonly [Outcome, Outcome, Outcome, Outcome], Outcome, string]>([
  ['fragments come', '2001:db8::53', ['truncated', 'truncated', 'truncated', 3000], 3000, 'through'],
  ['fragments come over IPv4', '192.0.2.53', ['truncated', 'truncated', 'truncated', 1473], 1473, 'through'],
  ['one packet over IPv4', '192.0.2.53', ['truncated', 'truncated', 'truncated', 1472], 1472, 'too-small'],
  ['one packet', '2001:db8::53', ['truncated', 'truncated', 1452, 1452], 1452, 'too-small'],
  ['large is lost', '2001:db8::53', ['truncated', 'truncated', 'truncated', 'lost'], 3000, 'dropped'],
  [
    'large is lost without TCP',
    '2001:db8::53',
    ['truncated', 'truncated', 'truncated', 'lost'],
    'lost',
    'dropped',
  ],
  ['one is lost by chance', '2001:db8::53', ['truncated', 'lost', 'truncated', 3000], 3000, 'through'],
  [
    'the server avoids it',
    '2001:db8::53',
    ['truncated', 'truncated', 'truncated', 'truncated'],
    3000,
    'avoided',
  ],
  [
    'TCP is closed',
    '2001:db8::53',
    ['truncated', 'truncated', 'truncated', 'truncated'],
    'failed',
    'blocked',
  ],
  ['UDP is closed', '2001:db8::53', ['lost', 'lost', 'lost', 'lost'], 3000, 'blocked'],
  ['nothing comes', '2001:db8::53', ['lost', 'lost', 'lost', 'lost'], 'lost', 'unknown'],
])('tells what it means that %s', (_, address, udp, tcp, verdict) => {
  const items = [
    ...[null, 1232, 1452, 4096].map((size, index) => item('udp', size, udp[index] ?? 'lost')),
    item('tcp', null, tcp),
  ];
  expect(judgeFragments(server(address), items).verdict).toBe(verdict);
});
