import { expect, hosts, rows, test } from './fixture.ts';

/** A run that is still going when a slow machine has drawn its pages: the tests cancel it. */
const long = { hosts: 4000, batch: 4, everyMs: 50 };

test('shows every host, what changed, what is gone and who could not look', async ({ serve, open }) => {
  const page = await open(await serve());
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(page.getByText('6 hosts with 25 addresses')).toBeVisible();
  await expect(rows(page, 'Hosts')).toHaveCount(6);
  await expect(page.getByRole('heading', { name: 'Could not look' })).toBeVisible();
  await expect(page.getByText('wlp0s20f3 has no IPv4 address').first()).toBeVisible();
  await page.getByRole('link', { name: 'nas.example.net' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('nas.example.net');
});

test('text from the network stays text', async ({ serve, open }) => {
  const page = await open(await serve());
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(rows(page, 'Hosts')).toHaveCount(6);
  const row = rows(page, 'Hosts').filter({ hasText: '<img src=x' });
  await expect(row).toContainText('\\u{202e}gnp.exe');
  await row.click({ position: { x: 60, y: 8 } });
  await expect(page.getByRole('complementary')).toContainText(
    '<img src=x onerror=alert(1)>\\u{202e}gnp.exe\\u{7}',
  );
  expect(await page.locator('main img').count()).toBe(0);
});

test('cancel ends the run, keeps its rows and says that what is gone cannot be told', async ({
  serve,
  open,
}) => {
  const page = await open(await serve(long));
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(page.getByRole('progressbar', { name: 'Discovery progress' })).toBeVisible();
  await expect(rows(page, 'Hosts').first()).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
  await expect(page.getByText('after a complete run only')).toBeVisible();
  await expect(rows(page, 'Hosts').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Discover hosts' })).toBeEnabled();
});

test('the button keeps the focus while it turns from start to cancel and back', async ({ serve, open }) => {
  const page = await open(await serve(long));
  await page.getByRole('button', { name: 'Discover hosts' }).focus();
  await page.keyboard.press('Enter');
  await expect(rows(page, 'Hosts').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Discover hosts' })).toBeFocused();
});

test('a reload and a second window follow the run that is going', async ({ serve, open, context }) => {
  const served = await serve(long);
  const page = await open(served);
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(rows(page, 'Hosts').first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expect(rows(page, 'Hosts').first()).toBeVisible();
  const second = await context.newPage();
  await second.goto(served.origin);
  await second.getByRole('button', { name: 'Cancel' }).click();
  await expect(second.getByText('Cancelled', { exact: true })).toBeVisible();
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
});

test('a window that is idle follows a run that another one starts', async ({ serve, open, context }) => {
  const served = await serve(long);
  const page = await open(served);
  const second = await context.newPage();
  await second.goto(served.origin);
  await second.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible({ timeout: 10_000 });
  await expect(rows(page, 'Hosts').first()).toBeVisible();
});

test('a window that looks at another page follows the run all the same', async ({ serve, open }) => {
  const page = await open(await serve(long));
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  await page.getByRole('link', { name: /^Discovering, / }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
  await expect(rows(page, 'Hosts').first()).toBeVisible();
});

test('a run that fails says why', async ({ serve, open }) => {
  const page = await open(await serve({ end: 'failed' }));
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(page.getByText('the inventory cannot be written: the disk is full')).toBeVisible();
  await expect(rows(page, 'Hosts')).toHaveCount(6);
});

test('filters, sorts and exports what it shows', async ({ serve, open }) => {
  const page = await open(await serve({ hosts: 40, batch: 20 }));
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(page.getByText('40 hosts with')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Filter hosts' }).fill('raspberry b8:27');
  await expect(page.getByText(/^\d+ of 40 hosts$/)).toBeVisible();
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  const shown = await rows(page, 'Hosts').count();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /CSV/ }).click();
  const stream = await (await download).createReadStream();
  const text = (await stream.toArray()).join('');
  expect(text.trimEnd().split('\r\n')).toHaveLength(shown + 1);
  expect(text).toContain('%eth0');
});

test('the table works from the keyboard', async ({ serve, open }) => {
  const page = await open(await serve({ hosts: 200, batch: 100 }));
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(page.getByText('200 hosts with')).toBeVisible();
  await rows(page, 'Hosts').first().focus();
  await page.keyboard.press('End');
  await expect(hosts(page).locator('[data-index="199"]')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(hosts(page).locator('[data-index="1"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Copied fe80::3e52:82ff:fe10:1%eth0')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await expect(hosts(page).locator('[data-index="2"]')).toBeFocused();
});
