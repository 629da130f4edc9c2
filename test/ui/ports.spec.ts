import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { faultsOf } from '../support/axe.ts';

const rows = (page: Page) =>
  page.getByRole('grid', { name: 'Open ports' }).locator('[role="row"][data-index]');
const hosts = (page: Page) => page.getByRole('grid', { name: 'Hosts' }).locator('[role="row"][data-index]');

async function openTool(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Probe' }).click();
  await page
    .getByRole('navigation', { name: 'Probe tools' })
    .getByRole('link', { name, exact: true })
    .click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

async function scan(page: Page, targets: string): Promise<void> {
  await openTool(page, 'Ports');
  await page.getByRole('combobox', { name: 'Targets' }).fill(targets);
  await page.getByRole('button', { name: 'Scan ports' }).click();
}

/** Whether a page needs to be pushed sideways to be read. */
const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test('open ports stand with what they say, and the others with why, host by host', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await scan(page, 'fe80::1%eth0 192.0.2.9');
  await expect(rows(page)).toHaveCount(6);
  await expect(rows(page).first()).toContainText('192.0.2.9');
  await expect(rows(page).nth(3)).toContainText('fe80::1%eth0');
  await expect(rows(page).nth(4)).toContainText('RNP58387973A2B1');
  // A service that did not say what it is keeps the registered name, marked as a guess.
  await expect(rows(page).nth(5)).toContainText('wpl-analytics?');
  await expect(page.getByText('6 open ports of 2,000 asked on 2 addresses')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Filter ports' }).fill('fe80 443');
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('tab', { name: 'Hosts (0)' }).click();
  await page.getByRole('searchbox', { name: 'Filter hosts' }).fill('');
  await expect(hosts(page)).toHaveCount(2);
  await expect(hosts(page).first()).toContainText('996 closed: refused');
  await expect(hosts(page).first()).toContainText('1 filtered: no answer');
});

test('an address of Discover is scanned with its zone', async ({ serve, open }) => {
  const page = await open(await serve());
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(page.getByText('6 hosts with')).toBeVisible();
  await page
    .getByRole('grid', { name: 'Hosts' })
    .getByRole('button', { name: 'Copy fe80::1%eth0' })
    .click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Scan ports', exact: true }).click();
  await expect(rows(page).first()).toContainText('fe80::1%eth0');
});

test('a scan goes on while other pages are looked at, and is stopped by hand', async ({ serve, open }) => {
  const page = await open(await serve());
  await scan(page, 'slow.example');
  await expect(page.getByRole('progressbar', { name: 'Port scan: progress' })).toBeVisible();
  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  await page.getByRole('link', { name: 'Probe', exact: true }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped before the end')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Scan ports' })).toBeVisible();
});

test('wrong targets and lists are told at their place, and nothing is scanned', async ({ serve, open }) => {
  const page = await open(await serve());
  await scan(page, '192.0.2.0/33');
  await expect(page.getByRole('alert')).toContainText('33');
  await page.getByRole('combobox', { name: 'Targets' }).fill('192.0.2.1');
  await page.getByRole('combobox', { name: 'Ports' }).click();
  await page.getByRole('option', { name: 'A list of my own' }).click();
  await page.getByRole('textbox', { name: 'List' }).fill('22,70000');
  await page.getByRole('button', { name: 'Scan ports' }).click();
  await expect(page.getByRole('alert')).toContainText('ports go from 1 to 65535');
  await expect(page.getByText('No scan yet')).toBeVisible();
});

test('the file of nmap is shown as a scan, and a hostile one is refused in words', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await openTool(page, 'Ports');
  const xml = readFileSync(new URL('../support/fixtures/nmap.xml', import.meta.url), 'utf8');
  const file = page.getByLabel('XML file of nmap');
  await file.setInputFiles({ name: 'scan.xml', mimeType: 'text/xml', buffer: Buffer.from(xml) });
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText('fe80::1%eth0');
  await expect(page.getByText(/^Imported from nmap 7\.93/)).toBeVisible();
  const bomb = xml.replace('<!DOCTYPE nmaprun>', '<!DOCTYPE n [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>');
  await file.setInputFiles({ name: 'bomb.xml', mimeType: 'text/xml', buffer: Buffer.from(bomb) });
  await expect(page.getByText(/bomb\.xml could not be imported: this file declares entities/)).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
});

test('a scan is made, read, sorted and saved with the keyboard alone', async ({ serve, open }) => {
  const page = await open(await serve());
  await openTool(page, 'Ports');
  await page.getByRole('combobox', { name: 'Targets' }).focus();
  await page.keyboard.type('192.0.2.9');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(3);
  const reach = async (name: RegExp): Promise<void> => {
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press('Tab');
      const own = await page.evaluate(() => {
        const { activeElement } = document;
        return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
      });
      if (name.test(own)) return;
    }
    throw new Error(`Tab does not lead to ${name}`);
  };
  await reach(/^Export/);
  await page.keyboard.press('Enter');
  const waiting = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const text = readFileSync(await (await waiting).path(), 'utf8');
  expect(text).toContain('192.0.2.9');
  await page.getByRole('combobox', { name: 'Targets' }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('slow.example');
  await page.keyboard.press('Enter');
  await reach(/^Stop$/);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Stopped before the end')).toBeVisible();
});

test('a comparison says in words what is open over one family only, and saves its report', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await openTool(page, 'IPv4 and IPv6');
  await page.getByRole('button', { name: 'Compare IPv4 and IPv6' }).click();
  const devices = page.getByRole('list', { name: 'Devices' });
  await expect(devices.getByRole('listitem')).toHaveCount(6);
  const first = devices.getByRole('listitem').first();
  await expect(first).toContainText('ssh (port 22) is reachable over IPv6, blocked over IPv4');
  await expect(first.getByRole('row', { name: /^22 ssh/ })).toContainText('high');
  await expect(page.getByText('6 devices: 3 differ, 3 are the same')).toBeVisible();
  await page.getByRole('button', { name: 'Report' }).click();
  const waiting = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^Markdown/ }).click();
  const text = readFileSync(await (await waiting).path(), 'utf8');
  expect(text).toContain('6 devices, 100 common ports');
  expect(text).toMatch(/\| host-1\.example \| 22 \| High \| ssh \(port 22\) is reachable over IPv6/);
});

test('devices of one family stand in a part of their own, with what is open there', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await page.goto(`${page.url().split('#')[0]}#/probe/parity?devices=1,10,11`);
  await page.getByRole('button', { name: 'Compare IPv4 and IPv6' }).click();
  await expect(page.getByText('3 devices: 1 differ, 0 are the same, 2 over one family only')).toBeVisible();
  const compared = page.getByRole('region', { name: 'Compared (1)' }).getByRole('listitem');
  await expect(compared).toHaveCount(1);
  const lone = page.getByRole('region', { name: 'Over one family only (2)' }).getByRole('listitem');
  await expect(lone).toHaveCount(2);
  await expect(lone.filter({ hasText: 'host-10' })).toContainText(
    'Reachable over IPv6 only: nothing to compare; open there: 22 (ssh), 80 (http). No IPv4 address of it is known.',
  );
  await expect(lone.filter({ hasText: 'host-11' })).toContainText('IPv4 only');
});

test('devices are chosen for a comparison among all, on one link, and one by itself', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await openTool(page, 'IPv4 and IPv6');
  const which = page.getByRole('combobox', { name: 'Devices' });
  await which.click();
  await page.getByRole('option', { name: /^All on eth0/ }).click();
  await expect(page).toHaveURL(/zone=eth0/);
  await page.getByRole('button', { name: 'Compare IPv4 and IPv6' }).click();
  await expect(page.getByText('2 devices: 1 differ')).toBeVisible();
  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  await page.getByRole('grid', { name: 'Devices' }).getByRole('checkbox').nth(1).click();
  await page.getByRole('link', { name: 'Compare IPv4 and IPv6' }).click();
  await expect(which).toHaveText('1 chosen device');
  await expect(page).toHaveURL(/devices=/);
});

test('a comparison of devices chosen in a link is stopped with the keyboard alone', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await page.goto(`${page.url().split('#')[0]}#/probe/parity?devices=7`);
  await expect(page.getByText('1 chosen device')).toBeVisible();
  const start = page.getByRole('button', { name: 'Compare IPv4 and IPv6' });
  await start.focus();
  await page.keyboard.press('Enter');
  const stop = page.getByRole('button', { name: 'Stop' });
  await expect(stop).toBeVisible();
  await stop.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Stopped before the end')).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the pages of ports and of both families, ${scheme}`, async ({ serve, open }) => {
    test.setTimeout(180_000);
    const page = await open(await serve());
    await page.emulateMedia({ colorScheme: scheme });
    const found: Record<string, string[]> = {};
    const look = async (name: string): Promise<void> => {
      for (const size of [
        { width: 1440, height: 900 },
        { width: 1024, height: 700 },
      ]) {
        await page.setViewportSize(size);
        const faults = await faultsOf(page);
        if (await isTooWide(page)) faults.push('it has to be pushed sideways');
        if (faults.length > 0) found[`${name}, ${size.width}`] = faults;
      }
    };
    await openTool(page, 'Ports');
    await look('no scan');
    await scan(page, '192.0.2.0/24 fe80::1%eth0');
    await expect(page.getByText('765 open ports of')).toBeVisible();
    await look('a scan');
    await page.getByRole('tab', { name: 'Hosts (255)' }).click();
    await look('hosts of a scan');
    await openTool(page, 'IPv4 and IPv6');
    await look('nothing compared');
    await page.getByRole('button', { name: 'Compare IPv4 and IPv6' }).click();
    await expect(page.getByText('6 devices: 3 differ')).toBeVisible();
    await look('compared');
    expect(found).toEqual({});
  });
}
