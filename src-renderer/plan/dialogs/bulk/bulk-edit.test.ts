import { expect, test } from 'vitest';
import { planOf } from '../../../../src-core/plan/file.ts';
import { readNode } from '../../../../src-core/plan/node.ts';
import { nodeAt } from '../../../../src-core/plan/tree.ts';
import { emptyBulkDraft, readBulkDraft, type BulkDraft, type BulkField } from './bulk-draft.ts';
import { changedCount, editInBulk } from './bulk-edit.ts';

const node = (fields: Record<string, unknown>) => readNode(fields, 'node');
const plan = planOf('test', [
  node({ id: 'a', ipv6: '2001:db8:1::/64', tags: ['x'], site: 'Oslo', status: 'used' }),
  node({ id: 'b', ipv6: '2001:db8:2::/64', tags: ['y'] }),
]);
const read = (ticked: readonly BulkField[], part: Partial<BulkDraft>) =>
  readBulkDraft({ ...emptyBulkDraft, ...part, ticked: new Set(ticked) });

test('only what is ticked is changed; VLANs count up in the order of the tree', () => {
  const { edit } = read(['status', 'vlan', 'tags'], {
    status: 'used',
    site: 'Bergen',
    vlan: '100',
    tags: 'x z',
  });
  if (edit === null) throw new Error('no edit');
  const after = editInBulk(plan, ['b', 'a'], edit);
  expect([nodeAt(after, 'a'), nodeAt(after, 'b')]).toMatchObject([
    { site: 'Oslo', status: 'used', vlan: 100, tags: ['x', 'z'] },
    { site: '', status: 'used', vlan: 101, tags: ['y', 'x', 'z'] },
  ]);
  const status = read(['status'], { status: 'used' }).edit;
  if (status === null) throw new Error('no edit');
  expect(changedCount(plan, editInBulk(plan, ['a', 'b'], status), ['a', 'b'])).toBe(1);
});

test('what cannot be is said, and nothing is changed', () => {
  expect(read([], {}).edit).toBeNull();
  expect(read(['vlan'], { vlan: '0' }).problems).toEqual({ vlan: 'A number from 1 to 4094' });
  expect(read(['tags'], {}).problems).toEqual({ tags: 'Name a tag' });
  expect(read(['dns'], { dns: '1.2.3' }).edit).toBeNull();
  const { edit } = read(['vlan'], { vlan: '4094' });
  if (edit === null) throw new Error('no edit');
  expect(() => editInBulk(plan, ['a', 'b'], edit)).toThrow(/the last one is 4094/);
});
