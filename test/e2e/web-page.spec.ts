import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Lab } from '../lab/lab.ts';
import { expect, noLab, test } from './fixture.ts';
import { faultsOf } from '../support/axe.ts';
import { serviceOf, whenReady } from '../lab/ready.ts';

test.skip(noLab !== null, `skipped: ${noLab}`);

/** Starts a printer in the namespace of a host of the lab. */
async function startPrinter(lab: Lab) {
  const host = lab.hosts.find(
    ({ link, role, firewalled }) => link === 'eth0' && role === 'host' && !firewalled,
  );
  const address = host?.addresses.find((each) => each.address.startsWith('fe80:'))?.address;
  if (host === undefined || address === undefined) throw new Error('the lab has no such host');
  const [key, certificate] = [join(lab.userDirectory, 'key.pem'), join(lab.userDirectory, 'certificate.pem')];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-nodes',
      '-newkey',
      'rsa:2048',
      '-subj',
      '/CN=printer',
      '-keyout',
      key,
      '-out',
      certificate,
    ],
    { stdio: 'ignore' },
  );
  for (const file of [key, certificate]) chmodSync(file, 0o644);
  const script = join(import.meta.dirname, '../lab/responders/printer.ts');
  const printer = lab.spawn(host.namespace, [process.execPath, script, address, key, certificate], {
    user: 'root',
  });
  const service = await serviceOf(printer, 'the printer');
  const { fingerprint256: fingerprint } = new X509Certificate(readFileSync(certificate));
  return { target: `${address}%eth0`, fingerprint, stop: service.stop };
}

/** Opens a page with the form of the tool; the tab that it opens. */
async function openPage(page: Page, target: string): Promise<Page> {
  const tab = page.context().waitForEvent('page');
  await page.getByRole('combobox', { name: 'Host or web address' }).fill(target);
  await page.getByRole('button', { name: 'Open web page' }).click();
  return await tab;
}

test('the page of a link-local printer opens, and its links, login and ports work', async ({
  lab,
  serve,
  open,
}) => {
  const printer = await startPrinter(lab);
  try {
    const page = await open(await serve());
    await page.goto(`${new URL(page.url()).origin}/#/probe/web-page`);
    const tab = await openPage(page, printer.target);
    await expect(tab.getByRole('heading', { name: 'Printer' })).toBeVisible();
    expect(new URL(tab.url()).hostname).toMatch(/^page-[0-9a-f]+\.localhost$/);
    // An absolute link stays inside, and a script sees the cookies of the device alone.
    await tab.getByRole('link', { name: 'Status' }).click();
    await expect(tab.getByText('script: seen=1', { exact: true })).toBeVisible();
    await tab.goBack();
    await tab.getByRole('button', { name: 'Log in' }).click();
    await expect(tab.getByText(/^cookies: (?:seen=1; sid=42|sid=42; seen=1)$/)).toBeVisible();
    await tab.goBack();
    await tab.getByRole('link', { name: 'Other port' }).click();
    await expect(tab.getByRole('heading', { name: 'Port 8080' })).toBeVisible();
    await tab.goBack();
    await tab.getByRole('link', { name: 'Vendor' }).click();
    await expect(tab.getByRole('link', { name: 'http://vendor.example/support' })).toBeVisible();
    const item = page.getByRole('listitem', { name: printer.target });
    await expect(item).toContainText('http 80, http 8080');
    await expect(item).toContainText('http://vendor.example');
    await item.getByRole('button', { name: 'Requests' }).click();
    const log = item.getByRole('region', { name: 'Requests' });
    await expect(log.getByRole('row').filter({ hasText: 'GET /status' }).first()).toContainText('200');
    await expect(log.getByRole('row').filter({ hasText: '8080' }).first()).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
    // Another browser that knows the address is not let in.
    const stranger = await page.context().browser()?.newContext();
    const other = await stranger?.newPage();
    await other?.goto(tab.url());
    await expect(other?.getByText('open for another browser') ?? page.getByText('none')).toBeVisible();
    await stranger?.close();
    await item.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByText('No page is open')).toBeVisible();
    await expect(tab.goto(new URL('/', tab.url()).href)).rejects.toThrow('ERR_CONNECTION_REFUSED');
  } finally {
    await printer.stop();
  }
});

test('the certificate is shown before the page, and beside it', async ({ lab, serve, open }) => {
  const printer = await startPrinter(lab);
  try {
    const page = await open(await serve());
    await page.goto(`${new URL(page.url()).origin}/#/probe/web-page`);
    const tab = await openPage(page, `https://[${printer.target.replace('%', '%25')}]/status`);
    await expect(tab.getByText(printer.fingerprint)).toBeVisible();
    const item = page.getByRole('listitem', { name: printer.target });
    await expect(item).toContainText('Not accepted yet');
    await expect(item).toContainText(printer.fingerprint);
    await tab.getByRole('button', { name: 'Open the page' }).click();
    await expect(tab.getByRole('heading', { name: 'Status' })).toBeVisible();
    await expect(item).toContainText('Accepted by you');
  } finally {
    await printer.stop();
  }
});

test('a page is closed with its last tab, however it was used before', async ({ lab, serve, open }) => {
  test.slow();
  const printer = await startPrinter(lab);
  try {
    const page = await open(await serve());
    await page.goto(`${new URL(page.url()).origin}/#/probe/web-page`);
    const tab = await openPage(page, printer.target);
    const item = page.getByRole('listitem', { name: printer.target });
    await expect(item).toContainText('Closes with its tab');
    // Links, forms with redirects, another port, the way back and reloads are the same tab.
    await tab.getByRole('link', { name: 'Status' }).click();
    await tab.reload();
    await expect(tab.getByRole('heading', { name: 'Status' })).toBeVisible();
    await tab.goBack();
    await tab.getByRole('button', { name: 'Log in' }).click();
    await expect(tab.getByRole('heading', { name: 'Status' })).toBeVisible();
    await tab.goBack();
    await tab.getByRole('link', { name: 'Other port' }).click();
    await expect(tab.getByRole('heading', { name: 'Port 8080' })).toBeVisible();
    await tab.reload();
    await expect(tab.getByRole('heading', { name: 'Port 8080' })).toBeVisible();
    const places = [new URL(tab.url()).origin];
    await tab.goBack();
    await expect(tab.getByRole('heading', { name: 'Printer' })).toBeVisible();
    places.push(new URL(tab.url()).origin);
    const opened = page.context().waitForEvent('page');
    await item.getByRole('button', { name: 'Open in a tab' }).click();
    const second = await opened;
    await expect(second.getByRole('heading', { name: 'Printer' })).toBeVisible();
    await expect(item).toContainText('Closes with the last of its 2 tabs');
    await tab.close();
    await expect(item).toContainText('Closes with its tab');
    await second.getByRole('link', { name: 'Status' }).click();
    await expect(second.getByRole('heading', { name: 'Status' })).toBeVisible();
    await second.close();
    await expect(page.getByText('No page is open')).toBeVisible({ timeout: 30_000 });
    for (const place of places) {
      const after = await page.context().newPage();
      await expect(after.goto(place)).rejects.toThrow('ERR_CONNECTION_REFUSED');
      await after.close();
    }
  } finally {
    await printer.stop();
  }
});

test('a tab that cannot be seen is told of, and keeps the page', async ({ lab, serve, open }) => {
  const printer = await startPrinter(lab);
  try {
    const page = await open(await serve());
    await page.goto(`${new URL(page.url()).origin}/#/probe/web-page`);
    const tab = await openPage(page, printer.target);
    const item = page.getByRole('listitem', { name: printer.target });
    await expect(item).toContainText('Closes with its tab');
    // The page of Linkscope no longer knows the tab after a reload.
    await page.reload();
    await expect(item).toContainText('in a tab that this window does not see');
    await item.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByText('No page is open')).toBeVisible();
    await tab.close();
    // Nor one in which the person typed the address.
    const next = await openPage(page, printer.target);
    await expect(item).toContainText('Closes with its tab');
    await expect(next.getByRole('heading', { name: 'Printer' })).toBeVisible();
    const typed = await page.context().newPage();
    await typed.goto(next.url());
    await expect(typed.getByRole('heading', { name: 'Printer' })).toBeVisible();
    await expect(item).toContainText('in a tab that this window does not see');
  } finally {
    await printer.stop();
  }
});

test('where the browser opens no tab, the person is told what to do', async ({ serve, open }) => {
  const page = await open(await serve());
  await page.addInitScript(() => {
    window.open = () => null;
  });
  await page.goto(`${new URL(page.url()).origin}/#/probe/web-page`);
  await page.reload();
  await page.getByRole('combobox', { name: 'Host or web address' }).fill('fe80::1%eth0');
  await page.getByRole('button', { name: 'Open web page' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'pop-up windows' })).toBeVisible();
  await expect(page.getByText('No page is open')).toBeHidden();
});

test('a page cannot reach the program that shows it, its token, another page or another host', async ({
  lab,
  serve,
  open,
}) => {
  const printer = await startPrinter(lab);
  const host = lab.hosts.find(
    ({ link, role, firewalled }) => link === 'eth1' && role === 'host' && !firewalled,
  );
  const address = host?.addresses.find((each) => each.address.startsWith('fe80:'))?.address;
  if (host === undefined) throw new Error('the lab has no such host');
  const served = await serve();
  const page = await open(served);
  await page.goto(`${served.origin}/#/probe/web-page`);
  const other = await openPage(page, printer.target);
  await expect(other.getByRole('heading', { name: 'Printer' })).toBeVisible();
  const script = join(import.meta.dirname, '../lab/responders/hostile-page.ts');
  const line = [process.execPath, script, served.origin, new URL(other.url()).origin];
  const device = lab.spawn(host.namespace, line, { user: 'root' });
  try {
    await whenReady(device, 'the hostile page');
    const tab = await openPage(page, `${address}%eth1`);
    const found = tab.locator('#found');
    await expect(found).toContainText('otherHost', { timeout: 30_000 });
    expect(JSON.parse((await found.textContent()) ?? '')).toEqual({
      // The window of the program that it opens is cut from it, and no name leads to one that was there.
      opened: 'cut',
      names: 'none none itself itself none',
      name: '',
      parent: 'true',
      history: 1,
      messages: 0,
      cookie: 'linkscope-1=mine',
      opener: 'null',
      openerAfter: 'null',
      // Its own way in: the token of the link stands behind a #, which is never told.
      referrer: expect.stringMatching(
        /^http:\/\/page-[0-9a-f]+\.localhost:\d+\/__linkscope-[0-9a-f]+\/enter$/,
      ),
      hash: '',
      page: 'refused',
      session: 'refused',
      socket: 'refused',
      frame: 'refused',
      otherPage: 'refused',
      otherHost: 'refused',
    });
    // It could not take itself from the sight of the program either, nor lead it elsewhere.
    await expect(page.getByRole('listitem', { name: `${address}%eth1` })).toContainText(
      'Closes with its tab',
    );
    expect(new URL(page.url()).origin).toBe(served.origin);
    // The other device heard nothing of it: what was asked of that one last is all that was asked beside its page.
    await other.getByRole('link', { name: 'Status' }).click();
    const item = page.getByRole('listitem', { name: printer.target });
    await item.getByRole('button', { name: 'Requests' }).click();
    const log = item.getByRole('region', { name: 'Requests' });
    await expect(log.getByRole('row').filter({ hasText: 'GET /status' }).first()).toBeVisible();
    await expect(log.getByRole('row').filter({ hasText: 'from-another' })).toHaveCount(0);
    // A redirect to the program is shown and not followed.
    await tab.goto(new URL('/leave', tab.url()).href);
    await expect(tab.getByRole('link', { name: served.origin })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Web page', level: 1 })).toBeVisible();
  } finally {
    device.kill();
    await printer.stop();
  }
});
