import type { Locator, Page } from '@playwright/test';
import { expect } from './fixture.ts';

/** The ways in which a person uses a page: with the pointer, or with the keyboard alone. */
export interface Hands {
  readonly name: string;
  press(what: Locator): Promise<void>;
  fill(field: Locator, text: string): Promise<void>;
  /** Takes one of a list by its words. */
  choose(list: Locator, words: string): Promise<void>;
  /** Takes one of a group of radio buttons. */
  pick(radio: Locator): Promise<void>;
  task(page: Page, menu: 'Node' | 'Plan', task: string): Promise<void>;
  /** Goes to the node with this name in the tree. */
  row(page: Page, name: string): Promise<void>;
}

const tree = (page: Page) => page.getByRole('treegrid', { name: 'Plan' });

/** The row of the node with exactly this name. */
export function treeRow(page: Page, name: string): Locator {
  return tree(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name, exact: true }) })
    .first();
}

export const pointer: Hands = {
  name: 'the pointer',
  press: (what) => what.click(),
  fill: (field, text) => field.fill(text),
  choose: async (list, words) => {
    await list.selectOption({ label: words });
  },
  pick: (radio) => radio.check(),
  async task(page, menu, task) {
    await page.getByRole('button', { name: menu, exact: true }).click();
    await page.getByRole('menuitem', { name: task }).click();
  },
  async row(page, name) {
    await page.getByRole('searchbox').fill(name);
    await treeRow(page, name).click();
    await page.getByRole('searchbox').fill('');
    await expect(treeRow(page, name)).toBeInViewport();
  },
};

const isFocused = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => element === document.activeElement);

/** Presses a key until something has the focus, as a person does who looks for it. */
async function pressUntil(key: string, what: Locator, most = 80): Promise<void> {
  const page = what.page();
  for (let presses = 0; presses < most; presses += 1) {
    if (await isFocused(what)) return;
    await page.keyboard.press(key);
  }
  await expect(what).toBeFocused();
}

/** Tab, or Shift+Tab where it stands before what has the focus. */
async function wayTo(what: Locator): Promise<'Tab' | 'Shift+Tab'> {
  const isBefore = await what.evaluate(
    (element) =>
      document.activeElement !== null &&
      (document.activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0,
  );
  return isBefore ? 'Shift+Tab' : 'Tab';
}

export const keyboard: Hands = {
  name: 'the keyboard alone',
  async press(what) {
    await pressUntil(await wayTo(what), what);
    await what.page().keyboard.press('Enter');
  },
  async fill(field, text) {
    await pressUntil('Tab', field);
    await field.page().keyboard.press('Control+a');
    await field.page().keyboard.insertText(text);
  },
  async choose(list, words) {
    await pressUntil('Tab', list);
    // A list of the system takes the letters that a value begins with.
    await list.page().keyboard.type(words);
    await expect(list.locator('option:checked')).toHaveText(words);
  },
  async pick(radio) {
    // Tab leads into the group, the arrows to one of it.
    const group = radio.locator('xpath=ancestor::*[@role="radiogroup"]');
    await pressUntil('Tab', group.locator('input:checked'));
    await pressUntil('ArrowDown', radio);
    await expect(radio).toBeChecked();
  },
  async task(page, menu, task) {
    await this.press(page.getByRole('button', { name: menu, exact: true }));
    await pressUntil('ArrowDown', page.getByRole('menuitem', { name: task }));
    await page.keyboard.press('Enter');
  },
  async row(page, name) {
    await page.keyboard.press('Control+f');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(name);
    await expect(page.getByText(/^\d+ match/).or(page.getByText(/^\d+ of \d+$/))).toBeVisible();
    const row = treeRow(page, name);
    await row.waitFor();
    await page.keyboard.press('ArrowDown');
    await pressUntil('ArrowDown', row);
    await page.keyboard.press('Escape');
    await expect(row).toBeFocused();
  },
};
