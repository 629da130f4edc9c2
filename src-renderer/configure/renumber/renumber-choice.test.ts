import { expect, test } from 'vitest';
import type { RenumberedConfiguration } from '../../../src-core/api/configurations.ts';
import {
  allTurned,
  amountTaken,
  fileKey,
  isListed,
  listings,
  nothingLeft,
  type RenumberedFile,
} from './renumber-choice.ts';

const disk = { state: 'absent', reason: null, token: 'absent' } as const;
const nothing = { mode: null, owner: null, size: null, changedAt: null };

function configuration(
  id: number,
  more: Partial<RenumberedFile> = {},
  usable = true,
): RenumberedConfiguration {
  const file: RenumberedFile = {
    path: 'a',
    executable: false,
    change: 'changed',
    hunks: [],
    edited: false,
    disk: { ...disk, ...nothing },
  };
  return {
    id,
    name: `${id}`,
    writer: 'radvd',
    folder: '/',
    revision: 1,
    usable,
    problems: [],
    failure: null,
    changedByForm: [],
    changedByPlan: [],
    nodeGone: [],
    files: [{ ...file, ...more }],
  };
}

const refused = { disk: { ...nothing, state: 'refused', reason: 'it is a folder', token: null } } as const;

test.each<[string, RenumberedConfiguration, string[]]>([
  ['nothing is noteworthy about', configuration(1), ['all']],
  ['a file of which was edited', configuration(1, { edited: true }), ['all', 'edited']],
  ['a file of which cannot be written', configuration(1, refused), ['all', 'stuck']],
  ['a file of which is no longer made', configuration(1, { change: 'removed', disk: null }), ['all']],
  ['that cannot be taken', configuration(1, {}, false), ['all', 'stuck']],
])('one %s is listed', (_, one, expected) => {
  expect(listings.filter((listing) => isListed(one, listing))).toEqual(expected);
});

test('all that are listed are taken or left at once, and the others stay as they were', () => {
  const those = [configuration(1), configuration(2), configuration(3, {}, false)];
  const fileLeft = { configurations: new Set([9]), files: new Set([fileKey(2, 'a'), fileKey(9, 'a')]) };
  const none = allTurned(fileLeft, those, false);
  const all = allTurned(none, those, true);
  expect([...none.configurations]).toEqual([9, 1, 2, 3]);
  expect(all).toEqual({ configurations: new Set([9]), files: new Set([fileKey(9, 'a')]) });
  expect([nothingLeft, fileLeft, none, all].map((left) => amountTaken(left, those))).toEqual([
    'all',
    'some',
    'none',
    'all',
  ]);
});
