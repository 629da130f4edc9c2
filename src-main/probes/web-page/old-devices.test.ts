import { createServer as createTcpServer, type Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { cleanUp, device, fetchLocal, later, listen, page } from './web-page.test-support.ts';

afterEach(cleanUp);

/** A device that is a socket alone. */
async function socketDevice(answer: (socket: Socket) => void) {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    later(() => socket.destroy());
    answer(socket);
  });
  const port = await listen(server);
  later(() => server.close());
  return `[::1]:${port}`;
}

test.each([
  ['line feeds alone', 'HTTP/1.0 200 OK\nContent-Type: text/html\n\n<h1>hi</h1>'],
  ['a folded header', 'HTTP/1.0 200 OK\r\nX: a\r\n b\r\n\r\n<h1>hi</h1>'],
  ['no reason and no length', 'HTTP/1.0 200\r\n\r\n<h1>hi</h1>'],
])('a device of old is understood: %s', async (_name, bytes) => {
  const target = await socketDevice((socket) => void socket.once('data', () => socket.end(bytes)));
  const { get } = await page(target);
  const { status, body } = await get('/');
  expect([status, body]).toEqual([200, '<h1>hi</h1>']);
});

test('a kept connection that the device closes as it is asked does no harm', async () => {
  const asked: string[] = [];
  const target = await socketDevice((socket) => {
    let first = true;
    socket.on('data', (chunk: Buffer) => {
      asked.push(chunk.toString('latin1').split(' ', 1)[0] ?? '');
      if (!first) return void socket.resetAndDestroy();
      first = false;
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    });
  });
  const { get, origin, cookie } = await page(target);
  const statuses = [(await get('/')).status, (await get('/')).status];
  const post = await fetchLocal(`${origin}/`, {
    method: 'POST',
    headers: { cookie, 'content-length': 0 },
  });
  // What may change something is asked once, over a connection of its own.
  expect([...statuses, post.status, asked]).toEqual([200, 200, 200, ['GET', 'GET', 'GET', 'POST']]);
});

test('who signs in for a connection is asked on that one', async () => {
  const connections = new Set<Socket>();
  const { target } = await device(({ socket }, response) => {
    connections.add(socket);
    response.writeHead(401, { 'www-authenticate': 'NTLM' }).end();
  });
  const { get, origin, cookie } = await page(target);
  await get('/');
  const headers = { cookie, authorization: 'NTLM TlRM', 'content-length': 0 };
  for (let step = 0; step < 2; step++) await fetchLocal(`${origin}/`, { method: 'POST', headers });
  expect(connections.size).toBe(1);
});

test.each([
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['gzip', gzipSync],
  ['gzip', (body: Buffer) => body],
  ['br', brotliCompressSync],
] as const)('a text that is packed in its own way is read: %s %#', async (encoding, pack) => {
  const { target, own } = await device((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': encoding });
    response.end(pack(Buffer.from(`<a href="${own}/x">`)));
  });
  const { get, origin } = await page(target);
  const { body, headers } = await get('/');
  expect([body, headers['content-encoding']]).toEqual([`<a href="${origin}/x">`, undefined]);
});

test('a page without a type is one where it begins with a tag, and in UTF-16 as well', async () => {
  const { target, own } = await device((request, response) => {
    const link = `<a href="${own}/x">`;
    if (request.url === '/page') return void response.end(` \n${link}`);
    if (request.url === '/bytes') return void response.end(`\u0000${link}`);
    const little = Buffer.from(`\uFEFF${link}`, 'utf16le');
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(request.url === '/little' ? little : little.swap16());
  });
  const { get, origin } = await page(target);
  const bytes = async (path: string) => Buffer.from((await get(path)).body, 'latin1');
  const link = `<a href="${origin}/x">`;
  expect({
    page: (await bytes('/page')).toString(),
    bytes: (await bytes('/bytes')).toString(),
    little: (await bytes('/little')).toString('utf16le'),
    big: (await bytes('/big')).swap16().toString('utf16le'),
  }).toEqual({
    page: ` \n${link}`,
    bytes: `\u0000<a href="${own}/x">`,
    little: `\uFEFF${link}`,
    big: `\uFEFF${link}`,
  });
});

test('bytes beyond ASCII in headers come as they are', async () => {
  const name = Buffer.from('attachment; filename="Gerät.cfg"').toString('latin1');
  const { target } = await device((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain', 'content-disposition': name });
    response.end('x');
  });
  const { get } = await page(target);
  expect((await get('/')).headers['content-disposition']).toBe(name);
});

test('what the person keeps, and what a form saves, has the address of the device', async () => {
  const seen: unknown[] = [];
  const { target, own } = await device((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('latin1')));
    request.on('end', () => {
      seen.push([request.url, request.headers['content-length'], body]);
      response.writeHead(200, {
        'content-type': 'application/json',
        ...(request.url === '/backup' ? { 'content-disposition': 'attachment; filename=c.json' } : {}),
      });
      response.end(JSON.stringify({ log: `${own}/log` }));
    });
  });
  const { get, origin, cookie } = await page(target);
  const saved = JSON.stringify({ log: `${own}/log` });
  expect((await get('/backup')).body).toBe(saved);
  const { body } = await get('/settings');
  expect(body).toBe(JSON.stringify({ log: `${origin}/log` }));
  await fetchLocal(`${origin}/settings?from=${encodeURIComponent(origin)}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'content-length': body.length },
    body,
  });
  expect(seen.at(-1)).toEqual([`/settings?from=${encodeURIComponent(own)}`, String(saved.length), saved]);
});

test('many redirects that are no circle are followed, and one to where the page is', async () => {
  const { target } = await device((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const location = searchParams.get('next') ?? `/static${pathname}`;
    if (pathname.startsWith('/static')) response.end();
    else response.writeHead(302, { location }).end();
  });
  const { get, origin } = await page(target);
  const statuses = new Set<number>();
  for (let at = 0; at < 20; at++) statuses.add((await get(`/${at}`)).status);
  expect(statuses).toEqual(new Set([302]));
  const back = await get(`/login?next=${encodeURIComponent(`${origin}/settings`)}`);
  // The device was asked with its own address there, and leads to that.
  expect([back.status, back.headers.location]).toEqual([302, `${origin}/settings`]);
});

test('a page leads to no port at which browsers show none', async () => {
  const { target } = await device((_request, response) => void response.end());
  const { get, job } = await page(target);
  const reserved = new URL((await job.link()).url).pathname.replace('enter', '');
  expect((await get(`${reserved}to/http/25/x`)).status).toBe(404);
});
