import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PingItem, PingOptions } from '../../../src-core/api/ping.ts';
import type { ProbeWarning } from '../../../src-core/api/probe-events.ts';
import { parseAddress } from '../../../src-core/net/address.ts';
import { parseZone } from '../../../src-core/net/zone.ts';
import { OutageLog } from '../../../src-core/ping/outage-log.ts';
import { runningProcesses } from '../../os/exec.ts';
import { preparePing } from './ping-job.ts';
import { TargetPing } from './target-ping.ts';

const never = new AbortController().signal;

test.each([
  [{ targets: ['fe80::1'] }, /name the interface, fe80::1%eth0/],
  [{ targets: ['2001:db8::1%eth0'] }, /only link-local and multicast addresses have a zone/],
  [{ targets: ['192.0.2.300'] }, /is not an/],
  [{ targets: ['192.0.2.1'], family: 'ipv6' as const }, /192\.0\.2\.1 is no IPv6 address/],
  [{ targets: ['-c'] }, /"-c" is neither an address nor a name/],
  [{ targets: ['a;reboot'] }, /neither an address nor a name/],
  [{ targets: ['::1'], source: '-I' }, /cannot begin with "-"/],
  [{ targets: Array(200).fill('::1'), intervalMs: 20 }, /10000 requests a second: 2000 at most/],
])('refuses %j', async (options: PingOptions, message) => {
  await expect(preparePing(options, never)).rejects.toMatchObject({ code: 'bad-input', message });
});

describe.skipIf(process.platform !== 'linux')('with a ping of our own', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'linkscope-ping-'));
    vi.stubEnv('PATH', `${directory}:/usr/bin:/bin`);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(directory, { recursive: true, force: true });
  });

  async function ping(script: string, options: Partial<PingOptions> = {}, signal = never) {
    writeFileSync(join(directory, 'ping'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const job = await preparePing({ targets: ['::1'], intervalMs: 100, waitMs: 200, ...options }, signal);
    const items: PingItem[] = [];
    const warnings: ProbeWarning[] = [];
    const error: unknown = await (async () => {
      for await (const step of job.steps(signal)) {
        if (step.type === 'item') items.push(...step.items);
        if (step.type === 'warning') warnings.push(step);
      }
      return undefined;
    })().catch((reason: unknown) => reason);
    return { items, warnings, error, report: job.report() };
  }

  test('what makes no sense, or would steer a terminal, gets nowhere', async () => {
    const { items, report, error } = await ping(
      String.raw`printf '64 bytes from ::1: icmp_seq=1 ttl=64 time=0.1 ms\n'
        printf '64 bytes from ::1: icmp_seq=999999999 ttl=999 time=0.1 ms\n'
        printf '\033[31mFrom ::1 icmp_seq=2 \033]0;owned\007\n'
        printf 'From ::2 icmp_seq=2 \033[31m\302\233 unreachable\n'
        printf '64 bytes from nobody: icmp_seq=2 ttl=64 time=-1e999 ms\n'
        head -c 300000 /dev/zero | tr '\0' 'x'`,
      { count: 2 },
    );
    expect(error).toBeUndefined();
    expect(items.map(({ kind, sequence }) => `${kind} ${sequence}`)).toEqual([
      'reply 1',
      'error 2',
      'lost 2',
    ]);
    expect(items[1]?.message).toBe(String.raw`\u{1b}[31m\u{9b} unreachable`);
    expect(report.targets[0]).toMatchObject({ state: 'done', figures: { sent: 2, received: 1, lost: 1 } });
  });

  test('the least interval of this ping is told where it is refused', async () => {
    const said = 'ping: cannot flood; minimal interval allowed for user is 200ms';
    const { error, warnings } = await ping(`echo '${said}' >&2; exit 2`);
    const message =
      'the ping of this system lets ordinary users send every 200 ms at most: choose 200 ms or more';
    expect(error).toMatchObject({ code: 'unsupported', message });
    expect(warnings).toMatchObject([{ about: '::1', failure: { code: 'unsupported' } }]);
  });

  test('while the network is not there, ping is started again, and the time between is lost', async () => {
    const { items, warnings, error } = await ping(
      `if test -e "$0.ran"; then echo '64 bytes from ::1: icmp_seq=1 ttl=64 time=0.1 ms'; sleep 0.1
       else touch "$0.ran"; echo '64 bytes from ::1: icmp_seq=1 ttl=64 time=0.1 ms'
       echo 'ping: sendmsg: Network is unreachable' >&2; exit 2; fi`,
    );
    expect([error, warnings.length]).toEqual([undefined, 1]);
    expect(items.at(0)).toMatchObject({ kind: 'reply', sequence: 1 });
    expect(items.filter(({ kind }) => kind === 'lost').length).toBeGreaterThanOrEqual(8);
    expect(items.filter(({ kind }) => kind === 'down' || kind === 'up').map(({ kind }) => kind)).toEqual([
      'down',
      'up',
    ]);
  });

  test('an interface that is taken away and comes back is used again', async () => {
    const stamp = 1_700_000_000;
    const lost = [1, 2, 3].map((n) => `echo '[${stamp + n}.000000] no answer yet for icmp_seq=${n}'`);
    const script = `if test -e "$0.ran"; then echo '[${stamp + 20}.000000] 64 bytes from fe80::1%eth7: icmp_seq=1 ttl=64 time=0.1 ms'
      else touch "$0.ran"; ${lost.join('; ')}; exec sleep 100; fi`;
    writeFileSync(join(directory, 'ping'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const target = { text: 'fe80::1%eth7', address: parseAddress('fe80::1'), zone: parseZone('eth7') };
    const request = {
      address: target.address,
      zone: target.zone,
      source: null,
      sizeBytes: 56,
      intervalMs: 1_000,
      hopLimit: null,
      count: null,
      waitMs: 200,
      whole: false,
    };
    const sink = { outcome: () => undefined, warning: () => undefined };
    const one = new TargetPing({ target, number: 0, targets: 1, log: new OutageLog(), request, sink });
    const work = one.run(never);
    await expect
      .poll(() => {
        one.tick(Date.now());
        one.useInterface(() => new Map([['eth7', 5]]));
        return one.report().state;
      })
      .toBe('done');
    await work;
    expect(one.report()).toMatchObject({ outages: 1, figures: { received: 1 } });
  });

  test('cancelling ends ping', async () => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(new Error('enough')), 200);
    const { error } = await ping('exec sleep 100', {}, cancel.signal);
    expect(error).toMatchObject({ message: 'enough' });
    await expect.poll(() => runningProcesses()).toBe(0);
  });
});
