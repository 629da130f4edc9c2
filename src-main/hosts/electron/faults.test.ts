import type { BrowserWindow, MessageBoxOptions, RenderProcessGoneDetails, WebContents } from 'electron';
import { expect, test } from 'vitest';
import { fake } from './fake.test-support.ts';
import { handleFaults } from './faults.ts';

/** A window whose person answers each dialog with the next of these buttons. */
function faultyWindow(answers: readonly string[]) {
  const done: string[] = [];
  const shown: MessageBoxOptions[] = [];
  const logged: string[] = [];
  const left = [...answers];
  let now = 0;
  const contents = fake<WebContents>({
    reload: () => void done.push('reload'),
    forcefullyCrashRenderer: () => void done.push('end'),
  });
  const window = fake<BrowserWindow>({ webContents: contents.it, isDestroyed: () => false });
  handleFaults(window.it, {
    dialog: {
      showMessageBox: (...args: unknown[]) => {
        const options = args.at(-1) as MessageBoxOptions;
        shown.push(options);
        return Promise.resolve({
          response: options.buttons?.indexOf(left.shift() ?? '') ?? -1,
          checkboxChecked: false,
        });
      },
    },
    error: (_details, text) => logged.push(text),
    quit: () => done.push('quit'),
    now: () => now,
  });
  return {
    done,
    shown,
    logged,
    hang: () => window.tell('unresponsive'),
    pass: (time: number) => (now += time),
    crash: (reason: RenderProcessGoneDetails['reason']) =>
      contents.tell('render-process-gone', {}, { reason, exitCode: 1 }),
  };
}

test('after a crash the person reloads or quits, and the log knows of it', async () => {
  const window = faultyWindow(['Reload', 'Quit']);
  window.crash('oom');
  await expect.poll(() => window.done).toEqual(['reload']);
  window.crash('crashed');
  await expect.poll(() => window.done).toEqual(['reload', 'quit']);
  expect(window.logged).toEqual(['the page has crashed', 'the page has crashed']);
  expect(window.shown[0]?.detail).toContain('"oom"');
});

test('a page that goes on crashing is not reloaded for ever', async () => {
  const window = faultyWindow(['Reload', 'Reload', 'Quit']);
  for (const count of [1, 2, 3]) {
    window.crash('crashed');
    await expect.poll(() => window.shown.length).toBe(count);
  }
  expect(window.shown.map(({ buttons }) => buttons)).toEqual([
    ['Reload', 'Quit'],
    ['Reload', 'Quit'],
    ['Quit'],
  ]);
  await expect.poll(() => window.done).toEqual(['reload', 'reload', 'quit']);
});

test('crashes that lie a minute apart do not count together', async () => {
  const window = faultyWindow(['Reload', 'Reload', 'Reload', 'Reload']);
  for (const count of [1, 2, 3, 4]) {
    window.crash('crashed');
    window.pass(61_000);
    await expect.poll(() => window.done.length).toBe(count);
  }
  expect(window.done).toEqual(['reload', 'reload', 'reload', 'reload']);
});

test('an orderly end is no crash', () => {
  const window = faultyWindow([]);
  window.crash('clean-exit');
  expect(window.shown).toEqual([]);
});

test('a page that hangs is ended and comes back without a second question', async () => {
  const window = faultyWindow(['Reload']);
  window.hang();
  window.hang();
  await expect.poll(() => window.done).toEqual(['end']);
  window.crash('killed');
  await expect.poll(() => window.done).toEqual(['end', 'reload']);
  expect(window.shown).toHaveLength(1);
});

test('waiting for a page that hangs changes nothing, and it is asked about again later', async () => {
  const window = faultyWindow(['Wait', 'Wait']);
  window.hang();
  await expect.poll(() => window.shown.length).toBe(1);
  window.hang();
  await expect.poll(() => window.shown.length).toBe(2);
  expect(window.done).toEqual([]);
});
