import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { parseAddress } from '../../../src-core/net/address.ts';
import { containsAddress, lengthOf, parsePrefix } from '../../../src-core/net/prefix.ts';
import { runCli } from './run-cli.ts';
import { Terminal } from './terminal.ts';

/** Runs one command line in this process. */
async function run(...args: string[]) {
  const chunks = { out: '', err: '' };
  const output = (name: 'out' | 'err') =>
    new Writable({
      decodeStrings: false,
      write(chunk: string, _encoding, done) {
        chunks[name] += chunk;
        done();
      },
    });
  const terminal = new Terminal(output('out'), output('err'));
  const status = await runCli(args, { terminal, signal: new AbortController().signal, builtDirectory: '' });
  return { status, ...chunks };
}

test.each([
  [
    'all parts',
    ['192.0.2.0/24', '--length', '26'],
    '192.0.2.0/26 192.0.2.64/26 192.0.2.128/26 192.0.2.192/26',
  ],
  [
    'the second /56 (S04)',
    ['2001:db8::/48', '--length', '56', '--from', '1', '--count', '1'],
    '2001:db8:0:100::/56',
  ],
  [
    'the last of 2^64',
    ['2001:db8::/64', '--length', '128', '--from', '18446744073709551615'],
    '2001:db8::ffff:ffff:ffff:ffff/128',
  ],
  ['by percent', ['2001:db8::/32', '--length', '64', '--percent', '100'], '2001:db8:ffff:ffff::/64'],
  [
    'by address',
    ['2001:db8::/32', '--length', '56', '--holding', '2001:db8:1:2ff::1'],
    '2001:db8:1:200::/56',
  ],
  [
    'from an address on',
    ['10.0.0.0/8', '--length', '16', '--holding', '10.7.0.1', '--count', '2'],
    '10.7.0.0/16 10.8.0.0/16',
  ],
])('split prints %s', async (_what, args, lines) => {
  expect(await run('split', ...args)).toEqual({
    status: 0,
    out: `${lines.replaceAll(' ', '\n')}\n`,
    err: '',
  });
});

test('split gives numbers, first and last as JSON', async () => {
  const { out } = await run('split', '10.0.0.0/30', '--length', '31', '--from', '1', '--json');
  expect(JSON.parse(out)).toEqual({ index: '1', prefix: '10.0.0.2/31', first: '10.0.0.2', last: '10.0.0.3' });
});

test('split makes networks for numbers of hosts', async () => {
  const { status, out } = await run('split', '192.0.2.0/24', '--hosts', '100,50', '--json');
  expect(status).toBe(0);
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  ).toEqual([
    { hosts: '100', prefix: '192.0.2.0/25', usable: '126', spare: '26' },
    { hosts: '50', prefix: '192.0.2.128/26', usable: '62', spare: '12' },
    { free: ['192.0.2.192/26'] },
  ]);
});

test.each([
  [['split'], 'which prefix?'],
  [['split', '2001:db8::/48'], '--length is missing'],
  [['split', '2001:db8::1/48', '--length', '64'], 'the prefix that holds it is 2001:db8::/48'],
  [
    ['split', '2001:db8::/48', '--length', '40'],
    '2001:db8::/48 can be split into lengths of 48 to 128, not 40',
  ],
  [['split', '2001:db8::/48', '--length', '64', '--from', '65536'], 'numbered from 0 to 65535'],
  [['split', '2001:db8::/48', '--length', '64', '--from', '-1'], 'not a whole number'],
  [['split', '2001:db8::/48', '--length', '64', '--percent', '101'], 'not a number from 0 to 100'],
  [['split', '2001:db8::/48', '--length', '64', '--holding', '2001:db9::'], 'lies outside of 2001:db8::/48'],
  [['split', '2001:db8::/48', '--length', '64', '--from', '1', '--percent', '5'], 'not both'],
  [['split', '192.0.2.0/24', '--hosts', '300'], 'does not fit'],
  [['calc'], 'what shall be told?'],
  [['calc', '2001:db8::1', '2001:db8::g'], '"2001:db8::g" is not an IPv6 address'],
  [['calc', '192.0.2.1', '--nat64', '2001:db8::/33'], '2001:db8::/33 is no NAT64 prefix'],
  [['calc', '00:11:22:33:44:55', '--under', '192.0.2.0/24'], '/64 or shorter'],
  [['summarise', '192.0.2.0/24', '192.0.2.1/24'], 'host bits set'],
  [['summarise', '192.0.2.0/24', '--exclude', 'x'], '--exclude'],
  [['summarise', '10.0.0.0/8', '--free', '10.0.0.0/8', '--overlaps'], 'do not go together'],
  [['summarise', '10.0.0.0/8', '--free', '10.0.0.0/8', '--length', '33'], 'a length of 8 to 32, not 33'],
  [['summarise', '10.0.0.0/8', '--length', '9'], '--length goes with --free'],
  [['random'], 'out of which prefix?'],
  [['random', '2001:db8::/32', '--length', '31'], 'lengths of 32 to 128, not 31'],
  [['stable', '2001:db8::/64'], '--interface is missing'],
  [['stable', '2001:db8::/65', '--interface', 'eth0'], 'no room for an interface identifier'],
  [['stable', '2001:db8::/64', '--interface', 'eth0', '--secret-file', '/nowhere'], 'cannot be read'],
  [['scan-time'], 'of what?'],
  [['scan-time', '2001:db8::1/64'], 'host bits set'],
  [['scan-time', '10.0.0.0/8', '--rate', 'fast'], 'a number was expected, as in 1000'],
  [['vxlan'], 'which VXLAN?'],
  [['vxlan', '16777216'], 'a number from 0 to 16777215'],
  [['vxlan', '1', '--base', '239.1.0.0/16'], 'no room for the 24 bits'],
  [['vxlan', '1', '--mtu', '67'], 'a number from 68 to 65535'],
  [['random', '2001:db8::/64', '--count', '0'], '--count'],
  [['ula', '--mac', '00:11:22:33:44:55', '--count', '2'], '--mac makes one prefix'],
  [['ula', '--mac', 'x'], 'is not a MAC address'],
])('refuses %j and says why', async (args, why) => {
  const { status, out, err } = await run(...args);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toContain(why);
});

test('calc tells what follows, for people and for programs', async () => {
  const text = await run('calc', '2001:db8::1', '192.0.2.0/24');
  expect(text).toMatchObject({ status: 0, err: '' });
  expect(text.out).toMatch(
    /^2001:db8::1, an IPv6 address\n\nForms\n {2}Canonical +2001:db8::1 {2}\[RFC 5952\]\n/,
  );
  expect(text.out).toContain('\n\n192.0.2.0/24, an IPv4 prefix\n');
  const lines = (await run('calc', 'vni 1000', '00:11:22:33:44:55', '--json')).out.trimEnd().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { text: 'vni 1000', kind: 'vni', groups: [{ title: 'VXLAN' }, {}] },
    { text: '00:11:22:33:44:55', kind: 'mac', title: '00:11:22:33:44:55, a MAC address' },
  ]);
});

test.each([
  [
    'the union',
    ['192.0.2.0/25', '192.0.2.128-192.0.2.255', '2001:db8::1'],
    0,
    '192.0.2.0/24 2001:db8::1/128',
  ],
  ['what is left', ['10.0.0.0/30', '--exclude', '10.0.0.1'], 0, '10.0.0.0/32 10.0.0.2/31'],
  [
    'what both share',
    ['10.0.0.0/8', '--intersect', '10.1.0.0/16', '--intersect', '11.0.0.0/8'],
    0,
    '10.1.0.0/16',
  ],
  ['overlaps', ['10.0.0.0/8', '10.1.0.0/16', '11.0.0.0/8', '--overlaps'], 0, '10.0.0.0/8 10.1.0.0/16'],
  [
    'who holds',
    ['10.0.0.0/8', '10.1.0.0/16', '11.0.0.0/8', '--holding', '10.1.2.3'],
    0,
    '10.0.0.0/8 10.1.0.0/16',
  ],
  ['what is free', ['2001:db8::/33', '--free', '2001:db8::/32'], 0, '2001:db8:8000::/33'],
  ['the next free', ['2001:db8::/48', '--free', '2001:db8::/32', '--length', '40'], 0, '2001:db8:100::/40'],
  ['no free one', ['10.0.0.0/9', '--free', '10.0.0.0/8', '--length', '8'], 1, ''],
  ['nothing', ['10.0.0.0/8', '--exclude', '0.0.0.0/0'], 1, ''],
])('summarise gives %s', async (_what, args, status, words) => {
  const ended = await run('summarise', ...args);
  expect({ ...ended, out: ended.out.trimEnd().replaceAll('\n', ' ') }).toEqual({
    status,
    out: words,
    err: '',
  });
});

test('random draws addresses of the prefix, each for itself', async () => {
  const { status, out } = await run('random', '2001:db8::/64', '--count', '2500');
  const lines = out.trimEnd().split('\n');
  expect({ status, different: new Set(lines).size }).toEqual({ status: 0, different: 2500 });
  expect(lines.every((line) => containsAddress(parsePrefix('2001:db8::/64'), parseAddress(line)))).toBe(true);
});

test('ula makes prefixes of /48 in fd00::/8 that are different each time', async () => {
  const lines = (await run('ula', '--count', '20')).out.trimEnd().split('\n');
  expect(new Set(lines).size).toBe(20);
  for (const line of lines) expect([line.slice(0, 2), lengthOf(parsePrefix(line))]).toEqual(['fd', 48]);
  const { out } = await run('ula', '--mac', '00:11:22:33:44:55', '--json');
  expect(JSON.parse(out)).toEqual({ prefix: expect.stringMatching(/^fd.*\/48$/) });
});

test('random chooses sites', async () => {
  const { out } = await run('random', '2001:db8::/32', '--length', '48', '--count', '40', '--json');
  const prefixes = out
    .trimEnd()
    .split('\n')
    .map((line) => /^\{"prefix":"(2001:db8:[^"]*\/48)"\}$/.exec(line)?.[1]);
  expect(prefixes).not.toContain(undefined);
  expect(new Set(prefixes).size).toBeGreaterThan(30);
});

test('stable gives the same address for the same secret, another in another network', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'linkscope-stable-'));
  try {
    const file = join(directory, 'secret');
    writeFileSync(file, `${'0f'.repeat(32)}\n`);
    const given = ['--interface', 'eth0', '--secret-file', file];
    const first = await run('stable', '2001:db8::/64', ...given);
    const again = await run('stable', '2001:db8::/64', ...given, '--json');
    const other = await run('stable', '2001:db8:0:1::/64', ...given);
    expect(first).toMatchObject({ status: 0, err: '' });
    expect(JSON.parse(again.out)).toEqual({ address: first.out.trim(), counter: 0 });
    expect(other.out.replace('2001:db8:0:1:', '2001:db8::')).not.toBe(first.out);
    expect(containsAddress(parsePrefix('2001:db8::/64'), parseAddress(first.out.trim()))).toBe(true);
    const drawn = await run('stable', '2001:db8::/64', '--interface', 'eth0', '--json');
    expect(JSON.parse(drawn.out)).toMatchObject({ secret: expect.stringMatching(/^[0-9a-f]{64}$/) });
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('scan-time gives the figures that everybody quotes, and those of a rate of one’s own', async () => {
  const text = await run('scan-time', '2001:db8::/64', '--rate', '1M');
  expect(text).toMatchObject({ status: 0, err: '' });
  expect(text.out).toMatch(/2\^32 in 45 minutes\) +367,719 years\n/);
  expect(text.out).toMatch(/\n {2}1M +584,942 years\n/);
  const { out } = await run('scan-time', '2001:db8::/119', '--json');
  expect(JSON.parse(out)).toMatchObject({ subject: '2001:db8::/119', addresses: '512' });
});

test('vxlan goes from the identifier to the group and back, in bases of one’s own as well', async () => {
  const { out } = await run('vxlan', 'ff08::3e8', '--base', 'ff08::/16', '--mtu', '9000');
  expect(out).toMatch(/^VNI 1000, MTU 9000 of the underlay\n/);
  expect(out).toMatch(/In 239\.0\.0\.0\/8 +239\.0\.3\.232 /);
  expect(out).toMatch(/VXLAN over IPv6 +8930 \(9000 - 70\)/);
  expect(JSON.parse((await run('vxlan', '239.0.3.232', '--json')).out)).toMatchObject({
    vni: 1000,
    mtu: 1500,
  });
});
