import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Lab, LabHost } from '../lab/lab.ts';
import { addressOf, firewall, listen } from '../lab/port-hosts.ts';
import { discover, expect, noLab, test } from './fixture.ts';

test.skip(noLab !== null, `skipped: ${noLab}`);

const openPorts = (page: Page) =>
  page.getByRole('grid', { name: 'Open ports' }).locator('[role="row"][data-index]');
const hosts = (page: Page) => page.getByRole('grid', { name: 'Hosts' }).locator('[role="row"][data-index]');

/** The n-th ordinary host of the first link that speaks both families. */
function dualStack(lab: Lab, number: number): LabHost {
  const all = lab.hosts.filter(
    ({ link, role, firewalled, addresses }) =>
      link === 'eth0' && role === 'host' && !firewalled && addresses.some(({ kind }) => kind === 'ipv4'),
  );
  const host = all[number];
  if (host === undefined) throw new Error('the lab has no such host');
  return host;
}

/** The connections that the program is making now. */
const connecting = async (lab: Lab): Promise<string> =>
  (await lab.exec(lab.scanner, ['ss', '-Htn', 'state', 'syn-sent'])).stdout;

test('the ports of a found host are scanned with its zone, and its services are asked what they are', async ({
  lab,
  serve,
  open,
}) => {
  await lab.refresh();
  const host = dualStack(lab, 0);
  await using services = new AsyncDisposableStack();
  services.use(await listen(lab, host, [22, 8080, 9100]));
  await firewall(lab, host, ['tcp dport 443 drop']);
  const address = addressOf(host, 'link-local');
  const page = await open(await serve());
  await discover(page);
  await page.getByRole('searchbox', { name: /^Filter/ }).fill(address.replace(/%.*/, ''));
  await page
    .getByRole('button', { name: `Copy ${address}` })
    .first()
    .click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Scan ports', exact: true }).click();
  await expect(openPorts(page)).toHaveCount(3);
  await expect(page.getByText(/^Done/)).toBeVisible();
  for (const [index, port] of ['22', '8080', '9100'].entries()) {
    await expect(openPorts(page).nth(index)).toContainText(address);
    await expect(openPorts(page).nth(index).getByRole('gridcell', { name: port, exact: true })).toBeVisible();
    await expect(openPorts(page).nth(index)).toContainText('it hung up without a word');
  }
  await page.getByRole('tab', { name: 'Hosts (1)' }).click();
  await expect(hosts(page).first()).toContainText('996 closed: refused');
  await expect(hosts(page).first()).toContainText('1 filtered: no answer');
  await firewall(lab, host, []);
});

test('a scan that is stopped leaves no connection behind, and another one can be made', async ({
  lab,
  serve,
  open,
}) => {
  await lab.refresh();
  const host = dualStack(lab, 1);
  await using services = new AsyncDisposableStack();
  services.use(await listen(lab, host, [22]));
  await firewall(lab, host, ['tcp dport != 22 drop']);
  const page = await open(await serve());
  await page.goto(`${new URL(page.url()).origin}/#/probe/ports?ports=all`);
  await page.getByRole('combobox', { name: 'Targets' }).fill(addressOf(host, 'link-local'));
  await page.getByRole('button', { name: 'Scan ports' }).click();
  await expect.poll(() => connecting(lab)).not.toBe('');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped before the end')).toBeVisible();
  expect(await connecting(lab)).toBe('');
  // What was not asked is told as that, and not as closed.
  await page.getByRole('tab', { name: 'Hosts (1)' }).click();
  await expect(hosts(page).first()).toContainText(/[\d,]+ unknown: not asked/);
  await expect(hosts(page).first()).not.toContainText('closed:');
  await page.getByRole('combobox', { name: 'Ports' }).click();
  await page.getByRole('option', { name: 'A list of my own' }).click();
  await page.getByRole('textbox', { name: 'List' }).fill('22');
  await page.getByRole('button', { name: 'Scan ports' }).click();
  await expect(page.getByText('1 open port of 1 asked on 1 address')).toBeVisible();
  await firewall(lab, host, []);
});

test('a host whose firewall covers IPv4 alone is told in words, also in the report of the link', async ({
  lab,
  serve,
  open,
}) => {
  await lab.refresh();
  const host = dualStack(lab, 2);
  await using services = new AsyncDisposableStack();
  services.use(await listen(lab, host, [22, 80]));
  await firewall(lab, host, ['meta nfproto ipv4 tcp dport 22 drop']);
  const page = await open(await serve());
  await discover(page);
  await page.getByRole('link', { name: 'Probe', exact: true }).click();
  await page.getByRole('link', { name: 'IPv4 and IPv6', exact: true }).click();
  await page.getByRole('button', { name: 'Compare IPv4 and IPv6' }).click();
  await expect(page.getByText(/^Done/)).toBeVisible({ timeout: 45_000 });
  const address = addressOf(host, 'link-local');
  const item = page
    .getByRole('list', { name: 'Devices' })
    .getByRole('listitem')
    .filter({ hasText: address })
    .first();
  await expect(item).toContainText('1 reachable over IPv6 only');
  await expect(item.getByRole('row', { name: /^22 ssh/ })).toContainText(
    'ssh (port 22) is reachable over IPv6, blocked over IPv4 (no answer): the firewall seems to cover IPv4 alone.',
  );
  await expect(item).toContainText('open over both: 80');
  const [, count = ''] = /(\d+) devices:/.exec(await page.getByText(/\d+ devices:/).innerText()) ?? [];
  await page.getByRole('button', { name: 'Report' }).click();
  const waiting = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^Text/ }).click();
  const report = readFileSync(await (await waiting).path(), 'utf8');
  expect(report).toContain(`${count} devices, 100 common ports`);
  expect(report).toContain(address);
  expect(report).toMatch(/High +ssh \(port 22\) is reachable over IPv6, blocked over IPv4/);
  // Every device of the link stands in it, also those that could not be compared.
  expect([...report.matchAll(/^\S.* \([^)]*\)$/gm)]).toHaveLength(Number(count));
  await firewall(lab, host, []);
});
