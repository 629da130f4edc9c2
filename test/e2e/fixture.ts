import { expect, test as base, type Browser, type Page } from '@playwright/test';
import { join } from 'node:path';
import { whyNoLab } from '../lab/ground.ts';
import { createLab, type Lab } from '../lab/lab.ts';
import { launchBrowser } from './lab-browser.ts';
import { startServed, type Served } from './served.ts';

/** Why these tests cannot run here; each file skips itself by it, as a lab is built only for tests that run. */
export const noLab = whyNoLab();

interface TestFixtures {
  /** Starts the program on a data directory: a new one, or the one named, which tests name to start it again. */
  serve(name?: string, env?: Readonly<Record<string, string>>): Promise<Served>;
  /** Opens the page with the one-time link. Script errors and violations of the policy fail the test. */
  open(served: Served): Promise<Page>;
}

interface WorkerFixtures {
  lab: Lab;
}

let directories = 0;

export const test = base.extend<TestFixtures, WorkerFixtures & { browser: Browser }>({
  lab: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const lab = await createLab({
        links: [
          { interface: 'eth0', hosts: 24, silent: 4, services: ['mdns', 'ssdp', 'ws-discovery'] },
          { interface: 'eth1', hosts: 4 },
        ],
        nameServer: true,
      });
      await use(lab);
      await lab.dispose();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  browser: [
    async ({ lab }, use) => {
      const browser = await launchBrowser(lab);
      await use(browser);
      await browser.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  serve: async ({ lab }, use) => {
    const all: Served[] = [];
    await use(async (name, env) => {
      directories += 1;
      const served = await startServed(lab, join(lab.userDirectory, name ?? `served-${directories}`), env);
      all.push(served);
      return served;
    });
    for (const served of all) await served.stop();
  },
  open: async ({ context }, use) => {
    const faults: string[] = [];
    await use(async (served) => {
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) faults.push(message.text());
      });
      await page.goto(served.link);
      await page.getByRole('navigation', { name: 'Pages' }).waitFor();
      return page;
    });
    expect(faults).toEqual([]);
  },
});

export { expect } from '@playwright/test';

/** The rows of a table without its header; a long table has only those near the ones in view. */
export function rows(page: Page, table: 'Hosts' | 'Devices') {
  return page.getByRole('grid', { name: table }).locator('[role="row"][data-index]');
}

/** What the page says when a run has ended: `29 hosts with 140 addresses`. */
export function runEnd(page: Page) {
  return page.getByText(/\d+ hosts with \d+ addresses/);
}

/** Presses the button, and waits for the end of the run. */
export async function discover(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(runEnd(page)).toBeVisible({ timeout: 45_000 });
}
