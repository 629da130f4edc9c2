import type { DiscoveryEvent } from '../../src-core/api/discovery.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import type { DeviceStore } from './devices.ts';
import type { PlanStore } from './plans.ts';
import type { RouterParts } from './router.ts';

/** A store that fails in every way unless told otherwise: tests give what they need. */
export function fakeStore(given: Partial<DeviceStore> = {}): DeviceStore {
  const none = () => Promise.reject(new ToolError('internal', 'this test gives no such answer'));
  return {
    list: none,
    get: none,
    update: none,
    remove: none,
    facets: none,
    scans: none,
    scanChanges: none,
    export: none,
    ...given,
  };
}

/** Plans that fail in every way unless told otherwise. */
export function fakePlans(given: Partial<PlanStore> = {}): PlanStore {
  const none = () => Promise.reject(new ToolError('internal', 'this test gives no such answer'));
  return {
    list: none,
    create: none,
    read: none,
    open: () => {
      throw new ToolError('internal', 'this test gives no such answer');
    },
    save: none,
    duplicate: none,
    remove: none,
    found: none,
    ...given,
  };
}

/** Runs of a probe of which there are none. */
function fakeRuns() {
  const none = () => {
    throw new ToolError('internal', 'this test gives no such answer');
  };
  return {
    start: () => Promise.reject(new ToolError('internal', 'this test gives no such answer')),
    follow: none,
    cancel: () => false,
    forget: () => false,
    runs: () => [],
    job: none,
  };
}

/** Terminals of which none can be opened. */
export function noTerminals(): RouterParts['terminals'] {
  const none = () => Promise.reject(new ToolError('internal', 'this test gives no such answer'));
  return {
    open: none,
    list: () => [],
    follow() {
      throw new ToolError('internal', 'this test gives no such answer');
    },
    acknowledge: () => undefined,
    write: () => Promise.resolve(),
    resize: () => undefined,
    close: () => Promise.resolve(),
    openOwn: none,
  };
}

/** No writers at all. */
export function noWriters(): RouterParts['writers'] {
  const none = () => {
    throw new ToolError('internal', 'this test gives no such answer');
  };
  return {
    list: () => [],
    form: none,
    preview: none,
    check: none,
    recognise: none,
    read: none,
    convert: none,
  };
}

/** No configurations at all, and files that are neither read nor written. */
export function noConfigurations(): Pick<RouterParts, 'configurations' | 'planForms' | 'configFiles'> {
  const none = () => Promise.reject(new ToolError('internal', 'this test gives no such answer'));
  return {
    configurations: none,
    planForms: { fromPlan: none, fromNodes: none, takePlan: none, renumberPreview: none, renumberTake: none },
    configFiles: {
      compare: none,
      write: none,
      backups: none,
      backup: none,
      restore: none,
      bundle: none,
    },
  };
}

/** Parts for a router in tests; `following()` tells how many event streams are open. */
export function fakeParts(given: Partial<RouterParts> = {}): RouterParts & { following(): number } {
  let following = 0;
  const logged: RouterParts['log'] = { warn: () => undefined, error: () => undefined };
  return {
    log: logged,
    application: {
      dialogs: null,
      recentErrors: () => [],
      info: () => Promise.reject(new ToolError('internal', 'this test gives no such answer')),
    },
    readInterfaces: () => Promise.resolve({ interfaces: [], warnings: [] }),
    inventory: () => Promise.resolve(fakeStore()),
    plans: () => Promise.resolve(fakePlans()),
    vendors: () => Promise.resolve(() => null),
    probes: {
      ping: fakeRuns(),
      path: fakeRuns(),
      pathMtu: fakeRuns(),
      randomTargets: fakeRuns(),
      ports: fakeRuns(),
      parity: fakeRuns(),
      webPage: fakeRuns(),
      share: fakeRuns(),
      dns: fakeRuns(),
      wake: fakeRuns(),
    },
    terminals: noTerminals(),
    writers: noWriters(),
    ...noConfigurations(),
    runs: () =>
      Promise.resolve({
        start: () => Promise.resolve({ runId: 'endless', zones: [], at: 1 }),
        cancel: () => false,
        running: () => [],
        // A run that says that it began, and then nothing until it is left.
        async *follow(runId: string, signal?: AbortSignal): AsyncGenerator<DiscoveryEvent> {
          following += 1;
          try {
            yield { type: 'started', runId, at: 1, zones: [] };
            await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
          } finally {
            following -= 1;
          }
        },
      }),
    following: () => following,
    ...given,
  };
}
