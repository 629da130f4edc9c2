import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { run } from '../../os/exec.ts';
import { textOf } from '../lines.ts';
import { hook } from './hook.ts';
import { schema } from './schema.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linkscope-hook-'));
  mkdirSync(join(folder, 'bin'));
  for (const name of ['systemctl', 'ip']) {
    const file = join(folder, 'bin', name);
    writeFileSync(file, `#!/bin/sh\necho "${name} $*" >>"${folder}/calls"\n`);
    chmodSync(file, 0o755);
  }
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Reads the hook into a shell as dhclient-script does, with commands that only note their arguments. */
async function fire(variables: Readonly<Record<string, string>>, values: Record<string, unknown> = {}) {
  const text = textOf(hook(schema.parse({ interface: 'eth0', ...values })));
  const script = join(folder, 'hook');
  writeFileSync(script, text.replaceAll('/etc/docker', `${folder}/docker`));
  const env = { PATH: `${folder}/bin:/usr/bin:/bin`, interface: 'eth0', reason: 'BOUND6', ...variables };
  const caller = `. '${script}'; case $- in *[eu]*) echo options ;; esac; echo "went on: \${prefix-unset}"`;
  const { code, stdout, stderr } = await run('/bin/sh', ['-c', caller], { env, timeoutMs: 10_000 });
  const calls = join(folder, 'calls');
  const lines = existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];
  rmSync(calls, { force: true });
  const file = join(folder, 'docker', 'ipv6.env');
  // The shell of dhclient-script is as it was: it went on, with neither our names nor our options.
  expect([code, stdout.trim()]).toEqual([0, 'went on: unset']);
  return {
    calls: lines,
    stderr: stderr.trim(),
    file: existsSync(file) ? readFileSync(file, 'utf8') : undefined,
  };
}

const restart = 'systemctl --no-block restart docker.service';
const one = "DOCKER_IPV6_OPTIONS='--ipv6 --fixed-cidr-v6=2001:db8:0:140::/80 --ip6tables=false'\n";

it('gives Docker the first /80, and restarts it once', async () => {
  const first = await fire({ new_ip6_prefix: '2001:db8:0:140::/60' });
  expect(first).toEqual({
    calls: ['ip -6 route replace unreachable 2001:db8:0:140::/60 metric 2147483647', restart],
    stderr: '',
    file: one,
  });
  const renewed = {
    new_ip6_prefix: '2001:db8:0:140::/60',
    old_ip6_prefix: '2001:db8:0:140::/60',
    reason: 'RENEW6',
  };
  expect((await fire(renewed)).calls).toEqual([
    'ip -6 route replace unreachable 2001:db8:0:140::/60 metric 2147483647',
  ]);
  const other = {
    new_ip6_prefix: '2001:db8:0:150::/60',
    old_ip6_prefix: '2001:db8:0:140::/60',
    reason: 'REBIND6',
  };
  const changed = await fire(other, { filter: true });
  expect(changed).toEqual({
    calls: [
      'ip -6 route del unreachable 2001:db8:0:140::/60 metric 2147483647',
      'ip -6 route replace unreachable 2001:db8:0:150::/60 metric 2147483647',
      restart,
    ],
    stderr: '',
    file: "DOCKER_IPV6_OPTIONS='--ipv6 --fixed-cidr-v6=2001:db8:0:150::/80'\n",
  });
});

it.each([
  ['another interface', { interface: 'eth1', new_ip6_prefix: '2001:db8::/60' }, ''],
  ['an event that gives nothing', { reason: 'EXPIRE6', new_ip6_prefix: '2001:db8::/60' }, ''],
  ['no prefix', {}, ''],
  [
    'a prefix without room',
    { new_ip6_prefix: '2001:db8::/96' },
    'docker-ipv6: 2001:db8::/96 has no room for a /80',
  ],
  [
    'a command in the place of a prefix',
    { new_ip6_prefix: '$(reboot)/60' },
    'docker-ipv6: not a prefix: $(reboot)/60',
  ],
  [
    'a length that is none',
    { new_ip6_prefix: '2001:db8::/6;0' },
    'docker-ipv6: not a prefix: 2001:db8::/6;0',
  ],
])('does nothing for %s', async (_what, variables, stderr) => {
  expect(await fire(variables)).toEqual({ calls: [], stderr, file: undefined });
});
