import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { expect, noLab, test } from './fixture.ts';

test.skip(noLab !== null, `skipped: ${noLab}`);

const intervalMs = 200;
/** A network change takes a moment itself, and the clock of ping is read a moment after a request has left. */
const slackMs = 50;

declare global {
  interface Window {
    /** What the page has drawn as text into canvases. */
    drawn: Set<string>;
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

test('a link that is cut for three seconds is an outage on the chart, in the list and in the export', async ({
  lab,
  serve,
  open,
}) => {
  // A link-local address that comes back by itself with its interface.
  const host = lab.hosts.find(
    ({ link, role, identifier, echo }) =>
      link === 'eth0' && role === 'host' && identifier === 'eui64' && echo === 'answers',
  );
  const other = lab.hosts.find(
    ({ link, addresses }) => link === 'eth0' && addresses.some(({ address }) => address === 'fe80::1'),
  );
  const address = host?.addresses.find((each) => each.address.startsWith('fe80:'))?.address;
  if (host === undefined || address === undefined || other === undefined)
    throw new Error('the lab has no such hosts');
  const target = `${address}%eth0`;
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
