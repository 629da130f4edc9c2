import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { OpenPort } from '../../../src-core/api/ports.ts';
import { parseAddress } from '../../../src-core/net/address.ts';
import { BannerReader } from './banner-reader.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function greeting(text: string): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => undefined).end(text));
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

test('every banner is told, also those that come while the earlier ones are being taken', async () => {
  const ports = await Promise.all(
    Array.from({ length: 5 }, (_, index) => greeting(`SSH-2.0-test${index}\r\n`)),
  );
  const target = { text: '127.0.0.1', address: parseAddress('127.0.0.1'), zone: null };
  const reader = new BannerReader();
  for (const port of ports) {
    reader.add('127.0.0.1', { kind: 'port', target, port, rttMs: null, service: null, banner: null });
  }
  const told: OpenPort[] = [];
  for await (const items of reader.results(new AbortController().signal)) {
    told.push(...items);
    await sleep(800);
  }
  expect(told.map(({ port, banner }) => `${port} ${banner?.text}`).sort()).toEqual(
    ports.map((port, index) => `${port} SSH-2.0-test${index}`).sort(),
  );
});
