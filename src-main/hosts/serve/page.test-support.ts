import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { WebSocket } from 'ws';
import { fakeParts } from '../../api/fake-parts.test-support.ts';
import { createRouter, type RouterParts } from '../../api/router.ts';
import { startServer, type PageServer } from './server.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export function tokenOf(link: string): string {
  return new URL(link).hash.slice('#token='.length);
}

/** A server for every test of a file, with a small page and services that answer next to nothing. */
export function usePage(given: Partial<RouterParts> = {}) {
  const parts = fakeParts(given);
  let directory = '';
  let server: PageServer | undefined;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'linkscope-page-'));
    const renderer = join(directory, 'renderer');
    await mkdir(join(renderer, 'assets'), { recursive: true });
    const html = '<meta property="csp-nonce" nonce="__CSP_NONCE__"><p>page</p>';
    await writeFile(join(renderer, 'index.html'), html);
    await writeFile(join(renderer, 'assets', 'index-1a2b.js'), 'export {};');
    await writeFile(join(directory, 'secret.txt'), 'outside of the page');
  });
  afterAll(() => rm(directory, { recursive: true }));
  beforeEach(async () => {
    const rendererDirectory = join(directory, 'renderer');
    server = await startServer({ router: createRouter(parts), rendererDirectory, port: 0 });
  });
  afterEach(() => server?.close());

  const origin = () => server?.origin ?? '';
  const port = () => Number(new URL(origin()).port);
  const createLink = () => server?.createLink() ?? '';

  /** A request with exactly these headers and this path; fetch would set its own and tidy the path. */
  function ask(
    path: string,
    sent: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> {
    const { method = 'GET', headers = {}, body } = sent;
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: port(), path, method, headers, agent: false };
      const outgoing = request(options, (response) => {
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

  function exchange(token: string, headers: Record<string, string> = { Origin: origin() }): Promise<Answer> {
    return ask('/session', { method: 'POST', headers, body: JSON.stringify({ token }) });
  }

  /** Uses a new link, and gives the cookie as a browser sends it back. */
  async function signIn(): Promise<string> {
    const answer = await exchange(tokenOf(createLink()));
    return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  }

  /** How an upgrade ends: `open`, or the status that refuses it. */
  function upgrade(headers: Record<string, string>, path = '/rpc'): Promise<string | number> {
    return new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port()}${path}`, { headers });
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

  return { parts, origin, port, createLink, ask, exchange, signIn, upgrade };
}
