import type { Page } from '@playwright/test';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './fixture.ts';
import { faultsOf } from '../support/axe.ts';

const lines = (page: Page) => page.getByRole('listbox', { name: /^Lines of/ });
const line = (page: Page, text: string) => lines(page).getByRole('option').filter({ hasText: text });
const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** The path of the field that has the focus. */
const focused = (page: Page) =>
  page.evaluate(() =>
    document.activeElement instanceof HTMLElement ? document.activeElement.dataset['path'] : undefined,
  );

/** Begins a form of the made-up format, by the keyboard. */
async function begin(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Configure', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search for a format' }).fill('everythingd');
  await expect(page.getByText('1 format', { exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Everything' })).toBeVisible();
  await expect(line(page, 'link eth0 {')).toBeVisible();
}

async function menu(page: Page, entry: string): Promise<void> {
  await button(page, 'Form').click();
  await page.getByRole('menuitem', { name: entry }).click();
}

test('a field and its line lead to each other, and an error stands beside both', async ({ serve, open }) => {
  const page = await open(await serve());
  await begin(page);
  await page.getByLabel('MTU').fill('12');
  await expect(page.getByText('1 error', { exact: true })).toBeVisible();
  await expect(page.getByLabel('MTU')).toHaveAccessibleDescription(/expected at least 1280/);
  await expect(line(page, 'mtu 12;')).toContainText('expected at least 1280');
  await expect(line(page, 'mtu 12;')).toHaveAttribute('aria-selected', 'true');
  await expect(button(page, 'Check')).toBeDisabled();
  await page.getByLabel('MTU').fill('9500');
  await expect(page.getByText('1 warning', { exact: true })).toBeVisible();
  await expect(page.getByLabel('MTU')).toHaveAccessibleDescription(/RFC 8200 section 5/);
  await line(page, 'prefix 2001:db8:1::/64;').click();
  await expect.poll(() => focused(page)).toBe('links.0.prefix');
  await lines(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('mtu');
});

test('lists, unions and groups that may be left out are filled by the keyboard, undone and done again', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await begin(page);
  await button(page, 'Add link').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('links.1.name');
  await page.keyboard.type('eth1');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2001:db8:1::/64');
  await expect(page.getByText('another link has this prefix').first()).toBeVisible();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('/48');
  await expect(line(page, 'prefix 2001:db8:1::/48;')).toBeVisible();
  await page.getByRole('button', { name: 'Link 2', exact: true }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => focused(page)).toBe('links.0');
  await expect(page.getByLabel('Name', { exact: true }).first()).toHaveValue('eth1');
  await page.getByRole('button', { name: 'Duplicate Link 1' }).click();
  await expect(page.getByText('another link has this prefix').first()).toBeVisible();
  await page.getByRole('button', { name: 'Remove Link 2' }).click();
  await expect(page.getByText('Nothing is wrong')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('1 error', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+Shift+Z');
  await expect(page.getByText('Nothing is wrong')).toBeVisible();

  await button(page, 'Add route').click();
  await page.getByLabel('Gateway').fill('fe80::1');
  await page.getByLabel('Metric').fill('7');
  await expect(page.getByRole('listbox', { name: 'Lines of etc/routes.conf' })).toBeVisible();
  await expect(line(page, 'route via fe80::1;')).toBeVisible();
  await page.getByLabel('Way', { exact: true }).selectOption('Nowhere');
  await expect(page.getByLabel('Metric')).toHaveValue('7');
  await page.getByLabel('Way', { exact: true }).selectOption('By a gateway');
  await expect(page.getByLabel('Gateway')).toHaveValue('fe80::1');
  await page.getByRole('button', { name: 'Add Limits' }).click();
  await page.getByLabel('Clients').fill('many');
  await expect(page.getByLabel('Clients')).toHaveAccessibleDescription(/expected a number/);
  await page.getByRole('button', { name: 'Remove Limits' }).click();
  await expect(page.getByText('Nothing is wrong')).toBeVisible();
});

test('a draft survives a reload and another page, and a form that is saved is found again', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await begin(page);
  await page.getByLabel('Domain').fill('kept.example');
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('link', { name: 'Configure', exact: true }).click();
  await page.getByRole('complementary', { name: 'Your configurations' }).getByRole('link').click();
  await expect(page.getByLabel('Domain')).toHaveValue('kept.example');
  await page.reload();
  await expect(page.getByLabel('Domain')).toHaveValue('kept.example');
  await button(page, 'Save').click();
  await dialog(page).getByRole('textbox').fill('The office');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The office' })).toBeVisible();
  await expect(page).toHaveURL(/configure\/stored-1$/);
  await page.getByLabel('Domain').fill('changed.example');
  await expect(page.getByText(/changed, not saved/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Domain')).toHaveValue('changed.example');
  await menu(page, 'Go back to what is saved');
  await expect(page.getByLabel('Domain')).toHaveValue('kept.example');
});

test('files are compared, written, found changed by somebody else, and set back', async ({ serve, open }) => {
  const folder = mkdtempSync(join(tmpdir(), 'linkscope-configure-'));
  const file = join(folder, 'etc/everything.conf');
  try {
    const page = await open(await serve());
    await begin(page);
    await button(page, 'Compare and write').click();
    await expect(page.getByLabel('Folder')).toBeFocused();
    await page.getByLabel('Folder').fill(folder);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('list', { name: 'Files' }).getByText('New')).toHaveCount(2);
    await button(page, 'Write 2 files').click();
    await expect(page.getByText(/\/etc\/everything\.conf created/)).toBeVisible();
    const first = readFileSync(file, 'utf8');
    expect(first).toContain('mtu 1500;');

    await page.getByLabel('MTU').fill('1400');
    const diff = page.getByRole('region', { name: 'Differences of etc/everything.conf' });
    await expect(diff).toContainText('mtu 1400;');
    writeFileSync(file, 'of somebody else\n');
    await button(page, 'Write 1 file').click();
    await expect(page.getByText(/^Nothing was written/)).toBeVisible();
    expect(readFileSync(file, 'utf8')).toBe('of somebody else\n');
    await expect(diff).toContainText('of somebody else');
    await button(page, 'Write 1 file').click();
    await expect(page.getByText(/\/etc\/everything\.conf replaced, the old one is/)).toBeVisible();
    expect(readFileSync(file, 'utf8')).toBe(first.replace('mtu 1500;', 'mtu 1400;'));

    await page.getByRole('button', { name: 'Backups of etc/everything.conf' }).click();
    await expect(dialog(page).getByRole('region', { name: 'What restoring would change' })).toContainText(
      'of somebody else',
    );
    await dialog(page).getByRole('button', { name: 'Restore' }).click();
    await expect(dialog(page)).toBeHidden();
    expect(readFileSync(file, 'utf8')).toBe('of somebody else\n');
    expect(readdirSync(join(folder, 'etc')).filter((name) => name.endsWith('.bak')).length).toBe(2);
    expect(existsSync(join(folder, 'etc/routes.conf'))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a checker that is not installed is never a pass', async ({ serve, open }) => {
  const page = await open(await serve());
  await begin(page);
  await button(page, 'Check').click();
  const panel = page.getByRole('tabpanel', { name: 'Check' });
  await expect(panel.getByText('Not installed', { exact: true })).toBeVisible();
  await expect(panel.getByText(/install everythingd/)).toBeVisible();
  await expect(panel.getByText('Accepted')).toHaveCount(0);
});

test('an old file is read with what has no place in the form, and moved to another format', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await page.getByRole('link', { name: 'Configure', exact: true }).click();
  await button(page, 'Read an old file').click();
  await dialog(page).getByLabel('Text').fill('# ours\nodd word\nlink\n');
  const said = dialog(page).getByRole('status');
  await expect(said).toHaveText('Recognised as Everything: line 2 has "odd word".');
  await dialog(page).getByLabel('Format').selectOption('Plain');
  await expect(said).toHaveText('Chosen by hand; it looks like Everything: line 2 has "odd word".');
  await dialog(page).getByLabel('Format').selectOption('Everything (recognised)');
  await dialog(page).getByRole('button', { name: 'Read' }).click();
  await expect(dialog(page).getByRole('row')).toHaveText([
    /Line/,
    /pasted text:2.*odd word.*there is no such word/,
    /pasted text:1.*# ours.*Comment/,
  ]);
  await dialog(page).getByRole('button', { name: 'Open the form' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('eth9');
  await page.getByText('What the old file had beside').click();
  await expect(page.getByRole('cell', { name: 'odd word' })).toBeVisible();
  await menu(page, 'Move to another format…');
  await dialog(page).getByRole('button', { name: 'Move' }).click();
  await expect(dialog(page).getByText('the MTU has no place there')).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Open the form' }).click();
  await expect(page.getByRole('heading', { name: /^Plain, from/ })).toBeVisible();
});

test('the commands and a file are copied, and the bundle is saved', async ({ serve, open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await open(await serve());
  await begin(page);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await button(page, 'Copy').click();
  await expect.poll(clipboard).toMatch(/^# version new\nmtu 1500;\nlink eth0 \{\n {4}prefix/);
  await page.getByRole('tab', { name: 'Commands' }).click();
  await button(page, 'Copy systemctl reload everythingd').click();
  await expect.poll(clipboard).toBe('systemctl reload everythingd');
  const download = page.waitForEvent('download');
  await menu(page, 'Save bundle');
  expect((await download).suggestedFilename()).toMatch(/\.tar\.gz$/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on the page Configure, ${colorScheme}`, async ({ serve, open }) => {
    test.slow();
    const page = await open(await serve());
    await page.emulateMedia({ colorScheme });
    const found: Record<string, string[]> = {};
    const look = async (name: string): Promise<void> => {
      found[name] = await faultsOf(page);
    };
    await page.getByRole('link', { name: 'Configure', exact: true }).click();
    await expect(button(page, 'Read an old file')).toBeVisible();
    await look('the formats');
    await begin(page);
    await menu(page, 'Fill with the example');
    await page.getByLabel('MTU').fill('12');
    await button(page, 'Show').click();
    await look('a form with an error');
    await page.getByRole('tab', { name: 'Compare and write' }).click();
    await button(page, 'A pasted text').click();
    await page.getByLabel('The text that is in use').fill('mtu 1400;');
    await look('a comparison');
    await page.getByRole('tab', { name: 'Commands' }).click();
    await look('the commands');
    await button(page, 'Form').click();
    await expect(page.getByRole('menu')).toBeVisible();
    await look('the menu');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Configure', exact: true }).click();
    await button(page, 'Renumber').click();
    await expect(page.getByRole('heading', { name: 'Renumber files' })).toBeVisible();
    await look('the renumbering');
    expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([]);
  });
}
