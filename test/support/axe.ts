import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Waits until the colours of a page are as they are to stay: in the middle of a transition they lack contrast. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (;;) {
      const passing = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        .filter(({ playState }) => playState === 'running');
      if (passing.length === 0) return;
      await Promise.allSettled(passing.map((animation) => animation.finished));
    }
  });
}

/**
 * Everything that axe finds wrong with a page as it stands, once nothing on it moves any more.
 * @returns a line for each rule that is broken, with the places and what is wrong there; empty where none is
 */
export async function faultsOf(page: Page): Promise<string[]> {
  await settled(page);
  // Menus and dialogs lie beside the landmarks, as the patterns of ARIA have them; only `region` holds that for a fault.
  // What is right need not be described, and a page without frames needs no second page to gather what was found.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).disableRules('region');
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => {
    const places = nodes.map(
      ({ target, html, failureSummary }) =>
        `${target.join(' ')} ${html.slice(0, 120)} ${failureSummary?.replaceAll(/\s+/g, ' ')}`,
    );
    return `${id}: ${places.join(' | ')}`;
  });
}
