import { discover, expect, noLab, rows, runEnd, test } from './fixture.ts';
import { commandsRunning } from './served.ts';

test.skip(noLab !== null, `skipped: ${noLab}`);

test('one click shows every host of every link, while the run goes', async ({ lab, serve, open }) => {
  const page = await open(await serve());
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(page.getByRole('progressbar', { name: 'Discovery progress' })).toBeVisible();
  await expect(rows(page, 'Hosts').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expect(runEnd(page)).toBeVisible({ timeout: 45_000 });
  const filter = page.getByRole('searchbox', { name: 'Filter hosts' });
  for (const host of lab.hosts) {
    await filter.fill(host.mac);
    await expect(rows(page, 'Hosts'), host.name).toHaveCount(1);
    const row = rows(page, 'Hosts').first();
    if (host.vendor !== null) await expect(row, host.name).toContainText(host.vendor, { ignoreCase: true });
  }
  await filter.fill('');
  // The same address on two links is two hosts, each with its zone.
  for (const zone of ['eth0', 'eth1']) {
    await expect(page.getByRole('button', { name: `Copy fe80::1%${zone}` })).toHaveCount(1);
  }
});

test('cancel ends the run and its processes, and keeps the rows', async ({ lab, serve, open }) => {
  const page = await open(await serve());
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(rows(page, 'Hosts').first()).toBeVisible();
  expect(commandsRunning(lab)).not.toEqual([]);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
  await expect.poll(() => commandsRunning(lab), { timeout: 1000 }).toEqual([]);
  await expect(rows(page, 'Hosts').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Discover hosts' })).toBeEnabled();
});

test('a reload during a run finds it again, with all that it has found', async ({ lab, serve, open }) => {
  const page = await open(await serve());
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(rows(page, 'Hosts').first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expect(runEnd(page)).toBeVisible({ timeout: 45_000 });
  const filter = page.getByRole('searchbox', { name: 'Filter hosts' });
  for (const host of lab.hosts.slice(0, 8)) {
    await filter.fill(host.mac);
    await expect(rows(page, 'Hosts'), host.name).toHaveCount(1);
  }
});

test('two windows follow the same run to the same end', async ({ context, serve, open }) => {
  const served = await serve();
  const first = await open(served);
  const second = await context.newPage();
  await second.goto(served.origin);
  await first.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(second.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expect(rows(second, 'Hosts').first()).toBeVisible();
  await expect(runEnd(first)).toBeVisible({ timeout: 45_000 });
  await expect(runEnd(second)).toBeVisible();
  expect(await runEnd(second).textContent()).toBe(await runEnd(first).textContent());
});

test('a window closed during a run leaves no process', async ({ lab, serve, open }) => {
  const page = await open(await serve());
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(rows(page, 'Hosts').first()).toBeVisible();
  expect(commandsRunning(lab)).not.toEqual([]);
  await page.close();
  // A run that nobody follows is cancelled after two seconds.
  await expect.poll(() => commandsRunning(lab), { timeout: 4000 }).toEqual([]);
});

test('the program ended during a run leaves no process, and the page says that it is gone', async ({
  lab,
  serve,
  open,
}) => {
  const served = await serve();
  const page = await open(served);
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(rows(page, 'Hosts').first()).toBeVisible();
  await served.stop('SIGTERM');
  await expect.poll(() => commandsRunning(lab), { timeout: 1000 }).toEqual([]);
  await expect(page.getByText('Connection lost')).toBeVisible();
  await expect(rows(page, 'Hosts').first()).toBeVisible();
});

test('a second run says that nothing is new', async ({ serve, open }) => {
  const page = await open(await serve());
  await discover(page);
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expect(runEnd(page)).toBeVisible({ timeout: 45_000 });
  await expect(page.getByRole('region', { name: 'Discovery run' })).toContainText(
    /0 new|nothing new|no new/i,
  );
});
