import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { faultsOf } from '../support/axe.ts';

const planText = JSON.stringify({
  format: 'linkscope-plan',
  version: 1,
  name: 'Provider',
  nodes: [
    { id: 'top', ipv6: '2001:db8::/32', ipv4: '10.0.0.0/8', name: 'Everything' },
    {
      id: 'oslo',
      parent: 'top',
      ipv6: '2001:db8:1::/48',
      name: 'Oslo',
      role: 'site',
      site: 'Oslo',
      growth6: 46,
    },
    { id: 'bergen', parent: 'top', ipv6: '2001:db8:8::/48', name: 'Bergen', role: 'site', site: 'Bergen' },
  ],
});

/** Imports a plan by pasting its file into the list of plans, and opens it. */
async function importPlan(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/#/plan`);
  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByLabel('Text', { exact: true }).fill(planText);
  await expect(page.getByText('3 nodes can be read.')).toBeVisible();
  await page.getByRole('button', { name: 'Import as a new plan' }).click();
  await expect(page.getByRole('heading', { name: 'Provider' })).toBeVisible();
}

async function openTask(page: Page, menu: 'Node' | 'Plan', task: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: task }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

test('allocates by the keyboard, shows where before, and undoes', async ({ serve, open }) => {
  const served = await serve();
  const page = await open(served);
  await importPlan(page, served.origin);
  await page.getByText('Oslo', { exact: true }).first().click();
  await openTask(page, 'Node', 'Allocate…');
  await expect(page.getByLabel('What for')).toBeFocused();
  await page.getByLabel('Family').selectOption('ipv6');
  await page.getByLabel('How many').fill('70000');
  await expect(page.getByText('A number from 1 to 10000')).toBeVisible();
  await page.getByLabel('How many').fill('3');
  const preview = page.getByRole('grid', { name: 'New nodes' });
  await expect(preview.getByText('2001:db8:1:2::/64')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('How many').press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('6 nodes')).toBeVisible();
  await page.getByRole('button', { name: /^Undo: Allocate 3 × \/64/ }).click();
  await expect(page.getByText('3 nodes').first()).toBeVisible();
});

test('says what is in the way of growth, and what does not fit a new prefix', async ({ serve, open }) => {
  const served = await serve();
  const page = await open(served);
  await importPlan(page, served.origin);
  await page.getByText('Oslo', { exact: true }).first().click();
  await openTask(page, 'Node', 'Resize…');
  await page.getByLabel('New length').fill('40');
  await expect(page.getByText(/"Bergen" \(2001:db8:8::\/48\) is in the way/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resize' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByText('Everything', { exact: true }).first().click();
  await openTask(page, 'Node', 'Renumber…');
  await page.getByLabel('New prefix').fill('3fff::/45');
  await expect(page.getByText(/1 of 3 prefixes does not fit into 3fff::\/45/)).toBeVisible();
  await page.getByLabel('New prefix').fill('3fff::/32');
  await page.getByLabel('New prefix').press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('3fff:0:8::/48').first()).toBeVisible();
});

test('merges a pasted table, and every dialog is free of what axe finds', async ({ serve, open }) => {
  test.slow();
  const served = await serve();
  const page = await open(served);
  await importPlan(page, served.origin);
  await page.getByText('Oslo', { exact: true }).first().click();
  const found: Record<string, string[]> = {};
  for (const task of ['Change fields…', 'Split…', 'Move…']) {
    await openTask(page, 'Node', task);
    found[task] = await faultsOf(page);
    // The list of a field closes first, and the dialog by the next one.
    await page.keyboard.press('Escape');
    if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await openTask(page, 'Plan', 'Export…');
  await page.getByLabel('Format').selectOption('zones');
  await expect(page.getByText(/db\.example\.org, /)).toBeVisible();
  found['Export'] = await faultsOf(page);
  await page.keyboard.press('Escape');
  await openTask(page, 'Plan', 'Import…');
  await page
    .getByLabel('Text', { exact: true })
    .fill('network,description\n2001:db8:1::/48,Oslo south\n2001:db8:9::/zz,X\n');
  await expect(page.getByText(/Line 3, column 1/)).toBeVisible();
  await page
    .getByLabel('Text', { exact: true })
    .fill('network,description\n2001:db8:1::/48,Oslo south\n2001:db8:9::/48,Tromsø\n');
  await expect(page.getByText('Name: Oslo → Oslo south')).toBeVisible();
  found['Import'] = await faultsOf(page);
  await page.getByRole('button', { name: 'Merge 2 changes' }).click();
  await expect(page.getByText('4 nodes')).toBeVisible();
  for (const tab of ['VLANs', 'Reality']) {
    await page.getByRole('link', { name: tab, exact: true }).click();
    await expect(
      page.getByRole('region', { name: tab === 'VLANs' ? 'VLANs' : 'Plan and reality' }),
    ).toBeVisible();
    found[tab] = await faultsOf(page);
  }
  expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([]);
});
