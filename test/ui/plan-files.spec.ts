import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { expect, test } from './fixture.ts';

const tree = (page: Page) => page.getByRole('treegrid', { name: 'Plan' });

/** The row of a node, by its id. */
const row = (page: Page, id: string) => tree(page).locator(`[data-node="${id}"]`);

const planText = `{"format":"linkscope-plan","version":1,"name":"Office","vlans":[{"vid":12,"site":"Oslo","name":"Staff","notes":""}],"nodes":[
{"id":"all","ipv6":"2001:db8::/32","ipv4":"10.0.0.0/8","name":"Everything"},
{"id":"oslo","parent":"all","ipv6":"2001:db8:1::/48","ipv4":"10.1.0.0/16","name":"Oslo","role":"site","site":"Oslo"},
{"id":"lan","parent":"oslo","ipv6":"2001:db8:1::/64","ipv4":"10.1.0.0/24","name":"lan","role":"lan","status":"used","site":"Oslo","vlan":12,"gateways":["2001:db8:1::1"],"tags":["a","b"],"notes":"two\\nlines; \\"quoted\\""},
{"id":"www","parent":"lan","ipv6":"2001:db8:1::80/128","ipv4":"10.1.0.80/32","name":"www","role":"host","status":"used","site":"Oslo"}
]}
`;

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

/** Presses something that asks for a file, and gives it this one. */
async function choose(page: Page, button: string, given: ReturnType<typeof file>): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(given);
}

const textOf = async (download: Download): Promise<string> => await readFile(await download.path(), 'utf8');

/** Exports in one format, and gives what was saved by the names of the files. */
async function exported(page: Page, format: string, count = 1): Promise<Record<string, string>> {
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Export…' }).click();
  await page.getByLabel('Format').selectOption({ label: format });
  const downloads: Download[] = [];
  page.on('download', (download) => downloads.push(download));
  await page
    .getByRole('dialog')
    .getByRole('button', { name: count === 1 ? 'Save' : `Save ${count} files`, exact: true })
    .click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect.poll(() => downloads.length).toBe(count);
  page.removeAllListeners('download');
  return Object.fromEntries(
    await Promise.all(downloads.map(async (each) => [each.suggestedFilename(), await textOf(each)] as const)),
  );
}

test('a plan file is opened, saved to the same bytes, and refused with the place where it is wrong', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  const refused: [name: string, text: string, says: RegExp][] = [
    ['notes.json', 'no plan', /The file was not opened: This is not a plan file/],
    ['long.json', planText.replace('10.1.0.0/24', '10.1.0.1/24'), /Node 3 of the file .*ipv4/],
    ['twice.json', planText.replace('"id":"www"', '"id":"lan"'), /Two nodes have the id "lan"/],
  ];
  for (const [name, text, says] of refused) {
    await choose(page, 'Open a file', file(name, text));
    await expect(page.getByRole('alert').filter({ hasText: says })).toBeVisible();
  }
  await expect(page.getByRole('heading', { name: 'No plans yet' })).toBeVisible();

  // A file that another program has put on many lines opens as well.
  await choose(page, 'Open a file', file('office.json', JSON.stringify(JSON.parse(planText), null, 2)));
  await expect(page.getByRole('heading', { name: 'Office' })).toBeVisible();
  await expect(row(page, 'oslo')).toBeVisible();
  expect(await exported(page, 'Plan file (JSON)')).toEqual({ 'Office.plan.json': planText });

  // What was opened without being read back is what is stored.
  await page.reload();
  await expect(row(page, 'oslo')).toBeVisible();
  expect(await exported(page, 'Plan file (JSON)')).toEqual({ 'Office.plan.json': planText });
  await page.getByRole('link', { name: 'Plans', exact: true }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Actions for Office' }).first().click();
  await page.getByRole('menuitem', { name: 'Save as a file' }).click();
  expect(await textOf(await saving)).toBe(planText);
});

test('a table goes out and comes in again with its columns recognised, and nothing changes', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await choose(page, 'Open a file', file('office.json', planText));
  await expect(row(page, 'oslo')).toBeVisible();
  const csv = await exported(page, 'CSV table');
  const [[name, text] = ['', '']] = Object.entries(csv);
  expect(name).toMatch(/\.csv$/);

  await page.getByRole('link', { name: 'Plans', exact: true }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await choose(page, 'Choose a file…', file(name, text));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(/^Format/)).toHaveValue('csv');
  await expect(dialog.getByText('4 nodes')).toBeVisible();
  await dialog.getByLabel('Name of the plan').fill('Office');
  await dialog.getByRole('button', { name: 'Import as a new plan' }).click();
  await expect(row(page, 'oslo')).toBeVisible();
  expect(Object.values(await exported(page, 'CSV table'))).toEqual([text]);
  // Into the plan that it is from: there is nothing to change.
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Import…' }).click();
  await choose(page, 'Choose a file…', file(name, text));
  await expect(dialog.getByRole('button', { name: 'Merge 0 changes' })).toBeDisabled();
});

test('each format of the others is saved under its own name', async ({ serve, open }) => {
  const page = await open(await serve());
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await choose(page, 'Open a file', file('office.json', planText));
  await expect(row(page, 'oslo')).toBeVisible();
  const netbox = Object.values(await exported(page, 'NetBox prefixes (CSV)')).join();
  expect(netbox).toContain('2001:db8:1::/64');
  const vlans = Object.values(await exported(page, 'NetBox VLANs (CSV)')).join();
  expect(vlans).toContain('Staff');
  const markdown = Object.values(await exported(page, 'Markdown table')).join();
  expect(markdown).toContain('| ');
  const hosts = Object.values(await exported(page, '/etc/hosts')).join();
  expect(hosts).toMatch(/^2001:db8:1::80\s+www/m);
});

test('the printed page has the whole plan, its VLANs, and nothing of the application', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await choose(page, 'Open a file', file('office.json', planText));
  await expect(row(page, 'oslo')).toBeVisible();
  // The dialog of the browser cannot be driven: the page stays printed until it is said to be closed.
  await page.evaluate(() => (window.print = () => undefined));
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Export…' }).click();
  await page.getByLabel('Format').selectOption({ label: 'Page to print' });
  await page.getByRole('button', { name: 'Print…' }).click();
  await page.emulateMedia({ media: 'print' });
  const printed = page.getByRole('article');
  await expect(printed.getByRole('heading', { name: 'Office' })).toBeVisible();
  const cells = (index: number) => printed.getByRole('table').nth(index).getByRole('row');
  expect(
    await cells(0)
      .allInnerTexts()
      .then((texts) =>
        texts.map((text) =>
          text
            .split(/\s*\t\s*|\n/)
            .filter(Boolean)
            .join(' | '),
        ),
      ),
  ).toEqual([
    'Name | IPv6 | IPv4 | Role | Status | Site | VLAN | Gateways | Tags | Notes',
    'Everything | 2001:db8::/32 | 10.0.0.0/8 | Container | Planned',
    'Oslo | 2001:db8:1::/48 | 10.1.0.0/16 | Site | Planned | Oslo',
    'lan | 2001:db8:1::/64 | 10.1.0.0/24 | LAN | In use | Oslo | 12 | 2001:db8:1::1 | a b | two | lines; "quoted"',
    'www | 2001:db8:1::80/128 | 10.1.0.80/32 | Host | In use | Oslo',
  ]);
  await expect(cells(1)).toHaveText(['VLANSiteNameNotes', '12OsloStaff']);
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: null });
  await expect(printed).toHaveCount(0);
  await expect(tree(page)).toBeVisible();
});

test('the VLANs and what was found are filtered where they are, and Ctrl+F goes there', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  const vlans = [12, 20, 120].map((vid) => ({ vid, site: 'Oslo', name: `Name ${vid}`, notes: '' }));
  await choose(page, 'Open a file', file('office.json', JSON.stringify({ ...JSON.parse(planText), vlans })));
  await page.getByRole('link', { name: 'VLANs', exact: true }).click();
  const table = page.getByRole('grid', { name: 'VLANs' }).locator('[role="row"][data-index]');
  await expect(table).toHaveCount(3);
  await page.keyboard.press('Control+f');
  await page.keyboard.insertText('12');
  await expect(table).toHaveCount(2);
  await expect(page.getByRole('status').filter({ hasText: '2 of 3 VLANs' })).toBeVisible();
  await page.keyboard.insertText('00');
  await expect(page.getByRole('heading', { name: 'No VLAN matches' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(table).toHaveCount(3);
  // In a small window the panel stands beside what it is opened with: a click on what it covers would fail.
  await page.setViewportSize({ width: 1024, height: 700 });
  const panel = page.getByRole('complementary', { name: 'Details and problems' });
  if (!(await panel.isVisible())) await page.getByRole('button', { name: 'Details', exact: true }).click();
  await expect(panel).toBeVisible();
  await page.getByRole('button', { name: 'Add a VLAN' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('link', { name: 'Reality', exact: true }).click();
  const differences = page
    .getByRole('grid', { name: 'Plan and reality' })
    .locator('[role="row"][data-index]');
  await expect(differences.first()).toBeVisible();
  const all = await differences.count();
  await page.keyboard.press('Control+f');
  await page.keyboard.insertText('2001:db8:1::80');
  await expect.poll(() => differences.count()).toBeLessThan(all);
  await expect(differences.first()).toContainText('2001:db8:1::');
});
