import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ShareOptions } from '../../../src-core/api/share.ts';
import { prepareShare } from './share-job.ts';
import { get, openShare } from './share.test-support.ts';
import { namesOf, SharedFolder } from './shared-folder.ts';

let base = '';
let folder = '';
const cleaning: (() => Promise<unknown>)[] = [];

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'linkscope-share-'));
  folder = join(base, 'shared');
  mkdirSync(join(folder, 'sub', '.git'), { recursive: true });
  mkdirSync(join(folder, 'page'));
  mkdirSync(join(base, 'shared-not'));
  writeFileSync(join(base, 'secret.txt'), 'secret');
  writeFileSync(join(base, 'shared-not', 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'ten.txt'), '0123456789');
  utimesSync(join(folder, 'ten.txt'), 1_700_000_000.5, 1_700_000_000.5);
  writeFileSync(join(folder, 'empty.bin'), '');
  writeFileSync(join(folder, '.hidden'), 'hidden');
  writeFileSync(join(folder, 'sub', '.git', 'config'), 'hidden');
  writeFileSync(join(folder, 'sub', "<b onclick='x'>&.txt"), 'odd');
  writeFileSync(join(folder, 'page', 'index.html'), '<p>index</p>');
  writeFileSync(join(folder, 'boot.efi'), Buffer.alloc(3_000_000, 7));
  symlinkSync('../secret.txt', join(folder, 'out'));
  symlinkSync('../shared-not', join(folder, 'outside'));
  symlinkSync('ten.txt', join(folder, 'in'));
  symlinkSync('.hidden', join(folder, 'to-hidden'));
  symlinkSync('loop', join(folder, 'loop'));
  execFileSync('mkfifo', [join(folder, 'fifo')]);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));
afterEach(async () => {
  for (const clean of cleaning.splice(0)) await clean();
});

const share = (given: Partial<ShareOptions> = {}) => openShare({ directory: folder, ...given }, cleaning);

test('files are given whole, in part, and not again', async () => {
  const { port } = await share();
  const whole = await get(port, '/ten.txt');
  const { etag = '', 'last-modified': modified = '' } = whole.headers;
  expect(whole).toMatchObject({
    status: 200,
    body: '0123456789',
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': '10',
      'accept-ranges': 'bytes',
    },
  });
  expect(modified).toBe(new Date(1_700_000_000_000).toUTCString());
  const rows: [Record<string, string>, number, string, string | undefined][] = [
    [{ range: 'bytes=2-4' }, 206, '234', 'bytes 2-4/10'],
    [{ range: 'bytes=-2' }, 206, '89', 'bytes 8-9/10'],
    [{ range: 'bytes=0-1,4-5' }, 200, '0123456789', undefined],
    [{ range: 'bytes=10-' }, 416, 'The file has no such part.\n', 'bytes */10'],
    [{ range: 'bytes=2-4', 'if-range': etag }, 206, '234', 'bytes 2-4/10'],
    [{ range: 'bytes=2-4', 'if-range': modified }, 206, '234', 'bytes 2-4/10'],
    [{ range: 'bytes=2-4', 'if-range': '"other"' }, 200, '0123456789', undefined],
    [{ 'if-match': `"a", ${etag}`, 'if-unmodified-since': 'x' }, 200, '0123456789', undefined],
    [{ 'if-match': '"a"' }, 412, 'The file is another one by now.\n', undefined],
    [{ 'if-unmodified-since': modified }, 200, '0123456789', undefined],
    [
      { 'if-unmodified-since': new Date(1_600_000_000_000).toUTCString() },
      412,
      'The file is another one by now.\n',
      undefined,
    ],
    [{ 'if-none-match': etag }, 304, '', undefined],
    [{ 'if-none-match': `"a", W/${etag}` }, 304, '', undefined],
    [{ 'if-none-match': '"a"', 'if-modified-since': modified }, 200, '0123456789', undefined],
    [{ 'if-modified-since': modified }, 304, '', undefined],
    [{ 'if-modified-since': new Date(1_600_000_000_000).toUTCString() }, 200, '0123456789', undefined],
  ];
  for (const [headers, status, body, range] of rows) {
    const answer = await get(port, '/ten.txt', { headers });
    expect([headers, answer.status, answer.body, answer.headers['content-range']]).toEqual([
      headers,
      status,
      body,
      range,
    ]);
  }
  expect(await get(port, '/ten.txt', { method: 'HEAD' })).toMatchObject({
    status: 200,
    body: '',
    headers: { 'content-length': '10' },
  });
  expect(await get(port, '/empty.bin')).toMatchObject({
    status: 200,
    body: '',
    headers: { 'content-length': '0' },
  });
  expect((await get(port, '/boot.efi')).body).toHaveLength(3_000_000);
  expect((await get(port, '/ten.txt', { method: 'POST' })).status).toBe(405);
  expect((await get(port, '/ten.txt', { method: 'DELETE' })).headers.allow).toBe('GET, HEAD');
});

test('nothing outside of the folder is given, nor what is hidden or no file', async () => {
  const { port, items } = await share();
  const rows: [string, number][] = [
    ['/../secret.txt', 400],
    ['/..%2fsecret.txt', 400],
    ['/%2e%2e/secret.txt', 400],
    ['/sub/%2e%2e%2f%2e%2e%2fsecret.txt', 400],
    ['/..\\secret.txt', 404],
    ['//etc/passwd', 400],
    ['/%00', 400],
    ['/%', 400],
    ['/out', 403],
    ['/outside/', 403],
    ['/outside/secret.txt', 403],
    ['/in', 200],
    ['/to-hidden', 403],
    ['/loop', 403],
    ['/fifo', 403],
    ['/.hidden', 404],
    ['/sub/.git/config', 404],
    ['/ten.txt/x', 404],
    [`/${'x'.repeat(300)}`, 404],
    [`/${'x/'.repeat(5_000)}`, 400],
  ];
  for (const [path, status] of rows) expect([path, (await get(port, path)).status]).toEqual([path, status]);
  await expect.poll(() => items.length).toBe(rows.length);
  expect(items.map(({ status, client }) => [status, client])).toEqual(
    rows.map(([, status]) => [status, { address: '::1', zone: null }]),
  );
});

const piece = fc.oneof(
  fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '%2E.',
    '%2f',
    '%5c',
    '\\',
    '/',
    '//',
    '%00',
    'sub',
    'shared',
    'secret.txt',
    'out',
    'outside',
    'shared-not',
    '%252e%252e',
    '..%c0%af',
    '.git',
    'in',
    'ten.txt',
  ),
  fc.string({ maxLength: 4 }),
);

test('no path leads out of the folder', async () => {
  const shared = new SharedFolder(folder, true);
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
      const names = namesOf(`/${pieces.join('/')}`, 'linux') ?? namesOf(`/${pieces.join('')}`, 'linux');
      if (names === null) return;
      expect(names.some((name) => name === '..' || name.includes('/') || name.includes('\0'))).toBe(false);
      const found = await shared.find(names);
      if (found.kind !== 'file') return;
      const text = (await found.handle.readFile()).toString();
      await found.handle.close();
      expect(text).not.toBe('secret');
    }),
    { numRuns: 2_000 },
  );
});

test.each(['c:', 'a\\b', 'file.txt:stream', 'NUL', 'com1.txt', 'a.', 'a ', '..\\x'])(
  'on Windows %s is no name',
  (name) => {
    expect(namesOf(`/${encodeURIComponent(name)}`, 'win32')).toBeNull();
  },
);

test('folders are listed as text, sorted, without what is not given', async () => {
  const { port } = await share();
  const { body, headers, status } = await get(port, '/');
  expect(status).toBe(200);
  expect([...body.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
    '/page/',
    '/sub/',
    '/boot.efi',
    '/empty.bin',
    '/in',
    '/ten.txt',
  ]);
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  const odd = (await get(port, '/sub/')).body;
  expect(odd).toContain('&lt;b onclick=&#39;x&#39;&gt;&amp;.txt');
  expect(odd).not.toContain('<b ');
  expect(await get(port, '/sub')).toMatchObject({ status: 301, headers: { location: '/sub/' } });
  expect((await get(port, '/page/')).body).toBe('<p>index</p>');
  expect((await get(port, '/ten.txt/')).status).toBe(404);
});

test('a name that is not of this computer is refused, an address is not', async () => {
  const { port } = await share();
  const rows = [
    ['evil.example', 421],
    [`evil.example:${port}`, 421],
    [`[::1]:${port}`, 200],
    ['[fe80::1%25eth0]', 200],
    ['192.0.2.1', 200],
    [`LOCALHOST:${port}`, 200],
  ] as const;
  for (const [host, status] of rows) {
    expect([host, (await get(port, '/ten.txt', { headers: { host } })).status]).toEqual([host, status]);
    // As it is asked of a proxy: what the header says does not count.
    const whole = await get(port, `http://${host}/ten.txt`, { headers: { host: '[::1]' } });
    expect([host, whole.status]).toEqual([host, status]);
  }
});

test('the log says who took what, and what was broken off; closing ends every connection', async () => {
  const { port, items, close, job } = await share();
  const socket = connect(port, '::1');
  const gone = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  socket.write('GET /boot.efi HTTP/1.0\r\nUser-Agent: boot\r\n\r\n');
  await new Promise((resolve) => socket.once('data', resolve));
  socket.destroy();
  await gone;
  await get(port, '/ten.txt');
  await expect.poll(() => items.length).toBe(2);
  const [ten] = items.filter(({ path }) => path === '/ten.txt');
  expect(ten).toMatchObject({ method: 'GET', status: 200, bytes: 10, complete: true, agent: null });
  expect(items.find(({ path }) => path === '/boot.efi')).toMatchObject({
    agent: 'boot',
    client: { address: '::1' },
  });
  expect(job.report().requests).toBe(2);
  const idle = connect(port, '::1');
  idle.on('error', () => undefined);
  await new Promise((resolve) => idle.once('connect', resolve));
  const over = new Promise((resolve) => idle.once('close', resolve));
  await close();
  await over;
  await expect(get(port, '/')).rejects.toThrow('ECONNREFUSED');
});

test.each([
  [{ directory: 'relative' }, 'no whole path'],
  [{ directory: '/' }, 'whole disk'],
  [{ directory: '/nonexistent-folder' }, 'there is no folder'],
  [{ directory: '/etc/hostname' }, 'is no folder'],
  [{ address: 'fe80::1' }, 'is on every link'],
  [{ address: '2001:db8::5' }, 'no address of this computer'],
  [{ address: 'x' }, 'is no address'],
  [{ address: null, interface: 'none0' }, 'there is no such interface'],
  [{ interface: 'lo' }, 'not both'],
])('%j is refused', async (given, words) => {
  await expect(
    prepareShare({ directory: folder, address: '::1', ...given }, new AbortController().signal),
  ).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining(words) });
});
