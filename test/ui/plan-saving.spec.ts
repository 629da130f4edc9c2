import type { Page } from '@playwright/test';
import { ToolError } from '../../src-core/api/errors.ts';
import { expect, test } from './fixture.ts';

const row = (page: Page, name: string) =>
  page.getByRole('treegrid', { name: 'Plan' }).getByRole('row', { name, exact: false });
const saved = (page: Page) => page.getByText('Saved', { exact: true });

const planText = JSON.stringify({
  format: 'linkscope-plan',
  version: 1,
  name: 'Shared',
  nodes: [
    { id: 'all', ipv6: '2001:db8::/32', name: 'All' },
    { id: 'oslo', parent: 'all', ipv6: '2001:db8:1::/48', name: 'Oslo' },
  ],
});

/** Imports the plan and stays on its page. */
async function importPlan(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByLabel('Text', { exact: true }).fill(planText);
  await page.getByRole('button', { name: 'Import as a new plan' }).click();
  await expect(row(page, 'Oslo')).toBeVisible();
}

async function rename(page: Page, from: string, to: string): Promise<void> {
  await row(page, from).click();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(to);
  await page.keyboard.press('Enter');
  await expect(row(page, to)).toBeVisible();
}

test('of two windows that change the same plan the second is asked, and can take either side', async ({
  serve,
  open,
}) => {
  const served = await serve();
  const first = await open(served);
  await importPlan(first);
  const second = await open(served);
  await second.goto(`${served.origin}/${new URL(first.url()).hash}`);
  await expect(row(second, 'Oslo')).toBeVisible();

  await rename(first, 'Oslo', 'Bergen');
  await expect(saved(first)).toBeVisible();
  await rename(second, 'Oslo', 'Lisbon');
  const notice = second.getByRole('alert').filter({ hasText: 'This plan was changed in another window' });
  await expect(notice).toBeVisible();
  await expect(second.getByText('Not saved', { exact: true })).toBeVisible();
  // Nothing of the second is stored meanwhile, and its steps go on.
  await rename(second, 'All', 'Everything');
  await expect(row(second, 'Lisbon')).toBeVisible();

  await notice.getByRole('button', { name: 'Keep mine as a copy' }).click();
  await expect(second.getByRole('heading', { name: 'Shared (copy)' })).toBeVisible();
  expect([await row(second, 'Lisbon').count(), await row(second, 'Everything').count()]).toEqual([1, 1]);
  await expect(notice).toBeHidden();
  await second.getByRole('link', { name: 'Plans', exact: true }).click();
  await second.getByRole('grid', { name: 'Plans' }).getByText('Shared', { exact: true }).click();
  await expect(row(second, 'Bergen')).toBeVisible();
  await expect(saved(second)).toBeVisible();

  // The other way round, giving up what was done.
  await rename(second, 'Bergen', 'Porto');
  await expect(saved(second)).toBeVisible();
  await rename(first, 'Bergen', 'Vienna');
  const other = first.getByRole('alert').filter({ hasText: 'This plan was changed in another window' });
  await other.getByRole('button', { name: 'Load the stored plan' }).click();
  await expect(row(first, 'Porto')).toBeVisible();
  await expect(other).toBeHidden();
  expect(await row(first, 'Vienna').count()).toBe(0);
  await rename(first, 'Porto', 'Athens');
  await expect(saved(first)).toBeVisible();
});

test('what cannot be stored is said, kept on the page, and stored when that is possible again', async ({
  serve,
  open,
}) => {
  const served = await serve();
  const page = await open(served);
  await importPlan(page);
  served.failPlans(new ToolError('internal', 'the disk is full: make room on it'));
  await rename(page, 'Oslo', 'Bergen');
  const notice = page.getByRole('alert').filter({ hasText: 'The last steps are not stored yet' });
  await expect(notice).toContainText('the disk is full: make room on it');
  await expect(page.getByText('Not saved', { exact: true })).toBeVisible();
  // The person goes on working, and away from the page and back.
  await rename(page, 'All', 'Everything');
  await page.keyboard.press('Control+z');
  await expect(row(page, 'Everything')).toBeHidden();
  await page.getByRole('link', { name: 'Calculate', exact: true }).click();
  await page.goBack();
  await expect(row(page, 'Bergen')).toBeVisible();
  await expect(notice).toBeVisible();

  served.failPlans(null);
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(saved(page)).toBeVisible();
  await expect(notice).toBeHidden();
  await page.reload();
  await expect(row(page, 'Bergen')).toBeVisible();
});

test('plans that cannot be read, opened, made or removed say why, and how to go on', async ({
  serve,
  open,
}) => {
  const served = await serve();
  const page = await open(served);
  await importPlan(page);
  const address = page.url();
  served.failPlans(new ToolError('internal', 'the database is locked by another program'));
  await page.reload();
  const failed = page.getByRole('alert').filter({ hasText: 'The plan could not be opened' });
  await expect(failed).toContainText('the database is locked by another program');
  await page.getByRole('link', { name: 'All plans' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The plans could not be read' })).toBeVisible();
  await page.getByRole('button', { name: 'New plan' }).first().click();
  await page.keyboard.insertText('Another');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'The plan was not created' })).toBeVisible();
  served.failPlans(null);
  await page.goto(address);
  await page.reload();
  await expect(row(page, 'Oslo')).toBeVisible();
  await page.goto(`${served.origin}/#/plan/99`);
  await expect(page.getByRole('alert').filter({ hasText: 'There is no plan 99' })).toBeVisible();
});
