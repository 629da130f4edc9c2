import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket as TcpSocket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { DnsItem, DnsOptions } from '../../../src-core/api/dns.ts';
import { ToolError } from '../../../src-core/api/errors.ts';
import { prepareDns } from './dns-job.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server on loopback that says what it likes. */
async function hostileUdp(reply: (query: Buffer, from: RemoteInfo, socket: Socket) => void): Promise<number> {
  const socket = createSocket('udp6');
  socket.on('message', (query, from) => reply(query, from, socket));
  socket.bind(0, '::1');
  await once(socket, 'listening');
  closing.push(() => socket.close());
  return socket.address().port;
}

async function hostileTcp(port: number, serve: (socket: TcpSocket) => void): Promise<Server> {
  const sockets = new Set<TcpSocket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    serve(socket);
  });
  server.listen(port, '::1');
  await once(server, 'listening');
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return server;
}

/** The answer to a query: its own octets with the response flag, without EDNS, and a record of 192.0.2.1. */
function answerTo(query: Buffer, changes: { id?: number; truncated?: boolean } = {}): Buffer {
  const end = query.indexOf(0, 12) + 5;
  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1]);
  const data = Buffer.concat([query.subarray(0, end), record]);
  data.writeUInt16BE(changes.id ?? data.readUInt16BE(0), 0);
  data.writeUInt16BE(changes.truncated === true ? 0x8380 : 0x8180, 2);
  data.writeUInt16BE(1, 6);
  data.writeUInt16BE(0, 10);
  return data;
}

async function ask(port: number, options: Partial<DnsOptions> = {}, signal = new AbortController().signal) {
  const base = { name: 'nas.example', types: ['A'], servers: ['::1'], port, waitMs: 300 };
  const job = await prepareDns({ ...base, ...options }, signal);
  const items: DnsItem[] = [];
  for await (const step of job.steps(signal)) if (step.type === 'item') items.push(...step.items);
  return items;
}

const data = (items: readonly DnsItem[]) =>
  items.map(({ transport, outcome, message }) => [
    transport,
    outcome,
    message?.answer.map((record) => record.data) ?? null,
  ]);

describe('hostile answers over UDP', () => {
  test('with another ID or question are passed over, and the true one is taken', async () => {
    const port = await hostileUdp((query, from, socket) => {
      const other = Buffer.from(query);
      other.write('X', 13);
      const answers = [
        answerTo(query, { id: query.readUInt16BE(0) ^ 1 }),
        answerTo(other),
        answerTo(query).subarray(0, 15),
        query,
        answerTo(query),
      ];
      for (const answer of answers) socket.send(answer, from.port, from.address);
    });
    const items = await ask(port);
    expect(data(items)).toEqual([['udp', 'answered', ['192.0.2.1']]]);
    expect(items[0]?.passedOver).toEqual([
      'another ID',
      'another question',
      'a damaged message',
      'no answer but a question',
    ]);
  });

  test('from another port are not heard', async () => {
    const other = createSocket('udp6');
    closing.push(() => other.close());
    const port = await hostileUdp((query, from) => other.send(answerTo(query), from.port, from.address));
    const items = await ask(port, { waitMs: 100 });
    expect([items[0]?.outcome, items[0]?.tries, items[0]?.passedOver]).toEqual(['lost', 3, []]);
  });

  test('of 60 KB of pointers are damaged, and no more', async () => {
    const port = await hostileUdp((query, from, socket) => {
      const end = query.indexOf(0, 12) + 5;
      const pointers = Buffer.alloc(60_000);
      for (let at = 0; at < pointers.length; at += 2)
        pointers.writeUInt16BE(0xc000 | Math.min(0x3fff, Math.max(12, end + at - 2)), at);
      const answer = Buffer.concat([query.subarray(0, end), pointers]);
      answer.writeUInt16BE(0x8180, 2);
      answer.writeUInt16BE(0xffff, 6);
      socket.send(answer, from.port, from.address);
    });
    const [item] = await ask(port);
    expect([item?.outcome, item?.message?.damage === null]).toEqual(['answered', false]);
  });

  test('never come to a question for which each try has an ID of its own', async () => {
    const ids = new Set<number>();
    const ports = new Set<number>();
    const port = await hostileUdp((query, from) => {
      ids.add(query.readUInt16BE(0));
      ports.add(from.port);
    });
    await ask(port, { waitMs: 100, types: ['A', 'AAAA', 'MX', 'TXT'] });
    // Of twelve random numbers of 16 bits two are alike once in a thousand times; four never.
    expect([ids.size > 8, ports.size > 8]).toEqual([true, true]);
  });
});

test.each([
  ['NOERROR', 0, 1],
  ['SERVFAIL', 2, 0],
  ['NXDOMAIN', 3, 1],
  ['REFUSED', 5, 0],
])('%s tells of the name, or only of the server', async (_name, code, conclusive) => {
  const port = await hostileUdp((query, from, socket) => {
    const answer = answerTo(query);
    answer.writeUInt8(0x80 | code, 3);
    socket.send(answer, from.port, from.address);
  });
  const options = { name: 'nas.example', types: ['A'], servers: ['::1'], port, waitMs: 10_000 };
  const job = await prepareDns(options, new AbortController().signal);
  for await (const step of job.steps(new AbortController().signal)) expect(step.type).not.toBe('warning');
  expect([job.summary().answered, job.summary().conclusive]).toEqual([1, conclusive]);
});

describe('hostile answers over TCP', () => {
  const truncated = () =>
    hostileUdp((query, from, socket) =>
      socket.send(answerTo(query, { truncated: true }), from.port, from.address),
    );
  const framed = (answer: Buffer) =>
    Buffer.concat([Buffer.from([answer.length >> 8, answer.length & 255]), answer]);

  test.each<[string, (socket: TcpSocket, query: Buffer) => void, unknown]>([
    [
      'the answer in single octets',
      (socket, query) => {
        for (const octet of framed(answerTo(query))) socket.write(Buffer.of(octet));
      },
      ['answered', ['192.0.2.1']],
    ],
    [
      'more behind the answer',
      (socket, query) =>
        void socket.write(Buffer.concat([framed(answerTo(query)), Buffer.alloc(2_000_000, 1)])),
      ['answered', ['192.0.2.1']],
    ],
    ['half of a message', (socket) => void socket.end(Buffer.from([0xff, 0xff, 1, 2, 3])), ['failed', null]],
    [
      'a message that never ends',
      (socket) => void socket.write(Buffer.from([0xff, 0xff, 1, 2, 3])),
      ['lost', null],
    ],
    [
      'another ID',
      (socket, query) => void socket.write(framed(answerTo(query, { id: query.readUInt16BE(0) ^ 1 }))),
      ['failed', null],
    ],
    ['nothing', () => undefined, ['lost', null]],
    ['the end at once', (socket) => void socket.destroy(), ['failed', null]],
  ])('%s', async (_, serve, wanted) => {
    const port = await truncated();
    await hostileTcp(port, (socket) => {
      socket.once('data', (query) => serve(socket, Buffer.from(query).subarray(2)));
    });
    const items = await ask(port);
    expect(items[0]?.outcome).toBe('truncated');
    expect([items[1]?.outcome, items[1]?.message?.answer.map((record) => record.data) ?? null]).toEqual(
      wanted,
    );
  });

  test('a closed port is told', async () => {
    const items = await ask(await truncated());
    expect(items[1]?.problem).toMatch(/^Nothing listens on TCP port \d+ of ::1\.$/);
  });
});

test('ends at once when it is cancelled', async () => {
  const abort = new AbortController();
  const port = await hostileUdp(() => abort.abort(new Error('cancelled')));
  await expect(ask(port, { waitMs: 10_000 }, abort.signal)).rejects.toThrow();
});

test.each<[Partial<DnsOptions>, RegExp]>([
  [{ types: ['ANY'] }, /RFC 8482/],
  [{ name: '2001:db8::1', types: ['A'] }, /PTR/],
  [{ name: 'a..b' }, /a label is empty/],
  [{ name: `${'a'.repeat(64)}.example` }, /63/],
  [{ servers: ['fe80::1'] }, /name the interface/],
  [{ servers: ['-x y'] }, /neither an address nor a name/],
  [{ dnssec: true, ednsBytes: null }, /RFC 3225/],
  [{ fragments: true, transport: 'tcp' }, /leave TCP out/],
])('refuses %j', async (options, why) => {
  const failure = await prepareDns(
    { name: 'nas.example', servers: ['::1'], ...options },
    new AbortController().signal,
  ).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ToolError);
  expect(failure).toMatchObject({ code: 'bad-input', message: expect.stringMatching(why) });
});

test.each([
  ['192.0.2.1', '1.2.0.192.in-addr.arpa.'],
  ['fe80::1%eth0', `1.${'0.'.repeat(28)}8.e.f.ip6.arpa.`],
  ['bücher.example', 'xn--bcher-kva.example.'],
  ['_ssh._tcp.nas.example.', '_ssh._tcp.nas.example.'],
])('asks for %s as %s', async (name, wanted) => {
  const job = await prepareDns({ name, servers: ['::1'] }, new AbortController().signal);
  expect(job.summary().name).toBe(wanted);
});
