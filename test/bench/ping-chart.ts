import { chromium } from '@playwright/test';
import buildPage from '../ui/build-page.ts';
import { serveFake } from '../ui/serve-fake.ts';
import { chromiumOptions } from '../support/chromium.ts';
import { printTable } from './table.ts';

// The chart of a ping to 100 targets, five requests a second each, over a made-up network: frames and long tasks.
//   node test/bench/ping-chart.ts
// Beside it the page at rest, which says what this machine can do at all.

const targets = Array.from({ length: 100 }, (_, index) => `192.0.2.${index + 1}`);
const seconds = 15;

interface Seen {
  readonly long: number[];
  readonly frames: number[];
}

await buildPage();
const server = await serveFake({
  hosts: 0,
  devices: 0,
  batch: 1,
  everyMs: 50,
  end: 'done',
  pingHistoryMs: 300_000,
});
const browser = await chromium.launch(chromiumOptions);
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(server.createLink());
await page.getByRole('link', { name: 'Probe', exact: true }).click();

/** Watches the frames and the tasks of over 50 ms of the page for a while. */
async function watch(): Promise<Seen> {
  return await page.evaluate(async (ms) => {
    const seen: Seen = { long: [], frames: [] };
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.long.push(Math.round(entry.duration));
    });
    observer.observe({ type: 'longtask' });
    const end = performance.now() + ms;
    let last = performance.now();
    await new Promise<void>((resolve) => {
      const frame = (now: number): void => {
        seen.frames.push(now - last);
        last = now;
        if (now < end) requestAnimationFrame(frame);
        else resolve();
      };
      requestAnimationFrame(frame);
    });
    observer.disconnect();
    return seen;
  }, seconds * 1_000);
}

function row(name: string, { long, frames }: Seen): string[] {
  const sorted = frames.toSorted((one, other) => one - other);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  const slow = frames.filter((each) => each > 34).length;
  const perSecond = (1_000 * frames.length) / frames.reduce((sum, each) => sum + each, 0);
  return [
    name,
    perSecond.toFixed(1),
    at(0.5),
    at(0.95),
    at(0.999),
    String(slow),
    `${long.length} (${long.join(', ')})`,
  ];
}

const rest = await watch();
await page.getByRole('combobox', { name: 'Targets' }).fill(targets.join(' '));
await page.keyboard.press('Escape');
await page.getByRole('button', { name: 'Options' }).click();
await page.getByLabel('Interval, ms').fill('200');
await page.getByRole('button', { name: 'Start' }).click();
await page.getByRole('grid', { name: 'Targets' }).waitFor();
await page.waitForTimeout(3_000);
const minute = await watch();
await page.getByRole('button', { name: '10 min', exact: true }).click();
await page.waitForTimeout(3_000);
const longer = await watch();
printTable(
  'The chart of pings',
  ['page', 'frames a second', 'median ms', '95 % ms', '99.9 % ms', 'over 34 ms', 'long tasks (ms)'],
  [row('at rest', rest), row('100 targets, 1 min', minute), row('100 targets, 10 min', longer)],
);
await browser.close();
await server.close();
if (minute.long.length > 0 || longer.long.length > 0) process.exitCode = 1;
