import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Contract } from '../../../src-core/api/contract.ts';
import { fakeParts } from '../../api/fake-parts.test-support.ts';
import { createRouter } from '../../api/router.ts';
import { startServer, type PageServer } from './server.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let directory: string;
let server: PageServer;
let port: number;
const parts = fakeParts();

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'linkscope-page-'));
  const renderer = join(directory, 'renderer');
  await mkdir(join(renderer, 'assets'), { recursive: true });
  await writeFile(
    join(renderer, 'index.html'),
    '<meta property="csp-nonce" nonce="__CSP_NONCE__"><p>page</p>',
  );
  await writeFile(join(renderer, 'assets', 'index-1a2b.js'), 'export {};');
  await writeFile(join(directory, 'secret.txt'), 'outside of the page');
});
afterAll(() => rm(directory, { recursive: true }));
beforeEach(async () => {
  server = await startServer({
    router: createRouter(parts),
    rendererDirectory: join(directory, 'renderer'),
    port: 0,
  });
  port = Number(new URL(server.origin).port);
});
afterEach(() => server.close());

/** A request with exactly these headers and this path; fetch would set its own and tidy the path. */
function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function tokenOf(link: string): string {
  return new URL(link).hash.slice('#token='.length);
}

function exchange(
  token: string,
  headers: Record<string, string> = { Origin: server.origin },
): Promise<Answer> {
  return ask('/session', { method: 'POST', headers, body: JSON.stringify({ token }) });
}

async function signIn(): Promise<string> {
  const answer = await exchange(tokenOf(server.createLink()));
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** How an upgrade ends: `open`, or the status that refuses it. */
function upgrade(headers: Record<string, string>, path = '/rpc'): Promise<string | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve('open');
    });
    socket.on('unexpected-response', (_, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', () => resolve('error'));
  });
}

describe('the page', () => {
  test('has a strict policy with a nonce that is new in every answer', async () => {
    const [first, second] = [await ask('/'), await ask('/')];
    const nonces = [first, second].map(({ body }) => /nonce="([^"]+)"/.exec(body)?.[1] ?? '');
    const policy = String(first.headers['content-security-policy']);
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonces[0]}'`);
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain(`ws://127.0.0.1:${port}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(first.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(first.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('keeps its hashed files for ever', async () => {
    const answer = await ask('/assets/index-1a2b.js');
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
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('outside');
  });

  test.each(['PUT', 'DELETE', 'OPTIONS', 'POST'])('refuses %s', async (method) => {
    expect((await ask('/', { method })).status).toBe(405);
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
    expect((await ask('/', { headers: { Host: host.replace('PORT', String(port)) } })).status).toBe(status);
  });

  test('a session is not given to a rebound name', async () => {
    const host = `evil.example:${port}`;
    const answer = await exchange(tokenOf(server.createLink()), { Host: host, Origin: `http://${host}` });
    expect(answer.status).toBe(421);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});

describe('the link', () => {
  test('lets one browser in, once', async () => {
    const token = tokenOf(server.createLink());
    const first = await exchange(token);
    expect(first.status).toBe(200);
    expect(first.headers['set-cookie']?.[0]).toMatch(
      new RegExp(`^linkscope-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    );
    const second = await exchange(token);
    expect(second.status).toBe(403);
    expect(second.body).toContain('Press Enter in the terminal');
    expect(second.headers['set-cookie']).toBeUndefined();
  });

  test('is worth nothing once a newer one was made', async () => {
    const old = tokenOf(server.createLink());
    const fresh = tokenOf(server.createLink());
    expect((await exchange(old)).status).toBe(403);
    expect((await exchange(fresh)).status).toBe(200);
  });

  test.each([
    ['a wrong token', { token: 'A'.repeat(43) }, 403],
    ['an empty token', { token: '' }, 403],
    ['no text', { token: 1 }, 400],
    ['nothing', null, 400],
    ['too much', { token: 'A'.repeat(5000) }, 400],
  ])('%s opens nothing', async (_, body, status) => {
    server.createLink();
    const answer = await ask('/session', {
      method: 'POST',
      headers: { Origin: server.origin },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(status);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test.each([
    ['no origin', {}],
    ['another origin', { Origin: 'http://evil.example' }],
    ['null', { Origin: 'null' }],
  ])('is not taken from %s, and stays good', async (_, headers: Record<string, string>) => {
    const token = tokenOf(server.createLink());
    expect((await exchange(token, headers)).status).toBe(403);
    expect((await exchange(token)).status).toBe(200);
  });

  test('the page can ask whether it is let in', async () => {
    expect((await ask('/session')).status).toBe(401);
    expect((await ask('/session', { headers: { Cookie: await signIn() } })).status).toBe(200);
  });
});

describe('the socket', () => {
  test('is open only to a page of this server with the cookie', async () => {
    const Cookie = await signIn();
    const Origin = server.origin;
    const stranger = `linkscope-${port}=${'A'.repeat(43)}`;
    expect({
      known: await upgrade({ Cookie, Origin }),
      'no cookie': await upgrade({ Origin }),
      'wrong cookie': await upgrade({ Cookie: stranger, Origin }),
      'cookie among others': await upgrade({ Cookie: `a=b; ${stranger}; ${Cookie}`, Origin }),
      'other origin': await upgrade({ Cookie, Origin: 'http://127.0.0.1:1' }),
      'no origin': await upgrade({ Cookie }),
      'rebound name': await upgrade({
        Cookie,
        Host: `evil.example:${port}`,
        Origin: `http://evil.example:${port}`,
      }),
      'other path': await upgrade({ Cookie, Origin }, '/rpc2'),
    }).toEqual({
      known: 'open',
      'no cookie': 401,
      'wrong cookie': 401,
      'cookie among others': 'open',
      'other origin': 403,
      'no origin': 403,
      'rebound name': 421,
      'other path': 404,
    });
  });

  test('is closed by a message that is too long, and the server lives on', async () => {
    const headers = { Cookie: await signIn(), Origin: server.origin };
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { headers });
    const code = await new Promise<number>((resolve) => {
      socket.on('open', () => socket.send('x'.repeat(1024 * 1024 + 1)));
      socket.on('error', () => undefined);
      socket.on('close', resolve);
    });
    expect([1006, 1009]).toContain(code);
    expect((await ask('/')).status).toBe(200);
  });

  test('carries the router, and its going ends what it followed', async () => {
    const headers = { Cookie: await signIn(), Origin: server.origin };
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { headers });
    const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ websocket: socket }));
    expect(await client.interfaces.list()).toEqual({ interfaces: [], warnings: [] });
    const events = await client.discovery.follow({ runId: 'endless' });
    expect((await events.next()).value).toMatchObject({ type: 'started', runId: 'endless' });
    expect(parts.following()).toBe(1);
    socket.terminate();
    await expect.poll(() => parts.following(), { timeout: 1000 }).toBe(0);
  });

  test('survives a stranger that is no HTTP client', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.end('\u0000\u0001 nonsense\r\n\r\n'));
      socket.on('close', () => resolve());
      socket.on('error', () => undefined);
      socket.resume();
    });
    expect((await ask('/')).status).toBe(200);
  });
});

test('a port that was asked for and is in use is a conflict', async () => {
  const options = { router: createRouter(parts), rendererDirectory: directory, port };
  await expect(startServer(options)).rejects.toMatchObject({
    code: 'conflict',
    message: `port ${port} is in use: choose another with --port, or leave it out`,
  });
});
