import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { casesOf, goldenOf } from '../../src-main/writers/fixtures.test-support.ts';
import { writers } from '../../src-main/writers/registry.ts';
import { describeLab } from './lab-suite.ts';
import { createWiredLab } from './wired-lab.ts';

const folder = 'files/etc/systemd/network';
const cases = writers.flatMap(({ id }) =>
  casesOf(id).flatMap((one) =>
    Object.keys(goldenOf(one)).some((path) => path.startsWith('etc/systemd/network/'))
      ? [{ name: `${id}, ${one.name}`, files: join(one.folder, folder) }]
      : [],
  ),
);
/** What networkd says of a line that it does not take. */
const refusal = /ignoring|unknown (key|section|lvalue)|failed to parse|invalid|not valid|assignment outside/i;

/** Runs networkd in a namespace of its own. @returns its lines, and the routes of table local */
async function networkd(files: string, waitS: number): Promise<string[]> {
  await using lab = await createWiredLab<'host'>({ places: ['host'], cables: [], set: {} });
  const script = join(import.meta.dirname, 'networkd.sh');
  const text = await lab.must('host', ['unshare', '--mount', 'sh', script, files, String(waitS)]);
  return text.split('\n');
}

describeLab('systemd-networkd', () => {
  const missing = !existsSync('/lib/systemd/systemd-networkd');

  it.skipIf(missing).each(cases)('takes every line of $name', async ({ files }) => {
    // A bridge that the files are not to make (the form says so) is not here.
    const said = (await networkd(files, 0)).filter((line) => !line.includes('br7 NetDev could not be found'));
    expect(said.some((line) => line.includes('Enumeration completed'))).toBe(true);
    expect(said.filter((line) => refusal.test(line))).toEqual([]);
  });

  it.skipIf(missing)('says which line it does not take', async () => {
    const own = mkdtempSync(join(tmpdir(), 'linkscope-networkd-'));
    try {
      writeFileSync(
        join(own, '10-x.network'),
        '[Match]\nName=x\n[Network]\nAdress=2001:db8::1/64\nGateway=nowhere\n',
      );
      expect((await networkd(own, 0)).filter((line) => refusal.test(line))).toHaveLength(2);
    } finally {
      rmSync(own, { recursive: true });
    }
  });

  it.skipIf(missing)('makes a whole prefix local', async () => {
    const said = await networkd(
      join(casesOf('anyip').find(({ name }) => name === 'networkd')?.folder ?? '', folder),
      2,
    );
    expect(said).toContainEqual(expect.stringContaining('local 2001:db8:100::/64 dev lo'));
    expect(said).toContainEqual(expect.stringContaining('local 2001:db8:200::/60 dev lo'));
  });
});
