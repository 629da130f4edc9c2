import { devices, expect, rows, test } from './fixture.ts';

test('searches, filters and keeps what it shows in the address', async ({ serve, open }) => {
  const page = await open(await serve({ devices: 500 }));
  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  await expect(page.getByText('500 devices')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search devices' }).fill('camera');
  await expect(page.getByText(/^\d+ of 500 devices$/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'gone' }).click();
  await expect(rows(page, 'Devices').first()).toContainText('gone');
  const shown = await page.getByText(/ of 500 devices$/).textContent();
  await page.reload();
  await expect(page.getByText(shown ?? 'nothing')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByText('500 devices', { exact: true })).toBeVisible();
});

test('loads what is scrolled to', async ({ serve, open }) => {
  const page = await open(await serve({ devices: 5_000 }));
  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  await expect(page.getByText('5,000 devices')).toBeVisible();
  await rows(page, 'Devices').first().focus();
  await page.keyboard.press('End');
  const last = devices(page).locator('[data-index="4999"]');
  await expect(last).toBeFocused();
  await expect(last.getByRole('link')).toBeVisible();
});

test('own name, tags and notes save themselves and survive an error', async ({ serve, open }) => {
  const served = await serve();
  const page = await open(served);
  await page.goto(`${served.origin}/#/devices/2`);
  await page.getByLabel('Own name').fill('The store room');
  await page.keyboard.press('Enter');
  await expect(page.getByText('✓ Saved')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('The store room');
  served.failUpdates(true);
  await page.getByLabel('Notes').fill('Rack 4, unit 12');
  await page.getByLabel('Own name').focus();
  await expect(page.getByText(/^Not saved: the inventory is locked/)).toBeVisible();
  await expect(page.getByLabel('Notes')).toHaveValue('Rack 4, unit 12');
  await page.getByRole('link', { name: 'Devices', exact: true }).first().click();
  await page.getByRole('grid', { name: 'Devices' }).waitFor();
  await page.goBack();
  await expect(page.getByLabel('Notes')).toHaveValue('Rack 4, unit 12');
  served.failUpdates(false);
  await page.getByLabel('Notes').focus();
  await page.getByLabel('Own name').focus();
  await expect(page.getByText('✓ Saved')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Notes')).toHaveValue('Rack 4, unit 12');
});

test('tags several devices and removes them after asking', async ({ serve, open }) => {
  const page = await open(await serve());
  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  await expect(rows(page, 'Devices')).toHaveCount(6);
  await page.getByRole('checkbox', { name: /^Select gateway/ }).click();
  await page.getByRole('checkbox', { name: /^Select nas/ }).click();
  await page.getByRole('button', { name: 'Add tags' }).click();
  await page.getByRole('textbox', { name: /^Tags/ }).fill('core, core, rack 1');
  await page.getByRole('dialog').getByRole('button', { name: 'Add tags' }).click();
  await expect(page.getByText('Tagged 2 devices')).toBeVisible();
  await expect(rows(page, 'Devices').filter({ hasText: 'rack 1' })).toHaveCount(2);
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('dialog')).toContainText('gateway.example.net');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
  await expect(rows(page, 'Devices')).toHaveCount(6);
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(rows(page, 'Devices')).toHaveCount(4);
});

test('the box on top says what a text is and leads to it', async ({ serve, open }) => {
  const page = await open(await serve());
  await page.keyboard.press('/');
  await page.keyboard.type('[fe80::1%25eth0]');
  await expect(page.getByText('IPv6 link-local address, on eth0')).toBeVisible();
  await page.getByRole('option', { name: /gateway\.example\.net/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('gateway.example.net');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('192.0.2.300');
  await expect(page.getByText(/is not an? .*address/i).first()).toBeVisible();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('nas');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 6 devices')).toBeVisible();
});
