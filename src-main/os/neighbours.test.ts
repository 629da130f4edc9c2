import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ToolError } from '../../src-core/api/errors.ts';
import { parseAddress } from '../../src-core/net/address.ts';
import { parseMac } from '../../src-core/net/mac.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';
import * as arp from './arp.ts';
import { runningProcesses } from './exec.ts';
import * as ipNeighbour from './ip-neighbour.ts';
import type { Neighbour } from './neighbour.ts';
import { neighbourLimit, poll, readNeighbours, watchNeighbours } from './neighbours.ts';
import * as windowsNeighbours from './windows-neighbours.ts';

const eth0 = parseZone('eth0');

function neighbour(address: string, change: Partial<Neighbour> = {}): Neighbour {
  return {
    address: parseAddress(address),
    zone: eth0,
    mac: parseMac('02:00:5e:10:00:01'),
    state: 'reachable',
    router: false,
    confirmedSecondsAgo: null,
    deleted: false,
    ...change,
  };
}

test('the arguments name the interface only where one is asked for', () => {
  expect([
    ipNeighbour.args(undefined),
    ipNeighbour.args(parseZone('br-lan')),
    arp.args(parseZone('en0')),
  ]).toEqual([
    ['-s', '-j', 'neigh', 'show'],
    ['-s', '-j', 'neigh', 'show', 'dev', 'br-lan'],
    ['-an', '-i', 'en0'],
  ]);
});

describe('the script for Windows', () => {
  test('holds the index and no double quote, which the command line would need to escape', () => {
    const script = windowsNeighbours.args(parseZone('12')).at(-1) ?? '';
    expect(script).toContain('Get-NetNeighbor -InterfaceIndex 12)');
    expect(script).not.toContain('"');
  });

  test.each(['Ethernet', "1';calc;'", '1;calc', '$(calc)', '1|calc'])('refuses the zone %j', (zone) => {
    expect(() => windowsNeighbours.args(parseZone(zone))).toThrow(ToolError);
  });
});

describe('polling', () => {
  test('yields what is new, what changed and what is gone, and nothing of the first look', async () => {
    const other: Zone = parseZone('eth1');
    const looks: Neighbour[][] = [
      [neighbour('fe80::1'), neighbour('fe80::2'), neighbour('fe80::3')],
      [
        neighbour('fe80::1', { confirmedSecondsAgo: 7 }),
        neighbour('fe80::2', { state: 'stale' }),
        neighbour('fe80::4', { router: true }),
        neighbour('fe80::5', { zone: other }),
      ],
    ];
    const abort = new AbortController();
    const read = async () => looks.shift() ?? [];
    const seen: Neighbour[] = [];
    for await (const change of poll(new Set([eth0]), read, abort.signal)) {
      seen.push(change);
      if (seen.length === 3) break;
    }
    expect(seen).toEqual([
      neighbour('fe80::2', { state: 'stale' }),
      neighbour('fe80::4', { router: true }),
      neighbour('fe80::3', { deleted: true }),
    ]);
  });

  test('the same address in two zones is two neighbours', async () => {
    const eth1 = parseZone('eth1');
    const looks = [[neighbour('fe80::1')], [neighbour('fe80::1'), neighbour('fe80::1', { zone: eth1 })]];
    const abort = new AbortController();
    const changes = poll(new Set([eth0, eth1]), async () => looks.shift() ?? [], abort.signal);
    expect(await changes.next()).toEqual({ done: false, value: neighbour('fe80::1', { zone: eth1 }) });
    await changes.return(undefined);
  });

  test('stops at the signal, also between two looks', async () => {
    const abort = new AbortController();
    const next = poll(new Set([eth0]), async () => [], abort.signal).next();
    setTimeout(() => abort.abort(new Error('cancelled')), 20);
    await expect(next).rejects.toMatchObject({ cause: { message: 'cancelled' } });
  });
});

test('the limit of the table is a number that can be relied on', async () => {
  const { entries, told } = await neighbourLimit();
  expect(Number.isSafeInteger(entries) && entries > 0).toBe(true);
  // Where it is not told it is the default of the kernel.
  expect(told || entries === 1024).toBe(true);
});

describe.skipIf(process.platform !== 'linux')('with an ip command of our own', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'linkscope-ip-'));
    vi.stubEnv('PATH', directory);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(directory, { recursive: true, force: true });
  });
  const writeIp = (script: string) => {
    writeFileSync(join(directory, 'ip'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  };

  test.each([
    [
      'busybox',
      `echo "ip: invalid argument '-j' to 'ip'" >&2; echo 'BusyBox v1.36' >&2; exit 1`,
      'unsupported',
    ],
    ['an old one', `echo 'Option "-j" is unknown, try "ip -help".' >&2; exit 255`, 'unsupported'],
    ['one without the interface', `echo 'Cannot find device "eth0"' >&2; exit 1`, 'unreachable'],
    ['one that prints something else', 'echo hello', 'internal'],
    ['one whose entries all make no sense', `echo '[{"dst":"x"},{"dst":"y"}]'`, 'internal'],
    ['one that fails', 'exit 3', 'internal'],
  ])('%s is an error with its reason', async (_name, script, code) => {
    writeIp(script);
    await expect(readNeighbours(eth0)).rejects.toMatchObject({ name: 'ToolError', code });
  });

  test('one bad entry does not hide the others', async () => {
    writeIp(`echo '[{"dst":"<script>","dev":"eth0"},{"dst":"fe80::1","dev":"eth0","state":["STALE"]}]'`);
    expect(await readNeighbours(undefined)).toMatchObject([{ address: 'fe80::1', state: 'stale' }]);
  });

  test('an empty table is no error', async () => {
    writeIp(`echo '[]'`);
    expect(await readNeighbours(eth0)).toEqual([]);
  });

  test('a monitor that cannot run is replaced by looking at the table', async () => {
    const table = (state: string) => `[{"dst":"fe80::1","dev":"eth0","state":["${state}"]}]`;
    const flag = join(directory, 'looked');
    writeIp(`case "$1" in monitor) echo 'Cannot bind netlink socket' >&2; exit 1;; esac
      if [ -e ${flag} ]; then echo '${table('REACHABLE')}'; else : > ${flag}; echo '${table('STALE')}'; fi`);
    const abort = new AbortController();
    const changes = watchNeighbours([eth0], abort.signal);
    const { value } = await changes.next();
    expect(value).toMatchObject({ address: 'fe80::1', state: 'reachable' });
    await changes.return(undefined);
  });

  test('the monitor gives the changes of the wanted interfaces only, and ends with the signal', async () => {
    writeIp(`echo 'fe80::1 dev eth1 lladdr 02:00:5e:10:00:01 REACHABLE'
      echo 'Deleted fe80::2 dev eth0 lladdr 02:00:5e:10:00:01 router STALE'
      exec /bin/sleep 30`);
    const abort = new AbortController();
    const changes = watchNeighbours([eth0], abort.signal);
    const { value } = await changes.next();
    expect(value).toMatchObject({ address: 'fe80::2', zone: 'eth0', router: true, deleted: true });
    const next = changes.next();
    abort.abort(new Error('cancelled'));
    await expect(next).rejects.toThrow('cancelled');
    await vi.waitFor(() => expect(runningProcesses()).toBe(0), 15_000);
  });
});
