import type { DiscoveryEvent, Host, RunSummary, SourceProgress } from '../../src-core/api/discovery.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import type { Zone } from '../../src-core/net/zone.ts';
import type { Runs } from '../../src-main/api/discovery.ts';
import { ethernet, fakeHost, hostileHost, wireless } from './fake-network.ts';

export interface FakeRunOptions {
  readonly hosts: number;
  /** Hosts in one batch, and the time between two. */
  readonly batch: number;
  readonly everyMs: number;
  readonly end: 'done' | 'failed';
}

interface FakeRun {
  readonly runId: string;
  readonly zones: Zone[];
  readonly at: number;
  readonly events: DiscoveryEvent[];
  readonly waiting: Set<() => void>;
  cancelled: boolean;
  over: boolean;
}

/** Runs that tell of made-up hosts at a given pace. */
export function fakeRuns(options: FakeRunOptions, found: (hosts: Host[]) => void): Runs {
  const runs = new Map<string, FakeRun>();
  return {
    start: ({ zones }) => {
      const going = [...runs.values()].find((run) => !run.over);
      const run = going ?? begin(`run-${runs.size + 1}`, zones);
      runs.set(run.runId, run);
      if (going === undefined) void tell(run, options, found);
      return Promise.resolve({ runId: run.runId, zones: run.zones, at: run.at });
    },
    cancel: (runId) => {
      const run = runs.get(runId);
      if (run === undefined || run.over) return false;
      run.cancelled = true;
      return true;
    },
    running: () =>
      [...runs.values()].filter((run) => !run.over).map(({ runId, zones, at }) => ({ runId, zones, at })),
    async *follow(runId) {
      const run = runs.get(runId);
      if (run === undefined)
        throw new ToolError('bad-input', 'this search is over and no longer kept: start a new one');
      // The router leaves the generator by itself when the one who follows goes away.
      let next = 0;
      for (;;) {
        const event = run.events[next];
        if (event !== undefined) {
          next += 1;
          yield event;
        } else if (run.over) return;
        else await new Promise<void>((resolve) => run.waiting.add(resolve));
      }
    },
  };
}

function begin(runId: string, zones: Zone[]): FakeRun {
  return { runId, zones, at: Date.now(), events: [], waiting: new Set(), cancelled: false, over: false };
}

function push(run: FakeRun, event: DiscoveryEvent): void {
  run.events.push(event);
  for (const wake of run.waiting) wake();
  run.waiting.clear();
}

async function tell(run: FakeRun, options: FakeRunOptions, found: (hosts: Host[]) => void): Promise<void> {
  push(run, { type: 'started', runId: run.runId, at: run.at, zones: run.zones });
  const began = Date.now();
  const all: Host[] = [];
  const steps = Math.max(Math.ceil(options.hosts / options.batch), 4);
  for (let step = 0; step < steps && !run.cancelled; step += 1) {
    await new Promise((resolve) => setTimeout(resolve, options.everyMs));
    const from = step * options.batch;
    const count = Math.max(0, Math.min(options.batch, options.hosts - from));
    const hosts = Array.from({ length: count }, (_, index) =>
      from + index === 5 ? hostileHost(Date.now()) : fakeHost(from + index, Date.now()),
    );
    all.push(...hosts);
    push(run, { type: 'item', hosts, removed: [] });
    push(run, {
      type: 'progress',
      doing: step < steps / 2 ? 'Multicast echo on eth0 and wlp0s20f3' : 'Trying likely addresses on eth0',
      sources: sources(step / steps),
      hosts: all.length,
      elapsedMs: Date.now() - began,
      remainingMs: (steps - step - 1) * options.everyMs,
    });
  }
  found(all);
  const summary: RunSummary = {
    scanId: 12,
    durationMs: Date.now() - began,
    hosts: all.length,
    addresses: all.reduce((sum, host) => sum + host.addresses.length, 0),
    new: all.filter(({ change }) => change === 'new').length,
    changed: all.filter(({ change }) => change === 'changed').length,
    gone:
      run.cancelled || options.hosts === 0
        ? []
        : [3, 8, 2].map((id) => ({
            deviceId: id,
            name: fakeHost(id - 1, 0).name ?? '2001:db8:a:1::dead',
            lastSeen: Date.now() - id * 86_400_000,
          })),
    sources: sources(1),
  };
  if (run.cancelled) push(run, { type: 'cancelled', summary });
  else if (options.end === 'failed')
    push(run, {
      type: 'failed',
      failure: { code: 'internal', message: 'the inventory cannot be written: the disk is full' },
      summary,
    });
  else push(run, { type: 'done', summary });
  run.over = true;
  for (const wake of run.waiting) wake();
}

function sources(share: number): SourceProgress[] {
  const state = share >= 1 ? 'done' : 'running';
  const done = Math.round(share * 254);
  return [
    { source: 'neighbours', zone: ethernet, state, done: Math.round(share * 40), total: null, message: null },
    { source: 'multicast-echo', zone: ethernet, state, done: Math.round(share * 3), total: 3, message: null },
    { source: 'multicast-echo', zone: wireless, state, done: Math.round(share * 3), total: 3, message: null },
    { source: 'mdns', zone: ethernet, state, done: 0, total: null, message: null },
    { source: 'ipv4-sweep', zone: ethernet, state, done, total: 254, message: null },
    {
      source: 'ipv4-sweep',
      zone: wireless,
      state: 'skipped',
      done: 0,
      total: null,
      message: 'wlp0s20f3 has no IPv4 address',
    },
    {
      source: 'ssdp',
      zone: wireless,
      state: 'failed',
      done: 0,
      total: null,
      message: 'port 1900 cannot be used: another program holds it (avahi-daemon); stop it and try again',
    },
    {
      source: 'recombination',
      zone: ethernet,
      state: share > 0.5 ? state : 'waiting',
      done: share > 0.5 ? Math.round(share * 812) : 0,
      total: 812,
      message: null,
    },
  ];
}
