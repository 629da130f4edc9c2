import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../os/exec.ts';
import { findCommand } from '../../os/find-command.ts';
import { casesOf } from '../fixtures.test-support.ts';
import { textOf } from '../lines.ts';
import { writtenOf } from '../preview.ts';
import writer from './index.ts';
import { read } from './read.ts';

/** What netplan itself makes of the file for systemd-networkd, by file name. */
async function generatedFrom(values: unknown): Promise<{ name: string; text: string }[]> {
  const folder = await mkdtemp(join(tmpdir(), 'linkscope-netplan-'));
  try {
    for (const { path, lines } of writtenOf(writer, values).written.files) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), textOf(lines), { mode: 0o600 });
    }
    const { code, stderr } = await run('netplan', ['generate', '--root-dir', folder], { timeoutMs: 30_000 });
    expect([code, stderr]).toEqual([0, '']);
    const place = join(folder, 'run/systemd/network');
    const names = (await readdir(place)).filter((name) => !name.endsWith('.link')).sort();
    return await Promise.all(
      names.map(async (name) => ({ name, text: await readFile(join(place, name), 'utf8') })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The settings of every interface, in an order that does not matter. */
function settingsOf(files: readonly { name: string; text: string }[]): string[] {
  const { values } = read(files);
  const again = writtenOf(writer, { ...values, target: 'networkd' }).written.files;
  return again.flatMap(({ path, lines }) => lines.map(({ text }) => `${path}: ${text}`)).toSorted();
}

const missing = findCommand('netplan') === undefined;
it.skipIf(missing).each(casesOf('host-network').map((one) => [one.name, one] as const))(
  'gives systemd-networkd what netplan gives it: %s',
  async (_name, { values }) => {
    const own = writtenOf(writer, { ...values, target: 'networkd' }).written.files;
    const generated = await generatedFrom({ ...values, target: 'netplan' });
    expect(settingsOf(generated)).toEqual(
      settingsOf(own.map(({ path, lines }) => ({ name: path, text: textOf(lines) }))),
    );
  },
  60_000,
);
