import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { faultsOf } from '../support/axe.ts';

const box = (page: Page) => page.getByRole('textbox', { name: /^Address, prefix, range/ });
const grid = (page: Page) => page.getByRole('grid');
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Calculators' }).getByRole('link', { name });

async function openCalculate(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Calculate', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Calculate' })).toBeVisible();
}

test('says what each kind of thing is, and what follows', async ({ serve, open }) => {
  const page = await open(await serve());
  await openCalculate(page);
  const rows: [text: string, title: string, fact: string][] = [
    ['fe80::211:22ff:fe33:4455%eth0', 'an IPv6 address', 'Vendor: Example Works, copy'],
    [
      '2001:db8::1/64',
      'an IPv6 address in 2001:db8::/64',
      'Host bits: set: 2001:db8::1 is an address in 2001:db8::/64, copy',
    ],
    ['192.0.2.5-192.0.2.77', 'an IPv4 range', 'Smallest prefix around it: 192.0.2.0/25, copy'],
    ['0011.2233.4455', 'a MAC address', 'Link-local address: fe80::211:22ff:fe33:4455, copy'],
    ['00:03:00:01:02:00:5e:10:00:01', 'a DHCP unique identifier', 'MAC: 02:00:5e:10:00:01, copy'],
    ['3221225985', 'a number', 'IPv4: 192.0.2.1, copy'],
    ['8.b.d.0.1.0.0.2.ip6.arpa', 'the name in reverse DNS of 2001:db8::/32', 'Prefix: 2001:db8::/32, copy'],
    ['vni 1000', 'a VXLAN network identifier', 'Group in ff05::/16: ff05::3e8, copy'],
    ['mtu 1500', 'in octets', 'PPPoE: 1492 (1500 - 8), copy'],
  ];
  for (const [text, title, fact] of rows) {
    await box(page).fill(text);
    await expect(page.getByRole('status').filter({ hasText: title })).toBeVisible();
    await expect(page.getByRole('button', { name: fact }).first()).toBeVisible();
  }
  await box(page).fill('00:11:22:33:44:55');
  await page.getByLabel('Under prefix').fill('2001:db8:1::/64');
  await page.getByRole('button', { name: /^Under 2001:db8:1::\/64: / }).click();
  await expect(page.getByText('Copied 2001:db8:1:0:211:22ff:fe33:4455')).toBeVisible();
});

test('marks where a text is wrong, and why', async ({ serve, open }) => {
  const page = await open(await serve());
  await openCalculate(page);
  await box(page).fill('2001:db8::12345');
  await expect(page.getByRole('alert')).toContainText('A group has more than four digits, at character 11');
  await expect(page.locator('mark')).toHaveText('1');
  await expect(box(page)).toHaveAttribute('aria-invalid', 'true');
});

test('the box on top leads to it, and opens the link to an answer', async ({ serve, open }) => {
  const page = await open(await serve());
  await page.keyboard.press('Control+K');
  await page.keyboard.type('2001:db8::/45');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '/48s: 8 (2^3), copy' })).toBeVisible();
  const link = page.url();
  await tab(page, 'Split').click();
  await expect(box(page)).toBeHidden();
  await page.getByRole('combobox', { name: 'Search' }).fill(link);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '/48s: 8 (2^3), copy' })).toBeVisible();
});

test('every row of ::/0 in /128s is reached, from the keyboard alone', async ({ serve, open, context }) => {
  const served = await serve();
  const page = await open(served);
  await openCalculate(page);
  await tab(page, 'Split').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Prefix', { exact: true })).toBeFocused();
  await page.keyboard.type('::/0');
  await page.keyboard.press('Tab');
  await page.keyboard.type('/128');
  await expect(grid(page)).toBeVisible();
  await grid(page).focus();
  const active = grid(page).locator('[aria-selected="true"]');
  const last = '340,282,366,920,938,463,463,374,607,431,768,211,455';
  await page.keyboard.press('End');
  await expect(active).toContainText(last);
  await expect(active).toBeInViewport();
  await expect(active).toContainText('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128');
  await page.keyboard.press('ArrowUp');
  await expect(active).toContainText('ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/128');
  await page.keyboard.press('PageUp');
  await expect(active).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(active).toContainText('::/128');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Copied ::1/128')).toBeVisible();
  await page.getByLabel('Go to number, percent or address').focus();
  await page.keyboard.type('2001:db8::1');
  await page.keyboard.press('Enter');
  await expect(active).toContainText('2001:db8::1/128');
  await expect(active).toBeInViewport();
  // The wheel goes on from there row by row, though the scroll bar hardly moves.
  await grid(page).hover();
  await page.mouse.wheel(0, 260);
  await expect(grid(page).locator('[data-row]').filter({ hasText: '2001:db8::c/128' })).toBeVisible();
  // The link opens the same answer at the same row.
  await expect(page).toHaveURL(/row=%2242540766411282592856903984951653826561/);
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(grid(second).locator('[aria-selected="true"]')).toContainText('2001:db8::1/128');
  await expect(grid(second).locator('[aria-selected="true"]')).toBeInViewport();
});

test('a range of rows is saved, within a limit that is said', async ({ serve, open }) => {
  const page = await open(await serve());
  await openCalculate(page);
  await tab(page, 'Split').click();
  await page.getByRole('button', { name: '2001:db8::/32 /64' }).click();
  await page.getByLabel('Export from number').fill('65535');
  await page.getByLabel('Rows', { exact: true }).fill('2');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save CSV' }).click();
  const text = (await (await (await download).createReadStream()).toArray()).join('');
  expect(text.trimEnd().split('\r\n')).toEqual([
    'number,prefix,first,last',
    '65535,2001:db8:0:ffff::/64,2001:db8:0:ffff::,2001:db8:0:ffff:ffff:ffff:ffff:ffff',
    '65536,2001:db8:1::/64,2001:db8:1::,2001:db8:1:0:ffff:ffff:ffff:ffff',
  ]);
  await page.getByLabel('Rows', { exact: true }).fill('1048577');
  await expect(page.getByRole('button', { name: 'Save text' })).toBeDisabled();
  await expect(page.getByText('1,048,576 saved as text')).toBeVisible();
});

test('lists are summed, and each line that is wrong is named', async ({ serve, open }) => {
  const page = await open(await serve());
  await openCalculate(page);
  await tab(page, 'Prefix sets').click();
  const list = page.getByLabel('Prefixes, ranges or addresses, one a line');
  await list.fill('10.0.0.0/25\n10.0.0.1/8\n10.0.0.128-10.0.0.255');
  await expect(page.getByRole('alert')).toContainText(
    'it has host bits set; the prefix that holds it is 10.0.0.0/8',
  );
  await page.getByRole('button', { name: 'line 2, column 1' }).click();
  await expect(list).toBeFocused();
  await page.keyboard.type('10.0.1.0/24');
  await expect(page.getByText('3 items in 1 prefix with 512 (2^9) addresses')).toBeVisible();
  await page.getByRole('button', { name: 'VLSM' }).click();
  await page.getByLabel('Out of prefix').fill('192.0.2.0/24');
  await page.getByLabel('Hosts of each network').fill('100\n50');
  await expect(grid(page)).toContainText('192.0.2.128/26');
});

test('a hundred thousand lines are summed beside the page', async ({ serve, open }) => {
  test.slow();
  const page = await open(await serve());
  await openCalculate(page);
  await tab(page, 'Prefix sets').click();
  const lines = Array.from(
    { length: 100_000 },
    (_, index) => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`,
  );
  // As one change: typed by the browser's own command, a text of this length takes a minute before the page hears of it.
  await page.getByLabel('Prefixes, ranges or addresses, one a line').evaluate((area, text) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(area, text);
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, lines.join('\n'));
  await expect(page.getByText('100,000 items in 6 prefixes with 100,000 addresses')).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeDisabled();
});

test('makes addresses and sites, tells scan times and VXLANs', async ({ serve, open }) => {
  const page = await open(await serve());
  await openCalculate(page);
  await tab(page, 'Generate').click();
  await page.getByLabel('Prefix', { exact: true }).fill('2001:db8::/64');
  await page.getByLabel('How many').fill('2,000');
  await page.getByLabel('How many').press('Enter');
  await expect(page.getByText('2,000 made')).toBeVisible();
  await page.getByRole('button', { name: 'Stable identifier' }).click();
  await page.getByLabel('Interface').fill('eth0');
  await page.getByRole('button', { name: 'Draw a secret' }).click();
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /^2001:db8::/ })).toBeVisible();
  const secret = await page.getByLabel(/^Secret/).inputValue();
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  await expect(page).toHaveURL(/interface=eth0/);
  expect(page.url()).not.toContain(secret);
  await tab(page, 'Scan time').click();
  await page.getByLabel(/^Prefix, range or number/).fill('2001:db8::/64');
  await expect(page.getByRole('button', { name: /: 367,719 years, copy$/ })).toBeVisible();
  await page.getByLabel(/^Prefix, range or number/).fill('2001:db8::/119');
  await expect(page.getByRole('button', { name: /: 8 minutes, 32 seconds, copy$/ })).toBeVisible();
  await tab(page, 'VXLAN and MTU').click();
  await page.getByLabel('VNI or group').fill('239.0.3.232');
  await expect(page.getByRole('status').filter({ hasText: 'VNI 1000' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in any calculator, ${colorScheme}`, async ({ serve, open }) => {
    test.slow();
    const served = await serve();
    const page = await open(served);
    await page.emulateMedia({ colorScheme });
    const views = [
      '',
      '?text=fe80::211:22ff:fe33:4455%25eth0',
      '?text=2001:db8::12345',
      '?tool=split&prefix=2001:db8::/32&length=64',
      '?tool=sets&list=10.0.0.0/25%0A10.0.0.1/8',
      '?tool=sets&list=10.0.0.0/25',
      '?tool=generate&make=eui64&prefix=2001:db8::/64&mac=00:11:22:33:44:55',
      '?tool=scan&text=2001:db8::/64',
      '?tool=vxlan&text=1000&mtu=1500',
    ];
    const found: Record<string, string[]> = {};
    for (const view of views) {
      await page.goto(`${served.origin}/#/calculate${view}`);
      await expect(page.getByRole('heading', { level: 1, name: 'Calculate' })).toBeVisible();
      if (view !== '') await expect(page.locator('h2, mark').first()).toBeVisible();
      found[view] = await faultsOf(page);
    }
    expect(found).toEqual(Object.fromEntries(views.map((view) => [view, []])));
  });
}
