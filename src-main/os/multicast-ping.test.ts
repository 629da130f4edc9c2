import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ToolError } from '../../src-core/api/errors.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { parseZone } from '../../src-core/net/zone.ts';
import { runningProcesses } from './exec.ts';
import { multicastEcho, type EchoReply } from './multicast-ping.ts';
import * as ping6Macos from './ping6-macos.ts';
import * as pingLinux from './ping-linux.ts';

// The loopback is there, and up, on every Linux.
const lo = parseZone('lo');
const eth0 = parseZone('eth0');
const source = parseAddress('fe80::a');

test('the arguments never count replies, and carry the zone with every source', () => {
  expect({
    linux: pingLinux.args(parseZone('eth0.10'), null, 3),
    linuxGlobal: pingLinux.args(eth0, parseAddress('2001:db8::a'), 3),
    macos: ping6Macos.args(parseZone('en0'), source),
  }).toEqual({
    linux: ['-6', '-n', '-w', '3', '-I', 'eth0.10', 'ff02::1%eth0.10'],
    linuxGlobal: ['-6', '-n', '-w', '3', '-I', '2001:db8::a%eth0', 'ff02::1%eth0'],
    macos: ['-n', '-i', '1', '-I', 'en0', '-S', 'fe80::a', 'ff02::1%en0'],
  });
});

test.each([
  [
    'ping: socket: Operation not permitted\nping: => missing cap_net_raw+p capability or setuid?',
    'no-permission',
  ],
  ['ping: socktype: SOCK_RAW\nping: socket: Operation not permitted', 'no-permission'],
  ['ping: sendmsg: Operation not permitted', 'no-permission'],
  [
    'ping: Warning: source address might be selected\nping: bind icmp socket: Cannot assign requested address',
    'unreachable',
  ],
  ['ping: ff02::1%eth0: Name or service not known', 'unreachable'],
  ['ping: unknown iface: eth0', 'unreachable'],
  ['ping: SO_BINDTODEVICE eth0: No such device', 'unreachable'],
  ['ping: connect: Network is unreachable', 'unreachable'],
  ['ping: sendmsg: Network is down', 'unreachable'],
  ['ping: invalid option -- 6\nBusyBox v1.36.1 (2023-11-07) multi-call binary.', 'unsupported'],
  ["ping: invalid option -- '6'\nUsage: ping [-LRUbdfnqrvVaA] [-c count]", 'unsupported'],
  ['ping: something new', 'internal'],
  ['', 'internal'],
])('what ping says on its error output: %j', (stderr, code) => {
  expect(pingLinux.failureOf(stderr, eth0, source).code).toBe(code);
});

test('the message of a missing permission says how to give it', () => {
  const { message } = pingLinux.failureOf('ping: socket: Operation not permitted', eth0, source);
  expect(message).toContain(`sysctl -w net.ipv4.ping_group_range='0 2147483647'`);
});

test.each([
  ['ping6: socket: Operation not permitted', 'no-permission'],
  ['ping6: en9: invalid interface name', 'unreachable'],
  ["ping6: bind: Can't assign requested address", 'unreachable'],
  ['ping6: sendmsg: No route to host', 'unreachable'],
  ['ping6: something new', 'internal'],
])('what ping6 of macOS says on its error output: %j', (stderr, code) => {
  expect(ping6Macos.failureOf(stderr, parseZone('en0')).code).toBe(code);
});

test.each([
  { zone: lo, source, seconds: 0 },
  { zone: lo, source, seconds: 1.5 },
  { zone: lo, source, seconds: Number.NaN },
  { zone: lo, source: parseAddress('192.0.2.1'), seconds: 1 },
])('refuses %o', async (options) => {
  const first = multicastEcho(options, new AbortController().signal).next();
  await expect(first).rejects.toMatchObject({ name: 'ToolError', code: 'bad-input' });
});

test('Windows says that it cannot, and what does instead', async () => {
  vi.stubGlobal('process', { ...process, platform: 'win32' });
  const first = multicastEcho({ zone: lo, source, seconds: 1 }, new AbortController().signal).next();
  await expect(first).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('shows no replies to a multicast request'),
  });
  vi.unstubAllGlobals();
});

describe.skipIf(process.platform !== 'linux')('with a ping of our own', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'linkscope-ping-'));
    vi.stubEnv('PATH', directory);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(directory, { recursive: true, force: true });
  });

  const writePing = (script: string) => {
    writeFileSync(join(directory, 'ping'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  };

  /** All replies, and how it ended. */
  async function echo(zone = lo, signal = new AbortController().signal) {
    const replies: EchoReply[] = [];
    try {
      for await (const reply of multicastEcho({ zone, source, seconds: 1 }, signal)) replies.push(reply);
      return { replies, error: undefined };
    } catch (error) {
      return { replies, error };
    }
  }

  test('ping is not installed', async () => {
    const { error } = await echo();
    expect(error).toMatchObject({
      code: 'missing-command',
      message: 'ping is not installed: install iputils-ping',
    });
  });

  test('only a second reply of the same address to the same request is a duplicate', async () => {
    writePing(`echo '64 bytes from fe80::1: icmp_seq=1 ttl=64 time=0.1 ms'
      echo '64 bytes from fe80::2: icmp_seq=1 ttl=64 time=0.2 ms (DUP!)'
      echo '64 bytes from fe80::2: icmp_seq=1 ttl=64 time=0.3 ms (DUP!)'
      echo '64 bytes from fe80::2: icmp_seq=2 ttl=64 time=0.4 ms'`);
    const { replies, error } = await echo();
    expect(error).toBeUndefined();
    expect(replies.map(({ address, sequence, duplicate }) => [address, sequence, duplicate])).toEqual([
      ['fe80::1', 1, false],
      ['fe80::2', 1, false],
      ['fe80::2', 1, true],
      ['fe80::2', 2, false],
    ]);
  });

  test('replies that came before a failure are not lost', async () => {
    writePing(`echo '64 bytes from fe80::1%lo: icmp_seq=1 ttl=64 time=0.1 ms'
      echo 'ping: sendmsg: Network is down' >&2
      exit 2`);
    const { replies, error } = await echo();
    expect(replies).toHaveLength(1);
    expect(error).toMatchObject({ code: 'unreachable' });
  });

  test('nobody answered, on an interface that is up, is no failure', async () => {
    writePing('exit 1');
    expect(await echo()).toEqual({ replies: [], error: undefined });
  });

  test('nobody answered because nothing could be sent is one', async () => {
    writePing(`echo 'ping: sendmsg: Network is unreachable' >&2; exit 1`);
    expect((await echo()).error).toMatchObject({ code: 'unreachable' });
  });

  test('nobody answered because the interface has gone is one', async () => {
    writePing('exit 1');
    const { error } = await echo(parseZone('linkscope-gone'));
    expect(error).toMatchObject({ message: 'the interface linkscope-gone is not there any more' });
  });

  test('a host that answers without end fills neither memory nor time', async () => {
    writePing(`while :; do echo '64 bytes from fe80::1: icmp_seq=1 ttl=64 time=0.1 ms'; done`);
    let count = 0;
    for await (const { duplicate } of multicastEcho(
      { zone: lo, source, seconds: 1 },
      new AbortController().signal,
    )) {
      expect(duplicate).toBe(count > 0);
      if (++count === 50_000) break;
    }
    expect(count).toBe(50_000);
  });

  test('cancelling ends it with the reason of the signal', async () => {
    writePing(`echo '64 bytes from fe80::1: icmp_seq=1 ttl=64 time=0.1 ms'; exec /bin/sleep 30`);
    const abort = new AbortController();
    setTimeout(() => abort.abort(new ToolError('internal', 'cancelled')), 200);
    const { replies, error } = await echo(lo, abort.signal);
    expect({ replies: replies.length, error }).toMatchObject({ replies: 1, error: { message: 'cancelled' } });
    await vi.waitFor(() => expect(runningProcesses()).toBe(0), 15_000);
  });
});
