import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const scripts = resolve(import.meta.dirname, '../../scripts');
let home: string;
let server: Server;
let connections: number;

/** A checkout with the scripts and an Electron without its binary, and a mirror that answers as the test wants. */
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'linkscope-scripts-'));
  cpSync(scripts, join(home, 'scripts'), { recursive: true });
  mkdirSync(join(home, 'node_modules/electron'), { recursive: true });
  writeFileSync(join(home, 'node_modules/electron/package.json'), '{"version":"45.3.4"}');
  writeFileSync(join(home, 'node_modules/electron/install.js'), 'process.exit(3)');
  connections = 0;
  server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(async () => {
  rmSync(home, { recursive: true });
  await new Promise<void>((done) => server.close(() => done()));
});

function mirror(): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
}

/** Answers every request with this status, or never. */
function answering(status: number | null): void {
  server.on('connection', (socket) => {
    connections += 1;
    socket.on('error', () => socket.destroy());
    socket.on('data', () => {
      if (status !== null)
        socket.end(`HTTP/1.1 ${status} Status\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
    });
    server.once('close', () => socket.destroy());
  });
}

/** Evaluates an expression over the module, in a process of its own. */
async function evaluate(expression: string, env: Record<string, string> = {}): Promise<unknown> {
  const module = JSON.stringify(join(home, 'scripts/electron-binary.mjs'));
  const code = `const m = await import(${module}); console.log(JSON.stringify(await (${expression})) ?? 'null')`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    env: { PATH: process.env['PATH'], HOME: home, ...env },
  });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}

describe('the download', () => {
  test('gives up within five seconds where nothing answers, and is not tried again the same day', async () => {
    answering(null);
    const env = { ELECTRON_MIRROR: mirror() };
    const began = performance.now();
    const first = await evaluate('m.obtainElectron()', env);
    expect(performance.now() - began).toBeLessThan(5500);
    expect(first).toEqual({
      reason: expect.stringMatching(/cannot be downloaded: 127\.0\.0\.1:\d+: no answer within 5 s$/),
    });
    const before = connections;
    const second = await evaluate('m.obtainElectron()', env);
    expect(second).toEqual({ reason: expect.stringContaining('tried earlier today') });
    expect(connections).toBe(before);
  });

  test('is tried again where another mirror is named', async () => {
    answering(404);
    expect(await evaluate('m.obtainElectron()', { ELECTRON_MIRROR: mirror() })).toMatchObject({
      reason: expect.stringContaining('it answered 404'),
    });
    const before = connections;
    await evaluate('m.obtainElectron()', { ELECTRON_MIRROR: `${mirror()}other/` });
    expect(connections).toBeGreaterThan(before);
  });

  test('that begins and fails is told as such', async () => {
    answering(200);
    expect(await evaluate('m.obtainElectron()', { ELECTRON_MIRROR: mirror() })).toEqual({
      reason: 'the Electron binary cannot be downloaded: the download of Electron ended with 3',
    });
  });

  test('is not made where the binary is', async () => {
    const directory = join(home, 'node_modules/electron');
    mkdirSync(join(directory, 'dist'));
    writeFileSync(join(directory, 'path.txt'), 'electron');
    writeFileSync(join(directory, 'dist/electron'), '');
    expect(await evaluate('m.obtainElectron()', { ELECTRON_MIRROR: mirror() })).toEqual({
      path: join(directory, 'dist/electron'),
    });
    expect(connections).toBe(0);
  });
});

test.each([
  [{}, 'https://github.com/electron/electron/releases/download/v45.3.4/'],
  [{ ELECTRON_MIRROR: 'https://mirror.example/' }, 'https://mirror.example/v45.3.4/'],
  [
    { npm_config_electron_mirror: 'https://npm.example/', ELECTRON_MIRROR: 'https://b/' },
    'https://npm.example/v45.3.4/',
  ],
  [
    { ELECTRON_MIRROR: 'https://m.example/', ELECTRON_CUSTOM_DIR: '{{ version }}' },
    'https://m.example/45.3.4/',
  ],
])('with %j it is asked for at %s', async (env, base) => {
  const file = `electron-v45.3.4-${process.platform}-${process.arch}.zip`;
  expect(await evaluate('m.downloadUrl()', env)).toBe(base + file);
});

test.skipIf(process.platform !== 'linux').each([
  [{}, 1000, 'this session has no display'],
  [{ DISPLAY: ':0' }, 1000, null],
  [{ WAYLAND_DISPLAY: 'wayland-0' }, 1000, null],
  [{ DISPLAY: ':0' }, 0, 'the window is not opened for root, because its sandbox needs an ordinary user'],
])('a session with %j for user %i: %s', async (env, uid, obstacle) => {
  expect(await evaluate(`m.windowObstacle(${JSON.stringify(env)}, ${uid})`)).toBe(obstacle);
});
