import { createServer, type IncomingMessage } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { cleanUp, device, later, listen, page } from './web-page.test-support.ts';

afterEach(cleanUp);

/** A device whose WebSocket says everything back. */
async function echo() {
  const server = createServer();
  const sockets = new WebSocketServer({ server, path: '/live' });
  const asked: IncomingMessage[] = [];
  sockets.on('connection', (socket, request) => {
    asked.push(request);
    socket.send('welcome');
    socket.on('message', (data, binary) => socket.send(data, { binary }));
  });
  const port = await listen(server);
  later(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.close();
  });
  return { port, target: `[::1]:${port}`, asked };
}

function dial(origin: string, path: string, headers: Record<string, string>) {
  const { host, port } = new URL(origin);
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { host, ...headers } });
  const messages: string[] = [];
  const over = new Promise<string>((resolve) => {
    socket.on('message', (data: Buffer) => messages.push(data.toString()));
    socket.once('unexpected-response', (_request, response) => {
      resolve(String(response.statusCode));
      socket.terminate();
    });
    socket.once('error', () => resolve('error'));
    socket.once('close', () => resolve('closed'));
  });
  later(() => socket.terminate());
  return { socket, messages, over };
}

test('a WebSocket passes both ways, with the origin of the device and none of our cookies', async () => {
  const { target, asked } = await echo();
  const { origin, cookie, close } = await page(target);
  const { socket, messages, over } = dial(origin, '/live', { cookie: `${cookie}; sid=1`, origin });
  await expect.poll(() => messages).toEqual(['welcome']);
  const large = 'x'.repeat(1_000_000);
  socket.send(large);
  await expect.poll(() => messages.length).toBe(2);
  expect(messages[1]).toBe(large);
  expect(asked[0]?.headers).toMatchObject({ host: target, origin: `http://${target}`, cookie: 'sid=1' });
  await close();
  expect(await over).toBe('closed');
});

test('a WebSocket is refused without the cookie, from elsewhere, and where the device has none', async () => {
  const { target, asked } = await echo();
  const { origin, cookie } = await page(target);
  expect(await dial(origin, '/live', { origin }).over).toBe('401');
  expect(await dial(origin, '/live', { cookie, origin: 'http://evil.example' }).over).toBe('403');
  expect(await dial(origin, '/live', { cookie }).over).toBe('403');
  expect(await dial(origin, '/live', { cookie, origin, host: 'evil.example' }).over).toBe('421');
  expect(await dial(origin, '/none', { cookie, origin }).over).toBe('400');
  expect(asked).toEqual([]);
});

test('a WebSocket of another port of the device is joined to it', async () => {
  const live = await echo();
  const { target } = await device((_request, response) => void response.end());
  const { origin, cookie, job } = await page(target);
  const reserved = new URL((await job.link()).url).pathname.replace('enter', '');
  const { messages } = dial(origin, `${reserved}to/http/${live.port}/live`, { cookie, origin });
  await expect.poll(() => messages).toEqual(['welcome']);
});
