/** Every zone that a plan exports is loaded by BIND's own named-checkzone. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasProgram, runProgram } from '../../test/support/programs.ts';
import { parsePrefix } from '../net/prefix.ts';
import { planOf } from './file.ts';
import { readNode } from './node.ts';
import { classlessDelegation, forwardZone, reverseZoneFiles, type ZoneFile } from './zones.ts';

const present = hasProgram('named-checkzone', ['-v'], 'bind9-utils');
const settings = {
  domain: 'example.org',
  server: 'ns1.example.org',
  contact: 'hostmaster.example.org',
  serial: 4_294_967_295,
  ttl: 3600,
};
const hosts: [name: string, ipv6: string | null, ipv4: string | null][] = [
  ['ns1', '2001:db8::53/128', '192.0.2.53/32'],
  ['example.org', '2001:db8:1::1/128', '192.0.2.129/32'],
  ['www', '2001:db8:1::80/128', '192.0.2.10/32'],
  ['a.b-c.deep', '2001:db8:3:ffff:ffff:ffff:ffff:ffff/128', null],
  ['1', null, '198.51.100.1/32'],
  [`${'x'.repeat(63)}.${'y'.repeat(63)}`, '2001:db8:2::/128', '192.0.2.255/32'],
];
const plan = planOf('Example', [
  readNode({ id: 'net', ipv6: '2001:db8::/32', ipv4: '192.0.2.0/24', name: 'no host' }, 'node'),
  ...hosts.map(([name, ipv6, ipv4], index) =>
    readNode({ id: `h${index}`, parent: 'net', role: 'host', name, ipv6, ipv4 }, 'node'),
  ),
]);

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'linkscope-zones-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** What named-checkzone says against a zone; empty where it loads it. */
function against({ name, text }: ZoneFile): string {
  const file = join(directory, 'zone');
  writeFileSync(file, text);
  const { status, output } = runProgram('named-checkzone', [name, file]);
  return status === 0 && output.endsWith('\nOK\n') && !/warning|ignor/i.test(output)
    ? ''
    : `${name}: ${output}`;
}

test.skipIf(!present)('the zone of the domain', () => {
  expect(against(forwardZone(plan, settings))).toBe('');
});

test.skipIf(!present).each([
  ['on a nibble', '2001:db8::/32', 1, 5],
  ['on a nibble, a single LAN', '2001:db8:1::/64', 1, 2],
  ['off a nibble', '2001:db8::/46', 4, 5],
  ['off a nibble by one', '2001:db8:2::/47', 2, 2],
  ['a whole /24', '192.0.2.0/24', 1, 4],
  ['off an octet', '192.0.0.0/22', 4, 4],
  ['RFC 2317', '192.0.2.128/25', 1, 2],
  ['RFC 2317, four addresses', '192.0.2.8/30', 1, 1],
  ['one address', '192.0.2.10/32', 1, 1],
])('reverse zones %s: %s', (_, prefix, zones, names) => {
  const files = reverseZoneFiles(plan, parsePrefix(prefix), settings);
  expect(files.map(against).filter((each) => each !== '')).toEqual([]);
  expect([
    files.length,
    files.map(({ text }) => text.match(/ PTR /g)?.length ?? 0).reduce((a, b) => a + b),
  ]).toEqual([zones, names]);
});

test.skipIf(!present)('the lines of RFC 2317 for the zone of the /24', () => {
  const prefix = parsePrefix('192.0.2.8/29');
  const [whole] = reverseZoneFiles(planOf('x', []), parsePrefix('192.0.2.0/24'), settings);
  const text = `${whole?.text}${classlessDelegation(prefix, 'ns.example.net')}`;
  expect(against({ name: whole?.name ?? '', text })).toBe('');
});
