import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toFailure } from '../../src-core/api/errors.ts';
import { runningProcesses } from './exec.ts';
import { collect, failureOf, processesWith, stoppedMs, within } from './exec.test-support.ts';
import { GatheredPipes } from './gathered-pipes.ts';
import { isKnownLinux } from './libc.ts';
import { stream } from './stream.ts';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'linkscope-stream-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const node = process.execPath;

describe.each([
  { way: 'a pipe', output: 'pipe' },
  { way: 'a file', output: 'file' },
  { way: 'a pipe that is read with others', output: 'gathered' },
] as const)('stream by $way', ({ output }) => {
  test('gives the lines, the last one without an end of line, and the end', async () => {
    const script = `process.stdout.write('one\\r\\n\\ntwo'); console.error('no'); process.exitCode = 2`;
    expect(await collect(stream(node, ['-e', script], { output }))).toEqual([
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
    const [first, second, last] = await collect(stream(node, ['-e', script], { output }));
    expect(first).toEqual({ type: 'line', text: 'ü' });
    expect(second?.type === 'line' ? second.text.length : -1).toBe(65_536);
    expect(last).toEqual({ type: 'end', code: 0, stderr: '' });
  });

  test('lines come while the command still runs', async () => {
    const lines = stream(node, ['-e', `console.log('now'); setTimeout(() => {}, 30_000)`], { output });
    expect(await lines.next()).toEqual({ done: false, value: { type: 'line', text: 'now' } });
    expect(runningProcesses()).toBe(1);
    await lines.return(undefined);
    await within(stoppedMs, () => runningProcesses() === 0);
  });

  test('leaving the loop ends the command', async () => {
    for await (const line of stream('yes', ['linkscope'], { output })) {
      expect(line).toEqual({ type: 'line', text: 'linkscope' });
      break;
    }
    await within(stoppedMs, () => runningProcesses() === 0);
  });

  test('cancelling a silent command stops it within 200 ms', async () => {
    const abort = new AbortController();
    const running = failureOf(collect(stream('sleep', ['30'], { signal: abort.signal, output })));
    await sleep(200);
    abort.abort(new Error('cancelled'));
    expect(await running).toMatchObject({ message: 'cancelled' });
    expect(await within(stoppedMs, () => runningProcesses() === 0)).toBeLessThan(stoppedMs);
  });

  test('a missing command is told at the first line', async () => {
    expect(await failureOf(stream('linkscope-no-such-command', [], { output }).next())).toMatchObject({
      code: 'missing-command',
    });
  });
});

describe('a stream that nobody reads', () => {
  test.each(['pipe', 'gathered'] as const)(
    'a command that is quicker than its reader waits: %s',
    async (output) => {
      const text = 'x'.repeat(100);
      const lines = stream('yes', [text], { output });
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
    },
  );

  test('a file does not grow without end', async () => {
    const lines = stream('yes', ['x'.repeat(100)], { output: 'file' });
    const error = await failureOf(collect(lines));
    expect(toFailure(error)).toMatchObject({
      code: 'internal',
      message: 'yes printed more than 268435456 bytes',
    });
    await within(stoppedMs, () => runningProcesses() === 0);
  });

  test('a command that writes to a file does not wait, and loses nothing', async () => {
    const lines = stream('seq', ['1', '100000'], { output: 'file' });
    expect((await lines.next()).value).toEqual({ type: 'line', text: '1' });
    await within(stoppedMs, () => runningProcesses() === 0);
    const rest = await collect(lines);
    expect(rest.length).toBe(100_000);
    expect(rest.at(-2)).toEqual({ type: 'line', text: '100000' });
    expect(rest.at(-1)).toEqual({ type: 'end', code: 0, stderr: '' });
  });
});

describe.runIf(isKnownLinux())('pipes that are read together', () => {
  test('give each command its own lines, and are closed when it ends or is left', async () => {
    expect(await GatheredPipes.open()).toBeDefined();
    const before = readdirSync('/proc/self/fd').length;
    const counts = Array.from({ length: 20 }, async (_, command) => {
      const script = 'for n in 1 2 3 4 5; do echo "$1 $n"; sleep 0.02; done; test "$1" -lt 10 || sleep 30';
      const args = ['-c', script, 'sh', String(command)];
      let read = 0;
      for await (const item of stream('sh', args, { output: 'gathered' })) {
        if (item.type === 'end') break;
        expect(item.text).toBe(`${command} ${++read}`);
        if (read === 5 && command >= 10) break;
      }
      return read;
    });
    expect(await Promise.all(counts)).toEqual(Array(20).fill(5));
    await within(stoppedMs, () => readdirSync('/proc/self/fd').length <= before);
    expect(readdirSync('/proc/self/fd').length).toBe(before);
  });
});

describe.skipIf(process.platform !== 'linux')('a program that is killed', () => {
  test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('by %s leaves no command behind', async (signal) => {
    // A duration that no other process has.
    const seconds = `3${process.pid}.${signal.length}25`;
    const script = join(directory, `parent-${signal}.ts`);
    const exec = new URL('stream.ts', import.meta.url).href;
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
