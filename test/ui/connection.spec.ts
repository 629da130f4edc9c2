import { expect, rows, test } from './fixture.ts';
import { serveFake } from './serve-fake.ts';

test('the token leaves the address bar, and a browser without a session is told what to do', async ({
  serve,
  open,
  browser,
}) => {
  const served = await serve();
  const page = await open(served);
  expect(page.url()).not.toContain('token');
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(served.origin);
  await expect(
    stranger.getByRole('heading', { name: 'Open the address that Linkscope printed' }),
  ).toBeVisible();
  await stranger.goto(`${served.origin}/#token=${'a'.repeat(43)}`);
  await expect(
    stranger.getByRole('heading', { name: 'Open the address that Linkscope printed' }),
  ).toBeVisible();
  expect(stranger.url()).not.toContain('token');
  await stranger.context().close();
});

test('a broken connection is told, and the run goes on where it was', async ({ serve, open, context }) => {
  let cut = false;
  const live: (() => Promise<void>)[] = [];
  await context.routeWebSocket('**/rpc', (route) => {
    if (cut) {
      void route.close();
      return;
    }
    const server = route.connectToServer();
    live.push(async () => {
      await server.close();
      await route.close();
    });
  });
  const page = await open(await serve({ hosts: 300, batch: 3, everyMs: 50 }));
  await page.getByRole('button', { name: 'Discover hosts' }).click();
  await expect(rows(page, 'Hosts').first()).toBeVisible();
  cut = true;
  await Promise.all(live.map((drop) => drop()));
  await expect(page.getByText('Connection lost, trying again…')).toBeVisible();
  await expect(rows(page, 'Hosts').first()).toBeVisible();
  cut = false;
  await expect(page.getByText('Connection lost, trying again…')).toBeHidden({ timeout: 10_000 });
  await expect(page.getByText('300 hosts with')).toBeVisible({ timeout: 20_000 });
});

test('a program that was started anew asks for its own address', async ({ open }) => {
  const first = await serveFake({ hosts: 6, devices: 6, batch: 3, everyMs: 60, end: 'done' });
  const page = await open(first);
  const port = Number(new URL(first.origin).port);
  await first.close();
  await expect(page.getByText('Connection lost, trying again…')).toBeVisible();
  const second = await serveFake({ hosts: 6, devices: 6, batch: 3, everyMs: 60, end: 'done', port });
  await expect(page.getByRole('heading', { name: 'Open the address that Linkscope printed' })).toBeVisible({
    timeout: 10_000,
  });
  await second.close();
});
