import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Connection, Connector } from './connector.ts';
import { fullServer } from './full-server.test-support.ts';
import { isKnownLinux } from '../libc.ts';
import { LinuxConnector } from './linux-connector.ts';
import { SocketConnector } from './socket-connector.ts';

const servers: Server[] = [];
const accepted: Socket[] = [];
let open: number[] = [];
const closed: number[] = [];

async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    accepted.push(socket);
    socket.on('error', () => {});
  });
  server.listen(0, '::');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, port: address.port };
}

beforeAll(async () => {
  const made = await Promise.all(Array.from({ length: 12 }, listen));
  servers.push(...made.slice(0, 6).map(({ server }) => server));
  open = made.slice(0, 6).map(({ port }) => port);
  // Ports that were free a moment ago, and that nobody listens on now.
  for (const { server, port } of made.slice(6)) {
    server.close();
    await once(server, 'close');
    closed.push(port);
  }
});
afterAll(() => {
  for (const socket of accepted) socket.destroy();
  for (const server of servers) server.close();
});

/** What becomes of one connection, which is left once it stands. */
async function outcome(connector: Connector, address: string, port: number): Promise<string> {
  return await new Promise((resolve) => {
    let hasReturned = false;
    const tell = (what: string) => resolve(hasReturned ? what : `${what}, before the call had returned`);
    const connection: Connection = connector.peer(address).connect(port, {
      connected: () => {
        connection.leave();
        tell('open');
      },
      failed: tell,
    });
    hasReturned = true;
  });
}

const openFiles = () => readdirSync('/proc/self/fd').length;
const kinds: readonly [string, () => Promise<Connector | undefined>, boolean][] = [
  ['Node’s sockets', async () => new SocketConnector(), true],
  ['the system’s own calls', async () => await LinuxConnector.open(), isKnownLinux()],
];

describe.each(kinds)('%s', (_name, make, isHere) => {
  async function connector(): Promise<Connector> {
    const made = await make();
    if (made === undefined) throw new Error('the package that calls the system is missing');
    onTestFinished(() => made.close());
    return made;
  }

  it.runIf(isHere)('tells open from closed ports over both families', async () => {
    const own = await connector();
    for (const address of ['::1', '127.0.0.1', '::ffff:127.0.0.1']) {
      const told = await Promise.all([...open, ...closed].map((port) => outcome(own, address, port)));
      expect(told, address).toEqual([...open.map(() => 'open'), ...closed.map(() => 'ECONNREFUSED')]);
    }
  });

  it.runIf(isHere)('mixes nothing up where many come and go at once', async () => {
    const own = await connector();
    const peer = own.peer('::1');
    const told = new Map<number, string[]>();
    // So few that no server's queue overflows, although it is this thread that accepts.
    let begun = 0;
    await new Promise<void>((resolve) => {
      let ended = 0;
      const next = () => {
        if (begun >= 1_200) return;
        const port = (begun % 2 === 0 ? open : closed)[begun++ % 6] ?? 0;
        const settle = (what: string) => {
          told.set(port, [...(told.get(port) ?? []), what]);
          if (++ended === 1_200) resolve();
          else next();
        };
        const connection = peer.connect(port, {
          connected: () => {
            connection.leave();
            settle('open');
          },
          failed: settle,
        });
        // One that is left at once says nothing, and its place is another's.
        if (begun % 7 === 0) peer.connect(port, { connected: () => settle('left'), failed: settle }).leave();
      };
      for (let count = 0; count < 64; count++) next();
    });
    for (const port of open) expect(new Set(told.get(port) ?? ['open'])).toEqual(new Set(['open']));
    for (const port of closed)
      expect(new Set(told.get(port) ?? ['ECONNREFUSED'])).toEqual(new Set(['ECONNREFUSED']));
    expect([...told.values()].flat()).toHaveLength(1_200);
  });

  it.runIf(isHere)('resets what it leaves, so that the other side is not kept waiting', async () => {
    const own = await connector();
    const { server, port } = await listen();
    onTestFinished(() => void server.close());
    const connection = await new Promise<Connection>((resolve, reject) => {
      const made: Connection = own
        .peer('::1')
        .connect(port, { connected: () => resolve(made), failed: reject });
    });
    while (accepted.every((socket) => socket.localPort !== port)) await once(server, 'connection');
    const other = accepted.find((socket) => socket.localPort === port);
    if (other === undefined) throw new Error('nobody came');
    const reset = once(other, 'error');
    other.resume();
    connection.leave();
    expect(await reset).toMatchObject([{ code: 'ECONNRESET' }]);
  });

  it.runIf(isHere && process.platform === 'linux')(
    'closes what is under way and what stands, when it is closed',
    async () => {
      await using full = await fullServer();
      const own = await connector();
      const before = openFiles();
      const stands: Promise<void>[] = [];
      const told: string[] = [];
      for (const port of open) {
        stands.push(
          new Promise((resolve, reject) =>
            own.peer('::1').connect(port, { connected: resolve, failed: reject }),
          ),
        );
      }
      for (let count = 0; count < 20; count++) {
        own.peer('127.0.0.1').connect(full.port, {
          connected: () => told.push('open'),
          failed: (code) => told.push(code),
        });
      }
      await Promise.all(stands);
      // Two are in the queue of the server that accepts nobody.
      await expect.poll(() => told).toEqual(['open', 'open']);
      expect(openFiles()).toBeGreaterThanOrEqual(before + open.length + 20);
      own.close();
      await expect.poll(openFiles).toBeLessThanOrEqual(before);
      expect(told).toEqual(['open', 'open']);
    },
  );
});

it.runIf(isKnownLinux())('an interface that is not there is no other one', async () => {
  const own = await LinuxConnector.open();
  if (own === undefined) throw new Error('the package that calls the system is missing');
  onTestFinished(() => own.close());
  expect(await outcome(own, 'fe80::1%absent0', open[0] ?? 0)).toBe('ENODEV');
  expect(await outcome(own, 'fe80::1%', open[0] ?? 0)).toBe('ENODEV');
  expect(await outcome(own, 'nonsense', open[0] ?? 0)).toBe('EINVAL');
});

it('numbers of other systems and processors are not guessed', () => {
  expect([
    isKnownLinux('linux', 'x64'),
    isKnownLinux('linux', 'arm64'),
    isKnownLinux('linux', 'ppc64'),
    isKnownLinux('linux', 's390x'),
    isKnownLinux('darwin', 'arm64'),
    isKnownLinux('win32', 'x64'),
  ]).toEqual([true, true, false, false, false, false]);
});
