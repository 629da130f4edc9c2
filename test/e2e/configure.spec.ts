import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatPlan, planOf } from '../../src-core/plan/file.ts';
import { readNode } from '../../src-core/plan/node.ts';
import { hasProgram } from '../support/programs.ts';
import { pointer } from './hands.ts';
import { expect, noLab, test } from './offline.ts';

test.skip(noLab !== null, `skipped: ${noLab}`);

const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const diff = (page: Page) => page.getByRole('region', { name: 'Differences of etc/kea/kea-dhcp6.conf' });

/** A site with one LAN. */
const plan = planOf('Branch', [
  readNode({ id: 'root', ipv6: '2001:db8::/32', name: 'All' }, 'node'),
  readNode({ id: 'site', parent: 'root', ipv6: '2001:db8:1::/48', name: 'Oslo', role: 'site' }, 'node'),
  readNode(
    {
      id: 'lan',
      parent: 'site',
      ipv6: '2001:db8:1:a::/64',
      name: 'Office',
      role: 'lan',
      vlan: 10,
      dns: ['2001:db8:1:a::53'],
    },
    'node',
  ),
]);

/** Imports the plan, and leaves its page open. */
async function importPlan(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await button(page, 'Import').first().click();
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Choose a file…').click();
  const buffer = Buffer.from(formatPlan(plan));
  await (await chooser).setFiles({ name: 'branch.json', mimeType: 'application/json', buffer });
  await button(page, 'Import as a new plan').click();
  await expect(page.getByText('3 nodes', { exact: true })).toBeVisible();
}

/** Begins Kea's form from the LAN of the plan, and writes its file into a folder. */
async function writeKea(page: Page, folder: string): Promise<void> {
  await pointer.row(page, 'Office');
  await pointer.task(page, 'Node', 'Write configuration…');
  await expect(page.getByText(/^Filled from Office of the plan Branch/)).toBeVisible();
  await page.getByRole('button', { name: /^Kea DHCPv6/ }).click();
  await expect(page.getByLabel('Subnet', { exact: true })).toHaveValue('2001:db8:1:a::/64');
  await page.getByRole('tab', { name: 'Compare and write' }).click();
  await page.getByLabel('Folder').fill(folder);
  await page.keyboard.press('Enter');
  await expect(diff(page)).toContainText('"subnet": "2001:db8:1:a::/64"');
  await button(page, 'Write 1 file').click();
  await expect(page.getByText('/etc/kea/kea-dhcp6.conf created.')).toBeVisible();
}

test('Kea is filled from a plan, mended, checked, written, written again after the plan changed, and set back', async ({
  serve,
  open,
  lab,
}) => {
  test.setTimeout(150_000);
  const folder = join(lab.userDirectory, 'kea-root');
  const file = join(folder, 'etc/kea/kea-dhcp6.conf');
  await lab.exec(lab.scanner, ['mkdir', '-p', folder]);
  const page = await open(await serve());
  await importPlan(page);
  await writeKea(page, folder);
  const first = readFileSync(file, 'utf8');
  expect(first).toContain('2001:db8:1:a::53');

  const subnet = page.getByLabel('Subnet', { exact: true });
  await subnet.fill('2001:db8:1:a::5/64');
  await expect(subnet).toHaveAccessibleDescription(/The plan has 2001:db8:1:a::\/64/);
  await expect(subnet).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('tab', { name: 'Files' }).click();
  const broken = page.getByRole('option').filter({ hasText: '2001:db8:1:a::5/64' });
  await expect(broken.getByText(/2001:db8:1:a::/).last()).toBeVisible();
  await expect(button(page, 'Check')).toBeDisabled();
  await button(page, "Take the plan's value for Subnet").click();
  await expect(page.getByText('Nothing is wrong')).toBeVisible();

  if (hasProgram('kea-dhcp6', ['-v'], 'kea-dhcp6-server')) {
    await button(page, 'Check').click();
    const said = page.getByRole('tabpanel', { name: 'Check' });
    await expect(said.getByText('Accepted', { exact: true })).toBeVisible();
  }
  await button(page, 'Save').click();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByText(/, saved$/)).toBeVisible();

  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await page
    .getByRole('gridcell', { name: /^Branch/ })
    .first()
    .click();
  await page.keyboard.press('Enter');
  await pointer.row(page, 'Oslo');
  await pointer.task(page, 'Node', 'Renumber…');
  await dialog(page).getByLabel('New prefix').fill('2001:db8:2::/48');
  await dialog(page).getByRole('button', { name: 'Renumber' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Configure', exact: true }).click();
  await page.getByRole('complementary', { name: 'Your configurations' }).getByRole('link').first().click();
  await button(page, 'Take the plan again').click();
  await expect(page.getByLabel('Subnet', { exact: true })).toHaveValue('2001:db8:2:a::/64');
  await page.getByRole('tab', { name: 'Compare and write' }).click();
  await button(page, 'Compare').click();
  await expect(diff(page)).toContainText('"subnet": "2001:db8:1:a::/64"');
  await expect(diff(page)).toContainText('"subnet": "2001:db8:2:a::/64"');
  await button(page, 'Write 1 file').click();
  await expect(page.getByText(/kea-dhcp6\.conf replaced, the old one is/)).toBeVisible();
  expect(readFileSync(file, 'utf8')).toContain('2001:db8:2:a::/64');

  await page.getByRole('button', { name: 'Backups of etc/kea/kea-dhcp6.conf' }).click();
  await dialog(page).getByRole('button', { name: 'Restore' }).click();
  await expect(dialog(page)).toBeHidden();
  expect(readFileSync(file, 'utf8')).toBe(first);
  await expect(diff(page)).toContainText('"subnet": "2001:db8:2:a::/64"');
});

test('one prefix is renumbered with every file that the plan feeds', async ({ serve, open, lab }) => {
  test.setTimeout(120_000);
  const folder = join(lab.userDirectory, 'renumber-root');
  await lab.exec(lab.scanner, ['mkdir', '-p', folder]);
  const page = await open(await serve());
  await importPlan(page);
  await writeKea(page, folder);
  await button(page, 'Save').click();
  await dialog(page).getByRole('textbox').fill('Kea of Oslo');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/, saved$/)).toBeVisible();
  await page.getByRole('link', { name: 'Configure', exact: true }).click();
  await button(page, 'Renumber').click();
  await button(page, 'Choose a node of a plan…').click();
  await dialog(page).getByRole('combobox', { name: 'Node' }).fill('Oslo');
  await page.getByRole('option', { name: /^Oslo/ }).click();
  await button(page, 'Use this node').click();
  await page.getByLabel('New prefix').fill('2001:db8:3::/48');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('checkbox', { name: 'Take Kea of Oslo' })).toBeChecked();
  await expect(diff(page)).toContainText('"subnet": "2001:db8:3:a::/64"');
  await button(page, 'Renumber and write 1 file').click();
  await expect(page.getByText('Renumbered the plan and 1 stored form; 1 file written.')).toBeVisible();
  expect(readFileSync(join(folder, 'etc/kea/kea-dhcp6.conf'), 'utf8')).toContain('2001:db8:3:a::/64');
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await page
    .getByRole('gridcell', { name: /^Branch/ })
    .first()
    .click();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2001:db8:3::/48', { exact: true }).first()).toBeVisible();
});
