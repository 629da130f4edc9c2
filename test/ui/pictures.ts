// Takes pictures of every page, light and dark, in two sizes, and runs axe on each. For eyes, not for CI:
//   npx vite build --config test/ui/vite.config.ts && node test/ui/pictures.ts <directory>
import { chromium, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { serveFake } from './serve-fake.ts';
import { faultsOf } from '../support/axe.ts';
import { chromiumOptions } from '../support/chromium.ts';

const directory = process.argv[2] ?? 'test-results/pictures';
const only = process.argv[3];
mkdirSync(directory, { recursive: true });

const browser = await chromium.launch(chromiumOptions);

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
];
let problems = 0;

for (const hosts of [0, 6, 500]) {
  for (const size of sizes) {
    for (const scheme of ['light', 'dark'] as const) {
      const label = `${hosts}-${size.width}-${scheme}`;
      if (only !== undefined && !label.includes(only)) continue;
      const server = await serveFake({ hosts, devices: hosts, batch: 25, everyMs: 60, end: 'done' });
      const context = await browser.newContext({ viewport: size, colorScheme: scheme });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error' || message.text().includes('Content Security'))
          console.log(label, message.text());
      });
      page.on('pageerror', (error) => console.log(label, 'page error', error.message));
      await page.goto(server.createLink());
      await walk(page, label, hosts);
      await context.close();
      await server.close();
    }
  }
}
await browser.close();
console.log(`axe: ${problems} problems`);

async function look(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(250);
  await page.screenshot({ path: `${directory}/${name}.png` });
  for (const fault of await faultsOf(page)) {
    problems += 1;
    console.log(`axe ${name}: ${fault}`);
  }
}

async function walk(page: Page, label: string, hosts: number): Promise<void> {
  await page.getByRole('button', { name: 'Discover hosts' }).waitFor();
  await page.waitForTimeout(400);
  await look(page, `discover-idle-${label}`);
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  if (hosts === 500) {
    await page.waitForTimeout(700);
    await look(page, `discover-running-${label}`);
  }
  await page.getByRole('button', { name: 'Discover hosts' }).waitFor({ timeout: 30_000 });
  await look(page, `discover-done-${label}`);
  if (hosts > 0) {
    await page.getByRole('button', { name: /^Sources/ }).click();
    await look(page, `discover-sources-${label}`);
    await page.getByRole('button', { name: /^Sources/ }).click();
    await page
      .getByRole('grid', { name: 'Hosts' })
      .getByRole('row')
      .nth(3)
      .click({ position: { x: 60, y: 8 } });
    await look(page, `discover-details-${label}`);
    await page
      .getByRole('button', { name: /^Actions for fe80/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await look(page, `address-menu-${label}`);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Devices' }).waitFor();
  await look(page, `devices-${label}`);
  if (hosts > 0) {
    await page.getByRole('button', { name: 'Scan history' }).click();
    await page.getByRole('button', { name: /498 hosts/ }).click();
    await page
      .getByRole('checkbox', { name: /^Select / })
      .nth(2)
      .click();
    await look(page, `devices-history-${label}`);
    await page.goto(`${page.url().split('#')[0]}#/devices/1`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look(page, `device-${label}`);
  }
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('heading', { name: 'About' }).waitFor();
  await look(page, `settings-${label}`);
  await page.keyboard.press('Control+k');
  await page.keyboard.type(hosts === 6 ? 'fe80::1%eth0' : 'nas');
  await page.waitForTimeout(300);
  await look(page, `search-${label}`);
}
