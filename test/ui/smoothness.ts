// Counts long tasks and slow frames in Chromium while a thousand rows arrive, 50 every 50 ms:
//   npx vite build --config test/ui/vite.config.ts && node test/ui/smoothness.ts
import { chromium } from '@playwright/test';
import { serveFake } from './serve-fake.ts';
import { chromiumOptions } from '../support/chromium.ts';

const browser = await chromium.launch(chromiumOptions);

/** Sort columns to try: none (as found) and those that move every row as more arrive; and sizes of a batch. */
const cases = [
  { sort: null, batch: 20 },
  { sort: null, batch: 100 },
  { sort: null, batch: 1000 },
  { sort: 'Name', batch: 20 },
  { sort: 'Global and ULA', batch: 100 },
];
for (const { sort, batch } of cases) {
  const server = await serveFake({ hosts: 1000, devices: 0, batch, everyMs: 50, end: 'done' });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(server.createLink());
  const start = page.getByRole('button', { name: 'Discover hosts' });
  await start.waitFor();
  if (sort !== null) await page.getByRole('columnheader', { name: sort }).getByRole('button').click();
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    const seen = { long: [] as number[], frames: [] as number[], firstRowMs: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.long.push(Math.round(entry.duration));
    }).observe({ type: 'longtask' });
    let clicked = 0;
    document.addEventListener('click', () => (clicked = performance.now()), { capture: true, once: true });
    new MutationObserver((_changes, observer) => {
      if (clicked === 0 || document.querySelector('[role="row"][data-index]') === null) return;
      observer.disconnect();
      seen.firstRowMs = performance.now() - clicked;
    }).observe(document.body, { childList: true, subtree: true });
    let last = performance.now();
    const frame = (now: number): void => {
      seen.frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  const began = performance.now();
  await start.click();
  await start.waitFor({ state: 'hidden' });
  await start.waitFor({ timeout: 60_000 });
  const total = performance.now() - began;
  const seen = await page.evaluate(
    () => Reflect.get(window, 'seen') as { long: number[]; frames: number[]; firstRowMs: number },
  );
  const sorted = seen.frames.toSorted((left, right) => left - right);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  console.log(
    `${batch} rows every 50 ms, sorted by ${sort ?? 'nothing'}: first row ${seen.firstRowMs.toFixed(0)} ms after the click, end ${total.toFixed(0)} ms, ` +
      `long tasks ${seen.long.length} (${seen.long.join(', ')} ms), ` +
      `frames ${sorted.length}, median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(0.9999)} ms`,
  );
  await page.close();
  await server.close();
}
await browser.close();
