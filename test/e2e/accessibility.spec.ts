import type { Page } from '@playwright/test';
import { discover, expect, noLab, rows, test } from './fixture.ts';
import { faultsOf } from '../support/axe.ts';

test.skip(noLab !== null, `skipped: ${noLab}`);

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('axe finds nothing serious on any page', async ({ serve, open }) => {
      test.setTimeout(120_000);
      const page = await open(await serve());
      const found: Record<string, string[]> = {};
      await expect(page.getByRole('button', { name: 'Discover hosts' })).toBeEnabled();
      found['discover before a run'] = await faultsOf(page);
      await page.getByRole('button', { name: 'Discover hosts' }).click();
      await expect(rows(page, 'Hosts').first()).toBeVisible();
      found['discover during a run'] = await faultsOf(page);
      await expect(page.getByRole('button', { name: 'Discover hosts' })).toBeVisible({ timeout: 45_000 });
      found['discover after a run'] = await faultsOf(page);
      await page.getByRole('button', { name: /^Copy fe80::1%eth0/ }).click({ button: 'right' });
      await expect(page.getByRole('menu')).toBeVisible();
      found['the menu of an address'] = await faultsOf(page);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Devices', exact: true }).click();
      await expect(rows(page, 'Devices').first()).toBeVisible();
      found['devices'] = await faultsOf(page);
      await rows(page, 'Devices').getByRole('link').first().click();
      await expect(page.getByLabel('Notes')).toBeVisible();
      found['a device'] = await faultsOf(page);
      await page.getByRole('link', { name: 'Settings', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      found['settings'] = await faultsOf(page);
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
    });
  });
}

test('everything can be done from the keyboard alone', async ({ serve, open }) => {
  const page = await open(await serve());
  const tabTo = async (what: ReturnType<Page['getByRole']>) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await what.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    await expect(what).toBeFocused();
  };
  await tabTo(page.getByRole('button', { name: 'Discover hosts' }));
  await page.keyboard.press('Enter');
  await expect(rows(page, 'Hosts').first()).toBeVisible();
  await tabTo(page.getByRole('button', { name: 'Cancel' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
  const first = rows(page, 'Hosts').first();
  await tabTo(first);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('grid', { name: 'Hosts' }).locator('[data-index="1"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toBeHidden();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('fe80::1%eth0');
  await expect(page.getByText(/IPv6 link-local address/)).toBeVisible();
  await page.keyboard.press('Escape');
  await tabTo(page.getByRole('link', { name: 'Devices', exact: true }));
  await page.keyboard.press('Enter');
  await expect(rows(page, 'Devices').first()).toBeVisible();
  await tabTo(rows(page, 'Devices').first());
  await expect(rows(page, 'Devices').first()).toBeFocused();
});

test('the page before any run says what to do, and needs no scrolling sideways', async ({ serve, open }) => {
  const page = await open(await serve());
  await expect(page.getByText('Find every host on the link')).toBeVisible();
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBeLessThanOrEqual(0);
  await discover(page);
  await expect(page.getByText('Find every host on the link')).toBeHidden();
});
