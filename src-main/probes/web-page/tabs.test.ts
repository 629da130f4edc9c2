import { request as ask } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { cleanUp, device, enter, fetchLocal, later, page } from './web-page.test-support.ts';

afterEach(cleanUp);

/** Never by itself within a test, unless its tabs are closed. */
const quick = { unusedMs: 3_600_000, lookMs: 10, quietMs: 50 };

async function ready() {
  return await device((request, response) => {
    if (request.url === '/events') return void response.write('data: 1\n\n');
    response.end('hello');
  });
}

test('a page is closed with the last tab that is watched', async () => {
  const { target } = await ready();
  const { job, ended, origin, get } = await page(target, quick, true);
  const second = await job.link(true);
  expect([second.tab, job.report().tabs, job.report().closing]).toEqual([2, 2, 'with-tab']);
  job.tabClosed(1);
  expect((await get('/')).status).toBe(200);
  expect([job.report().tabs, job.report().closing]).toEqual([1, 'with-tab']);
  job.tabClosed(2);
  await ended;
  await expect(fetchLocal(`${origin}/`)).rejects.toThrow('ECONNREFUSED');
});

test('an answer that goes on keeps a page whose tab was closed, and its end ends it', async () => {
  const { target } = await ready();
  const { job, ended, origin, cookie } = await page(target, quick, true);
  const { port, host } = new URL(origin);
  const events = ask({
    host: '127.0.0.1',
    port,
    path: '/events',
    headers: { host, cookie },
    agent: false,
  });
  later(() => events.destroy());
  events.on('error', () => undefined);
  const answered = new Promise((resolve) => events.once('response', resolve));
  events.end();
  await answered;
  job.tabClosed(1);
  let over = false;
  void ended.then(() => (over = true));
  // Long after it would have ended with nothing going on; a slow computer makes it no shorter.
  await wait(10 * quick.quietMs);
  expect([over, job.report().closing]).toEqual([false, 'closing']);
  events.destroy();
  await ended;
});

test.each([
  ['a link that was passed on', { watched: false, headers: {} }],
  [
    'an address that was typed in',
    { watched: true, headers: { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' } },
  ],
])(
  '%s makes a tab that nobody sees: the page waits until it is not used',
  async (_name, { watched, headers }) => {
    const { target } = await ready();
    const { job, get } = await page(target, quick, true);
    const { url } = await job.link(watched);
    await enter(url);
    await get('/', headers);
    job.tabClosed(1);
    job.tabClosed(2);
    expect(job.report().closing).toBe('unused');
    expect((await get('/')).status).toBe(200);
  },
);

test('a picture that is opened by itself, and a reload, are no tabs of their own', async () => {
  const { target } = await ready();
  const { job, get } = await page(target, quick, true);
  await get('/', { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'image' });
  await get('/', { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document' });
  await get('/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' });
  expect(job.report().closing).toBe('with-tab');
});

test('who was not let in says nothing of tabs', async () => {
  const { target } = await ready();
  const { job, ended, origin } = await page(target, quick, true);
  const typed = { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' };
  expect((await fetchLocal(`${origin}/`, { headers: typed })).status).toBe(401);
  expect(job.report().closing).toBe('with-tab');
  job.tabClosed(1);
  await ended;
});

test('the device cannot cut its tab from the window that watches it', async () => {
  const { target } = await device((_request, response) => {
    response.writeHead(200, {
      'cross-origin-opener-policy': 'same-origin; report-to="x"',
      'Cross-Origin-Opener-Policy-Report-Only': 'same-origin-plus-COEP',
      'cross-origin-embedder-policy': 'require-corp',
    });
    response.end();
  });
  const { get } = await page(target);
  const { headers } = await get('/');
  expect(Object.keys(headers).filter((name) => name.startsWith('cross-origin'))).toEqual([
    'cross-origin-embedder-policy',
  ]);
});
