import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { parsePlan } from '../../src-core/plan/file.ts';
import { checkPlan } from '../../src-core/plan/rules.ts';
import { allEntries } from '../../src-core/plan/tree.ts';
import { keyboard, pointer, treeRow, type Hands } from './hands.ts';
import { expect, noLab, test } from './offline.ts';

test.skip(noLab !== null, `skipped: ${noLab}`);

const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

interface Wanted {
  readonly under: string;
  readonly purpose: string;
  readonly length: string;
  readonly count: string;
  readonly name: string;
  readonly growth?: string;
}

/** Takes sparse space under a node, and waits until it stands in the plan. */
async function allocate(page: Page, hands: Hands, wanted: Wanted): Promise<void> {
  await hands.row(page, wanted.under);
  await hands.task(page, 'Node', 'Allocate…');
  const field = (label: string) => dialog(page).getByLabel(label, { exact: true });
  await hands.choose(field('What for'), wanted.purpose);
  await hands.fill(field('IPv6 length'), wanted.length);
  await hands.fill(field('How many'), wanted.count);
  await hands.fill(field('Name'), wanted.name);
  await hands.pick(dialog(page).getByRole('radio', { name: /^Sparse/ }));
  if (wanted.growth !== undefined) await hands.fill(field('IPv6 room to grow'), wanted.growth);
  await hands.press(dialog(page).getByRole('button', { name: 'Allocate' }));
  await expect(dialog(page)).toBeHidden();
}

/** Exports the whole plan as its file. */
async function exportPlan(page: Page, hands: Hands): Promise<string> {
  await hands.task(page, 'Plan', 'Export…');
  const download = page.waitForEvent('download');
  await hands.press(dialog(page).getByRole('button', { name: 'Save' }));
  const path = await (await download).path();
  if (await dialog(page).isVisible()) await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  return readFileSync(path, 'utf8');
}

for (const hands of [pointer, keyboard]) {
  test(`a provider is planned, grown, renumbered, exported and imported with ${hands.name}`, async ({
    serve,
    open,
  }) => {
    test.setTimeout(180_000);
    const page = await open(await serve());
    const nodes = (count: string) => expect(page.getByText(`${count} nodes`, { exact: true })).toBeVisible();
    await hands.press(page.getByRole('link', { name: 'Plan', exact: true }));
    await expect(page.getByRole('heading', { name: 'No plans yet' })).toBeVisible();
    await hands.press(button(page, 'New plan').first());
    await hands.fill(dialog(page).getByRole('textbox'), 'Provider');
    await hands.press(dialog(page).getByRole('button', { name: 'Create' }));
    await hands.press(button(page, 'Add the first prefix'));
    await hands.fill(dialog(page).getByLabel('Name', { exact: true }), 'All');
    await hands.fill(dialog(page).getByLabel('IPv6 prefix'), '2001:db8::/32');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('treegrid', { name: 'Plan' })).toBeVisible();

    await allocate(page, hands, {
      under: 'All',
      purpose: 'By its length',
      length: '36',
      count: '3',
      name: 'Region {n}',
    });
    await nodes('4');
    for (const region of [1, 2, 3])
      await allocate(page, hands, {
        under: `Region ${region}`,
        purpose: 'Site',
        length: '48',
        count: '4',
        name: `Site ${region}-{n}`,
        growth: '46',
      });
    await nodes('16');
    for (const [region, count] of [
      [1, '334'],
      [2, '333'],
      [3, '333'],
    ] as const)
      await allocate(page, hands, {
        under: `Region ${region}`,
        purpose: 'Customer',
        length: '56',
        count,
        name: `Customer ${region}-{n:3}`,
      });
    await nodes('1,016');

    await hands.row(page, 'Site 2-3');
    const prefixOf = async (name: string) => {
      const cell = treeRow(page, name).getByText(/^2001:db8:/);
      return (await cell.first().textContent()) ?? '';
    };
    const site = await prefixOf('Site 2-3');
    expect(site).toMatch(/\/48$/);
    await hands.task(page, 'Node', 'Resize…');
    await hands.fill(dialog(page).getByLabel('New length'), '46');
    await hands.press(dialog(page).getByRole('button', { name: 'Resize' }));
    await expect(dialog(page)).toBeHidden();
    await expect.poll(() => prefixOf('Site 2-3')).toBe(site.replace('/48', '/46'));
    await hands.press(page.getByRole('button', { name: /^Undo: Resize/ }));
    await expect.poll(() => prefixOf('Site 2-3')).toBe(site);

    await hands.row(page, 'All');
    await hands.task(page, 'Node', 'Renumber…');
    await hands.fill(dialog(page).getByLabel('New prefix'), '3fff:100::/32');
    await hands.press(dialog(page).getByRole('button', { name: 'Renumber' }));
    await expect(dialog(page)).toBeHidden();
    await expect(page.getByText('3fff:100::/32', { exact: true }).first()).toBeVisible();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();

    const text = await exportPlan(page, hands);
    const plan = parsePlan(text);
    const roles = new Map<string, number>();
    for (const { node } of allEntries(plan)) roles.set(node.role, (roles.get(node.role) ?? 0) + 1);
    expect(Object.fromEntries(roles)).toEqual({ container: 4, site: 12, customer: 1000 });
    expect([...allEntries(plan)].filter(({ node }) => !node.ipv6?.startsWith('3fff:1'))).toEqual([]);
    const wrong = checkPlan(plan).filter(({ rule }) => rule === 'overlap' || rule === 'outside-parent');
    expect(wrong).toEqual([]);

    await hands.press(page.getByRole('link', { name: 'Plans', exact: true }));
    await hands.press(button(page, 'Import').first());
    const chooser = page.waitForEvent('filechooser');
    await hands.press(button(page, 'Choose a file…'));
    await (
      await chooser
    ).setFiles({
      name: 'provider.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
    await expect(page.getByText('1,016 nodes can be read.')).toBeVisible();
    await hands.press(button(page, 'Import as a new plan'));
    await nodes('1,016');
    expect(await exportPlan(page, hands)).toBe(text);
  });
}
