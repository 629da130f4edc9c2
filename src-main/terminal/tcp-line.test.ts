import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { within } from '../os/exec.test-support.ts';
import type { LineEnd } from './line.ts';
import { openTcpLine } from './tcp-line.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serverOf(greet: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    greet(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '::1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

function line(port: number) {
  const said = { connected: false, output: '', end: undefined as LineEnd | undefined };
  const opened = openTcpLine('::1', port, {
    connected: () => (said.connected = true),
    output: (text) => (said.output += text),
    ended: (end) => (said.end = end),
  });
  return { line: opened, said };
}

test('shows the banner, declines what Telnet offers, and sends lines', async () => {
  const got: Buffer[] = [];
  const port = await serverOf((socket) => {
    socket.on('data', (octets) => got.push(octets));
    socket.write(Buffer.from([255, 253, 1, 255, 251, 3]));
    // A letter of two octets in two pieces.
    socket.write(Buffer.from([0x68, 0xc3]));
    setTimeout(() => socket.write(Buffer.from([0xa4, 0x0a])), 20);
  });
  const { line: open, said } = line(port);
  await within(5_000, () => said.output.includes('hä\n'));
  void open.write('GET / \u001B[2J\r\n');
  await within(5_000, () => Buffer.concat(got).includes('GET'));
  expect(Buffer.concat(got)).toEqual(
    Buffer.concat([Buffer.from([255, 252, 1, 255, 254, 3]), Buffer.from('GET / \u001B[2J\r\n')]),
  );
  // What was sent is shown, with its control characters made visible.
  expect(said.output).toContain(String.raw`> GET / \u{1b}[2J`);
  await open.end();
  expect(said.end).toEqual({ status: null, text: 'closed' });
});

test('whoever writes waits for a host that takes nothing yet, and nothing is dropped', async () => {
  const got = { octets: 0 };
  let take = () => {};
  const port = await serverOf((socket) => {
    socket.pause();
    take = () => {
      socket.on('data', (octets) => (got.octets += octets.length));
      socket.resume();
    };
  });
  const { line: open, said } = line(port);
  await within(5_000, () => said.connected);
  const piece = 'x'.repeat(1_048_576);
  // More than the buffers of any system hold.
  const pieces = 64;
  const state = { written: 0 };
  const writing = (async () => {
    for (; state.written < pieces; state.written++) await open.write(piece);
  })();
  await within(5_000, () => state.written > 0);
  expect(state.written).toBeLessThan(pieces);
  take();
  await writing;
  await within(5_000, () => got.octets === pieces * piece.length);
  await open.end();
});

test('a write that waits ends with the line', async () => {
  const port = await serverOf((socket) => socket.pause());
  const { line: open, said } = line(port);
  await within(5_000, () => said.connected);
  const writing = Promise.resolve(open.write('x'.repeat(64 * 1_048_576)));
  await open.end();
  await writing;
  expect(said.end).toMatchObject({ text: 'closed' });
});

test('refuses a zone that is not here: the system would ask through another interface', () => {
  const events = { connected: () => {}, output: () => {}, ended: () => {} };
  expect(() => openTcpLine('fe80::1%no-such-if0', 22, events)).toThrow('there is no interface no-such-if0');
});

test('says why a connection ended', async () => {
  const port = await serverOf((socket) => socket.end('bye'));
  const { said } = line(port);
  await within(5_000, () => said.end !== undefined);
  expect(said).toMatchObject({ output: 'bye', end: { text: 'the host closed the connection' } });
  const closed = line(1);
  await within(5_000, () => closed.said.end !== undefined);
  expect(closed.said).toMatchObject({
    connected: false,
    end: { text: 'the port is closed: the host refused the connection' },
  });
});
