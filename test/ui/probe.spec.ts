import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, hosts, test } from './fixture.ts';
import { faultsOf } from '../support/axe.ts';

const targets = (page: Page) => page.getByRole('grid', { name: 'Targets' });
const rows = (page: Page, name: string) =>
  page.getByRole('grid', { name }).locator('[role="row"][data-index]');

async function openTool(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Probe' }).click();
  await page
    .getByRole('navigation', { name: 'Probe tools' })
    .getByRole('link', { name, exact: true })
    .click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

async function startPing(page: Page, text: string, interval = '100'): Promise<void> {
  await openTool(page, 'Ping');
  await page.getByRole('combobox', { name: 'Targets' }).fill(text);
  const options = page.getByRole('button', { name: 'Options' });
  if ((await options.getAttribute('aria-expanded')) === 'false') await options.click();
  await page.getByLabel('Interval, ms').fill(interval);
  await page.getByRole('button', { name: 'Start' }).click();
}

test('an address from Discover is pinged at once, with its zone', async ({ serve, open }) => {
  const page = await open(await serve());
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(page.getByText('6 hosts with')).toBeVisible();
  const address = hosts(page).getByRole('button', { name: 'Copy fe80::1%eth0' });
  await address.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Ping', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Targets' })).toHaveValue('fe80::1%eth0');
  await expect(rows(page, 'Targets')).toHaveCount(1);
  await expect(targets(page)).toContainText('%eth0');
  await expect(targets(page)).toContainText('up');
});

test('the box on top offers to ping an address', async ({ serve, open }) => {
  const page = await open(await serve());
  await page.keyboard.press('Control+K');
  await page.keyboard.type('fe80::1%eth0');
  await page.getByRole('group', { name: 'Probe' }).getByRole('option', { name: /^Ping/ }).click();
  await expect(rows(page, 'Targets')).toHaveCount(1);
});

test('a link alone sends nothing', async ({ serve, open }) => {
  const page = await open(await serve());
  await page.goto(`${page.url().split('#')[0]}#/probe/ping?target=2001:db8::1`);
  await expect(page.getByRole('combobox', { name: 'Targets' })).toHaveValue('2001:db8::1');
  await expect(page.getByText('Nothing is pinged')).toBeVisible();
});

test('the interface of a link-local address is asked for', async ({ serve, open }) => {
  const page = await open(await serve());
  await openTool(page, 'Ping');
  const field = page.getByRole('combobox', { name: 'Targets' });
  await field.fill('fe80::1 nas.example');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('fe80::1 may be on every link: choose its interface');
  await page
    .getByRole('group', { name: 'Interface of fe80::1' })
    .getByRole('button', { name: 'eth0' })
    .click();
  await expect(field).toHaveValue('fe80::1%eth0 nas.example');
  await expect(page.getByRole('alert')).toBeHidden();
});

test('the list of suggestions stays closed after Enter in the field of the target', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(page.getByText('6 hosts with')).toBeVisible();
  const list = page.getByRole('listbox');
  const from = async (tool: string, field: string): Promise<void> => {
    await openTool(page, tool);
    const target = page.getByRole('combobox', { name: field, exact: true });
    await target.fill('198.51.100.1');
    await target.press('Enter');
    await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText(/^Stopped/)).toBeVisible();
    // The field had nothing to offer for the one before, and has for this one.
    await page.goto(page.url().replace('target=198.51.100.1', 'target=fe80::1%25eth0'));
    await expect(target).toHaveValue('fe80::1%eth0');
    await expect(list).toBeHidden();
  };
  await from('Ping', 'Targets');
  await from('Path', 'Target');
  const target = page.getByRole('combobox', { name: 'Target', exact: true });
  for (const key of ['Backspace', '0']) {
    await target.press('End');
    await target.press(key);
  }
  await expect(list).toBeVisible();
  await target.press('Enter');
  await expect(list).toBeHidden();
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
});

test('an outage is listed with its duration, exported, and drawn', async ({ serve, open }) => {
  const page = await open(await serve());
  await startPing(page, '2001:db8:a:1::7 nas.example');
  await expect(targets(page).getByRole('gridcell', { name: 'down' })).toBeVisible({ timeout: 8_000 });
  await page.getByRole('tab', { name: 'Outages (1)' }).click();
  const outage = rows(page, 'Outages').first();
  await expect(outage).toContainText('3.0 s', { timeout: 8_000 });
  await expect(outage).toContainText('30');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const text = readFileSync(await (await waiting).path(), 'utf8');
  expect(text).toMatch(/^target,begin,end,lost,duration_s\r\n2001:db8:a:1::7,[^,]+Z,[^,]+Z,30,3\.0\d\d\r\n$/);
});

test('a ping goes on while other pages are looked at, and a reload finds it with its history', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await startPing(page, 'nas.example');
  await expect(page.getByText('Running', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  await page.waitForTimeout(2_500);
  await page.getByRole('link', { name: 'Probe', exact: true }).click();
  await expect(page.getByText('Running', { exact: true })).toBeVisible();
  // The entry of the tool that is shown leads to what it shows.
  await expect(page).toHaveURL(/[?&]run=/);
  const shown = page.url();
  await page
    .getByRole('navigation', { name: 'Probe tools' })
    .getByRole('link', { name: 'Ping', exact: true })
    .click();
  await expect(page).toHaveURL(shown);
  await page.reload();
  await expect(page.getByText('Running', { exact: true })).toBeVisible();
  await expect(rows(page, 'Targets')).toHaveCount(1);
  await startPing(page, '192.0.2.1');
  await page.getByRole('button', { name: '1 more running' }).click();
  await page.getByRole('menuitem', { name: /^nas\.example/ }).click();
  await expect(targets(page)).toContainText('nas.example');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped', { exact: true })).toBeVisible();
});

test('the chart is moved from the keyboard, and lines are taken out of it', async ({ serve, open }) => {
  const page = await open(await serve({ pingHistoryMs: 3_600_000 }));
  await startPing(page, 'nas.example 192.0.2.1', '1000');
  const chart = page.getByRole('img', { name: 'Round trips of 2 targets' });
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('button', { name: 'Follow' })).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByText('follows the present')).toBeVisible();
  await page.getByRole('button', { name: '1 h', exact: true }).click();
  await page.getByRole('button', { name: /^nas\.example .* in the chart/ }).click();
  await expect(page.getByRole('img', { name: 'Round trips of 1 target ' })).toBeVisible();
});

test('both families stand side by side, and a kept path is compared', async ({ serve, open }) => {
  const page = await open(await serve());
  await openTool(page, 'Path');
  await page.getByRole('combobox', { name: 'Target' }).fill('nas.example');
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByLabel('Family of a name').click();
  await page.getByRole('option', { name: 'Both, side by side' }).click();
  await page.getByRole('button', { name: 'Trace' }).click();
  const six = page.getByRole('region', { name: 'Path to 2001:db8:5::1' });
  await expect(six.getByRole('table')).toContainText('router.example');
  await expect(page.getByRole('region', { name: 'Path to 192.0.2.5' }).getByRole('table')).toBeVisible();
  await six.getByRole('button', { name: 'Keep this path' }).click();
  await page.getByRole('button', { name: 'Trace' }).click();
  await six.getByRole('combobox', { name: 'Compare with' }).click();
  await page.getByRole('option', { name: /^nas\.example/ }).click();
  await expect(six.getByText(/^1 hop changed since/)).toBeVisible();
  await expect(six.getByRole('row', { name: /changed/ })).toContainText('2001:db8:f::1');
});

test('a path MTU is told in words, with its black hole', async ({ serve, open }) => {
  const page = await open(await serve());
  await openTool(page, 'Path MTU');
  await page.getByRole('combobox', { name: 'Target' }).fill('hole.example');
  await page.keyboard.press('Enter');
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result).toContainText('Packets of up to 1,480 octets come through whole.');
  await expect(result).toContainText('A black hole');
  await expect(result).toContainText('6in4 or 6to4 tunnel');
  await expect(page.getByRole('table', { name: 'Packets sent' }).getByRole('row')).toHaveCount(11);
});

test('random addresses of a prefix: which answered', async ({ serve, open }) => {
  const page = await open(await serve());
  await openTool(page, 'Random targets');
  await page.getByRole('textbox', { name: 'Prefix' }).fill('2001:db8::/48');
  await page.getByLabel('Addresses').fill('40');
  await page.getByRole('button', { name: 'Ask' }).click();
  await expect(page.getByText('4 answered')).toBeVisible();
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  await expect(rows(page, 'Addresses')).toHaveCount(8);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the probe pages, ${scheme}`, async ({ serve, open }) => {
    test.slow();
    const page = await open(await serve());
    await page.emulateMedia({ colorScheme: scheme });
    const found: Record<string, string[]> = {};
    const look = async (name: string): Promise<void> => {
      const faults = await faultsOf(page);
      if (faults.length > 0) found[name] = faults;
    };
    await startPing(page, '2001:db8:a:1::7 nas.example');
    await expect(rows(page, 'Targets')).toHaveCount(2);
    await look('ping');
    await page.getByRole('tab', { name: /^Outages/ }).click();
    await look('outages');
    await openTool(page, 'Path');
    await page.getByRole('combobox', { name: 'Target' }).fill('192.0.2.1');
    await page.getByRole('button', { name: 'Trace' }).click();
    await expect(page.getByRole('table')).toBeVisible();
    await look('path');
    await openTool(page, 'Path MTU');
    await page.getByRole('combobox', { name: 'Target' }).fill('hole.example');
    await page.getByRole('button', { name: 'Find' }).click();
    await expect(page.getByRole('region', { name: 'Result' })).toBeVisible();
    await look('path MTU');
    await openTool(page, 'Random targets');
    await page.getByRole('textbox', { name: 'Prefix' }).fill('2001:db8::/48');
    await page.getByRole('button', { name: 'Ask' }).click();
    await expect(page.getByText('Done', { exact: true })).toBeVisible();
    await look('random targets');
    expect(found).toEqual({});
  });
}
