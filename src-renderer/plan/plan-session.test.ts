import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PlanChange } from '../../src-core/api/plans.ts';
import { ORPCError } from '@orpc/client';
import { ToolError, toFailure } from '../../src-core/api/errors.ts';
import { addNode, editNodes } from '../../src-core/plan/edit.ts';
import { formatPlan } from '../../src-core/plan/file.ts';
import { parsePrefix } from '../../src-core/net/prefix.ts';
import { emptyPlan, type Plan } from '../../src-core/plan/tree.ts';
import { fakePlans } from '../../test/ui/fake-plans.ts';
import { PlanSession, type PlanStore } from './plan-session.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const first = addNode(emptyPlan('Test'), { id: 'a', ipv6: parsePrefix('2001:db8::/32') }).plan;

/** A failure as it comes over the wire. */
async function wired<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new ORPCError('FAILED', { data: toFailure(error) });
  }
}

/** A plan that is stored, a session of it, and what can go wrong between them. */
async function opened() {
  const plans = fakePlans();
  const { id } = await plans.create(formatPlan(first));
  const sent: PlanChange[] = [];
  /** What happens at each of the next calls to save; nothing special where it is empty. */
  const faults: ('down' | 'answer lost')[] = [];
  const store: PlanStore = {
    open: async ({ id: which }) => plans.open(which),
    create: ({ text }) => plans.create(text),
    save: async (change) => {
      sent.push(change);
      const fault = faults.shift();
      if (fault === 'down') throw new Error('The connection is down');
      const info = await wired(plans.save(change));
      if (fault === 'answer lost') throw new Error('The connection is down');
      return info;
    },
  };
  const session = await PlanSession.open(store, id);
  const rename = (name: string): void =>
    session.apply(`Name ${name}`, editNodes(session.view().history.plan, ['a'], { name }));
  const stored = async (): Promise<string> => (await plans.read(id)).text;
  return { session, plans, id, sent, faults, rename, stored };
}

const state = (session: PlanSession) => session.view().save.is;
const current = (session: PlanSession): Plan => session.view().history.plan;

test('steps that follow each other are stored together, some time after the last', async () => {
  const { session, sent, rename, stored } = await opened();
  const seen: string[] = [];
  session.subscribe(() => seen.push(state(session)));
  rename('one');
  await vi.advanceTimersByTimeAsync(300);
  rename('two');
  await vi.advanceTimersByTimeAsync(300);
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(150);
  expect(sent.map(({ revision, put }) => [revision, put.map(({ name }) => name)])).toEqual([[1, ['two']]]);
  expect(await stored()).toBe(formatPlan(current(session)));
  expect(seen).toEqual(['waiting', 'waiting', 'saving', 'saved']);
});

test('undo and redo are stored as steps are, and a step back to what is stored sends nothing', async () => {
  const { session, sent, rename, stored } = await opened();
  rename('one');
  await session.flush();
  session.undo();
  await session.flush();
  expect(await stored()).toBe(formatPlan(first));
  session.redo();
  await session.flush();
  expect(sent.map(({ revision }) => revision)).toEqual([1, 2, 3]);
  rename('two');
  session.undo();
  await session.flush();
  expect(sent).toHaveLength(3);
  expect(state(session)).toBe('saved');
});

test('what is done while a step is being stored is stored next', async () => {
  const { session, sent, rename, stored } = await opened();
  rename('one');
  const saving = session.flush();
  await Promise.resolve();
  rename('two');
  await saving;
  expect(state(session)).toBe('waiting');
  await vi.advanceTimersByTimeAsync(500);
  expect(sent.map(({ revision }) => revision)).toEqual([1, 2]);
  expect(await stored()).toBe(formatPlan(current(session)));
});

test('no step is lost where the connection drops, before or after the plan was stored', async () => {
  const rows: ('down' | 'answer lost')[][] = [
    ['down'],
    ['down', 'down', 'down'],
    ['answer lost'],
    ['down', 'answer lost', 'down'],
    ['answer lost', 'answer lost'],
  ];
  for (const faults of rows) {
    const opening = await opened();
    const { session, rename, stored } = opening;
    opening.faults.push(...faults);
    rename('one');
    await vi.advanceTimersByTimeAsync(500);
    expect(state(session)).toBe('failed');
    rename('two');
    await vi.advanceTimersByTimeAsync(120_000);
    expect([faults, state(session), await stored()]).toEqual([faults, 'saved', formatPlan(current(session))]);
  }
});

test('a change from elsewhere is a conflict: nothing is sent until the person decides', async () => {
  const { session, plans, id, sent, rename, stored } = await opened();
  await plans.save({ id, revision: 1, name: 'Elsewhere', put: [], remove: [] });
  rename('mine');
  await vi.advanceTimersByTimeAsync(500);
  expect(state(session)).toBe('conflict');
  rename('mine too');
  await vi.advanceTimersByTimeAsync(60_000);
  expect([state(session), sent.length]).toEqual(['conflict', 1]);
  const mine = current(session);
  const copy = await session.keepAsCopy();
  expect((await plans.read(copy.id)).text).toBe(formatPlan({ ...mine, name: 'Test (copy)' }));
  expect([state(session), formatPlan(current(session)), session.view().history.past]).toEqual([
    'saved',
    await stored(),
    [],
  ]);
  rename('after');
  await session.flush();
  expect([state(session), await stored()]).toEqual(['saved', formatPlan(current(session))]);
});

test('what is refused is told and not sent again by itself; the next step is', async () => {
  const plans = fakePlans();
  const { id } = await plans.create(formatPlan(first));
  let refuse = true;
  let calls = 0;
  const session = await PlanSession.open(
    {
      open: async ({ id: which }) => plans.open(which),
      create: ({ text }) => plans.create(text),
      save: async (change) => {
        calls++;
        return await wired(
          refuse ? Promise.reject(new ToolError('bad-input', 'Too large.')) : plans.save(change),
        );
      },
    },
    id,
  );
  session.apply('Name', editNodes(first, ['a'], { name: 'x' }));
  await vi.advanceTimersByTimeAsync(120_000);
  expect([calls, state(session)]).toEqual([1, 'failed']);
  refuse = false;
  session.apply('Name', editNodes(current(session), ['a'], { name: 'y' }));
  await vi.advanceTimersByTimeAsync(500);
  expect([calls, state(session)]).toEqual([2, 'saved']);
});
