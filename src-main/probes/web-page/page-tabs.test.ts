import { expect, test } from 'vitest';
import { PageTabs } from './page-tabs.ts';

type Step =
  | readonly [at: number, what: 'open' | 'unseen' | 'use' | 'busy' | 'look']
  | readonly [at: number, what: 'close', tab: number];

/** What the page is after the steps, and whether the last look said that it is over. */
function after(steps: readonly Step[]) {
  const tabs = new PageTabs(5_000);
  let over = false;
  for (const [at, what, tab = 0] of steps) {
    if (what === 'open') tabs.opened();
    else if (what === 'unseen') tabs.openedUnseen();
    else if (what === 'use') tabs.used(at);
    else if (what === 'close') tabs.closed(tab, at);
    else over = tabs.isOver(at, what === 'busy');
  }
  return [tabs.count, tabs.closing, over];
}

test.each<readonly [string, readonly Step[], ReturnType<typeof after>]>([
  ['nobody watches a tab', [[9_000, 'look']], [0, 'unused', false]],
  [
    'a watched tab is used and left alone',
    [
      [0, 'open'],
      [10, 'use'],
      [900_000, 'look'],
    ],
    [1, 'with-tab', false],
  ],
  [
    'its tab was closed a moment ago',
    [
      [0, 'open'],
      [10_000, 'close', 1],
      [14_999, 'look'],
    ],
    [0, 'closing', false],
  ],
  [
    'its tab was closed and all is quiet',
    [
      [0, 'open'],
      [10_000, 'close', 1],
      [15_000, 'look'],
    ],
    [0, 'closing', true],
  ],
  [
    'one of two tabs was closed',
    [
      [0, 'open'],
      [0, 'open'],
      [10_000, 'close', 1],
      [90_000, 'look'],
    ],
    [1, 'with-tab', false],
  ],
  [
    'both tabs were closed',
    [
      [0, 'open'],
      [0, 'open'],
      [10_000, 'close', 2],
      [20_000, 'close', 1],
      [25_000, 'look'],
    ],
    [0, 'closing', true],
  ],
  [
    'a tab is told twice, and one that was never opened',
    [
      [0, 'open'],
      [0, 'open'],
      [10_000, 'close', 1],
      [10_000, 'close', 1],
      [10_000, 'close', 7],
      [90_000, 'look'],
    ],
    [1, 'with-tab', false],
  ],
  [
    'what the tab sent when it went comes after the word of it',
    [
      [0, 'open'],
      [10_000, 'close', 1],
      [10_499, 'use'],
      [15_000, 'look'],
    ],
    [0, 'closing', true],
  ],
  [
    'a tab that the page itself opened asks for something',
    [
      [0, 'open'],
      [10_000, 'close', 1],
      [10_500, 'use'],
      [90_000, 'look'],
    ],
    [0, 'unused', false],
  ],
  [
    'a download goes on without its tab',
    [
      [0, 'open'],
      [10_000, 'close', 1],
      [60_000, 'busy'],
      [64_999, 'look'],
    ],
    [0, 'closing', false],
  ],
  [
    'the download is done',
    [
      [0, 'open'],
      [10_000, 'close', 1],
      [60_000, 'busy'],
      [65_000, 'look'],
    ],
    [0, 'closing', true],
  ],
  [
    'it is opened again before it was over',
    [
      [0, 'open'],
      [10_000, 'close', 1],
      [12_000, 'open'],
      [90_000, 'look'],
    ],
    [1, 'with-tab', false],
  ],
  [
    'a link was passed on before its tab was closed',
    [
      [0, 'open'],
      [5_000, 'unseen'],
      [10_000, 'close', 1],
      [90_000, 'look'],
    ],
    [0, 'unused', false],
  ],
  [
    'a link was passed on, and used after the tab was closed',
    [
      [0, 'open'],
      [10_000, 'close', 1],
      [10_100, 'unseen'],
      [90_000, 'look'],
    ],
    [0, 'unused', false],
  ],
])('%s', (_name, steps, expected) => {
  expect(after(steps)).toEqual(expected);
});
