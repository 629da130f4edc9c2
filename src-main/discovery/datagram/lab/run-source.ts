// Runs one source by itself, for tests: inside of a namespace, as a process of its own.
// Argument: a Task as JSON. Output: one Report a line.
import { toFailure, type Failure } from '../../../../src-core/api/errors.ts';
import { z } from 'zod';
import { networkInterface } from '../../../../src-core/api/interfaces.ts';
import type { KnownAddress, Sighting, Source, SourceContext } from '../../source.ts';
import { knownAddress, testContext } from './test-interface.ts';

const taskSchema = z.object({
  source: z.enum(['mdns', 'ssdp', 'ws-discovery', 'llmnr']),
  interface: networkInterface,
  /** Addresses that the run knows of, and after how many milliseconds it does. */
  known: z.array(z.object({ address: z.string(), afterMs: z.number() })),
  abortAfterMs: z.number().optional(),
});
export type Task = z.infer<typeof taskSchema>;

export type Report =
  | { readonly sighting: Sighting; readonly afterMs: number }
  | { readonly warning: Failure }
  | { readonly progress: readonly [number, number | null] }
  | {
      readonly end: Failure | null;
      readonly afterMs: number;
      /** Sockets and timers that are left when the source has ended. */
      readonly left: readonly string[];
      readonly heapBytes: number;
      readonly cpuMs: number;
    };

const task = taskSchema.parse(JSON.parse(process.argv[2] ?? ''));
const modules: Record<Task['source'], () => Promise<{ default: Source }>> = {
  mdns: () => import('../../sources/mdns.ts'),
  ssdp: () => import('../../sources/ssdp.ts'),
  'ws-discovery': () => import('../../sources/ws-discovery.ts'),
  llmnr: () => import('../../sources/llmnr.ts'),
};
const { default: source } = await modules[task.source]();

const begun = performance.now();
const sinceBegun = () => Math.round(performance.now() - begun);
const report = (line: Report) => process.stdout.write(`${JSON.stringify(line)}\n`);
const stop = new AbortController();
if (task.abortAfterMs !== undefined) setTimeout(() => stop.abort(), task.abortAfterMs);

const known: KnownAddress[] = [];
let waiting: (() => void)[] = [];
const timers = task.known.map(({ address, afterMs }) =>
  setTimeout(() => {
    known.push(knownAddress(address));
    for (const wake of waiting.splice(0)) wake();
  }, afterMs),
);

let end: Failure | null = null;
try {
  const idle = testContext(task.interface, known);
  const context: SourceContext = {
    ...idle,
    signal: stop.signal,
    known: {
      ...idle.known,
      changed: (_zone, signal) =>
        new Promise((resolve) => {
          waiting.push(resolve);
          signal.addEventListener('abort', () => resolve(), { once: true });
        }),
    },
    progress: (done, total) => report({ progress: [done, total] }),
    warn: (warning) => report({ warning }),
  };
  for await (const sighting of source.run(context)) report({ sighting, afterMs: sinceBegun() });
} catch (error) {
  end = toFailure(error);
}
const afterMs = sinceBegun();
for (const timer of timers) clearTimeout(timer);
waiting = [];
// Sockets close at the end of the next turn.
for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
report({
  end,
  afterMs,
  left: process.getActiveResourcesInfo().filter((name) => /^(UDP|Timeout)/.test(name)),
  heapBytes: process.memoryUsage().heapUsed,
  cpuMs: Math.round((process.cpuUsage().user + process.cpuUsage().system) / 1000),
});
