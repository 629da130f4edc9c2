import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ToolError, toFailure } from '../../src-core/api/errors.ts';
import { run, runningProcesses, stream, type StreamedLine } from './exec.ts';
import { findCommand } from './find-command.ts';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'linkscope-exec-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const node = process.execPath;

/** It takes some 105 ms where nothing else runs; other tests may have both cores for a while. */
const stoppedMs = 1_000;

async function failureOf(promise: Promise<unknown>) {
  return await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Resolves when the condition holds; fails after so long. */
async function within(limitMs: number, condition: () => boolean): Promise<number> {
  const start = performance.now();
  while (!condition()) {
    if (performance.now() - start > limitMs) throw new Error(`not within ${limitMs} ms`);
    await sleep(5);
  }
  return performance.now() - start;
}

/** The process ids whose command line holds this text. */
function processesWith(text: string): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(text);
    } catch {
      // It ended between the listing and the reading.
      return false;
    }
  });
}

async function collect(lines: AsyncGenerator<StreamedLine>): Promise<StreamedLine[]> {
  const all: StreamedLine[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

describe('run', () => {
  test('gives output, error output and the exit code', async () => {
    const script = 'console.log("out"); console.error("err"); process.exitCode = 3';
    expect(await run(node, ['-e', script])).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  test('passes arguments untouched by any shell', async () => {
    const odd = ['a b', '$(id)', '`id`', ';', '"', "'", '*', 'ü'];
    const { stdout } = await run(node, [
      '-e',
      'console.log(JSON.stringify(process.argv.slice(1)))',
      '--',
      ...odd,
    ]);
    expect(JSON.parse(stdout)).toEqual(odd);
  });

  test('runs in the C locale whatever the language of the person is', async () => {
    const { stdout } = await run(node, ['-p', 'process.env.LC_ALL + process.env.LANG']);
    expect(stdout.trim()).toBe('CC');
  });

  test('a missing command says what to install', async () => {
    const error = await failureOf(run('linkscope-no-such-command', [], { remedy: 'install iputils-ping' }));
    expect(toFailure(error)).toEqual({
      code: 'missing-command',
      message: 'linkscope-no-such-command is not installed: install iputils-ping',
    });
  });

  test('a folder, or a file that may not be run, is no command', () => {
    mkdirSync(join(directory, 'folder'));
    writeFileSync(join(directory, 'plain'), '#!/bin/sh\n', { mode: 0o644 });
    expect(findCommand(join(directory, 'folder'))).toBeUndefined();
    expect(findCommand(join(directory, 'plain'))).toBeUndefined();
  });

  test('a program that cannot start is told as such', async () => {
    const path = join(directory, 'no-interpreter');
    writeFileSync(path, '#!/nonexistent/interpreter\n');
    chmodSync(path, 0o755);
    const error = await failureOf(run(path, []));
    expect(toFailure(error)).toMatchObject({ code: 'internal', message: `${path} could not be started` });
    expect(await failureOf(collect(stream(path, [])))).toMatchObject({ code: 'internal' });
    expect(runningProcesses()).toBe(0);
  });

  test('ends a command that takes too long', async () => {
    const error = await failureOf(run('sleep', ['30'], { timeoutMs: 100 }));
    expect(error).toBeInstanceOf(ToolError);
    expect(toFailure(error)).toMatchObject({ code: 'timeout', message: 'sleep did not end within 100 ms' });
    expect(runningProcesses()).toBe(0);
  });

  test('ends a command that prints without end', async () => {
    const error = await failureOf(run('yes', [], { maximumBytes: 100_000, timeoutMs: 10_000 }));
    expect(toFailure(error)).toMatchObject({
      code: 'internal',
      message: 'yes printed more than 100000 bytes',
    });
    expect(runningProcesses()).toBe(0);
  });

  test('does not start with a signal that is aborted already', async () => {
    const reason = new Error('changed my mind');
    expect(await failureOf(run('sleep', ['30'], { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(runningProcesses()).toBe(0);
  });

  const stubborn = `process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000)`;
  test.each([
    { name: 'an obedient command', command: 'sleep', args: ['30'] },
    { name: 'one that ignores SIGTERM', command: node, args: ['-e', stubborn] },
    // The shell's own child holds the pipes, and would keep the run open for half a minute.
    { name: 'one whose own child holds the output open', command: 'sh', args: ['-c', 'sleep 3.0417 & wait'] },
  ])('cancelling stops $name within 200 ms', async ({ command, args }) => {
    const abort = new AbortController();
    const running = failureOf(run(command, args, { signal: abort.signal }));
    await sleep(300);
    const start = performance.now();
    abort.abort(new Error('cancelled'));
    expect(await running).toMatchObject({ message: 'cancelled' });
    expect(performance.now() - start).toBeLessThan(stoppedMs);
    expect(runningProcesses()).toBe(0);
  });
});

describe('stream', () => {
  test('gives the lines, the last one without an end of line, and the end', async () => {
    const script = `process.stdout.write('one\\r\\n\\ntwo'); console.error('no'); process.exitCode = 2`;
    expect(await collect(stream(node, ['-e', script]))).toEqual([
      { type: 'line', text: 'one' },
      { type: 'line', text: '' },
      { type: 'line', text: 'two' },
      { type: 'end', code: 2, stderr: 'no\n' },
    ]);
  });

  test('a character cut by a chunk, and a line without end, do no harm', async () => {
    const script = `
      const umlaut = Buffer.from('ü\\n');
      process.stdout.write(umlaut.subarray(0, 1));
      setTimeout(() => { process.stdout.write(umlaut.subarray(1)); process.stdout.write('x'.repeat(1_000_000)) }, 50)`;
    const [first, second, last] = await collect(stream(node, ['-e', script]));
    expect(first).toEqual({ type: 'line', text: 'ü' });
    expect(second?.type === 'line' ? second.text.length : -1).toBe(65_536);
    expect(last).toEqual({ type: 'end', code: 0, stderr: '' });
  });

  test('lines come while the command still runs', async () => {
    const lines = stream(node, ['-e', `console.log('now'); setTimeout(() => {}, 30_000)`]);
    expect(await lines.next()).toEqual({ done: false, value: { type: 'line', text: 'now' } });
    expect(runningProcesses()).toBe(1);
    await lines.return(undefined);
    await within(stoppedMs, () => runningProcesses() === 0);
  });

  test('leaving the loop ends the command', async () => {
    for await (const line of stream('yes', ['linkscope'])) {
      expect(line).toEqual({ type: 'line', text: 'linkscope' });
      break;
    }
    await within(stoppedMs, () => runningProcesses() === 0);
  });

  test('a command that is quicker than its reader waits', async () => {
    const text = 'x'.repeat(100);
    const lines = stream('yes', [text]);
    await lines.next();
    await sleep(500);
    // What is had without the event loop turning was waiting here; of half a second it would be a million lines.
    const loop = { turned: false };
    setImmediate(() => {
      loop.turned = true;
    });
    let waiting = 0;
    for (; !loop.turned && waiting < 50_000; waiting++) await lines.next();
    expect(waiting).toBeLessThan(20_000);
    // It goes on when they have been taken.
    for (let count = 0; count < 50_000; count++) {
      expect((await lines.next()).value).toEqual({ type: 'line', text });
    }
    await lines.return(undefined);
    await within(stoppedMs, () => runningProcesses() === 0);
  });

  test('cancelling a silent command stops it within 200 ms', async () => {
    const abort = new AbortController();
    const running = failureOf(collect(stream('sleep', ['30'], { signal: abort.signal })));
    await sleep(200);
    abort.abort(new Error('cancelled'));
    expect(await running).toMatchObject({ message: 'cancelled' });
    expect(await within(stoppedMs, () => runningProcesses() === 0)).toBeLessThan(stoppedMs);
  });

  test('a missing command is told at the first line', async () => {
    expect(await failureOf(stream('linkscope-no-such-command', []).next())).toMatchObject({
      code: 'missing-command',
    });
  });
});

describe.skipIf(process.platform !== 'linux')('a program that is killed', () => {
  test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('by %s leaves no command behind', async (signal) => {
    // A duration that no other process has.
    const seconds = `3${process.pid}.${signal.length}25`;
    const script = join(directory, `parent-${signal}.ts`);
    const exec = new URL('exec.ts', import.meta.url).href;
    writeFileSync(
      script,
      `import { stream } from ${JSON.stringify(exec)};
       const lines = stream('sleep', [${JSON.stringify(seconds)}]);
       await lines.next();`,
    );
    const parent = spawn(node, [script], { stdio: 'ignore' });
    try {
      await within(10_000, () => processesWith(seconds).length === 1);
      parent.kill(signal);
      await within(2_000, () => processesWith(seconds).length === 0);
    } finally {
      parent.kill('SIGKILL');
    }
    expect(processesWith(seconds)).toEqual([]);
  });
});
