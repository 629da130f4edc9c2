import type { Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { expect, test } from './fixture.ts';
import { faultsOf } from '../support/axe.ts';

/** Where pictures go, for eyes; none are taken where it is not named. */
const pictures = process.env['LINKSCOPE_PICTURES'];

async function look(page: Page, name: string): Promise<void> {
  expect(await faultsOf(page)).toEqual([]);
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}/${name}.png` });
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [1440, 900],
    [1024, 700],
  ] as const) {
    test(`names are looked up and large answers tried, ${colorScheme}, ${width}`, async ({ serve, open }) => {
      const served = await serve();
      const page = await open(served);
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.goto(`${served.origin}/#/probe/dns`);
      await page.getByRole('button', { name: 'Look up' }).click();
      await expect(page.getByRole('alert')).toHaveText('Give a name or an address');
      await look(page, `dns-empty-${colorScheme}-${width}`);
      await page.getByLabel('Name or address').fill('nas.example');
      await page.getByLabel(/^Servers/).fill('fe80::53%wlp0s20f3 192.0.2.54');
      await page.getByRole('combobox', { name: /Types/ }).click();
      for (const type of ['AAAA', 'TXT', 'CAA'])
        await page.getByRole('option', { name: type, exact: true }).click();
      await page.keyboard.press('Escape');
      await page.getByLabel('Name or address').press('Enter');
      const card = page.getByRole('region', { name: 'AAAA at fe80::53%wlp0s20f3, UDP' });
      await expect(card.getByRole('table', { name: 'Answer' })).toContainText('2001:db8:1::53');
      await expect(page.getByRole('region', { name: 'CAA at 192.0.2.54, UDP' })).toContainText(
        'there is no such name',
      );
      await look(page, `dns-answers-${colorScheme}-${width}`);
      await page.getByRole('button', { name: 'Try large answers' }).click();
      await expect(page.getByText('UDP answers over 1,452 bytes are lost').first()).toBeVisible();
      await look(page, `dns-large-${colorScheme}-${width}`);
    });

    test(`a device is woken, ${colorScheme}, ${width}`, async ({ serve, open }) => {
      const served = await serve();
      const page = await open(served);
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.goto(`${served.origin}/#/probe/wake`);
      await page.getByLabel('MAC', { exact: true }).fill('33:33:00:00:00:01');
      await page.getByRole('button', { name: 'Wake' }).click();
      await expect(page.getByRole('alert')).toHaveText('it is the address of a group');
      await page.getByLabel('MAC', { exact: true }).fill('02:00:5e:10:00:01');
      await page.getByLabel(/SecureOn/).fill('00:11:22:33:44:55');
      await page.getByRole('button', { name: 'Wake' }).click();
      await expect(page.getByText('answered ping')).toBeVisible();
      await expect(page.getByRole('table', { name: 'Packets sent' })).toContainText('102 bytes sent');
      expect(page.url()).not.toContain('11:22');
      expect(decodeURIComponent(page.url())).not.toContain('11:22');
      await look(page, `wake-${colorScheme}-${width}`);
    });
  }
}

test('the page of a device leads to its terminal, by its best address', async ({ serve, open }) => {
  const served = await serve();
  const page = await open(served);
  await page.goto(`${served.origin}/#/devices/3`);
  await page.getByRole('link', { name: 'SSH', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Terminal', level: 1 })).toBeVisible();
  await expect(page.getByLabel('Target')).toHaveValue(/^[0-9a-f:.]+(%\S+)?$/);
});

test('the page of a device leads to its wake-up', async ({ serve, open }) => {
  const served = await serve();
  const page = await open(served);
  await page.goto(`${served.origin}/#/devices/3`);
  await page.getByRole('link', { name: 'Wake on LAN' }).click();
  await expect(page.getByLabel('MAC', { exact: true })).toHaveValue(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);
});
