import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, expect, it } from 'vitest';
import type { Banner } from '../../../src-core/api/ports.ts';
import { readBanner } from './read-banner.ts';

const servers: Server[] = [];
const sockets = new Set<Socket>();

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

/** What is read of a service that does as it is told with each connection. */
async function look(act: (socket: Socket) => void): Promise<Banner> {
  const port = await listen(
    createServer((socket) => {
      socket.on('error', () => undefined);
      act(socket);
    }),
  );
  return await readBanner('127.0.0.1', port, new AbortController().signal);
}

/** Every control character, and the marks that turn the direction of text around. */
const unsafe = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const head = 'HTTP/1.1 200 OK\r\nServer: a\r\n';

it('shows a title of 10 MB as far as a title goes', async () => {
  const read = await look((socket) =>
    socket.once('data', () => socket.end(`${head}\r\n<title>${'x'.repeat(10_000_000)}</title>`)),
  );
  expect(read).toMatchObject({ protocol: 'http', title: `${'x'.repeat(199)}…`, server: 'a' });
});

it('takes a page whose head does not end for what it has read of it', async () => {
  const read = await look((socket) => {
    const talk = () => {
      while (!socket.destroyed && socket.write('X-Filler: x\r\n'));
    };
    socket.on('drain', talk);
    socket.once('data', () => {
      socket.write(head);
      talk();
    });
  });
  expect(read).toMatchObject({
    protocol: 'http',
    server: 'a',
    title: null,
    note: 'it said more than is read',
  });
});

it.each([
  ['bytes of every value', Buffer.from(Array.from({ length: 1_024 }, (_, index) => index % 256))],
  ['bytes at random', randomBytes(4_096)],
  ['escape sequences of a terminal', Buffer.from('\u001b]0;owned\u0007\u001b[2J\u009b31m220 ready\r\n')],
  ['marks that turn text around', Buffer.from('SSH-2.0-\u202e\u2066x\u200f\r\n')],
  ['telnet options without an end', Buffer.from([0xff, 0xfa, ...Array<number>(5_000).fill(0xff)])],
  [
    'a head with controls',
    Buffer.from(`${head}Location: \u001b[31m\u202e/\r\n\r\n<title>\u001b[5m\u0000</title>`),
  ],
])('makes %s visible and nothing else of them', async (_what, bytes) => {
  const { text, title, server, redirect } = await look((socket) => socket.end(bytes));
  for (const shown of [text, title, server, redirect]) {
    expect(shown ?? '').not.toMatch(unsafe);
    // Each of 500 may be shown as its number.
    expect((shown ?? '').length).toBeLessThanOrEqual(500 * '\\u{10ffff}'.length);
  }
});

it('leaves services that keep it waiting, whatever they do', async () => {
  const trickle = (socket: Socket, text: string) => {
    const timer = setInterval(() => socket.write(text), 100);
    socket.once('close', () => clearInterval(timer));
  };
  const read = await Promise.all([
    // A page of which each line of the head takes its time.
    look((socket) => socket.once('data', () => trickle(socket, 'X-Filler: x\r\n'))),
    // It wants TLS, and then keeps silent in the handshake.
    look((socket) =>
      socket.once('data', (data) => data[0] !== 0x16 && socket.end('\x15\x03\x01\0\x02\x02\n')),
    ),
    // It takes nothing of what it is told.
    look((socket) => socket.pause()),
  ]);
  expect(read.map(({ note }) => note)).toEqual([
    'it took longer than four seconds',
    'it took longer than four seconds',
    'it took longer than four seconds',
  ]);
}, 20_000);

it.each([
  ['60,000 characters', 60_000, { protocol: 'https', certificate: { names: [`${'a'.repeat(254)}…`] } }],
  ['10 MB', 10_000_000, { certificate: null, note: expect.stringContaining('TLS failed') }],
])('bears a certificate with a name of %s', async (_what, length, expected) => {
  const directory = mkdtempSync(join(tmpdir(), 'linkscope-banner-'));
  try {
    const [key, cert, config] = ['key', 'cert', 'config'].map((name) => join(directory, name));
    if (key === undefined || cert === undefined || config === undefined) throw new Error('no directory');
    const lines = [
      '[req]',
      'distinguished_name=dn',
      'prompt=no',
      'x509_extensions=v3',
      '[dn]',
      'CN=a',
      '[v3]',
    ];
    writeFileSync(config, [...lines, `subjectAltName=@n`, '[n]', `DNS.1=${'a'.repeat(length)}`].join('\n'));
    const args = ['req', '-x509', '-nodes', '-newkey', 'rsa:2048', '-config', config];
    execFileSync('openssl', [...args, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const options = { key: readFileSync(key), cert: readFileSync(cert) };
    const secure = createTlsServer(options, (socket) => {
      socket.on('error', () => undefined);
      socket.end(`${head}\r\n`);
    });
    secure.on('tlsClientError', () => undefined);
    const inside = await listen(secure);
    // In plain words it says that it wants TLS; what speaks TLS is led to the service behind.
    const read = await look((socket) =>
      socket.once('data', (data) => {
        if (data[0] !== 0x16) return socket.end('\x15\x03\x01\0\x02\x02\n');
        const way = connect(inside, '127.0.0.1').on('error', () => undefined);
        way.write(data);
        return socket.pipe(way).pipe(socket);
      }),
    );
    expect(read).toMatchObject(expected);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
