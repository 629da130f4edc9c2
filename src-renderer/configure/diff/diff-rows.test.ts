import { expect, test } from 'vitest';
import { diffTexts } from '../../../src-core/writers/diff.ts';
import { amountsOf, pairedRows, unifiedRows, type DiffRow } from './diff-rows.ts';

const before = 'one\ntwo\nthree\n';
const after = 'one\n2\n2b\nthree';

/** A row in few words. */
function words(row: DiffRow): string {
  if (row.is === 'part') return row.text;
  if (row.is !== 'pair') return `${row.is} ${row.old ?? '-'} ${row.next ?? '-'} ${row.text.trimEnd()}`;
  const side = (one: typeof row.old) => (one === null ? '-' : `${one.number} ${one.text.trimEnd()}`);
  return `${row.same ? 'same' : 'pair'} ${side(row.old)} | ${side(row.next)}`;
}

test('one below the other', () => {
  expect(unifiedRows(diffTexts(before, after)).map(words)).toEqual([
    'Before: lines 1 to 3. After: lines 1 to 4.',
    'same 1 1 one',
    'old 2 - two',
    'old 3 - three',
    'new - 2 2',
    'new - 3 2b',
    'new - 4 three',
    'same - - (No newline at end of file)',
  ]);
});

test('side by side', () => {
  expect(pairedRows(diffTexts('one\ntwo\nend\n', 'one\n2\n2b\nend\n')).map(words)).toEqual([
    'Before: lines 1 to 3. After: lines 1 to 4.',
    'same 1 one | 1 one',
    'pair 2 two | 2 2',
    'pair - | 3 2b',
    'same 3 end | 4 end',
  ]);
});

test('of a new file', () => {
  const hunks = diffTexts('', 'one\n');
  expect([unifiedRows(hunks).map(words), amountsOf(hunks)]).toEqual([
    ['Before: no lines. After: line 1.', 'new - 1 one'],
    { added: 1, removed: 0 },
  ]);
});
