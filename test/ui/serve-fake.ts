import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ToolError } from '../../src-core/api/errors.ts';
import { noConfigurations, noTerminals } from '../../src-main/api/fake-parts.test-support.ts';
import { createRouter } from '../../src-main/api/router.ts';
import { startServer, type PageServer } from '../../src-main/hosts/serve/server.ts';
import { configFiles } from '../../src-main/config-files/config-files.ts';
import { fakeConfigurations } from './fake-configurations.ts';
import { fakeDevices } from './fake-devices.ts';
import { fakeHost, fakeInterfaces } from './fake-network.ts';
import { fakePlans } from './fake-plans.ts';
import { fakeProbes } from './fake-probes.ts';
import { fakeWriters } from './fake-writers.ts';
import { fakeRuns, type FakeRunOptions } from './fake-runs.ts';

export interface FakeOptions extends FakeRunOptions {
  /** Devices that are stored at the start. */
  readonly devices: number;
  readonly port?: number | undefined;
  /** How long a ping has been going when it is started. */
  readonly pingHistoryMs?: number;
}

/** The real loopback host and router over a made-up network: the page cannot tell the difference. */
export async function serveFake(
  options: FakeOptions,
): Promise<PageServer & { failUpdates(fail: boolean): void; failPlans(failure: ToolError | null): void }> {
  const devices = fakeDevices();
  const at = Date.now();
  devices.add(
    Array.from({ length: options.devices }, (_, index) => fakeHost(index, at)),
    at,
  );
  const plans = fakePlans();
  const configurations = fakeConfigurations();
  const probes = fakeProbes(options.pingHistoryMs);
  const runs = fakeRuns(options, (hosts) => devices.add(hosts, Date.now()));
  const server = await startServer({
    rendererDirectory: resolve(import.meta.dirname, '../../out/ui-harness'),
    port: options.port,
    router: createRouter({
      log: { warn: () => undefined, error: (details, message) => console.error(message, details) },
      application: {
        dialogs: null,
        recentErrors: () => [
          {
            at,
            level: 'error',
            message: 'ssdp on wlp0s20f3: port 1900 is in use',
            code: 'conflict',
            detail: 'bind EADDRINUSE 0.0.0.0:1900',
          },
          {
            at: at - 60_000,
            level: 'warn',
            message: 'the neighbour table is nearly full: 980 of 1024 entries',
            code: null,
            detail: null,
          },
        ],
        info: () =>
          Promise.resolve({
            version: '0.1.0',
            host: 'serve',
            platform: 'linux',
            nodeVersion: '24.18.1',
            dataDirectory: '/home/someone/.local/share/linkscope',
            logFile: '/home/someone/.local/share/linkscope/linkscope.log',
            nativeDialogs: false,
            storageNotices: [],
          }),
      },
      readInterfaces: () => Promise.resolve({ interfaces: fakeInterfaces, warnings: [] }),
      runs: () => Promise.resolve(runs),
      inventory: () => Promise.resolve(devices),
      plans: () => Promise.resolve(plans),
      probes,
      terminals: noTerminals(),
      writers: fakeWriters,
      ...noConfigurations(),
      configurations: () => Promise.resolve(configurations),
      configFiles,
      vendors: () => Promise.resolve((mac) => (mac.startsWith('00:11:22') ? 'Example Works' : null)),
    }),
  });
  const close = async () => {
    await server.close();
    // A ping goes on when nobody looks, and would keep the process alive.
    await Promise.all([probes.ping, probes.path, probes.pathMtu].map((each) => each.close()));
  };
  return { ...server, close, failUpdates: devices.failUpdates, failPlans: plans.failWith };
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      hosts: { type: 'string', default: '500' },
      devices: { type: 'string', default: '500' },
      batch: { type: 'string', default: '50' },
      every: { type: 'string', default: '50' },
      failing: { type: 'boolean', default: false },
    },
  });
  const server = await serveFake({
    hosts: Number(values.hosts),
    devices: Number(values.devices),
    batch: Number(values.batch),
    everyMs: Number(values.every),
    end: values.failing ? 'failed' : 'done',
  });
  console.log(server.createLink());
}
