/**
 * `npm run bench:configure`: the page Configure as it is served, in Chromium: from a key press to the frame in which the
 * line of the file has changed, for the example of radvd and for a Kea file of 1,000 subnets with 10 reservations each.
 * Needs the program built (npm run build). Ends with status 1 where a goal is missed.
 */
import { chromium, type Locator, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumOptions } from '../support/chromium.ts';
import { startProgram } from './served-program.ts';
import { median, milliseconds, printTable } from './table.ts';

const smallLimitMs = 50;
const largeLimitMs = 300;
const subnets = 1000;
const reservations = 10;
const presses = Number(process.argv[2] ?? 11);

/** A Kea file as a provider has it. */
function keaFile(): string {
  const hexadecimal = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  const subnet6 = Array.from({ length: subnets }, (_subnet, index) => {
    const network = `2001:db8:${(index + 1).toString(16)}`;
    return {
      id: index + 1,
      subnet: `${network}::/64`,
      pools: [{ pool: `${network}::1000-${network}::ffff` }],
      reservations: Array.from({ length: reservations }, (_reservation, place) => ({
        'hw-address': `52:54:00:${hexadecimal(index >> 8, 2)}:${hexadecimal(index & 255, 2)}:${hexadecimal(place, 2)}`,
        hostname: `host-${index}-${place}`,
        'ip-addresses': [`${network}::${(place + 16).toString(16)}`],
      })),
    };
  });
  const timers = {
    'renew-timer': 1000,
    'rebind-timer': 2000,
    'preferred-lifetime': 3000,
    'valid-lifetime': 4000,
  };
  return JSON.stringify({ Dhcp6: { 'interfaces-config': { interfaces: ['eth0'] }, ...timers, subnet6 } });
}

/** Begins a form of this format. */
async function begin(page: Page, search: string, heading: string): Promise<void> {
  await page.getByRole('link', { name: 'Configure', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search for a format' }).fill(search);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: heading }).waitFor();
}

interface Times {
  /** From the key press to the frame with the changed line. */
  readonly line: number;
  /** From the key press to the frame with the key in its field. */
  readonly field: number;
}

/** Presses a key in a field, and waits for the frame in which a line of the file has this text. */
async function timePress(page: Page, field: Locator, key: string, text: string): Promise<Times> {
  await field.focus();
  await page.keyboard.press('End');
  await page.evaluate((wanted) => {
    const times = { line: 0, field: 0 };
    Object.assign(window, { times });
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => setTimeout(() => (times.field = performance.now() - timeStamp)));
        const look = (): void => {
          const lines = [...document.querySelectorAll('[role="listbox"] [role="option"]')];
          if (!lines.some(({ textContent }) => textContent.includes(wanted))) requestAnimationFrame(look);
          else setTimeout(() => (times.line = performance.now() - timeStamp));
        };
        requestAnimationFrame(look);
      },
      { once: true, capture: true },
    );
  }, text);
  await page.keyboard.press(key);
  await page.waitForFunction(() => Object.hasOwn(window, 'times') && Reflect.get(window, 'times').line > 0);
  const times: Times = await page.evaluate(() => Reflect.get(window, 'times'));
  await page.waitForTimeout(150);
  return times;
}

/** Presses keys at the end of a number of four digits: one goes, another comes. */
async function series(page: Page, field: Locator, lineOf: (value: string) => string): Promise<Times[]> {
  const times: Times[] = [];
  let value = await field.inputValue();
  for (let index = 0; index < presses; index++) {
    const shorter = value.length >= 4;
    value = shorter ? value.slice(0, -1) : `${value}${index % 10}`;
    const key = shorter ? 'Backspace' : String(index % 10);
    times.push(await timePress(page, field, key, lineOf(value)));
  }
  return times;
}

const directory = mkdtempSync(join(tmpdir(), 'linkscope-bench-configure-'));
const program = await startProgram(directory);
const browser = await chromium.launch(chromiumOptions);
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(20_000);
  await page.goto(program.link);
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();

  await begin(page, 'radvd', 'radvd');
  const interval = page.getByLabel('Longest interval');
  await interval.fill('1000');
  await page.waitForTimeout(500);
  const small = await series(page, interval, (value) => `MaxRtrAdvInterval ${value};`);

  await begin(page, 'kea dhcpv6', 'Kea DHCPv6');
  await page.getByRole('button', { name: 'Form', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Read an old file…' }).click();
  const buffer = Buffer.from(keaFile());
  await page
    .getByLabel('Old files')
    .setInputFiles({ name: 'kea-dhcp6.conf', mimeType: 'application/json', buffer });
  await page.getByRole('dialog').getByRole('button', { name: 'Read' }).click();
  await page.getByText(subnets.toLocaleString('en'), { exact: true }).waitFor();
  const open = page.getByRole('dialog').getByRole('button', { name: 'Open the form' });
  if (await open.isVisible()) await open.click();
  const renew = page.getByLabel('Renew after (T1)').first();
  await page.getByRole('option').filter({ hasText: '"renew-timer": 1000' }).waitFor();
  await page.waitForTimeout(2000);
  const large = await series(page, renew, (value) => `"renew-timer": ${value},`);

  const row = (what: string, times: readonly Times[], limit: number) => [
    what,
    milliseconds(median(times.map(({ field }) => field))),
    milliseconds(median(times.map(({ line }) => line))),
    milliseconds(Math.max(...times.map(({ line }) => line))),
    milliseconds(limit),
  ];
  printTable(
    `From a key press, ${presses} presses`,
    ['form', 'key in its field', 'line in the file', 'slowest', 'goal'],
    [
      row('radvd, the example', small, smallLimitMs),
      row(`Kea, ${subnets} subnets x ${reservations} reservations`, large, largeLimitMs),
    ],
  );
  const missed =
    (median(small.map(({ line }) => line)) ?? Infinity) > smallLimitMs ||
    (median(large.map(({ line }) => line)) ?? Infinity) > largeLimitMs;
  if (missed) process.exitCode = 1;
} finally {
  await browser.close();
  program.stop();
  rmSync(directory, { recursive: true, force: true });
}
