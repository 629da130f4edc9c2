import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { run } from '../../os/exec.ts';
import { textOf } from '../lines.ts';
import { writtenOf } from '../preview.ts';
import writer from './index.ts';

let folder = '';

/** A Dom0 in a folder: the written files, and programs that only note how they are called. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkscope-xen-'));
  const place = async (path: string, text: string) => {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
    await chmod(join(folder, path), 0o755);
  };
  for (const { path, lines } of writtenOf(writer, writer.sample).written.files)
    await place(path, textOf(lines));
  await place('bin/xenstore-read', '#!/bin/sh\ncat "$1"\n');
  await place('bin/ip', '#!/bin/sh\necho "ip $*" >> "$CALLS"\n');
  await place('etc/xen/scripts/vif-route', '#!/bin/sh\necho "vif-route $*" >> "$CALLS"\n');
  await place('calls', '');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function plug(domain: string, ...args: string[]): Promise<{ code: number; calls: string[] }> {
  await mkdir(join(folder, 'store'), { recursive: true });
  await writeFile(join(folder, 'store/domain'), `${domain}\n`);
  const { code } = await run(join(folder, 'etc/xen/scripts/vif-route-dual'), args, {
    env: {
      PATH: `${folder}/bin:/usr/bin:/bin`,
      CALLS: join(folder, 'calls'),
      XEN_IPV6_CONFIG: join(folder, 'etc/xen/ipv6.cfg'),
      XENBUS_PATH: join(folder, 'store'),
      vif: 'vif1.0',
    },
    timeoutMs: 10_000,
  });
  const calls = await readFile(join(folder, 'calls'), 'utf8');
  return { code, calls: calls.split('\n').filter((line) => line !== '') };
}

it.each([
  ['mydomu2', 'online', ['vif-route online type_if=vif', 'ip -6 addr replace 2001:db8:0:2::1/64 dev vif1.0']],
  ['mydomu2', 'offline', ['vif-route offline type_if=vif', 'ip -6 addr del 2001:db8:0:2::1/64 dev vif1.0']],
  ['mydomu2', 'add', ['vif-route add type_if=vif']],
  // A name is no pattern: neither a part of one nor a dot for any character.
  ['mydomu', 'online', ['vif-route online type_if=vif']],
  ['mydomu.', 'online', ['vif-route online type_if=vif']],
  ['MYDOMU2', 'online', ['vif-route online type_if=vif']],
  ['*', 'online', ['vif-route online type_if=vif']],
])('plugs %s %s', async (domain, command, calls) => {
  expect(await plug(domain, command, 'type_if=vif')).toEqual({ code: 0, calls });
});
