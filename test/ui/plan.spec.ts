import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { faultsOf } from '../support/axe.ts';

const tree = (page: Page) => page.getByRole('treegrid', { name: 'Plan' });
/** The name and the prefix of each row, and how deep it is. */
const shown = (page: Page): Promise<string[]> =>
  tree(page)
    .locator('[role="row"][data-index]')
    .evaluateAll((rows) =>
      rows.map((row) => {
        const cells = [...row.querySelectorAll('[role="gridcell"]')].map((cell) => cell.textContent ?? '');
        return `${row.getAttribute('aria-level')} ${cells[0]?.replace(/^[▾▸]/, '')} ${cells[1]}`;
      }),
    );

async function addNode(page: Page, name: string, prefix?: string): Promise<void> {
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.insertText(name);
  if (prefix !== undefined) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(prefix);
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** Tabs until this has the focus. */
async function tabTo(page: Page, what: ReturnType<Page['getByRole']>): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await what.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(what).toBeFocused();
}

test('a plan from the keyboard alone: made, changed, undone, and still there after a reload', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await page.keyboard.press('Control+k');
  await page.keyboard.insertText('Plan');
  await page.getByRole('option', { name: 'Plan', exact: true }).waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No plans yet' })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'New plan' }).first());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.insertText('Campus');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Nothing planned yet' })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Add the first prefix' }));
  await page.keyboard.press('Enter');
  await addNode(page, 'All', '2001:db8::/32');
  await expect(tree(page).getByRole('row', { name: 'All' })).toBeFocused();

  await page.keyboard.press('Insert');
  await addNode(page, 'North');
  await page.keyboard.press('Shift+Insert');
  await addNode(page, 'South');
  await page.keyboard.press('Insert');
  await addNode(page, 'Porto');
  await expect(tree(page).getByRole('row', { name: 'Porto' })).toBeFocused();
  const whole = [
    '1 All 2001:db8::/32',
    '2 North 2001:db8::/40',
    '2 South 2001:db8:100::/40',
    '3 Porto 2001:db8:100::/48',
  ];
  expect(await shown(page)).toEqual(whole);

  // Rename, and give up another.
  await page.keyboard.press('F2');
  await page.keyboard.insertText('Lisbon');
  await page.keyboard.press('Enter');
  await expect(tree(page).getByRole('row', { name: 'Lisbon' })).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.insertText('Other');
  await page.keyboard.press('Escape');
  await expect(tree(page).getByRole('row', { name: 'Lisbon' })).toBeFocused();

  // Move it to the other region, by its letters, and see what the rules say.
  await page.keyboard.press('Control+x');
  await page.keyboard.type('nor');
  await expect(tree(page).getByRole('row', { name: 'North' })).toBeFocused();
  await page.keyboard.press('Control+v');
  const moved = [
    '1 All 2001:db8::/32',
    '2 North 2001:db8::/40',
    '3 Lisbon 2001:db8:100::/48',
    '2 South 2001:db8:100::/40',
  ];
  await expect.poll(() => shown(page)).toEqual(moved);
  await expect(tree(page).getByRole('row', { name: 'Lisbon' })).toBeFocused();
  // All of it is documentation space, and what was moved is outside of its parent: both are said of it by themselves.
  await expect(page.getByRole('button', { name: '3 problems', exact: true })).toBeVisible();

  // Close and open, then remove a branch with what is below it.
  await page.keyboard.press('ArrowLeft');
  await expect(tree(page).getByRole('row', { name: 'North' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => shown(page)).toHaveLength(3);
  await page.keyboard.press('*');
  await expect.poll(() => shown(page)).toEqual(moved);
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog')).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Remove all 2 nodes' }));
  await page.keyboard.press('Enter');
  await expect.poll(() => shown(page)).toEqual(['1 All 2001:db8::/32', '2 South 2001:db8:100::/40']);
  await expect(tree(page).getByRole('row', { name: 'South' })).toBeFocused();

  // Back to before the move, and forward again.
  await page.keyboard.press('Control+z');
  await expect.poll(() => shown(page)).toEqual(moved);
  await page.keyboard.press('Control+z');
  await expect.poll(() => shown(page)).toEqual(whole.map((row) => row.replace('Porto', 'Lisbon')));
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => shown(page)).toEqual(moved);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.waitForURL(/node=/);
  await page.reload();
  await expect.poll(() => shown(page)).toEqual(moved);
  await expect(tree(page).getByRole('row', { name: 'Lisbon' })).toBeFocused();
});

test('a search keeps what is above in sight, counts, and goes from match to match', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await page.getByRole('button', { name: 'Start from the example' }).first().click();
  await tree(page).waitFor();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('guests');
  await expect(page.getByText('6 matches')).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 of 6')).toBeVisible();
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('2001:db8:0:111::1');
  await expect
    .poll(() => shown(page))
    .toEqual(['1 Provider 2001:db8::/32', '2 North 2001:db8::/36', '3 Oslo 2001:db8::/48']);
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await shown(page)).length).toBeGreaterThan(10);
});

test('a field is checked as it is typed, and taken as one step', async ({ serve, open }) => {
  const page = await open(await serve());
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await page.getByRole('button', { name: 'Start from the example' }).first().click();
  await tree(page).getByRole('row', { name: 'Staff' }).first().click();
  const details = page.getByRole('complementary', { name: 'Details and problems' });
  const field = details.getByLabel('IPv6', { exact: true });
  await field.fill('2001:db8:0:110::/63');
  await expect(details.getByText(/overlaps 2001:db8:0:110::\/64 \("Servers"\)/)).toBeVisible();
  await expect(details.getByText(/RFC 7608/)).toBeVisible();
  await field.fill('2001:db8:0:110::x');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.press('Escape');
  await expect(field).toHaveValue('2001:db8:0:100::/64');
  await details.getByLabel('VLAN').fill('20');
  await expect(details.getByText(/VLAN 20 at "Oslo" is "Staff" and "Servers"/)).toBeVisible();
  await details.getByLabel('VLAN').press('Enter');
  await expect(page.getByRole('button', { name: 'Undo: Change VLAN of “Staff”' })).toBeEnabled();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on the pages of plans, ${colorScheme}`, async ({ serve, open }) => {
    test.slow();
    const page = await open(await serve());
    await page.emulateMedia({ colorScheme });
    const found: Record<string, string[]> = {};
    const look = async (name: string): Promise<void> => {
      found[name] = await faultsOf(page);
    };
    await page.getByRole('link', { name: 'Plan', exact: true }).click();
    await page.getByRole('heading', { name: 'No plans yet' }).waitFor();
    await look('no plans');
    await page.getByRole('button', { name: 'Start from the example' }).first().click();
    await tree(page).getByRole('row', { name: 'Oslo' }).first().click();
    await look('a plan');
    await page.getByRole('button', { name: '1 problem', exact: true }).click();
    await look('problems');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('voice');
    await look('search');
    await page.getByRole('button', { name: 'Node', exact: true }).click();
    await look('menu');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add node' }).click();
    await look('add');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Plans', exact: true }).click();
    await page.getByRole('row', { name: /Example/ }).waitFor();
    await look('list');
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
  });
}
