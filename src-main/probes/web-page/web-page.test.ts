import type { IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { cleanUp, device, enter, fetchLocal, page } from './web-page.test-support.ts';

afterEach(cleanUp);

test('the device is asked as if the browser had come to it', async () => {
  let got: IncomingMessage | undefined;
  const { target, own } = await device((request, response) => {
    got = request;
    response.end('hello');
  });
  const { get, origin, cookie } = await page(target);
  const answer = await get('/a?b=c', {
    cookie: `${cookie}; sid=1; other=2`,
    origin,
    referer: `${origin}/from?x`,
    connection: 'close, x-hop',
    'x-hop': 'gone',
    'x-forwarded-for': '192.0.2.9',
    'accept-encoding': 'gzip, br, zstd',
    authorization: 'Basic eDp5',
  });
  expect([answer.status, answer.body]).toEqual([200, 'hello']);
  expect(got?.url).toBe('/a?b=c');
  expect(got?.headers).toEqual({
    host: target,
    cookie: 'sid=1; other=2',
    origin: own,
    referer: `${own}/from?x`,
    'accept-encoding': 'gzip',
    authorization: 'Basic eDp5',
    connection: 'keep-alive',
  });
});

test('nobody is let in without the cookie, by another name, or from another place', async () => {
  let asked = 0;
  const { target } = await device((_request, response) => {
    asked += 1;
    response.end('secret');
  });
  const { job, origin, cookie, get } = await page(target);
  const port = new URL(origin).port;
  const status = async (headers: Record<string, string>) =>
    (await fetchLocal(`${origin}/`, { headers })).status;
  expect(await status({})).toBe(401);
  expect(await status({ cookie: cookie.replace(/=.*/, '=wrong') })).toBe(401);
  expect(await status({ cookie, host: `127.0.0.1:${port}` })).toBe(421);
  expect(await status({ cookie, host: `evil.example:${port}` })).toBe(421);
  expect(await status({ cookie, origin: 'http://evil.example' })).toBe(403);
  // Two slashes would be another host.
  expect((await fetchLocal(`${origin}//evil.example/`)).body).toContain('href="/evil.example/"');
  expect(asked).toBe(0);
  // A right cookie among wrong ones that a page could have set is enough.
  expect(await status({ cookie: `${cookie.replace(/=.*/, '=wrong')}; ${cookie}` })).toBe(200);

  const { url: link } = await job.link();
  const { hash } = new URL(link);
  const post = async (from: string) =>
    (await fetchLocal(link, { method: 'POST', headers: { origin: from }, body: hash.slice(1) })).status;
  expect(await post('http://evil.example')).toBe(403);
  expect(await post(origin)).toBe(200);
  expect(await post(origin)).toBe(403);
  // The page of the link shows the token to nobody: it is behind the #.
  expect((await fetchLocal(link)).body).not.toContain(hash.slice(1));
  expect((await get('/')).status).toBe(200);
});

test('cookies are kept apart: ours never reach the device, and it cannot take their place', async () => {
  let seen: string | undefined;
  let set: string[] = [];
  const { target } = await device((request, response) => {
    seen = request.headers.cookie;
    response.setHeader('set-cookie', set);
    response.end();
  });
  const { get, cookie } = await page(target);
  const [name = ''] = cookie.split('=');
  set = [
    'a=1; Domain=fe80.example; Path=/; HttpOnly',
    'b=2; Secure; SameSite=None; Partitioned',
    '__Host-c=3; Secure; Path=/',
    `${name}=stolen`,
    `${name.toUpperCase()}=stolen`,
  ];
  const kept = (await get('/')).headers['set-cookie'] ?? [];
  const marker = `page-${name.replace('linkscope-', '')}.`;
  expect(kept).toEqual(['a=1; Path=/; HttpOnly', 'b=2; SameSite=Lax', `${marker}__Host-c=3; Path=/`]);
  // What is marked as secure does not go over plain HTTP.
  await get('/', { cookie: `a=1; b=2; ${marker}__Host-c=3; ${cookie}` });
  expect(seen).toBe('a=1');
  await get('/');
  expect(seen).toBeUndefined();
});

test('redirects stay inside, or are shown and not followed', async () => {
  const { target, own, port } = await device((request, response) => {
    response.statusCode = 302;
    response.setHeader('location', decodeURIComponent((request.url ?? '').slice(2)));
    response.end();
  });
  const { get, origin, job } = await page(target);
  const to = async (location: string) => {
    const { status, headers, body } = await get(`/?${encodeURIComponent(location)}`);
    return [status, headers.location ?? body.match(/href="([^"]*)"/)?.[1]];
  };
  const { hostname } = new URL(origin);
  const reserved = new URL((await job.link()).url).pathname.replace('enter', '');
  const rows = [
    ['/x?y', 302, '/x?y'],
    ['x', 302, 'x'],
    [`${own}/x`, 302, `${origin}/x`],
    [`http://[0::1%25eth0]:${port}`, 302, `${origin}/`],
    [`//[::1]:${port}/x`, 302, `${origin}/x`],
    ['https://[::1]/x', 302, `${origin}${reserved}to/https/443/x`],
    ['http://evil.example/x', 502, 'http://evil.example/x'],
    ['/\\evil.example/x', 502, 'http://evil.example/x'],
    ['http://127.0.0.1:6464/"><script>', 502, 'http://127.0.0.1:6464/&quot;&gt;&lt;script&gt;'],
    [`http://[::1]:${port}@evil.example/`, 502, `http://[::1]:${port}@evil.example/`],
  ] as const;
  for (const [location, status, expected] of rows) {
    expect([location, ...(await to(location))]).toEqual([location, status, expected]);
  }
  expect(job.report().externals).toEqual(['http://evil.example', 'http://127.0.0.1:6464']);
  expect(hostname).toMatch(/^page-[0-9a-f]{16}\.localhost$/);
});

test('links of packed and plain texts are rewritten; everything else comes as it is', async () => {
  const picture = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const { target, own } = await device((request, response) => {
    const html = `<a href="${own}/next">next</a> \u00ff`;
    if (request.url === '/gzip') {
      response.writeHead(200, {
        'content-type': 'text/html',
        'content-encoding': 'gzip',
        'content-length': gzipSync(html).length,
      });
      return void response.end(gzipSync(html));
    }
    if (request.url === '/picture') {
      response.writeHead(200, {
        'content-type': 'image/png',
        'content-length': 256,
        'accept-ranges': 'bytes',
      });
      return void response.end(picture);
    }
    if (request.url === '/part') {
      response.writeHead(206, { 'content-type': 'text/html', 'content-range': 'bytes 0-3/9' });
      return void response.end('<a h');
    }
    if (request.url === '/broken') {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
      return void response.end(gzipSync(html).subarray(0, 30));
    }
    response.writeHead(200, {
      'content-type': 'text/html; charset=iso-8859-1',
      'content-security-policy': `default-src ${own}; upgrade-insecure-requests; img-src *`,
      'strict-transport-security': 'max-age=9',
      refresh: `5; url=${own}/again`,
      'x-own': 'kept',
    });
    response.end(Buffer.from(html, 'latin1'));
  });
  const { get, origin } = await page(target);
  const html = `<a href="${origin}/next">next</a> `;
  const plain = await get('/');
  expect(plain.body).toBe(`${html}\u00ff`);
  expect(plain.headers).toMatchObject({
    'content-security-policy': `default-src ${origin};  img-src *`,
    refresh: `5; url=${origin}/again`,
    'x-own': 'kept',
  });
  expect(plain.headers).not.toHaveProperty('strict-transport-security');
  const packed = await get('/gzip');
  expect(Buffer.from(packed.body, 'latin1').toString()).toBe(`${html}\u00ff`);
  expect(packed.headers).not.toHaveProperty('content-encoding');
  const image = await get('/picture');
  expect(Buffer.from(image.body, 'latin1')).toEqual(picture);
  expect(image.headers).toMatchObject({ 'content-length': '256', 'accept-ranges': 'bytes' });
  expect((await get('/part')).body).toBe('<a h');
  await expect(get('/broken')).rejects.toThrow();
});

test('a large upload and a large download pass through', async () => {
  const { target } = await device((request, response) => {
    let size = 0;
    request.on('data', (chunk: Buffer) => (size += chunk.length));
    request.on('end', () => {
      response.write(`${size}\n`);
      response.end(Buffer.alloc(30_000_000));
    });
  });
  const { origin, cookie } = await page(target);
  const body = Buffer.alloc(20_000_000);
  const answer = await fetchLocal(`${origin}/`, {
    method: 'POST',
    headers: { cookie, 'content-length': body.length },
    body,
  });
  expect([answer.body.slice(0, 9), answer.body.length]).toEqual(['20000000\n', 30_000_009]);
});

test('another port of the device gets a place of its own, and its origin is translated', async () => {
  const origins: (string | undefined)[] = [];
  const other = await device((request, response) => {
    origins.push(request.headers.origin, request.headers.referer);
    response.end('other');
  });
  const { target, own } = await device(
    (_request, response) => void response.end(`<a href="${other.own}/x">`),
  );
  const { get, origin, cookie, job } = await page(target);
  const reserved = new URL((await job.link()).url).pathname.replace('enter', '');
  const moved = await get(`${reserved}to/http/${other.port}/x?y`);
  expect(moved.status).toBe(307);
  const url = new URL(moved.headers.location ?? '');
  expect([url.hostname, url.pathname + url.search]).toEqual([new URL(origin).hostname, '/x?y']);
  expect(url.port).not.toBe(new URL(origin).port);
  const answer = await fetchLocal(url.href, { headers: { cookie, origin, referer: `${origin}/here` } });
  expect([answer.body, origins]).toEqual(['other', [own, `${own}/here`]]);
  expect((await get(`${reserved}to/http/2/x`)).status).toBe(502);
  expect((await fetchLocal(`${origin}${reserved}to/http/${other.port}/x`)).status).toBe(401);
  expect(job.report().ports.map(({ port }) => port)).toEqual([Number(target.split(':').at(-1)), other.port]);
});

test('a page of one port may ask another where the device lets it, as policies name the ports', async () => {
  const asked: unknown[] = [];
  const other = await device((request, response) => {
    const { origin = '', cookie } = request.headers;
    asked.push([request.method, request.url, origin, cookie]);
    response.writeHead(204, { 'access-control-allow-origin': origin }).end();
  });
  const { target, own } = await device((_request, response) => {
    const policy = `default-src 'self' ${other.own}; connect-src ws://[::1]:9 ${own} http://[::2]/`;
    response.writeHead(200, { 'content-security-policy': policy }).end();
  });
  const { get, origin, job } = await page(target);
  const { hostname } = new URL(origin);
  const policy = async () => (await get('/')).headers['content-security-policy'];
  const rest = `connect-src ws://${hostname}:* ${origin} http://[::2]/`;
  expect(await policy()).toBe(`default-src 'self' http://${hostname}:*; ${rest}`);
  const reserved = new URL((await job.link()).url).pathname.replace('enter', '');
  const api = (await get(`${reserved}to/http/${other.port}/api`)).headers.location ?? '';
  expect(await policy()).toBe(`default-src 'self' ${new URL(api).origin}; ${rest}`);
  const before = async (url: string, headers: Record<string, string>) =>
    await fetchLocal(url, { method: 'OPTIONS', headers });
  const wish = { 'access-control-request-method': 'PUT' };
  const answer = await before(api, { ...wish, origin });
  expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([204, origin]);
  expect(asked).toEqual([['OPTIONS', '/api', own, undefined]]);
  // Nobody else may, and no port is opened for it.
  const refused = [
    await before(api, { origin }),
    await before(api, { ...wish, origin: 'http://evil.example' }),
    await before(api, { ...wish, origin: 'null' }),
    await before(`${origin}${reserved}to/http/2/`, { ...wish, origin }),
  ];
  expect([refused.map(({ status }) => status), asked.length]).toEqual([[401, 401, 401, 401], 1]);
});

test('each page has a name and a cookie of its own', async () => {
  const { target } = await device((_request, response) => void response.end());
  const [one, two] = [await page(target), await page(target)];
  expect(new URL(one.origin).hostname).not.toBe(new URL(two.origin).hostname);
  expect((await fetchLocal(`${one.origin}/`, { headers: { cookie: two.cookie } })).status).toBe(401);
  await expect(enter((await one.job.link()).url.replace(/#.*/, '#x'))).rejects.toThrow('403');
});
