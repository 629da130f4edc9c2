import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isPage, pageHandler } from './page-protocol.ts';

let directory: string;
let handle: (request: Request) => Promise<Response>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'linkscope-protocol-'));
  const page = join(directory, 'renderer');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(page, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__">');
  await writeFile(join(page, 'assets', 'page-1.css'), 'body {}');
  await writeFile(join(directory, 'secret.txt'), 'outside');
  await symlink(join(directory, 'secret.txt'), join(page, 'assets', 'link.txt'));
  handle = pageHandler(page);
});
afterAll(() => rm(directory, { recursive: true }));

test('the page comes with its policy, and the nonce that it names', async () => {
  const answer = await handle(new Request('linkscope://app/'));
  const policy = answer.headers.get('content-security-policy') ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe(`<meta property="csp-nonce" nonce="${nonce}">`);
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /);
  expect(policy).toContain("connect-src 'self';");
  expect(policy).not.toContain('ws:');
});

test('its files come with their types', async () => {
  const answer = await handle(new Request('linkscope://app/assets/page-1.css'));
  expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await answer.text()).toBe('body {}');
});

test.each([
  'linkscope://app/../secret.txt',
  'linkscope://app/assets/..%2f..%2fsecret.txt',
  'linkscope://app/%2e%2e/secret.txt',
  'linkscope://app/assets/link.txt',
  'linkscope://app//etc/passwd',
  'linkscope://app/missing.js',
  'linkscope://other/index.html',
])('%s is not there', async (url) => {
  const answer = await handle(new Request(url));
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await answer.text()).not.toContain('outside');
});

test('only reading is possible', async () => {
  expect((await handle(new Request('linkscope://app/', { method: 'POST' }))).status).toBe(404);
});

test.each([
  ['linkscope://app/', true],
  ['linkscope://app/#/devices', true],
  ['linkscope://app/index.html', true],
  ['linkscope://app', false],
  ['linkscope://app/assets/x.svg', false],
  ['linkscope://app.evil/', false],
  ['https://app/', false],
])('%s is the page: %s', (url, expected) => {
  expect(isPage(url)).toBe(expected);
});
