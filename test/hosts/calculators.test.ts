/** The calculators as a person's shell runs them: pipes, readers that stop, standard input. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, describe, test } from 'vitest';
import { askPython } from '../support/python-ipaddress.ts';
import { isBuilt, launcher, start } from './processes.ts';

if (!isBuilt) console.log('skipped: the command line has not been built (npm run build)');

/** Runs a command with this text on its standard input. */
function withInput(
  input: string,
  ...args: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [launcher, ...args], { stdio: 'pipe' });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
    child.on('close', (code) => done({ code, out, err }));
    child.stdin.end(input);
  });
}

describe.skipIf(!isBuilt)('the calculators', () => {
  test('print the same bytes as Python, and keep no data', async () => {
    const home = mkdtempSync(join(tmpdir(), 'linkscope-calculators-'));
    try {
      const env = { HOME: home, XDG_DATA_HOME: join(home, 'data') };
      const { code, out, err } = await start([launcher, 'split', '2001:db8:8000::/40', '--length', '56'], {
        env,
      }).ended;
      const lines = out.split('\n').length - 1;
      const answer = [lines, createHash('sha256').update(out).digest('hex')];
      for (const [, python] of askPython('python-split-lines', [['subnets', '2001:db8:8000::/40', 56]]))
        expect({ code, err, answer }).toEqual({ code: 0, err: '', answer: python });
      expect(readdirSync(home)).toEqual([]);
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  test('a split without end stops when its reader does', async () => {
    const splitting = start([launcher, 'split', '::/0', '--length', '128']);
    await splitting.said(/^::1\/128$/m);
    splitting.child.stdout.destroy();
    expect(await splitting.ended).toMatchObject({ code: 0, err: '' });
  });

  test('a split without end stops when it is asked to', async () => {
    const splitting = start([launcher, 'split', '::/0', '--length', '128']);
    await splitting.said(/^::1\/128$/m);
    splitting.child.kill('SIGINT');
    expect((await splitting.ended).code).toBe(130);
  });

  test.skipIf(process.platform !== 'linux')('a slow reader costs no memory', async () => {
    const splitting = start([launcher, 'split', '::/0', '--length', '128']);
    await splitting.said(/^::1\/128$/m);
    splitting.child.stdout.pause();
    const resident = () =>
      Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${splitting.child.pid}/status`, 'utf8'))?.[1]) /
      1024;
    const before = resident();
    await new Promise((done) => setTimeout(done, 1000));
    expect(resident() - before).toBeLessThan(30);
    splitting.child.stdout.resume();
    splitting.child.kill('SIGINT');
    await splitting.ended;
  });

  test('summarise reads standard input, and names the line that is wrong', async () => {
    const list = '# used\n10.0.0.0/25\n\n10.0.0.128/25  # the upper half\r\n2001:db8::-2001:db8::f\n';
    expect(await withInput(list, 'summarise')).toEqual({
      code: 0,
      out: '10.0.0.0/24\n2001:db8::/124\n',
      err: '',
    });
    const { code, out, err } = await withInput('10.0.0.0/24\n10.0.0.1/24\n', 'summarise');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('standard input, line 2');
  });

  test('every command tells how it is used', async () => {
    const helps = await Promise.all(
      ['calc', 'split', 'summarise', 'random', 'ula', 'stable', 'scan-time', 'vxlan'].map(
        (name) => start([launcher, 'help', name]).ended,
      ),
    );
    for (const { code, out } of helps) {
      expect(code).toBe(0);
      expect(out).toContain('Usage: linkscope ');
      expect(out).not.toContain('--data-dir');
    }
  });
});
