import type { Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '../e2e/lab-browser.ts';
import { startServed } from '../e2e/served.ts';
import { whyNoLab } from '../lab/ground.ts';
import { createLab, type Lab } from '../lab/lab.ts';
import { watchUsage } from '../lab/scan.ts';
import { median, milliseconds, printTable } from './table.ts';

// The served page in Chromium while the hosts of a lab arrive by a real discovery, beside the same page at rest:
//   npm run bench:ui              1,000 hosts
//   npm run bench:ui -- 250       fewer
// The browser runs on the same processors as the program and all hosts of the lab, which a person's does not: what is
// missed here may be the machine's doing, and the frames at rest say what the machine can do at all.

const rounds = 3;

interface Seen {
  /** Tasks of over 50 ms, in milliseconds. */
  readonly longTasks: readonly number[];
  /** Milliseconds from one frame to the next. */
  readonly frames: readonly number[];
  /** From the click to the frame after the first row stood in the page. */
  readonly firstRowMs: number | null;
}

/** Starts to watch: frames and long tasks, and the first row after a click. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { longTasks: [] as number[], frames: [] as number[], firstRowMs: null as number | null };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.longTasks.push(entry.duration);
    }).observe({ type: 'longtask' });
    let clickedAt: number | null = null;
    document.addEventListener('click', () => (clickedAt = performance.now()), { capture: true, once: true });
    let last = performance.now();
    const frame = (now: number): void => {
      seen.frames.push(now - last);
      last = now;
      const there = clickedAt !== null && document.querySelector('[role="row"][data-index]') !== null;
      if (there && clickedAt !== null) seen.firstRowMs ??= now - clickedAt;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

async function read(page: Page): Promise<Seen> {
  return await page.evaluate(() => {
    const seen: unknown = Reflect.get(window, 'seen');
    // What watch() has put there.
    return seen as Seen;
  });
}

function share(values: readonly number[], part: number): number | null {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length * part)] ?? null;
}

function frameRow(name: string, seen: readonly Seen[]): string[] {
  const all = seen.flatMap(({ frames }) => frames);
  const tasks = seen.flatMap(({ longTasks }) => longTasks);
  const slow = all.filter((frame) => frame > 34).length;
  return [
    name,
    String(all.length),
    share(all, 0.5)?.toFixed(1) ?? '-',
    share(all, 0.95)?.toFixed(1) ?? '-',
    Math.max(0, ...all).toFixed(0),
    `${slow} (${((100 * slow) / Math.max(1, all.length)).toFixed(1)} %)`,
    `${tasks.length} (longest ${Math.max(0, ...tasks).toFixed(0)} ms)`,
  ];
}

async function bench(lab: Lab, size: number): Promise<boolean> {
  const browser = await launchBrowser(lab);
  const coldMs: number[] = [];
  const firstRowMs: (number | null)[] = [];
  const rest: Seen[] = [];
  const busy: Seen[] = [];
  const wholeMs: number[] = [];
  const peaks: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const dataDirectory = join(lab.userDirectory, 'bench-ui');
      rmSync(dataDirectory, { recursive: true, force: true });
      await lab.flushNeighbours();
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      const start = page.getByRole('button', { name: 'Discover hosts' });
      const begun = performance.now();
      const served = await startServed(lab, dataDirectory);
      const usage = watchUsage(served.process);
      await page.goto(served.link);
      await start.and(page.locator(':enabled')).waitFor();
      coldMs.push(performance.now() - begun);
      await watch(page);
      await page.waitForTimeout(2000);
      const atRest = await read(page);
      const pressed = performance.now();
      await start.click();
      await page.getByRole('button', { name: 'Cancel' }).waitFor();
      await start.waitFor({ timeout: 60_000 });
      wholeMs.push(performance.now() - pressed);
      const seen = await read(page);
      rest.push(atRest);
      busy.push({
        frames: seen.frames.slice(atRest.frames.length),
        longTasks: seen.longTasks.slice(atRest.longTasks.length),
        firstRowMs: seen.firstRowMs,
      });
      firstRowMs.push(seen.firstRowMs);
      peaks.push(usage().peakMegabytes);
      await context.close();
      await served.stop();
    }
  } finally {
    await browser.close();
  }
  printTable(
    `the page while ${size} hosts arrive, ${rounds} runs together`,
    ['', 'frames', 'median ms', '95 % ms', 'longest ms', 'over 34 ms', 'long tasks'],
    [frameRow('at rest', rest), frameRow('discovering', busy)],
  );
  const cold = median(coldMs);
  const first = median(firstRowMs);
  const usual = share(
    busy.flatMap(({ frames }) => frames),
    0.5,
  );
  const longest = Math.max(0, ...busy.flatMap(({ longTasks }) => longTasks));
  const goals: readonly (readonly [string, string, boolean])[] = [
    ['serve started to a usable page within 2 s', milliseconds(cold), cold !== null && cold <= 2000],
    ['first row within 200 ms of the click', milliseconds(first), first !== null && first <= 200],
    ['60 frames a second, the median', `${usual?.toFixed(1)} ms`, usual !== null && usual <= 17.5],
    ['no long task over 100 ms', milliseconds(longest), longest <= 100],
    ['memory of the program under 200 MB', `${Math.max(...peaks).toFixed(0)} MB`, Math.max(...peaks) < 200],
  ];
  printTable(
    `goals (from the click to the run's end: ${milliseconds(median(wholeMs))})`,
    ['goal', 'seen', ''],
    goals.map(([goal, seen, met]) => [goal, seen, met ? 'met' : 'MISSED']),
  );
  return goals.every(([, , met]) => met);
}

const reason = whyNoLab();
if (reason !== null) {
  console.log(`skipped: ${reason}`);
  process.exit(0);
}
const size = Number(process.argv[2] ?? 1000);
const lab = await createLab({ links: [{ interface: 'eth0', hosts: size }] });
try {
  process.exitCode = (await bench(lab, size)) ? 0 : 1;
} finally {
  await lab.dispose();
}
