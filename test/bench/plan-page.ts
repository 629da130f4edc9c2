/**
 * `npm run bench:plan-page`: a plan of 100,000 nodes in the page that is served, in Chromium: opened, scrolled,
 * searched, edited, undone, and drawn as a map. Needs the program built (npm run build). Ends with status 1 where a goal is missed.
 */
import { chromium, type Page } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prefixAt } from '../../src-core/net/prefix.ts';
import { formatPlan, planOf } from '../../src-core/plan/file.ts';
import { readNode, type PlanNode } from '../../src-core/plan/node.ts';
import type { Plan } from '../../src-core/plan/tree.ts';
import { chromiumOptions } from '../support/chromium.ts';
import { startProgram } from './served-program.ts';
import { median, milliseconds, printTable } from './table.ts';

const nodes = 100_000;
const openLimitMs = 1000;
/** Of our own: the issue says nothing of it. */
const importLimitMs = 3000;
const stepLimitMs = 50;
const paintLimitMs = 16;
const rounds = Number(process.argv[2] ?? 7);
const start = 0x2001_0db8n << 96n;

function node(index: number, length: number, place: bigint, parent: string | null): PlanNode {
  const ipv6 = prefixAt(start + place, length, 6);
  const name = parent === null ? 'Provider' : `Customer ${index} of ${parent}`;
  return readNode({ id: `c${index}`, parent, ipv6, name, role: 'customer', tags: ['fibre'] }, 'node');
}

/** 100 sites of a /40, each with 999 customers of a /56 at every second place. */
function provider(): Plan {
  const made = [node(0, 32, 0n, null)];
  for (let site = 0; site < 100; site++) {
    const at = BigInt(site) << 88n;
    made.push(node(made.length, 40, at, 'c0'));
    const parent = `c${made.length - 1}`;
    for (let customer = 0; customer < 999; customer++)
      made.push(node(made.length, 56, at + (BigInt(2 * customer) << 72n), parent));
  }
  return planOf('Provider', made.slice(0, nodes));
}

/** All below one node, a gap after each: the worst there is. */
function flat(): Plan {
  const made = [node(0, 32, 0n, null)];
  while (made.length < nodes) made.push(node(made.length, 56, BigInt(2 * made.length) << 72n, 'c0'));
  return planOf('Flat', made);
}

/** Runs something in the page that ends with a step, and gives the time to the frame that shows it. */
async function timeStep(page: Page, press: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const step = { longest: 0 };
    Object.assign(window, { step });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) step.longest = Math.max(step.longest, entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  await press();
  await page.waitForTimeout(700);
  return await page.evaluate(() => (Reflect.get(window, 'step') as { longest: number }).longest);
}

/** Begins to take the time from an event to the frame that shows the first row of the tree. */
async function watchForTree(page: Page, from: 'click' | 'change'): Promise<void> {
  await page.evaluate((type) => {
    const seen = { at: 0, ms: 0 };
    Object.assign(window, { seen });
    // The input of a file is not in the document: no event of it is seen from here.
    const begin = () => (seen.at = performance.now());
    if (type === 'click') document.addEventListener('click', begin, { capture: true, once: true });
    else {
      const { text } = File.prototype;
      File.prototype.text = function () {
        begin();
        return text.call(this);
      };
    }
    new MutationObserver((_changes, observer) => {
      if (document.querySelector('[role="treegrid"] [role="row"][data-index="0"]') === null) return;
      observer.disconnect();
      requestAnimationFrame(() => (seen.ms = performance.now() - seen.at));
    }).observe(document.body, { childList: true, subtree: true });
  }, from);
}

async function seenMs(page: Page): Promise<number> {
  await page.waitForTimeout(300);
  return await page.evaluate(() => (Reflect.get(window, 'seen') as { ms: number }).ms);
}

/** Asks the program one thing after another, and gives the longest that an answer took, in milliseconds. */
function watchAnswers(origin: string): { stop(): Promise<number> } {
  const ended = new AbortController();
  const asking = (async () => {
    let longest = 0;
    while (!ended.signal.aborted) {
      const begun = performance.now();
      await (await fetch(`${origin}/session`)).text();
      longest = Math.max(longest, performance.now() - begun);
      await new Promise((resume) => setTimeout(resume, 10));
    }
    return longest;
  })();
  return {
    stop: () => {
      ended.abort();
      return asking;
    },
  };
}

interface Scrolled {
  readonly frames: readonly number[];
  readonly longTasks: readonly number[];
}

/** How long one picture of the map takes, and how smooth it is while it is zoomed for two seconds. */
async function zoomMap(page: Page): Promise<Scrolled & { readonly paints: readonly number[] }> {
  await page.evaluate(() => {
    // What runs within a frame of the page is the painting of the map: the time of each is kept.
    const paints: number[] = [];
    const frames: number[] = [];
    const longTasks: number[] = [];
    const ask = window.requestAnimationFrame.bind(window);
    let last = 0;
    window.requestAnimationFrame = (act) =>
      ask((now) => {
        const begun = performance.now();
        act(now);
        paints.push(performance.now() - begun);
        if (last !== 0 && now !== last && now - last < 200) frames.push(now - last);
        last = now;
      });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longTasks.push(entry.duration);
    }).observe({ type: 'longtask' });
    Object.assign(window, { map: { paints, frames, longTasks } });
  });
  for (let step = 0; step < 24; step++) {
    await page.keyboard.press(step % 8 < 4 ? '+' : '-');
    await page.waitForTimeout(90);
  }
  await page.waitForTimeout(400);
  return await page.evaluate(
    () => Reflect.get(window, 'map') as Scrolled & { readonly paints: readonly number[] },
  );
}

/** Turns the wheel for three seconds. */
async function scroll(page: Page): Promise<Scrolled> {
  return await page.evaluate(async () => {
    const frames: number[] = [];
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longTasks.push(entry.duration);
    });
    observer.observe({ type: 'longtask' });
    const scroller = document.querySelector('[role="treegrid"]');
    let last = performance.now();
    const end = last + 3000;
    await new Promise<void>((done) => {
      const frame = (now: number): void => {
        frames.push(now - last);
        last = now;
        if (now > end) return done();
        if (scroller !== null) scroller.scrollTop += 120;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
    observer.disconnect();
    return { frames: frames.slice(1), longTasks };
  });
}

const at = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? 0;

const folder = mkdtempSync(join(tmpdir(), 'plan-page-'));
const program = await startProgram(folder);
const browser = await chromium.launch(chromiumOptions);
let missed = 0;
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(program.link);
  for (const [title, plan] of [
    ['Provider: 100 sites of 999', provider()],
    ['Flat: 100,000 right below one', flat()],
  ] as const) {
    const file = join(folder, `${plan.name}.json`);
    writeFileSync(file, formatPlan(plan));
    await page.getByRole('link', { name: 'Plan', exact: true }).click();
    const row = page.locator('[role="treegrid"] [role="row"][data-index="0"]');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open a file' }).click();
    await watchForTree(page, 'change');
    const others = watchAnswers(new URL(program.link).origin);
    await (await chooser).setFiles(file);
    await row.waitFor({ timeout: 60_000 });
    const waited = await others.stop();
    const imported = await seenMs(page);
    const opened: number[] = [];
    const address = page.url();
    for (let round = 0; round < 3; round++) {
      await page.goto(`${address.split('#')[0]}#/plan`);
      // A fresh page knows nothing of the plan.
      await page.reload();
      await page.getByRole('row', { name: plan.name }).waitFor();
      await watchForTree(page, 'click');
      await page.getByRole('row', { name: plan.name }).click();
      await row.waitFor({ timeout: 60_000 });
      opened.push(await seenMs(page));
    }
    await page.waitForTimeout(2000);
    await row.click();
    await page.getByRole('button', { name: 'Plan', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Open all branches' }).click();
    await page.waitForTimeout(1500);
    const scrolled = await scroll(page);
    const keys = async (run: () => Promise<void>): Promise<number> => {
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) times.push(await timeStep(page, run));
      return median(times) ?? Infinity;
    };
    const grid = page.getByRole('treegrid');
    const focusRow = async () => {
      await grid.locator('[tabindex="0"]').first().focus();
      await page.keyboard.press('Home');
      await page.waitForTimeout(300);
      await page.keyboard.press('PageDown');
      await page.waitForTimeout(300);
    };
    await focusRow();
    let count = 0;
    const steps: [name: string, ms: number][] = [
      ['arrow down', await keys(() => page.keyboard.press('ArrowDown'))],
      [
        'rename, to the frame',
        await keys(async () => {
          await page.keyboard.press('F2');
          await page.keyboard.insertText(`Name ${++count}`);
          await page.keyboard.press('Enter');
        }),
      ],
      ['undo', await keys(() => page.keyboard.press('Control+z'))],
      ['remove', await keys(() => page.keyboard.press('Delete'))],
    ];
    await page.keyboard.press('Control+f');
    steps.push([
      'a letter into the search',
      await keys(async () => {
        await page.keyboard.press(['c', 'u', 's', 't', 'o', 'm', 'e'][count++ % 7] ?? 'c');
      }),
    ]);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    await page.getByRole('application').focus();
    await page.keyboard.press('Home');
    await page.waitForTimeout(1000);
    const zoomed = await zoomMap(page);
    const fps = 1000 / (at(scrolled.frames, 0.5) || 1);
    const open = median(opened) ?? Infinity;
    const goals: [string, string, boolean][] = [
      ['opens within a second', milliseconds(open), open <= openLimitMs],
      [
        '60 frames a second while it scrolls, the median',
        `${fps.toFixed(0)}, 95 % within ${at(scrolled.frames, 0.95).toFixed(1)} ms, ${scrolled.longTasks.length} long tasks`,
        fps >= 58,
      ],
      [
        'the map is painted within 16 ms, 95 % of the pictures while it is zoomed',
        `${milliseconds(at(zoomed.paints, 0.95))}, median ${milliseconds(at(zoomed.paints, 0.5))}, longest ${milliseconds(Math.max(...zoomed.paints))} of ${zoomed.paints.length}`,
        zoomed.paints.length > 20 && at(zoomed.paints, 0.95) <= paintLimitMs,
      ],
      [
        'the file is imported and shown',
        `${milliseconds(imported)}; another request waits at most ${milliseconds(waited)}`,
        imported <= importLimitMs,
      ],
      ...steps.map(([name, ms]): [string, string, boolean] => [name, milliseconds(ms), ms <= stepLimitMs]),
    ];
    printTable(
      title,
      ['', 'seen', ''],
      goals.map(([goal, seen, met]) => [goal, seen, met ? 'met' : 'MISSED']),
    );
    missed += goals.filter(([, , met]) => !met).length;
  }
} finally {
  await browser.close();
  program.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = missed === 0 ? 0 : 1;
