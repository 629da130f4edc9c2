import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { approachTo } from './banner-plan.ts';
import { readWords } from './banner-words.ts';
import { readBanner } from './read-banner.ts';

const servers: Server[] = [];
const sockets = new Set<Socket>();

/** A service on a port of the system's choice that does as it is told with each connection. */
async function serve(act: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    act(socket);
  });
  servers.push(server);
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

const page = (extra: string, body: string) => `HTTP/1.1 200 OK\r\nServer: nginx\r\n${extra}\r\n${body}`;

it.each([
  ['ssh', 'SSH-2.0-OpenSSH_9.2\r\n', 22, { protocol: 'ssh', text: 'SSH-2.0-OpenSSH_9.2' }],
  ['a greeting of many lines', '220-hello\r\n220 mail ESMTP Postfix\r\n', 25, { protocol: 'smtp' }],
  ['ftp by its port', '220 ready\r\n', 21, { protocol: 'ftp', text: '220 ready' }],
  ['220 of anything', '220 ready\r\n', 9999, { protocol: null }],
  ['escape sequences', 'SSH-2.0-\u001b[2J\u202ex\r\n', 22, { text: 'SSH-2.0-\\u{1b}[2J\\u{202e}x' }],
  ['telnet', '\xff\xfd\x18\xff\xfb\x01login: ', 23, { protocol: 'telnet', text: 'login: ' }],
  ['redis', '-NOAUTH Authentication required.\r\n', 6379, { protocol: 'redis' }],
  ['mysql', 'J\0\0\0\n8.0.36\0rest', 3306, { protocol: 'mysql', text: '8.0.36' }],
  ['mariadb', 'J\0\0\0\n5.5.5-10.11.19-MariaDB\0rest', 3306, { protocol: 'mysql', text: '10.11.19-MariaDB' }],
  ['postgresql', 'S', 5432, { protocol: 'postgresql', text: 'takes TLS' }],
  ['postgresql without TLS', 'N', 5432, { protocol: 'postgresql', text: 'takes no TLS' }],
  ['one letter of anything else', 'S', 9999, { protocol: null, text: 'S' }],
  [
    'rdp',
    '\u0003\0\0\u0013\u000e\xd0\0\0\u0012\u0034\0\u0002\0\u0008\0\u0002\0\0\0\xff'.slice(0, -1),
    3389,
    { protocol: 'rdp', text: 'with CredSSP (network level authentication)' },
  ],
  [
    'rdp of old',
    '\u0003\0\0\u000b\u0006\xd0\0\0\u0012\u0034\0',
    3389,
    { protocol: 'rdp', text: 'with the security of RDP alone' },
  ],
  [
    'a page',
    page('', '<html><TITLE lang=de>\n My &amp; <x></title>'),
    80,
    { protocol: 'http', title: 'My & <x>', server: 'nginx' },
  ],
  ['a redirect', page('Location: http://evil/\u202e\r\n', ''), 80, { redirect: 'http://evil/\\u{202e}' }],
  ['a title without an end', page('', `<title>${'x'.repeat(10_000)}`), 80, { title: `${'x'.repeat(199)}…` }],
  ['nothing', '', 80, { protocol: null, text: '' }],
])('reads %s', (_what, bytes, port, expected) => {
  const encoding = /[\xff\xd0]/.test(bytes) ? 'latin1' : 'utf8';
  expect(readWords(Buffer.from(bytes, encoding), port)).toMatchObject(expected);
});

it('sends nothing to printers and controllers', () => {
  const silent = { tls: false, question: null, askSilent: false };
  expect([9100, 515, 102, 502, 44_818].map(approachTo)).toEqual(Array.from({ length: 5 }, () => silent));
});

it('reads a greeting of a real service', async () => {
  const port = await serve((socket) => socket.write('SSH-2.0-Test\r\n'));
  const signal = new AbortController().signal;
  expect(await readBanner('127.0.0.1', port, signal)).toMatchObject({ protocol: 'ssh', note: null });
});

it('asks a silent service for its page, once, and does not follow where it is sent', async () => {
  let connections = 0;
  const port = await serve((socket) => {
    connections++;
    socket.once('data', () => socket.end('HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n'));
  });
  const read = await readBanner('127.0.0.1', port, new AbortController().signal);
  expect([read.protocol, read.redirect, connections]).toEqual(['http', '/', 1]);
});

it('stops listening to a service that never stops talking', async () => {
  const port = await serve((socket) => {
    const talk = () => {
      while (!socket.destroyed && socket.write('x'.repeat(65_536)));
    };
    socket.on('drain', talk);
    talk();
  });
  const read = await readBanner('127.0.0.1', port, new AbortController().signal);
  expect([read.text.length, read.note]).toEqual([500, 'it said more than is read']);
});

it('leaves a service that trickles', async () => {
  const port = await serve((socket) => {
    const timer = setInterval(() => socket.write('x'), 100);
    socket.once('close', () => clearInterval(timer));
  });
  const read = await readBanner('127.0.0.1', port, new AbortController().signal);
  expect(read.note).toBe('it took longer than four seconds');
});

it('says why there is nothing to read, and leaves when it is asked to', async () => {
  const hangsUp = await serve((socket) => socket.end());
  const signal = new AbortController().signal;
  expect((await readBanner('127.0.0.1', hangsUp, signal)).note).toBe('it hung up without a word');
  const abort = new AbortController();
  const silent = await serve(() => abort.abort(new Error('enough')));
  await expect(readBanner('127.0.0.1', silent, abort.signal)).rejects.toThrow('enough');
});
