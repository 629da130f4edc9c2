import { describe, expect, test } from 'vitest';
import { createRouter } from '../../api/router.ts';
import { startServer } from './server.ts';
import { tokenOf, usePage } from './page.test-support.ts';

const page = usePage();

describe('the page', () => {
  test('has a strict policy with a nonce that is new in every answer', async () => {
    const [first, second] = [await page.ask('/'), await page.ask('/')];
    const nonces = [first, second].map(({ body }) => /nonce="([^"]+)"/.exec(body)?.[1] ?? '');
    const policy = String(first.headers['content-security-policy']);
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonces[0]}'`);
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain(`ws://127.0.0.1:${page.port()}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(first.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin-allow-popups',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(first.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('keeps its hashed files for ever', async () => {
    const answer = await page.ask('/assets/index-1a2b.js');
    expect(answer).toMatchObject({ status: 200, body: 'export {};' });
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..\\secret.txt',
    '//etc/passwd',
    '/etc/passwd',
    '/assets/',
    '/assets',
    '/index-1a2b.js%00',
    '/missing.js',
  ])('has nothing at %s', async (path) => {
    const answer = await page.ask(path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('outside');
  });

  test.each(['PUT', 'DELETE', 'OPTIONS', 'POST'])('refuses %s', async (method) => {
    expect((await page.ask('/', { method })).status).toBe(405);
  });
});

describe('other names for this computer', () => {
  test.each([
    ['evil.example', 421],
    ['evil.example:PORT', 421],
    ['127.0.0.1', 421],
    ['127.0.0.1:1', 421],
    ['127.0.0.2:PORT', 421],
    ['localhost.evil.example:PORT', 421],
    ['localhost:PORT', 200],
    ['LOCALHOST:PORT', 200],
    ['[::1]:PORT', 200],
    ['127.0.0.1:PORT', 200],
  ])('Host %s is answered with %i', async (host, status) => {
    expect(
      (await page.ask('/', { headers: { Host: host.replace('PORT', String(page.port())) } })).status,
    ).toBe(status);
  });

  test('a session is not given to a rebound name', async () => {
    const host = `evil.example:${page.port()}`;
    const answer = await page.exchange(tokenOf(page.createLink()), { Host: host, Origin: `http://${host}` });
    expect(answer.status).toBe(421);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});

test('a port that was asked for and is in use is a conflict', async () => {
  const options = { router: createRouter(page.parts), rendererDirectory: '/nowhere', port: page.port() };
  await expect(startServer(options)).rejects.toMatchObject({
    code: 'conflict',
    message: `port ${page.port()} is in use: choose another with --port, or leave it out`,
  });
});
