import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { childrenOf, isAlive, isBuilt, launcher, start } from './processes.ts';

if (!isBuilt) console.log('skipped: the command line has not been built (npm run build)');

/** Another Node of this machine, too old for the program: the launcher has to find the right one. */
const oldNode = ['/usr/bin/node', '/usr/local/bin/node'].find((path) => {
  try {
    return (
      Number(execFileSync(path, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' })) < 24
    );
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
});

/** Only the tail of GNU tells when a pipe has no reader any more. */
const isGnu = (spawnSync('tail', ['--version'], { encoding: 'utf8' }).stdout ?? '').includes('GNU coreutils');

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'linkscope-command-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

function linkscope(...args: string[]) {
  return start([launcher, ...args, '--data-dir', directory]);
}

describe.skipIf(!isBuilt)('the command line', () => {
  test('tells its version and its commands without touching any data', async () => {
    const [version, help] = await Promise.all([
      start([launcher, '--version']).ended,
      start([launcher, 'help']).ended,
    ]);
    expect(version).toMatchObject({ code: 0, out: `${manifest.version}\n`, err: '' });
    expect(help.code).toBe(0);
    for (const word of ['discover', 'interfaces', 'devices', 'serve', 'calc', 'split', '130'])
      expect(help.out).toContain(word);
  });

  test.each([
    ['nothing at all', [], 2],
    ['a command that is not there', ['dicsover'], 2],
    ['an option that is not there', ['interfaces', '--jsno'], 2],
    ['an interface that is not there', ['discover', '--interface', 'no-such-interface'], 2],
    ['a device that is not there', ['devices', 'show', '4711'], 2],
    ['a word that is no device', ['devices', 'show', 'printer'], 2],
    ['devices where none are stored', ['devices'], 1],
    ['the interfaces', ['interfaces', '--json'], 0],
  ])('%s', async (_name, args, code) => {
    const ended = await start([launcher, ...args, ...(args.length > 0 ? ['--data-dir', directory] : [])])
      .ended;
    expect({ code: ended.code, err: ended.err }).toMatchObject({ code });
    if (code === 2) expect(ended.err).not.toBe('');
    expect(ended.err).not.toMatch(/^\s+at /m);
  });

  test('every line of --json is an object', async () => {
    const { out } = await linkscope('interfaces', '--json').ended;
    const lines: unknown[] = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines).toMatchObject(
      lines.map(() => ({ zone: expect.any(String), addresses: expect.any(Array) })),
    );
  });

  test('a reader that has read enough is no failure', async () => {
    const reading = linkscope('interfaces');
    reading.child.stdout.destroy();
    expect(await reading.ended).toMatchObject({ code: 0, err: '' });
  });

  test.runIf(isGnu)('a command with nothing to say for long ends when nobody reads it any more', async () => {
    // The heading and the one address are all that it prints until somebody asks for a file.
    const words = ['share', import.meta.dirname, '--address', '127.0.0.1', '--data-dir', directory];
    const line = ['-c', '"$@" 2>/dev/null | head -n 2', 'sh', process.execPath, launcher, ...words];
    const { code, out } = await start(line, { node: 'sh' }).ended;
    expect(out).toMatch(/^ADDRESS .*\nhttp:\/\/127\.0\.0\.1:\d+\/ .*\n$/);
    expect(code).toBe(0);
  });

  test.skipIf(oldNode === undefined)('runs under an old Node by finding the right one', async () => {
    const ended = await start([launcher, 'devices', '--data-dir', directory], { node: oldNode ?? '' }).ended;
    expect(ended).toMatchObject({ code: 1, out: '' });
  });
});

describe.skipIf(!isBuilt || process.platform !== 'linux')('the served interface', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends soon after %s, and well', async (signal) => {
    const serving = linkscope('serve', '--no-open', '--port', '0');
    const link = await serving.said(/http:\S+/);
    expect((await fetch(new URL('/', link))).status).toBe(200);
    const began = performance.now();
    serving.child.kill(signal);
    expect(await serving.ended).toMatchObject({ code: 0, signal: null });
    // It takes a tenth of a second where nothing else runs; a connection or timer that holds it would take longer.
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('two at once have ports of their own', async () => {
    const servers = [linkscope('serve', '--no-open'), linkscope('serve', '--no-open')];
    const links = await Promise.all(servers.map((server) => server.said(/http:\S+/)));
    expect(new Set(links.map((link) => new URL(link).port)).size).toBe(2);
    for (const { child } of servers) child.kill('SIGTERM');
    expect((await Promise.all(servers.map(({ ended }) => ended))).map(({ code }) => code)).toEqual([0, 0]);
  });

  test.skipIf(oldNode === undefined)('does not outlive a launcher that is killed', async () => {
    const args = [launcher, 'serve', '--no-open', '--port', '0', '--data-dir', directory];
    const serving = start(args, { node: oldNode ?? '' });
    await serving.said(/http:\S+/);
    const pid = serving.child.pid ?? 0;
    const [child = 0] = childrenOf(pid);
    expect(isAlive(child)).toBe(true);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => isAlive(child), { timeout: 2000 }).toBe(false);
  });
});
