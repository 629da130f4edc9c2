import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { cleanUp, device, fetchLocal, later, listen, page, start } from './web-page.test-support.ts';

afterEach(cleanUp);

test('a redirect loop ends in words', async () => {
  const { target } = await device(
    (_request, response) => void response.writeHead(302, { location: '/' }).end(),
  );
  const { get } = await page(target);
  const statuses: number[] = [];
  for (let count = 0; count < 16; count++) statuses.push((await get('/')).status);
  expect(statuses).toEqual([...Array.from({ length: 15 }, () => 302), 502]);
});

test('a circle over two ports ends in words before browsers give up', async () => {
  let there = '';
  const one = await device((_request, response) => void response.writeHead(302, { location: there }).end());
  const other = await device((_request, response) => {
    response.writeHead(302, { location: `${one.own}/x` }).end();
  });
  there = `${other.own}/y`;
  const { origin, cookie } = await page(one.target);
  let url = `${origin}/x`;
  const statuses: number[] = [];
  // Fetch standard, HTTP-redirect fetch: 20 are followed.
  while (statuses.length < 20) {
    const { status, headers } = await fetchLocal(url, { headers: { cookie } });
    statuses.push(status);
    if (headers.location === undefined) break;
    url = new URL(headers.location, url).href;
  }
  expect([statuses.at(-1), new Set(statuses)]).toEqual([502, new Set([302, 307, 502])]);
});

/** A device of raw bytes. */
async function rawDevice(answer: string | ((write: (text: string) => void) => void)) {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => {
      if (typeof answer === 'string') socket.end(answer, 'latin1');
      else answer((text) => void (socket.destroyed || socket.write(text)));
    });
    later(() => socket.destroy());
  });
  const port = await listen(server);
  later(() => server.close());
  return `[::1]:${port}`;
}

test.each([
  ['no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n', 'is not HTTP'],
  ['endless headers', `HTTP/1.1 200 OK\r\n${`X: ${'a'.repeat(1_000)}\r\n`.repeat(100)}\r\n`, 'headers'],
  ['an injected header', 'HTTP/1.1 200 OK\r\nX: a\rSet-Cookie: b=c\r\n\r\n', 'is not HTTP'],
  ['nothing', '', 'ended the connection'],
  [
    'a switch of protocols that nobody asked for',
    'HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
    'is not HTTP',
  ],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 'is not HTTP'],
  [
    'a length beside chunks',
    'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\na',
    'is not HTTP',
  ],
  ['a status that is none', 'HTTP/1.1 042 X\r\nContent-Length: 0\r\n\r\n', 'is not HTTP'],
])('%s becomes an error in words', async (_name, bytes, words) => {
  const { get } = await page(await rawDevice(bytes));
  const { status, body, headers } = await get('/');
  expect([status, headers['set-cookie']]).toEqual([502, undefined]);
  expect(body).toContain(words);
});

test('a device that dribbles its headers is given up, one that breaks off an answer is not taken for whole', async () => {
  const slow = await rawDevice((write) => {
    write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => write('X-A: b\r\n'), 20);
    later(() => clearInterval(timer));
  });
  const { get } = await page(slow, { headersMs: 200 });
  expect(await get('/')).toMatchObject({ status: 504 });
  const broken = await page(await rawDevice('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'));
  await expect(broken.get('/')).rejects.toThrow();
});

test('what would stay in the browser after the page is not let in', async () => {
  const asked: string[] = [];
  const { target } = await device((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, {
      'content-type': 'text/javascript',
      'service-worker-allowed': '/',
      // Browsers would take the cookie by which this one was let in with those of the device.
      'clear-site-data': '"cookies"',
    });
    response.end();
  });
  const { get, job, items } = await page(target);
  const worker = await get('/worker.js', { 'service-worker': 'script', 'sec-fetch-dest': 'serviceworker' });
  const script = await get('/script.js', { 'sec-fetch-dest': 'script' });
  expect([worker.status, script.status, asked]).toEqual([403, 200, ['/script.js']]);
  expect(Object.keys(script.headers)).not.toContain('clear-site-data');
  expect(job.report().requests).toBe(2);
  await expect
    .poll(() => items.map(({ path, status }) => [path, status]))
    .toEqual([
      ['/worker.js', null],
      ['/script.js', 200],
    ]);
});

test('an endless answer ends with the browser, and the page with the person', async () => {
  let closed: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => (closed = resolve));
  const { target } = await device((_request, response) => {
    const timer = setInterval(() => response.write('x'.repeat(100_000)), 1);
    response.once('close', () => {
      clearInterval(timer);
      closed();
    });
  });
  const { get, close, origin } = await page(target);
  const endless = get('/');
  endless.catch(() => undefined);
  await expect.poll(async () => (await fetchLocal(`${origin}/`)).status).toBe(401);
  await close();
  await gone;
  await expect(endless).rejects.toThrow();
  await expect(fetchLocal(`${origin}/`)).rejects.toThrow('ECONNREFUSED');
});

test('a page that nobody uses is closed, and a link to it is not given any more', async () => {
  const { target } = await device((_request, response) => void response.end());
  const { ended, job } = await start(target, {}, { unusedMs: 50, lookMs: 10 });
  const { url } = await job.link();
  await ended;
  await expect(fetchLocal(url)).rejects.toThrow('ECONNREFUSED');
  expect(job.summary().ports).toHaveLength(1);
});

test('where nothing listens, the run fails with the reason, and so does the link', async () => {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  const { ended, job } = await start(`[::1]:${port}`);
  await expect(job.link()).rejects.toMatchObject({ code: 'unreachable' });
  await expect(ended).rejects.toThrow(`nothing listens at ::1 port ${port}`);
});
