import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { obstacle, start, test } from './program.ts';

if (obstacle !== undefined) console.log(obstacle);
test.skip(obstacle !== undefined, obstacle ?? '');

test('the page opens from its own scheme under the strict policy, and reaches the program', async ({
  dataDirectory,
}) => {
  const { application, page } = await start(dataDirectory);
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await expect(page.getByRole('button', { name: 'Discover hosts' })).toBeVisible();
  expect(new URL(page.url()).protocol).toBe('linkscope:');
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText(dataDirectory)).toBeVisible();
  expect(problems).toEqual([]);
  await application.close();
});

test('there is no Node in the page', async ({ dataDirectory }) => {
  const { application, page } = await start(dataDirectory);
  const reach = await page.evaluate(() => ({
    require: typeof Reflect.get(globalThis, 'require'),
    process: typeof Reflect.get(globalThis, 'process'),
    electron: typeof Reflect.get(globalThis, 'electron'),
  }));
  expect(reach).toEqual({ require: 'undefined', process: 'undefined', electron: 'undefined' });
  await application.close();
});

test('script that is put into the page does not run', async ({ dataDirectory }) => {
  const { application, page } = await start(dataDirectory);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.intruder = true';
    document.body.append(script);
  });
  expect(await page.evaluate(() => Reflect.has(globalThis, 'intruder'))).toBe(false);
  await application.close();
});

test('links and new windows do not open in the program', async ({ dataDirectory }) => {
  const { application, page } = await start(dataDirectory);
  const before = page.url();
  await application.evaluate(({ shell }) => {
    Object.assign(shell, { openExternal: () => Promise.resolve() });
  });
  await page.evaluate(() => {
    open('https://example.invalid/');
    location.href = 'file:///etc/passwd';
  });
  await expect.poll(() => application.windows().length).toBe(1);
  expect(page.url()).toBe(before);
  await application.close();
});

test('no permission is given', async ({ dataDirectory }) => {
  const { application, page } = await start(dataDirectory);
  const states = await page.evaluate(async () => {
    const query = async (name: PermissionName) => (await navigator.permissions.query({ name })).state;
    return [await query('geolocation'), await query('midi')];
  });
  expect(states).toEqual(['denied', 'denied']);
  await application.close();
});

test('the window comes back where it was', async ({ dataDirectory }) => {
  const first = await start(dataDirectory);
  await first.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 900, height: 600 }),
  );
  await first.application.close();
  const kept: unknown = JSON.parse(await readFile(join(dataDirectory, 'window.json'), 'utf8'));
  expect(kept).toMatchObject({ width: 900, height: 600 });
  const second = await start(dataDirectory);
  const bounds = await second.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(bounds).toMatchObject({ width: 900, height: 600 });
  await second.application.close();
});

test('a reload finds the program again', async ({ dataDirectory }) => {
  const { application, page } = await start(dataDirectory);
  await expect(page.getByRole('button', { name: 'Discover hosts' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Discover hosts' })).toBeEnabled();
  await application.close();
});
