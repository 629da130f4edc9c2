import type { Page } from '@playwright/test';
import { expect, rows, test } from './fixture.ts';

/** Pastes into the search box, which needs no permission, and gives what came. */
async function pasted(page: Page): Promise<string> {
  const box = page.getByRole('combobox', { name: 'Search' });
  await box.fill('');
  await box.focus();
  await page.keyboard.press('Control+V');
  const text = await box.inputValue();
  await box.fill('');
  await page.keyboard.press('Escape');
  return text;
}

test('an address is copied with its zone, also where the page may not use the clipboard', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(rows(page, 'Hosts')).toHaveCount(6);
  await rows(page, 'Hosts').first().getByRole('button', { name: 'Copy fe80::1%eth0' }).click();
  await expect(page.getByText('Copied fe80::1%eth0')).toBeVisible();
  expect(await pasted(page)).toBe('fe80::1%eth0');
});

test('the menu gives each program the form that it takes', async ({ serve, open }) => {
  const page = await open(await serve());
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(rows(page, 'Hosts')).toHaveCount(6);
  const address = rows(page, 'Hosts').first().getByRole('button', { name: 'Copy fe80::1%eth0' });
  const copied: Record<string, string> = {};
  for (const name of [
    'Copy address',
    'Copy address with zone',
    'Copy for ping',
    'Copy for ssh',
    'Copy for curl',
  ]) {
    await address.click({ button: 'right' });
    await page
      .getByRole('menuitem', { name: new RegExp(`^${name} ?[^ w]`) })
      .first()
      .click();
    copied[name] = await pasted(page);
  }
  expect(copied).toEqual({
    'Copy address': 'fe80::1',
    'Copy address with zone': 'fe80::1%eth0',
    'Copy for ping': 'ping -6 -c 4 fe80::1%eth0',
    'Copy for ssh': 'ssh fe80::1%eth0',
    'Copy for curl': "curl -g -6 'http://[fe80::1%25eth0]/'",
  });
});
