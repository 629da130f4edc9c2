import { expect, test } from 'vitest';
import { ToolError } from '../../src-core/api/errors.ts';
import type { ProbeEvent } from '../../src-core/api/probe-events.ts';
import { ItemLog } from './item-log.ts';
import { ProbeRuns, type ProbeJob, type ProbeStep } from './probe-run.ts';

type Event = ProbeEvent<number, string>;
type Work = (signal: AbortSignal) => AsyncGenerator<ProbeStep<number>>;

function job(steps: Work): ProbeJob<number, string> {
  return { title: 'counting', steps, summary: () => 'counted' };
}

function runsOf(steps: Work, given: { unfollowedMs?: number; keptItems?: number } = {}) {
  const logged: string[] = [];
  const logger = {
    warn: (_: object, message: string) => void logged.push(message),
    error: (_: object, message: string) => void logged.push(message),
  };
  return {
    logged,
    runs: new ProbeRuns<object, number, string>({ prepare: () => job(steps), logger, ...given }),
  };
}

async function all(events: AsyncGenerator<Event>): Promise<Event[]> {
  const list: Event[] = [];
  for await (const event of events) list.push(event);
  return list;
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Finds one thing, then goes on until it is stopped. */
const endless: Work = async function* (signal) {
  yield { type: 'item', items: [1] };
  await aborted(signal);
  signal.throwIfAborted();
};

test('a run tells what it found in batches, and exactly one end last', async () => {
  const { runs } = runsOf(async function* () {
    for (let number = 0; number < 2_500; number++) yield { type: 'item', items: [number] };
    yield { type: 'warning', about: 'one', failure: { code: 'timeout', message: 'too late' } };
    yield { type: 'progress', doing: 'counting', done: 3, total: 3, elapsedMs: 1, remainingMs: null };
  });
  const run = await runs.start({});
  const events = await all(runs.follow(run.runId));
  const items = events.flatMap((event) => (event.type === 'item' ? event.items : []));
  expect(items).toEqual(Array.from({ length: 2_500 }, (_, number) => number));
  expect(events.filter(({ type }) => type === 'item').length).toBeLessThan(10);
  expect(events.filter(({ type }) => type !== 'item').map(({ type }) => type)).toEqual([
    'started',
    'warning',
    'progress',
    'done',
  ]);
  expect(events.at(-1)).toEqual({ type: 'done', summary: 'counted' });
  // Whoever comes late gets all of it again.
  expect(
    (await all(runs.follow(run.runId))).flatMap((event) => (event.type === 'item' ? event.items : [])),
  ).toEqual(items);
});

test('a failure and a cancellation are told as the end, with what is known so far', async () => {
  const { runs, logged } = runsOf(async function* () {
    yield { type: 'item', items: [1] };
    throw new ToolError('missing-command', 'ping is not installed: install iputils-ping');
  });
  const run = await runs.start({});
  expect((await all(runs.follow(run.runId))).at(-1)).toEqual({
    type: 'failed',
    failure: { code: 'missing-command', message: 'ping is not installed: install iputils-ping' },
    summary: 'counted',
  });
  expect(logged).toEqual(['ping is not installed: install iputils-ping']);

  const other = runsOf(endless).runs;
  const { runId } = await other.start({});
  const events: Event[] = [];
  for await (const event of other.follow(runId)) {
    events.push(event);
    if (event.type === 'item') expect(other.cancel(runId)).toBe(true);
  }
  expect(events.map(({ type }) => type)).toEqual(['started', 'item', 'cancelled']);
  expect([other.cancel(runId), other.runs()]).toEqual([false, []]);
});

test('a run that nobody follows is cancelled; a kept one goes on, is listed, and is found again', async () => {
  const { runs } = runsOf(endless, { unfollowedMs: 20 });
  const left = await runs.start({});
  const kept = await runs.start({}, true);
  const first = runs.follow(left.runId);
  expect((await first.next()).value).toMatchObject({ type: 'started' });
  await first.return(undefined);
  // The end comes by itself, as nobody follows any more; then this late reader is told of it.
  await expect.poll(() => runs.runs().map(({ runId }) => runId)).toEqual([kept.runId]);
  expect((await all(runs.follow(left.runId))).at(-1)).toMatchObject({ type: 'cancelled' });

  const again = runs.follow(kept.runId);
  expect([(await again.next()).value, (await again.next()).value]).toMatchObject([
    { type: 'started', run: { keep: true, endedAt: null } },
    { type: 'item', items: [1] },
  ]);
  expect(runs.forget(kept.runId)).toBe(false);
  runs.cancel(kept.runId);
  expect((await again.next()).value).toMatchObject({ type: 'cancelled' });
  expect(runs.runs()).toMatchObject([{ runId: kept.runId, keep: true }]);
  expect([runs.forget(kept.runId), runs.runs()]).toEqual([true, []]);
});

test('closing cancels every run and lets none begin', async () => {
  const { runs } = runsOf(endless);
  const run = await runs.start({}, true);
  const events = all(runs.follow(run.runId));
  await runs.close();
  expect((await events).at(-1)).toMatchObject({ type: 'cancelled' });
  await expect(runs.start({})).rejects.toMatchObject({ code: 'conflict' });
  await expect(all(runs.follow(run.runId))).rejects.toMatchObject({ code: 'bad-input' });
});

test('a log keeps the newest items, and says how many are gone', () => {
  const log = new ItemLog<number>(3);
  log.add([0, 1, 2, 3, 4, 5]);
  expect(log.read(0, 2)).toEqual({ items: [], missed: 0 });
  log.show();
  expect(log.read(0, 2)).toEqual({ items: [0, 1], missed: 0 });
  log.add([6]);
  expect(log.read(0, 10)).toEqual({ items: [4, 5], missed: 4 });
  log.show();
  expect([log.read(0, 10), log.read(5, 10), log.read(7, 10), log.read(4, 1)]).toEqual([
    { items: [4, 5, 6], missed: 4 },
    { items: [5, 6], missed: 0 },
    { items: [], missed: 0 },
    { items: [4], missed: 0 },
  ]);
});
