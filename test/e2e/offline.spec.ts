import type { Page } from '@playwright/test';
import { expect, goTo, noLab, test } from './offline.ts';

test.skip(noLab !== null, `skipped: ${noLab}`);

/** What each calculator shows for a link to it. */
const calculators: readonly (readonly [search: string, shown: string])[] = [
  ['text=2001:db8::1', 'an IPv6 address'],
  ['tool=split&prefix=2001:db8::/32&length=64', '4,294,967,296 (2^32) parts of /64'],
  ['tool=sets&list=10.0.0.0/25%0A10.0.0.128/25', '2 items in 1 prefix'],
  ['tool=generate&make=eui64&prefix=2001:db8::/64&mac=00:11:22:33:44:55', '2001:db8::211:22ff:fe33:4455'],
  ['tool=scan&text=2001:db8::/64', 'time to scan'],
  ['tool=vxlan&text=1000&mtu=1500', 'VNI 1000'],
];

const ways = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Ways to look at the plan' }).getByRole('link', { name });

test('there is no interface but loopback, and Calculate and Plan do all that they do', async ({
  lab,
  serve,
  open,
  foreign,
}) => {
  test.setTimeout(120_000);
  const { stdout } = await lab.exec(lab.scanner, ['ip', '-o', 'link']);
  expect(stdout.match(/^\d+: [^:@]+/gm)).toEqual(['1: lo']);
  const served = await serve();
  const page = await open(served);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  page.on('websocket', (socket) => asked.push(new URL(socket.url()).origin.replace('ws:', 'http:')));

  for (const [search, shown] of calculators) {
    await page.goto(`${served.origin}/#/calculate?${search}`);
    await expect(page.getByRole('heading', { level: 2 }).filter({ hasText: shown })).toBeVisible();
  }
  await page.goto(`${served.origin}/#/calculate?tool=generate&make=ula`);
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await expect(page.getByRole('grid', { name: 'What was made' })).toContainText('fd');

  await goTo(page, 'Plan');
  await page.getByRole('button', { name: 'Start from the example' }).first().click();
  await expect(page.getByRole('treegrid', { name: 'Plan' })).toBeVisible();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const tabs = [
    ['Map', page.getByRole('application', { name: 'Map of Provider' })],
    ['Table', page.getByRole('grid', { name: 'Nodes' }).getByText('Oslo', { exact: true }).first()],
    ['VLANs', page.getByRole('button', { name: 'Add a VLAN' })],
    ['Reality', page.getByText('Planned, not seen').first()],
    ['Tree', page.getByRole('treegrid', { name: 'Plan' })],
  ] as const;
  for (const [name, shown] of tabs) {
    await ways(page, name).click();
    await expect(shown).toBeVisible();
  }
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('treegrid', { name: 'Plan' })).toBeVisible();
  // The address of the program is all that was ever asked for, and nothing else was refused.
  expect([...new Set(asked)]).toEqual([served.origin]);
  expect(foreign).toEqual([]);
});
