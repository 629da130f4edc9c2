import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ToolError, toFailure } from '../../src-core/api/errors.ts';
import { run, runningProcesses } from './exec.ts';
import { collect, failureOf, stoppedMs } from './exec.test-support.ts';
import { stream } from './stream.ts';
import { findCommand } from './find-command.ts';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'linkscope-exec-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const node = process.execPath;

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
  ])('cancelling stops $name at once', async ({ command, args }) => {
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
