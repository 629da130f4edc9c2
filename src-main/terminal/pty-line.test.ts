import { expect, test, vi } from 'vitest';
import { processesWith, within } from '../os/exec.test-support.ts';
import type { LineEnd } from './line.ts';
import { openPtyLine } from './pty-line.ts';

async function shell(script: string) {
  const said = { output: '', end: undefined as LineEnd | undefined };
  const line = await openPtyLine(
    { command: 'sh', args: ['-c', script, 'sh'], columns: 91, rows: 17, remedy: 'install dash' },
    {
      connected: () => undefined,
      output: (text) => (said.output += text),
      ended: (end) => (said.end = end),
    },
  );
  return { line, said };
}

test.skipIf(process.platform === 'win32')(
  'a program has a terminal of the size that was asked for',
  async () => {
    const { line, said } = await shell('stty size; read x; stty size; echo "$TERM got $x"; exit 3');
    await within(5_000, () => said.output.includes('17 91'));
    line.resize(60, 20);
    void line.write('grün\r');
    await within(5_000, () => said.end !== undefined);
    expect(said.output).toContain('20 60');
    expect(said.output).toContain('xterm-256color got grün');
    expect(said.end).toEqual({ status: 3, text: 'sh ended with status 3' });
    void line.write('too late');
    await line.end();
  },
);

test.skipIf(process.platform === 'win32')(
  'ending it ends its whole group, also of those who do not listen',
  async () => {
    const mark = `linkscope-pty-${process.pid}-${Date.now()}`;
    const deaf = `trap "" HUP TERM INT; : ${mark}; while :; do sleep 1; done`;
    const { line, said } = await shell(`(${deaf}) & ${deaf}`);
    await within(5_000, () => processesWith(mark).length >= 2);
    await line.end();
    expect(said.end?.text).toBe('sh was ended by SIGKILL');
    await within(5_000, () => processesWith(mark).length === 0);
  },
);

test.skipIf(process.platform === 'win32')('endless output that is paused can be ended', async () => {
  const { line, said } = await shell('yes');
  await within(5_000, () => said.output.length > 100_000);
  line.pause();
  await line.end();
  expect(said.end).toBeDefined();
});

test('a command that is not there is missing, with what to do', async () => {
  const request = { command: 'linkscope-no-such', args: [], columns: 80, rows: 24, remedy: 'install it' };
  const none = { connected: () => undefined, output: () => undefined, ended: () => undefined };
  await expect(openPtyLine(request, none)).rejects.toMatchObject({
    code: 'missing-command',
    message: 'linkscope-no-such is not installed: install it',
  });
});

test('where node-pty was not built it is said what to do', async () => {
  vi.resetModules();
  vi.doMock('node-pty', () => {
    throw new Error('no compiled code for this system');
  });
  const { openPtyLine: open } = await import('./pty-line.ts');
  const nothing = { connected: () => undefined, output: () => undefined, ended: () => undefined };
  const request = { command: 'sh', args: [], columns: 80, rows: 24, remedy: '' };
  await expect(open(request, nothing)).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringMatching(/npm rebuild node-pty.*In my own terminal/),
  });
});
