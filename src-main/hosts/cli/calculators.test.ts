import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
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
])('refuses %j and says why', async (args, why) => {
  const { status, out, err } = await run(...args);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toContain(why);
});
