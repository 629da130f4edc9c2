/**
 * `npm run bench:calculate`: how long it is from a key press to the frame that shows another row of a split into 2^64
 * parts, in the page that is served, in Chromium. Needs the program built (npm run build). Ends with status 1 where a
 * goal is missed.
 */
import { chromium, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumOptions } from '../support/chromium.ts';
import { startProgram } from './served-program.ts';
import { median, milliseconds, printTable } from './table.ts';

/** One frame at 60 a second. */
const frameMs = 1000 / 60;
const rounds = Number(process.argv[2] ?? 15);

/** What happened after one press of a key. */
interface Shown {
  /** How long the page was busy with the key, until the new row was in the page and laid out. */
  readonly workMs: number;
  /** How many frames passed from the one in which the key came to the one that has the row. */
  readonly frames: number;
}

/** Presses a key in the table, and sees when the row that is active has changed. */
async function press(page: Page, key: string): Promise<Shown> {
  await page.evaluate(() => {
    const seen = { workMs: -1, frames: -1 };
    Object.assign(window, { seen });
    const grid = document.querySelector<HTMLElement>('[role="grid"]');
    const active = (): string | undefined =>
      grid?.querySelector<HTMLElement>('[aria-selected="true"]')?.dataset['row'];
    const before = active();
    document.addEventListener(
      'keydown',
      () => {
        const begun = performance.now();
        let frames = 0;
        const look = (): void => {
          frames += 1;
          if (active() === before) requestAnimationFrame(look);
          else seen.frames = frames;
        };
        requestAnimationFrame(look);
        new MutationObserver((_changes, observer) => {
          if (active() === before) return;
          observer.disconnect();
          grid?.getBoundingClientRect();
          seen.workMs = performance.now() - begun;
        }).observe(document.body, { attributes: true, childList: true, subtree: true, characterData: true });
      },
      { capture: true, once: true },
    );
  });
  await page.keyboard.press(key);
  await page.waitForTimeout(250);
  return await page.evaluate(() => Reflect.get(window, 'seen') as Shown);
}

const folder = mkdtempSync(join(tmpdir(), 'bench-calculate-'));
const program = await startProgram(folder);
const browser = await chromium.launch(chromiumOptions);
let missed = 0;
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(program.link);
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  await page.goto(`${new URL(program.link).origin}/#/calculate?tool=split&prefix=2001:db8::/64&length=128`);
  const grid = page.getByRole('grid');
  await grid.waitFor();
  await page.waitForTimeout(500);
  await grid.focus();
  // Each key is pressed where it has somewhere to go.
  const keys: readonly (readonly [key: string, from: string])[] = [
    ['End', 'Home'],
    ['Home', 'End'],
    ['ArrowDown', ''],
    ['PageDown', ''],
    ['PageUp', ''],
  ];
  const rows: string[][] = [];
  for (const [key, from] of keys) {
    const all: Shown[] = [];
    for (let round = 0; round < rounds; round++) {
      if (from !== '') {
        await page.keyboard.press(from);
        await page.waitForTimeout(150);
      }
      all.push(await press(page, key));
    }
    const work = median(all.map(({ workMs }) => workMs)) ?? Infinity;
    const longest = Math.max(...all.map(({ workMs }) => workMs));
    const frames = median(all.map((each) => each.frames)) ?? Infinity;
    const met = work >= 0 && work <= frameMs && frames === 1;
    if (!met) missed += 1;
    rows.push([key, milliseconds(work), milliseconds(longest), String(frames), met ? 'met' : 'MISSED']);
  }
  printTable(
    '2001:db8::/64 into its 2^64 /128s: from the key to the row, within one frame (16.7 ms)',
    ['key', 'work, median', 'longest', 'frames', ''],
    rows,
  );
} finally {
  await browser.close();
  program.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = missed === 0 ? 0 : 1;
