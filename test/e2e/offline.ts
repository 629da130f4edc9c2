import type { Page } from '@playwright/test';
import { createLab, type Lab } from '../lab/lab.ts';
import { expect, test as base } from './fixture.ts';

interface OfflineFixtures {
  /** Every request of every page that was for anything but the program itself, and was refused. */
  foreign: string[];
}

/** The program and the browser in a namespace with no interface but loopback: whatever works here needs no network. */
export const test = base.extend<OfflineFixtures, { lab: Lab }>({
  lab: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const lab = await createLab({ links: [] });
      await use(lab);
      await lab.dispose();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  foreign: [
    async ({ context }, use) => {
      const foreign: string[] = [];
      await context.route(
        ({ hostname }) => hostname !== '127.0.0.1',
        (route) => {
          foreign.push(route.request().url());
          return route.abort();
        },
      );
      await use(foreign);
      expect(foreign).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect, noLab } from './fixture.ts';

/** Opens a page of the rail by its name. */
export async function goTo(page: Page, name: 'Calculate' | 'Plan'): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click();
}
