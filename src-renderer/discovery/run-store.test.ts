import { expect, test, vi } from 'vitest';
import type { DiscoveryEvent, Host, RunSummary } from '../../src-core/api/discovery.ts';
import { fakeHost } from '../../test/ui/fake-network.ts';
import { RunStore } from './run-store.ts';

const at = 1_800_000_000_000;

/** A store whose frames come when the test says so. */
function storeWithFrames() {
  const waiting: (() => void)[] = [];
  const store = new RunStore((notify) => waiting.push(notify));
  return {
    store,
    frames: waiting,
    frame: (): void => {
      for (const notify of waiting.splice(0)) notify();
    },
    names: (): string[] => store.view().rows.map(({ host }) => host.id),
  };
}

const started: DiscoveryEvent = { type: 'started', runId: 'r1', at, zones: [] };
const item = (hosts: Host[], removed: string[] = []): DiscoveryEvent => ({ type: 'item', hosts, removed });
const summary: RunSummary = {
  scanId: 1,
  durationMs: 5,
  hosts: 1,
  addresses: 1,
  new: 0,
  changed: 0,
  gone: [],
  sources: [],
};

test('a thousand events between two frames are one drawing', () => {
  const { store, frame, frames } = storeWithFrames();
  const drawn = vi.fn();
  store.subscribe(drawn);
  store.apply(started);
  for (let index = 0; index < 1000; index += 1) store.apply(item([fakeHost(index, at)]));
  expect(frames).toHaveLength(1);
  frame();
  expect(drawn).toHaveBeenCalledTimes(1);
  expect(store.view().rows).toHaveLength(1000);
});

test('what a click changes is shown without waiting for a frame, and not drawn twice', () => {
  const { store, frame } = storeWithFrames();
  const drawn = vi.fn();
  store.subscribe(drawn);
  store.reset({ phase: 'starting' });
  store.flush();
  expect(store.view().phase).toBe('starting');
  frame();
  expect(drawn).toHaveBeenCalledTimes(1);
});

test('rows change in place and go when they are merged into others', () => {
  const { store, frame, names } = storeWithFrames();
  store.apply(started);
  store.apply(item([fakeHost(1, at), fakeHost(2, at), fakeHost(3, at)]));
  frame();
  const untouched = store.view().rows[2];
  store.apply(item([{ ...fakeHost(1, at), name: 'now named' }], ['h2']));
  frame();
  expect(names()).toEqual(['h1', 'h3']);
  expect(store.view().rows[0]?.title).toBe('now named');
  expect(store.view().rows[1]).toBe(untouched);
});

test('following again replays, and counts nothing twice', () => {
  const { store, frame, names } = storeWithFrames();
  store.apply(started);
  store.apply(item([fakeHost(1, at), fakeHost(2, at)]));
  store.apply({ type: 'warning', source: 'mdns', zone: null, failure: { code: 'timeout', message: 'late' } });
  frame();
  store.apply(started);
  store.apply({ type: 'warning', source: 'mdns', zone: null, failure: { code: 'timeout', message: 'late' } });
  store.apply(item([fakeHost(2, at)]));
  frame();
  expect(names()).toEqual(['h2']);
  expect(store.view().warnings).toHaveLength(1);
});

test.each<[DiscoveryEvent, string]>([
  [{ type: 'done', summary }, 'done'],
  [{ type: 'cancelled', summary }, 'cancelled'],
  [{ type: 'failed', failure: { code: 'internal', message: 'the disk is full' }, summary: null }, 'failed'],
])('the end $type keeps the rows', (end, phase) => {
  const { store, frame, names } = storeWithFrames();
  store.apply(started);
  store.apply(item([fakeHost(1, at)]));
  store.set({ cancelling: true });
  store.apply(end);
  frame();
  expect({ phase: store.view().phase, cancelling: store.view().cancelling, rows: names() }).toEqual({
    phase,
    cancelling: false,
    rows: ['h1'],
  });
});

test('a run that warns without end does not fill the memory', () => {
  const { store, frame } = storeWithFrames();
  store.apply(started);
  for (let index = 0; index < 1000; index += 1) {
    store.apply({
      type: 'warning',
      source: null,
      zone: null,
      failure: { code: 'internal', message: `number ${index}` },
    });
  }
  frame();
  expect(store.view().warnings).toHaveLength(200);
  expect(store.view().warnings.at(-1)?.failure.message).toBe('number 999');
});
