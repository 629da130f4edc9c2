import fc from 'fast-check';
import { expect, test } from 'vitest';
import { examplePlan } from '../../src-core/plan/example.ts';
import { addNode, editNodes, moveNode, removeNode } from '../../src-core/plan/edit.ts';
import { planOf } from '../../src-core/plan/file.ts';
import { readNode } from '../../src-core/plan/node.ts';
import { parsePrefix } from '../../src-core/net/prefix.ts';
import { nodeAt, type Plan } from '../../src-core/plan/tree.ts';
import {
  allClosed,
  allOpen,
  firstExpansion,
  isOpen,
  KeptRows,
  matchesOf,
  parentRow,
  revealing,
  rowOf,
  treeRows,
  turned,
} from './tree-rows.ts';
import { rowByName, treeAction, type TreeAction } from './tree-keyboard.ts';

/** a (b (c, d), e), f */
const plan = planOf(
  'Test',
  [
    ['a', null, '2001:db8::/32'],
    ['b', 'a', '2001:db8::/40'],
    ['c', 'b', '2001:db8::/48'],
    ['d', 'b', '2001:db8:1::/48'],
    ['e', 'a', '2001:db8:100::/40'],
    ['f', null, '2001:db9::/32'],
  ].map(([id, parent, ipv6]) => readNode({ id, parent, ipv6, name: `Name=${id}` }, 'node')),
);
const ids = (expansion = allOpen, shown: ReadonlySet<string> | null = null) =>
  treeRows(plan, expansion, shown)
    .entries.map(({ node }) => node.id)
    .join('');

test('the rows in sight follow what is open', () => {
  const b = [{ id: 'b', depth: 1 }];
  const rows: [expansion: typeof allOpen, ids: string][] = [
    [allOpen, 'abcdef'],
    [allClosed, 'af'],
    [firstExpansion(6), 'abcdef'],
    [firstExpansion(1_000_000), 'abef'],
    [turned(allOpen, b, false), 'abef'],
    [turned(turned(allOpen, b, false), b, true), 'abcdef'],
    [turned(allClosed, b, true), 'af'],
    [turned(allClosed, [{ id: 'a', depth: 0 }], true), 'abef'],
    [revealing(allClosed, plan, 'd'), 'abcdef'],
    [revealing(allClosed, plan, 'e'), 'abef'],
    [revealing(allClosed, plan, 'not there'), 'af'],
  ];
  expect(rows.map(([expansion]) => ids(expansion))).toEqual(rows.map(([, wanted]) => wanted));
  expect(revealing(allOpen, plan, 'd')).toBe(allOpen);
});

const steps: Record<string, (before: Plan) => Plan> = {
  'a new name': (before) => editNodes(before, ['d'], { name: 'Other' }),
  'many new names': (before) => editNodes(before, ['a', 'c', 'f'], { name: 'Same' }),
  'room to grow': (before) => editNodes(before, ['c'], { growth6: 44 }),
  'another place': (before) => editNodes(before, ['c'], { ipv6: parsePrefix('2001:db8:2::/48') }),
  'another parent': (before) => (nodeAt(before, 'b') === undefined ? before : moveNode(before, 'e', 'b')),
  'one more': (before) =>
    nodeAt(before, 'g') === undefined
      ? addNode(before, { id: 'g', parent: 'a', ipv6: parsePrefix('2001:db8:300::/40') }).plan
      : before,
  'one less': (before) => (nodeAt(before, 'b') === undefined ? before : removeNode(before, 'b', 'keep')),
};

test('rows that are kept are those that would be made', () => {
  const found = new Set(['b', 'c', 'a']);
  const looks = [allOpen, allClosed].flatMap((expansion) =>
    [null, found].map((shown) => ({ expansion, shown })),
  );
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          step: fc.constantFrom('undo', ...Object.keys(steps)),
          look: fc.oneof({ weight: 3, arbitrary: fc.constant(looks[0]) }, fc.constantFrom(...looks)),
        }),
        { maxLength: 12 },
      ),
      (taken) => {
        const kept = new KeptRows();
        const past = [plan];
        for (const { step, look } of taken) {
          const now = past.at(-1) ?? plan;
          if (step !== 'undo') past.push(steps[step]?.(now) ?? now);
          else if (past.length > 1) past.pop();
          const next = past.at(-1) ?? plan;
          const { expansion, shown } = look ?? { expansion: allOpen, shown: null };
          expect(kept.rows(next, expansion, shown)).toEqual(treeRows(next, expansion, shown));
        }
      },
    ),
  );
});

test('a new name leaves the rest of the rows the same', () => {
  const kept = new KeptRows();
  const before = kept.rows(plan, allOpen, null);
  const after = kept.rows(editNodes(plan, ['d'], { name: 'Other' }), allOpen, null);
  expect(after.entries.map((entry, row) => entry === before.entries[row])).toEqual([
    true,
    true,
    true,
    false,
    true,
    true,
  ]);
  expect(after.depths).toBe(before.depths);
});

test('each row knows how deep it is, its place, and where the one above is', () => {
  const rows = treeRows(plan, allOpen, null);
  expect([rows.depths, rows.places]).toEqual([
    [0, 1, 2, 2, 1, 0],
    [1, 1, 1, 2, 2, 2],
  ]);
  expect(rows.entries.map((_, row) => parentRow(rows, row))).toEqual([-1, 0, 1, 1, 0, -1]);
  expect([rowOf(rows, 'd'), rowOf(rows, null), rowOf(rows, 'x')]).toEqual([3, -1, -1]);
});

test('a search keeps what is above its matches in sight', () => {
  const rows: [query: string, found: string, seen: string][] = [
    ['name=d', 'd', 'abd'],
    ['name', 'abcdef', 'abcdef'],
    ['2001:db8:1::5', 'abd', 'abd'],
    ['2001:db8:100::/48', 'ae', 'ae'],
    ['nowhere', '', ''],
  ];
  expect(
    rows.map(([query]) => {
      const matches = matchesOf(plan, query);
      return [
        query,
        matches?.found.map(({ node }) => node.id).join(''),
        ids(allOpen, matches?.shown ?? null),
      ];
    }),
  ).toEqual(rows);
  expect(matchesOf(plan, '  ')).toBeNull();
});

test('the keys of the tree', () => {
  const rows = treeRows(plan, turned(allOpen, [{ id: 'b', depth: 1 }], false), null); // a b e f
  const open = [true, false, null, null];
  const key = (text: string, row: number): TreeAction | null => {
    const parts = text.split('+');
    return treeAction(
      {
        key: parts.at(-1) ?? '',
        shiftKey: parts.includes('Shift'),
        altKey: parts.includes('Alt'),
        command: parts.includes('Ctrl'),
      },
      { rows, row, pageRows: 2, openAt: (at) => open[at] ?? null },
    );
  };
  const focus = (row: number, how: 'only' | 'extend' | 'leave' = 'only'): TreeAction => ({
    to: 'focus',
    row,
    how,
  });
  const table: [keys: string, row: number, action: TreeAction | null][] = [
    ['ArrowDown', 0, focus(1)],
    ['ArrowDown', 3, focus(3)],
    ['ArrowUp', 0, focus(0)],
    ['Shift+ArrowDown', 1, focus(2, 'extend')],
    ['Ctrl+ArrowUp', 1, focus(0, 'leave')],
    ['Home', 3, focus(0)],
    ['Shift+End', 0, focus(3, 'extend')],
    ['PageDown', 0, focus(2)],
    ['PageUp', 3, focus(1)],
    ['ArrowRight', 0, focus(1)],
    ['ArrowRight', 1, { to: 'open', rows: [1] }],
    ['ArrowRight', 3, null],
    ['ArrowLeft', 0, { to: 'close', rows: [0] }],
    ['ArrowLeft', 2, focus(0)],
    ['ArrowLeft', 3, null],
    ['*', 2, { to: 'open', rows: [1] }],
    ['F2', 0, { to: 'rename' }],
    ['Enter', 0, { to: 'rename' }],
    ['Alt+Enter', 0, { to: 'details' }],
    ['Insert', 0, { to: 'add-below' }],
    ['Shift+Insert', 0, { to: 'add-beside' }],
    ['Delete', 0, { to: 'remove' }],
    ['Ctrl+a', 0, { to: 'choose-all' }],
    ['Ctrl+x', 0, { to: 'cut' }],
    ['Ctrl+v', 0, { to: 'paste' }],
    ['Ctrl+ ', 2, { to: 'toggle', row: 2 }],
    ['n', 0, { to: 'find', letter: 'n' }],
    // Chords of the page or of the browser are left to them.
    ['Ctrl+z', 0, null],
    ['Ctrl+Shift+a', 0, null],
    ['Ctrl+f', 0, null],
    ['Alt+ArrowLeft', 0, null],
    ['Tab', 0, null],
  ];
  expect(table.map(([keys, row]) => [keys, row, key(keys, row)])).toEqual(table);
});

test('letters find the next name that begins with them, around the end', () => {
  const rows = treeRows(examplePlan(), allOpen, null);
  const name = (row: number) => rows.entries[row]?.node.name;
  const north = rows.entries.findIndex(({ node }) => node.name === 'North');
  expect([
    name(rowByName(rows, 0, 'ath')),
    name(rowByName(rows, rows.entries.length - 1, 'NORTH')),
    name(rowByName(rows, north, 'n')),
    name(rowByName(rows, north + 1, 'n')),
    rowByName(rows, 0, 'zzz'),
  ]).toEqual(['Athens', 'North', 'North', 'North customers', -1]);
  expect(isOpen(allOpen, 'x', 0)).toBe(true);
});
