import { setTimeout as sleep } from 'node:timers/promises';
import { discover, expect, noLab, rows, test } from './fixture.ts';

test.skip(noLab !== null, `skipped: ${noLab}`);

test('devices, own names, notes and tags are there again after a restart', async ({ lab, serve, open }) => {
  const first = await serve('restart');
  const page = await open(first);
  await discover(page);
  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  const count = (await page.getByText(/^\d+ devices$/).textContent()) ?? '';
  const host = lab.hosts.find(({ silent }) => silent === 'ipv4');
  const search = page.getByRole('searchbox', { name: 'Search devices' });
  await search.fill(host?.mac ?? '');
  await expect(rows(page, 'Devices')).toHaveCount(1);
  await rows(page, 'Devices').getByRole('link').first().click();
  await page.getByLabel('Own name').fill('Pump in the cellar');
  await page.getByLabel(/^Tags/).fill('cellar, water');
  await page.getByLabel('Notes').fill('Behind the <second> door');
  await page.getByLabel('Own name').focus();
  await expect(page.getByText('✓ Saved').last()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Pump in the cellar');
  await first.stop();
  const second = await serve('restart');
  const again = await open(second);
  await again.getByRole('link', { name: 'Devices', exact: true }).click();
  await expect(again.getByText(count, { exact: true })).toBeVisible();
  await again.getByRole('searchbox', { name: 'Search devices' }).fill('cellar');
  await expect(rows(again, 'Devices')).toHaveCount(1);
  await rows(again, 'Devices').getByRole('link', { name: 'Pump in the cellar' }).click();
  await expect(again.getByLabel('Notes')).toHaveValue('Behind the <second> door');
  await expect(again.getByLabel(/^Tags/)).toHaveValue('cellar, water');
  for (const { address } of host?.addresses.filter(({ kind }) => kind === 'ipv4') ?? []) {
    await expect(again.getByText(address).first()).toBeVisible();
  }
});

test('kill -9 during a run loses no device that was shown a second before', async ({ lab, serve, open }) => {
  const first = await serve('killed');
  const page = await open(first);
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  const filter = page.getByRole('searchbox', { name: 'Filter hosts' });
  const [router] = lab.hosts;
  await filter.fill(router?.mac ?? '');
  await expect(rows(page, 'Hosts')).toHaveCount(1);
  await sleep(1200);
  await first.stop('SIGKILL');
  const again = await open(await serve('killed'));
  await again.getByRole('link', { name: 'Devices', exact: true }).click();
  await again.getByRole('searchbox', { name: 'Search devices' }).fill(router?.mac ?? '');
  await expect(rows(again, 'Devices')).toHaveCount(1);
  await again.getByRole('link', { name: 'Discover', exact: true }).click();
  await discover(again);
});

test('a device is found by any form of its addresses', async ({ lab, serve, open }) => {
  const page = await open(await serve());
  await discover(page);
  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  const host = lab.hosts.find(({ identifier, ipv4 }) => identifier === 'eui64' && ipv4 !== null);
  const search = page.getByRole('searchbox', { name: 'Search devices' });
  const global = host?.addresses.find(({ kind }) => kind === 'global')?.address ?? '';
  const dashes = host?.mac.replaceAll(':', '-').toUpperCase() ?? '';
  for (const text of [global, global.toUpperCase(), host?.mac ?? '', dashes]) {
    await search.fill(text);
    await expect(rows(page, 'Devices'), text).toHaveCount(1);
  }
  await search.fill('nothing has this name');
  await expect(rows(page, 'Devices')).toHaveCount(0);
});
