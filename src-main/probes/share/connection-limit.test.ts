import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { get, openShare } from './share.test-support.ts';

let directory = '';
const cleaning: (() => Promise<unknown>)[] = [];

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'linkscope-share-limit-'));
  writeFileSync(join(directory, 'ten.txt'), '0123456789');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));
afterEach(async () => {
  for (const clean of cleaning.splice(0)) await clean();
});

/** Opens connections that go with the test. */
function open(count: number, make: (index: number) => Socket): Socket[] {
  const sockets = Array.from({ length: count }, (_, index) => make(index).on('error', () => undefined));
  cleaning.unshift(async () => {
    for (const socket of sockets) socket.destroy();
  });
  return sockets;
}
const closed = (sockets: readonly Socket[]) => sockets.filter((socket) => socket.closed).length;

test('one client cannot take every connection', async () => {
  const { port } = await openShare({ directory }, cleaning);
  const sockets = open(80, () => connect(port, '::1'));
  await expect.poll(() => closed(sockets)).toBe(16);
});

// Elsewhere 127.0.0.1 is all that a computer has of 127.0.0.0/8.
test.skipIf(process.platform !== 'linux')(
  'clients that ask for nothing make room for one that does',
  async () => {
    const { port } = await openShare({ directory, address: '127.0.0.1' }, cleaning);
    const host = '127.0.0.1';
    const slow = open(270, (index) => {
      const localAddress = `127.0.0.${2 + Math.floor(index / 20)}`;
      const socket = connect({ port, host, localAddress });
      return socket.on('connect', () => socket.write('GET /ten.txt HTTP/1.1\r\nX-Slow: '));
    });
    await expect.poll(() => slow.filter(({ bytesWritten }) => bytesWritten > 0).length).toBe(270);
    const answer = await get(port, '/ten.txt', { host });
    expect([answer.status, answer.body]).toEqual([200, '0123456789']);
    await expect.poll(() => closed(slow)).toBeGreaterThanOrEqual(15);
  },
);
