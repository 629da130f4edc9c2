import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Lab } from '../lab/lab.ts';
import { expect, noLab, test } from './fixture.ts';

test.skip(noLab !== null, `skipped: ${noLab}`);

const intervalMs = 200;
/** A network change takes a moment itself, and the clock of ping is read a moment after a request has left. */
const slackMs = 50;

declare global {
  interface Window {
    /** What the page has drawn as text into canvases. */
    drawn: Set<string>;
    /** The texts of the notices on the desktop. */
    notices: string[];
  }
}

/** Lets the page note what it draws. */
async function watchDrawing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.drawn = new Set();
    // oxlint-disable-next-line typescript/unbound-method -- it is called with the canvas it belongs to
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function note(text, ...rest) {
      window.drawn.add(text);
      fillText.call(this, text, ...rest);
    };
  });
}

/** A host whose link-local address comes back by itself with its interface. */
function hostToCut(lab: Lab) {
  const host = lab.hosts.find(
    ({ link, role, identifier, echo }) =>
      link === 'eth0' && role === 'host' && identifier === 'eui64' && echo === 'answers',
  );
  const address = host?.addresses.find((each) => each.address.startsWith('fe80:'))?.address;
  if (host === undefined || address === undefined) throw new Error('the lab has no such host');
  return { host, target: `${address}%eth0` };
}

test('a link that is cut for three seconds is an outage on the chart, in the list and in the export', async ({
  lab,
  serve,
  open,
}) => {
  const { host, target } = hostToCut(lab);
  const page = await open(await serve());
  await watchDrawing(page);
  await page.goto(`${new URL(page.url()).origin}/#/probe/ping?interval=${intervalMs}`);
  await page.reload();
  await page.getByRole('combobox', { name: 'Targets' }).fill(`${target} fe80::1%eth0`);
  await page.getByRole('button', { name: 'Start' }).click();
  const table = page.getByRole('grid', { name: 'Targets' });
  await expect(table.getByRole('gridcell', { name: 'up' })).toHaveCount(2);
  const downAt = Date.now();
  await lab.setHost(host, 'down');
  const cutAt = Date.now();
  await expect(table.getByRole('gridcell', { name: 'down' })).toHaveCount(1);
  await sleep(Math.max(0, cutAt + 3_000 - Date.now()));
  const upAt = Date.now();
  await lab.setHost(host, 'up');
  const againAt = Date.now();
  await expect(table.getByRole('gridcell', { name: 'up' })).toHaveCount(2);
  await page.getByRole('tab', { name: 'Outages (1)' }).click();
  const outage = page.getByRole('grid', { name: 'Outages' }).locator('[role="row"][data-index]');
  await expect(outage).toContainText(target);
  await expect(outage).toContainText(/\d\.\d s$/);
  const duration = /(\d\.\d s)$/.exec((await outage.textContent()) ?? '')?.[1];
  await expect.poll(() => page.evaluate(() => [...window.drawn])).toContain(`down ${duration}`);

  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const [, row = '', ...more] = readFileSync(await (await waiting).path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(more).toEqual([]);
  const [name, begin = '', end = '', lost] = row.split(',');
  const [beganAt, endedAt] = [Date.parse(begin), Date.parse(end)];
  expect(name).toBe(target);
  expect(beganAt).toBeGreaterThanOrEqual(downAt - slackMs);
  expect(beganAt).toBeLessThanOrEqual(cutAt + intervalMs + slackMs);
  expect(endedAt).toBeGreaterThanOrEqual(upAt - slackMs);
  expect(endedAt).toBeLessThanOrEqual(againAt + intervalMs + slackMs);
  expect(Math.abs(Number(lost) * intervalMs - (endedAt - beganAt))).toBeLessThanOrEqual(intervalMs);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped', { exact: true })).toBeVisible();
});

test('outages are told on the desktop when asked, also from other pages, and a refusal is said', async ({
  lab,
  serve,
  open,
  context,
}) => {
  const { host, target } = hostToCut(lab);
  const page = await open(await serve());
  const { origin } = new URL(page.url());
  await page.addInitScript(() => {
    window.notices = [];
    window.Notification = class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        window.notices.push(options?.body ?? '');
      }
    };
  });
  await page.goto(`${origin}/#/probe/ping?interval=${intervalMs}`);
  await page.reload();
  await page.getByRole('combobox', { name: 'Targets' }).fill(target);
  await page.getByRole('button', { name: 'Start' }).click();
  const asked = page.getByRole('switch', { name: 'Notify of outages' });
  await context.grantPermissions([], { origin });
  await asked.click();
  await expect(page.getByText('The browser does not allow notifications for this page')).toBeVisible();
  await expect(asked).not.toBeChecked();
  await context.grantPermissions(['notifications'], { origin });
  await asked.click();
  await expect(asked).toBeChecked();
  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  const notices = () => page.evaluate(() => window.notices);
  await lab.setHost(host, 'down');
  await expect.poll(notices).toEqual([`${target}: down`]);
  await lab.setHost(host, 'up');
  await expect.poll(notices).toEqual([`${target}: down`, `${target}: up again`]);
  await page.getByRole('link', { name: 'Probe', exact: true }).click();
  await expect(asked).toBeChecked();
  // The choice holds after a reload, and for the next ping; switched off, it stays off.
  await page.reload();
  await expect(asked).toBeChecked();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(asked).toBeHidden();
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(asked).toBeChecked();
  await asked.click();
  await page.reload();
  await expect(asked).not.toBeChecked();
});
