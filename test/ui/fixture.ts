import { test as base, expect, type Page } from '@playwright/test';
import { serveFake, type FakeOptions } from './serve-fake.ts';

type Served = Awaited<ReturnType<typeof serveFake>>;

interface Fixtures {
  /** Serves a made-up network; closed after the test. */
  serve(options?: Partial<FakeOptions>): Promise<Served>;
  /** Opens a page with a new link and waits until it can be used. Policy violations and script errors fail the test. */
  open(served: Served): Promise<Page>;
}

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  serve: async ({}, use) => {
    const all: Served[] = [];
    await use(async (options = {}) => {
      const served = await serveFake({
        hosts: 6,
        devices: 6,
        batch: 3,
        everyMs: 60,
        end: 'done',
        ...options,
      });
      all.push(served);
      return served;
    });
    await Promise.all(all.map((served) => served.close()));
  },
  open: async ({ context }, use) => {
    const faults: string[] = [];
    await use(async (served) => {
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) faults.push(message.text());
      });
      await page.goto(served.createLink());
      await page
        .getByRole('button', { name: 'Discover hosts' })
        .or(page.getByRole('button', { name: 'Cancel' }))
        .waitFor();
      return page;
    });
    expect(faults).toEqual([]);
  },
});

export { expect } from '@playwright/test';

export const hosts = (page: Page) => page.getByRole('grid', { name: 'Hosts' });
export const devices = (page: Page) => page.getByRole('grid', { name: 'Devices' });
/** The rows of a table without its header. */
export const rows = (page: Page, table: 'Hosts' | 'Devices') =>
  page.getByRole('grid', { name: table }).locator('[role="row"][data-index]');
