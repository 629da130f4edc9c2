import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { faultsOf } from '../support/axe.ts';

const map = (page: Page) => page.getByRole('application', { name: 'Map of Provider' });
const place = (page: Page) =>
  page.getByRole('navigation', { name: 'Place on the map' }).locator('[aria-current="location"]');
/** What is said of the cell that the keyboard is at. */
const cell = (page: Page) => page.getByRole('region', { name: 'Map', exact: true }).getByRole('status');
const way = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Ways to look at the plan' }).getByRole('link', { name });

async function openExample(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await page.getByRole('button', { name: 'Start from the example' }).first().click();
  await page.getByRole('treegrid', { name: 'Plan' }).waitFor();
}

test('the map goes from cell to cell, in and out, and chooses, by its keys', async ({ serve, open }) => {
  const page = await open(await serve());
  await openExample(page);
  await way(page, 'Map').click();
  await map(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(cell(page)).toContainText('North 2001:db8::/36');
  // Past the edge of a level the keyboard stays where it is.
  await page.keyboard.press('ArrowLeft');
  await expect(cell(page)).toContainText('North 2001:db8::/36');
  await page.keyboard.press('ArrowRight');
  await expect(cell(page)).not.toContainText('North');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(place(page)).toHaveText('North');
  await expect(cell(page)).toContainText('Oslo 2001:db8::/48');
  await page.keyboard.press('Enter');
  await expect(place(page)).toHaveText('Oslo');
  await page.keyboard.press('Backspace');
  await expect(place(page)).toHaveText('North');
  await expect(cell(page)).toContainText('Oslo 2001:db8::/48');

  // Space chooses what the keyboard is at, and the panel says all of it; the map keeps the focus.
  await page.keyboard.press(' ');
  const details = page.getByRole('complementary', { name: 'Details and problems' });
  await expect(details.getByRole('heading', { level: 2, name: 'Oslo' })).toBeVisible();
  await expect(page).toHaveURL(/node=oslo(&|$)/);
  await expect(map(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(place(page)).toHaveText('Provider');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Home');
  await expect(place(page)).toHaveText('Provider');

  // What is chosen on the map is chosen in the tree.
  await way(page, 'Tree').click();
  await expect(page.getByRole('treegrid').locator('[role="row"][aria-selected="true"]')).toContainText(
    'Oslo',
  );
});

test('a free cell of the map and a free prefix of the panel are where a node is added', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await openExample(page);
  await way(page, 'Map').click();
  await map(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(cell(page)).toContainText('Free');
  const free = (await cell(page).locator('span').first().textContent()) ?? '';
  expect(free).toMatch(/^2001:db8:.*\/\d+$/);
  await page.getByRole('button', { name: 'Allocate here…' }).click();
  await expect(page.getByRole('dialog').getByLabel('IPv6 prefix')).toHaveValue(free);
  await page.keyboard.insertText('East');
  await page.keyboard.press('Enter');
  await expect(page.getByText('56 nodes')).toBeVisible();
  await expect(cell(page)).toContainText(`East ${free}`);

  const details = page.getByRole('complementary', { name: 'Details and problems' });
  await way(page, 'Tree').click();
  await page.getByRole('treegrid').getByRole('row', { name: 'Provider' }).first().click();
  const first = details.getByRole('button', { name: /^Allocate in 2001:db8:/ }).first();
  const prefix = (await first.textContent()) ?? '';
  await first.click();
  await expect(page.getByRole('dialog').getByLabel('IPv6 prefix')).toHaveValue(prefix);
});

test('the pointer chooses a node, and the map shows the other family', async ({ serve, open }) => {
  const page = await open(await serve());
  await openExample(page);
  await way(page, 'Map').click();
  const box = await map(page).boundingBox();
  if (box === null) throw new Error('the map has no place');
  // The first quarter of the prefix is at the upper left: the head of its first node lies just below that of the root.
  await page.mouse.click(box.x + 40, box.y + 30);
  await expect(cell(page)).toContainText('North 2001:db8::/36');
  await page.getByRole('button', { name: 'IPv4' }).click();
  await expect(cell(page)).toContainText('North 10.0.0.0/12');
  await map(page).dblclick({ position: { x: 40, y: 30 } });
  await expect(place(page)).not.toHaveText('Provider');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on any tab of a plan, ${colorScheme}`, async ({ serve, open }) => {
    test.slow();
    const page = await open(await serve());
    await page.emulateMedia({ colorScheme });
    await openExample(page);
    await page.getByRole('treegrid').getByRole('row', { name: 'Oslo' }).first().click();
    const found: Record<string, string[]> = {};
    for (const name of ['Tree', 'Map', 'Table', 'VLANs', 'Reality']) {
      await way(page, name).click();
      await expect(way(page, name)).toHaveAttribute('aria-current', 'page');
      found[name] = await faultsOf(page);
    }
    expect(found).toEqual({ Tree: [], Map: [], Table: [], VLANs: [], Reality: [] });
  });
}
