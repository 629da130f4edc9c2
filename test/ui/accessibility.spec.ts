import { expect, rows, test } from './fixture.ts';
import { faultsOf } from '../support/axe.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on any page, ${colorScheme}`, async ({ serve, open, context }) => {
    test.slow();
    const served = await serve({ hosts: 40, devices: 40, batch: 20 });
    const page = await open(served);
    await page.emulateMedia({ colorScheme });
    const found: Record<string, string[]> = {};
    found['discover, idle'] = await faultsOf(page);
    await page.getByRole('button', { name: 'Discover hosts' }).click();
    await expect(page.getByText('40 hosts with')).toBeVisible();
    await page.getByRole('button', { name: /^Sources/ }).click();
    await rows(page, 'Hosts')
      .nth(2)
      .click({ position: { x: 60, y: 8 } });
    found['discover, done'] = await faultsOf(page);
    await page
      .getByRole('button', { name: /^Actions for fe80::1%/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    found['menu of an address'] = await faultsOf(page);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Devices', exact: true }).click();
    await page.getByRole('button', { name: 'Scan history' }).click();
    await page.getByRole('checkbox', { name: /^Select nas\./ }).click();
    found['devices'] = await faultsOf(page);
    await page.getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    found['dialog'] = await faultsOf(page);
    await page.keyboard.press('Escape');
    await page.goto(`${served.origin}/#/devices/3`);
    await expect(page.getByLabel('Notes')).toBeVisible();
    found['device'] = await faultsOf(page);
    await page.goto(`${served.origin}/#/settings`);
    await expect(page.getByRole('heading', { name: 'About' })).toBeVisible();
    found['settings'] = await faultsOf(page);
    await page.keyboard.press('Control+K');
    await page.keyboard.type('nas');
    await expect(page.getByRole('option').first()).toBeVisible();
    found['box on top'] = await faultsOf(page);
    await context.clearCookies();
    await page.reload();
    await expect(
      page.getByRole('heading', { name: 'Open the address that Linkscope printed' }),
    ).toBeVisible();
    found['no session'] = await faultsOf(page);
    expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([]);
  });
}

test('the first Tab leads past the frame, and focus is seen everywhere', async ({ serve, open }) => {
  const page = await open(await serve());
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  const unseen: string[] = [];
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return null;
      const shown = [element, element.parentElement].some((each) => {
        if (each === null) return false;
        const style = getComputedStyle(each);
        return (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none';
      });
      return shown ? null : (element.getAttribute('aria-label') ?? element.textContent);
    });
    if (name !== null) unseen.push(name);
  }
  expect(unseen).toEqual([]);
});
