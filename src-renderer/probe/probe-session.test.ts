import { expect, test } from 'vitest';
import type { ProbeEvent, ProbeRunInfo } from '../../src-core/api/probe-events.ts';
import { setConnectionState } from '../app/connection.ts';
import { ProbeSession, type ProbeClient } from './probe-session.ts';

const run: ProbeRunInfo = { runId: 'r1', title: 'one', at: 1, keep: false, endedAt: null };
type Event = ProbeEvent<number, string>;
const items = (...values: number[]): Event => ({ type: 'item', items: values, missed: 0 });
const started: Event = { type: 'started', run };
const done: Event = { type: 'done', summary: 'all' };

/** A program that tells each list of events on one connection after the other, and breaks it at its end. */
function program(connections: readonly (readonly Event[])[]) {
  const left = [...connections];
  const cancelled: string[] = [];
  const client: ProbeClient<object, number, string> = {
    start: () => Promise.resolve(run),
    cancel: ({ runId }) => Promise.resolve(cancelled.push(runId) > 0),
    follow: () => {
      const events = left.shift();
      if (events === undefined) return Promise.reject(new Error('this run is over and no longer kept'));
      return Promise.resolve(
        (async function* () {
          yield* events;
          await Promise.resolve();
        })(),
      );
    },
  };
  return { client, cancelled };
}

/** Draws at once. */
const schedule = (draw: () => void): void => draw();

test('a run is told from its start to its end', async () => {
  const { client } = program([[started, items(1, 2), items(3), done]]);
  const session = new ProbeSession(client, { schedule });
  await session.start({});
  const { phase, run: told, items: found, summary } = session.view();
  expect([phase, told, found, summary]).toEqual(['done', run, [1, 2, 3], 'all']);
});

test('after a broken connection it is followed again, and nothing stands twice', async () => {
  setConnectionState('open');
  const { client } = program([
    [started, items(1, 2)],
    [started, items(1, 2, 3), done],
  ]);
  const session = new ProbeSession(client, { schedule });
  await session.start({});
  expect([session.view().phase, session.view().items]).toEqual(['done', [1, 2, 3]]);
});

test('a run that is gone after a broken connection is lost, with what it found', async () => {
  setConnectionState('open');
  const { client } = program([[started, items(1)]]);
  const session = new ProbeSession(client, { schedule });
  await session.start({});
  expect([session.view().phase, session.view().items]).toEqual(['lost', [1]]);
});

test('what cannot be followed says why', async () => {
  setConnectionState('open');
  const session = new ProbeSession(program([]).client, { schedule });
  await session.attach('gone');
  expect([session.view().phase, session.view().failure?.message]).toEqual([
    'failed',
    'this run is over and no longer kept',
  ]);
});

test('items that are taken leave the view as it is, but for those that were missed', async () => {
  const { client } = program([[started, items(1), items(2), { type: 'item', items: [5], missed: 2 }, done]]);
  const session = new ProbeSession(client, { schedule, take: () => undefined });
  const seen: [phase: string, missed: number][] = [];
  session.subscribe(() => {
    const { phase, missed } = session.view();
    seen.push([phase, missed]);
  });
  await session.attach('r1');
  expect(seen).toEqual([
    ['starting', 0],
    ['running', 0],
    ['running', 2],
    ['done', 2],
  ]);
});

test('items are handed on where they are taken, and the view stays empty', async () => {
  const taken: number[] = [];
  const begun: string[] = [];
  const { client } = program([[started, items(1, 2), done]]);
  const session = new ProbeSession(client, {
    schedule,
    take: (each) => void taken.push(...each),
    begin: () => void begun.push('begun'),
  });
  await session.start({});
  expect([taken, session.view().items, begun]).toEqual([[1, 2], [], ['begun']]);
});

test('leaving lets go of a run without stopping it', async () => {
  const { client, cancelled } = program([[started, items(1), done]]);
  const session = new ProbeSession(client, { schedule });
  const following = session.start({});
  session.leave();
  await following;
  expect([session.view().phase, session.view().items, cancelled]).toEqual(['idle', [], []]);
});
