import { Writable } from 'node:stream';
import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { ToolError } from '../../../src-core/api/errors.ts';
import type {
  DiscoveryEvent,
  DiscoveryStart,
  Host,
  RunSummary,
  SourceProgress,
} from '../../../src-core/api/discovery.ts';
import type { NetworkInterface } from '../../../src-core/api/interfaces.ts';
import { parseAddress } from '../../../src-core/net/address.ts';
import { parseZone } from '../../../src-core/net/zone.ts';
import type { Runs } from '../../api/discovery.ts';
import { fakeParts } from '../../api/fake-parts.test-support.ts';
import { createRouter } from '../../api/router.ts';
import { readArguments } from './arguments.ts';
import { discoverCommand } from './commands/discover.ts';
import { failureOf } from './failure-of.ts';
import { statusOf } from './statuses.ts';
import { Terminal } from './terminal.ts';

const zone = parseZone('eth0');
const at = Date.UTC(2026, 10, 21, 12);

function hostWith(given: Partial<Host>): Host {
  return {
    id: 'a',
    deviceId: 1,
    change: 'new',
    name: null,
    names: [],
    mac: null,
    macOrigin: null,
    vendor: null,
    role: 'host',
    addresses: [
      {
        address: parseAddress('fe80::1'),
        zone,
        kind: 'link-local',
        identifier: 'low-byte',
        temporary: 'no',
        sources: ['multicast-echo'],
        confirmed: true,
        rttMs: 0.5,
        firstSeen: at,
        lastSeen: at,
      },
    ],
    services: [],
    rttMs: 0.5,
    duplicates: 0,
    sources: ['multicast-echo'],
    firstSeen: at,
    lastSeen: at,
    ...given,
  };
}

function source(given: Partial<SourceProgress>): SourceProgress {
  return { source: 'multicast-echo', zone, state: 'done', done: 1, total: null, message: null, ...given };
}

function summary(given: Partial<RunSummary> = {}): RunSummary {
  const counts = { hosts: 1, addresses: 1, new: 1, changed: 0, gone: [] };
  return { scanId: 1, durationMs: 2500, ...counts, sources: [source({})], ...given };
}

const ethernet: NetworkInterface = {
  zone,
  name: 'eth0',
  index: 2,
  mac: null,
  state: 'up',
  kind: 'ethernet',
  mtu: 1500,
  multicast: true,
  addresses: [],
  prefixes: [],
  routers: [],
  dns: [],
  unusable: null,
};

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  readonly started: DiscoveryStart[];
}

/** Runs the command against a run that tells these events. */
async function discover(
  args: readonly string[],
  events: readonly DiscoveryEvent[],
  given: { runs?: Partial<Runs>; signal?: AbortSignal; storageNotices?: string[] } = {},
): Promise<Outcome> {
  const text = { out: '', err: '' };
  const keep = (name: 'out' | 'err') =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        text[name] += chunk.toString('utf8');
        done();
      },
    });
  const started: DiscoveryStart[] = [];
  const runs: Runs = {
    start: (input) => {
      started.push(input);
      return Promise.resolve({ runId: 'r', zones: input.zones, at });
    },
    async *follow() {
      yield* events;
    },
    cancel: () => false,
    running: () => [],
    ...given.runs,
  };
  const router = createRouter(
    fakeParts({
      runs: () => Promise.resolve(runs),
      readInterfaces: () => Promise.resolve({ interfaces: [ethernet], warnings: [] }),
      application: {
        dialogs: null,
        recentErrors: () => [],
        info: () =>
          Promise.resolve({
            version: '0',
            host: 'cli',
            platform: 'linux',
            nodeVersion: '24',
            dataDirectory: '',
            logFile: '',
            nativeDialogs: false,
            storageNotices: given.storageNotices ?? [],
          }),
      },
    }),
  );
  const services = { router, dataDirectory: '' };
  const terminal = new Terminal(keep('out'), keep('err'));
  const open = () => Promise.resolve({ services, client: createRouterClient(router) });
  const context = {
    terminal,
    signal: given.signal ?? new AbortController().signal,
    open,
    endWithReader: () => undefined,
    builtDirectory: '',
  };
  let status: number;
  try {
    status = await discoverCommand.run(readArguments(args, discoverCommand.options), context);
  } catch (error) {
    text.err += failureOf(error).message;
    status = statusOf(failureOf(error).code);
  }
  return { status, ...text, started };
}

const started: DiscoveryEvent = { type: 'started', runId: 'r', at, zones: [zone] };
const found = (...hosts: Host[]): DiscoveryEvent => ({ type: 'item', hosts, removed: [] });
const done = (given: Partial<RunSummary> = {}): DiscoveryEvent => ({ type: 'done', summary: summary(given) });
const denied: DiscoveryEvent = {
  type: 'warning',
  source: 'multicast-echo',
  zone,
  failure: { code: 'no-permission', message: 'ping may not be run by this user' },
};

const failed = source({ state: 'failed', message: 'ping is not installed: install iputils-ping' });
const own = source({ source: 'own-addresses' });

test.each<[string, number, readonly DiscoveryEvent[]]>([
  ['hosts were found', 0, [found(hostWith({})), done()]],
  ['nothing was there', 1, [done()]],
  ['nobody but this computer was there', 1, [found(hostWith({ role: 'self' })), done()]],
  ['every source failed', 4, [done({ sources: [failed, own] })]],
  ['nothing was allowed', 3, [denied, done({ sources: [failed, own] })]],
  [
    'one failed, and one looked and found nothing',
    1,
    [done({ sources: [failed, source({ source: 'mdns' })] })],
  ],
  ['one failed, and one found a host', 0, [found(hostWith({})), done({ sources: [failed] })]],
  ['it was cancelled', 130, [found(hostWith({})), { type: 'cancelled', summary: summary() }]],
  [
    'the disk was full',
    5,
    [{ type: 'failed', failure: { code: 'internal', message: 'disk full' }, summary: null }],
  ],
  ['it may not', 3, [{ type: 'failed', failure: { code: 'no-permission', message: 'no' }, summary: null }]],
  ['it ended without an end', 5, []],
])('where %s the exit status is %i', async (_name, status, events) => {
  expect((await discover([], [started, ...events])).status).toBe(status);
});

test('scripts get one JSON object a line, with times in ISO 8601', async () => {
  const { out, err } = await discover(['--json'], [started, found(hostWith({ name: 'a\u009bb' })), done()]);
  const lines = out.trimEnd().split('\n');
  const events: unknown[] = lines.map((line) => JSON.parse(line));
  expect(events).toMatchObject([
    { type: 'started', at: '2026-11-21T12:00:00.000Z', zones: ['eth0'] },
    {
      type: 'item',
      hosts: [
        { name: 'a\u009bb', firstSeen: '2026-11-21T12:00:00.000Z', addresses: [{ address: 'fe80::1' }] },
      ],
    },
    { type: 'done', summary: { durationMs: 2500 } },
  ]);
  expect(out).not.toContain('\u009b');
  expect(err).toBe('');
});

test('people get a table of what is there at the end, routers first, and what could not look', async () => {
  const merged: DiscoveryEvent = {
    type: 'item',
    hosts: [hostWith({ id: 'b', name: 'gateway', role: 'router', vendor: 'Example', firstSeen: at + 1 })],
    removed: ['c'],
  };
  const events = [started, found(hostWith({ name: 'tv' }), hostWith({ id: 'c', name: 'joined' })), merged];
  const gone = [{ deviceId: 9, name: 'old-phone', lastSeen: at }];
  const { out, err } = await discover(
    [],
    [...events, done({ hosts: 2, sources: [failed, source({})], gone })],
  );
  const lines = out.trimEnd().split('\n');
  expect(lines.map((line) => line.split(/ {2,}/)[0])).toEqual(['NAME', 'gateway', 'tv']);
  expect(lines[1]).toContain('fe80::1%eth0');
  expect(err).toContain('2 hosts with 1 address in 2.5 s: 1 new, 0 changed, 1 gone (old-phone)');
  expect(err).toContain('Multicast echo could not look on eth0: ping is not installed: install iputils-ping');
});

test('--quiet leaves the facts alone', async () => {
  const { out, err } = await discover(
    ['--quiet'],
    [started, found(hostWith({})), done({ sources: [failed] })],
  );
  expect(out).toContain('fe80::1%eth0');
  expect(err).toBe('');
});

test('what is asked for is what is searched', async () => {
  const { started: asked } = await discover(
    ['--interface', 'eth0', '--source', 'mdns', '--source', 'ssdp'],
    [done()],
  );
  expect(asked).toEqual([{ zones: ['eth0'], sources: ['mdns', 'ssdp'] }]);
});

test.each([
  [['--interface', 'eht0'], '--interface "eht0" is not known: did you mean eth0?'],
  [['--interface', '-rf'], '--interface "-rf" is not known: there is eth0'],
  [['--source', 'mdsn'], '--source "mdsn" is not known: did you mean mdns?'],
  [['eth0'], 'unexpected argument "eth0"'],
])('%j is bad input', async (args, message) => {
  const { status, err, started: asked } = await discover(args, []);
  expect({ status, err, asked }).toEqual({ status: 2, err: message, asked: [] });
});

test('where no interface can be searched it could not look; that is not bad input', async () => {
  const start = () => Promise.reject(new ToolError('bad-input', 'no interface can be searched: connect one'));
  expect(await discover([], [], { runs: { start } })).toMatchObject({
    status: 4,
    err: 'no interface can be searched: connect one',
  });
});

test('asked to end, it cancels the run, waits for its end and prints what was found', async () => {
  const controller = new AbortController();
  const cancelled = Promise.withResolvers<void>();
  const runs: Partial<Runs> = {
    cancel: () => {
      cancelled.resolve();
      return true;
    },
    async *follow() {
      yield found(hostWith({ name: 'tv' }));
      controller.abort();
      await cancelled.promise;
      yield { type: 'cancelled', summary: summary() };
    },
  };
  const { status, out } = await discover([], [], { runs, signal: controller.signal });
  expect(status).toBe(130);
  expect(out).toContain('tv');
});

test('says on standard error what happened to the stored data', async () => {
  const { out, err } = await discover(['--json'], [], { storageNotices: ['inventory.sqlite was damaged'] });
  expect(err).toContain('inventory.sqlite was damaged');
  expect(out).not.toContain('damaged');
});
