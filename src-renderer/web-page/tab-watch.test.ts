import { expect, test } from 'vitest';
import { TabWatch } from './tab-watch.ts';

/** A watch whose clock the test turns, and whose program answers as it is told to. */
function watch() {
  const told: string[] = [];
  let reachable = true;
  let look: (() => void) | null = null;
  const tabs = new TabWatch({
    tell: async (runId, tab) => {
      if (reachable) told.push(`${runId} ${tab}`);
      return await Promise.resolve(reachable);
    },
    tick: (callback) => {
      look = callback;
      return () => (look = null);
    },
  });
  const turn = async () => {
    look?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    tabs,
    told,
    turn,
    runs: () => look !== null,
    reach: (yes: boolean) => {
      reachable = yes;
    },
  };
}

test('each tab is told once when it is closed, and the clock stops with the last', async () => {
  const { tabs, told, turn, runs } = watch();
  const [one, two, other] = [{ closed: false }, { closed: false }, { closed: false }];
  tabs.add({ runId: 'a', number: 1, tab: one });
  tabs.add({ runId: 'a', number: 2, tab: two });
  tabs.add({ runId: 'b', number: 1, tab: other });
  await turn();
  expect([told, tabs.count('a'), tabs.count('b')]).toEqual([[], 2, 1]);
  two.closed = true;
  await turn();
  await turn();
  expect([told, tabs.count('a'), tabs.count('b'), runs()]).toEqual([['a 2'], 1, 1, true]);
  one.closed = true;
  other.closed = true;
  await turn();
  expect([told, tabs.count('a'), tabs.count('b'), runs()]).toEqual([['a 2', 'a 1', 'b 1'], 0, 0, false]);
});

test('what could not be told is told when the program is there again', async () => {
  const { tabs, told, turn, runs, reach } = watch();
  reach(false);
  tabs.add({ runId: 'a', number: 1, tab: { closed: true } });
  await turn();
  expect([told, tabs.count('a'), runs()]).toEqual([[], 1, true]);
  reach(true);
  await turn();
  expect([told, tabs.count('a'), runs()]).toEqual([['a 1'], 0, false]);
});

test('those who look are told of every change', async () => {
  const { tabs, turn } = watch();
  const counts: number[] = [];
  const stop = tabs.subscribe(() => counts.push(tabs.count('a')));
  tabs.add({ runId: 'a', number: 1, tab: { closed: true } });
  await turn();
  stop();
  tabs.add({ runId: 'a', number: 2, tab: { closed: false } });
  expect(counts).toEqual([1, 0]);
});
