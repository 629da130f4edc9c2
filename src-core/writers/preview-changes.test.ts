import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Preview } from '../api/writers.ts';
import { previewChangesOf, withPreviewChanges } from './preview-changes.ts';

const line = fc.record({
  text: fc.constantFrom('', 'a', ' b', '}'),
  from: fc.constantFrom('', 'mtu', 'mtu links.0.name'),
});
const file = (path: string, lines: readonly { readonly text: string; readonly from: string }[]) => ({
  path,
  language: 'plain' as const,
  about: '',
  executable: false,
  lines: lines.map(({ text }) => text),
  from: lines.map(({ from }) => from),
});
const problem = fc.record({
  severity: fc.constantFrom('error' as const, 'warning' as const),
  path: fc.constantFrom('', 'mtu'),
  message: fc.constantFrom('large', 'small'),
});
const preview = fc
  .record({
    files: fc.dictionary(fc.constantFrom('etc/a', 'etc/b'), fc.array(line, { maxLength: 8 })),
    problems: fc.array(problem, { maxLength: 2 }),
    usable: fc.boolean(),
  })
  .map(({ files, problems, usable }): Preview => ({
    files: Object.entries(files).map(([path, lines]) => file(path, lines)),
    problems,
    usable,
    apply: [{ text: 'true', about: '' }],
    undo: [],
  }));

test('the changes make the one preview of the other', () => {
  fc.assert(
    fc.property(preview, preview, (before, after) => {
      const changes = structuredClone(previewChangesOf(before, after));
      expect(withPreviewChanges(before, changes)).toEqual(after);
    }),
  );
});

const of = (text: string): Preview => ({
  files: [
    file('etc/a', [
      { text: 'a {', from: 'a' },
      { text, from: 'a.b' },
      { text: '}', from: 'a' },
    ]),
  ],
  problems: [{ severity: 'warning', path: 'a', message: 'old' }],
  usable: true,
  apply: [],
  undo: [],
});

test('one line goes over, and what stays is the same object', () => {
  const before = of('b 1');
  const changes = previewChangesOf(before, of('b 2'));
  expect([changes.files[0]?.text, changes.files[0]?.from, changes.problems]).toEqual([
    { start: 1, end: 1, between: 'b 2' },
    { start: 3, end: 0, between: null },
    null,
  ]);
  const after = withPreviewChanges(before, changes);
  expect(after?.files[0]?.from).toBe(before.files[0]?.from);
  expect(after?.problems).toBe(before.problems);
});

test.each([
  ['fewer lines', { ...of('b 1'), files: [file('etc/a', [{ text: 'a {', from: 'a' }])] }],
  ['no such file', { ...of('b 1'), files: [] }],
])('changes of another preview do not fit: %s', (_what, other) => {
  expect(withPreviewChanges(other, previewChangesOf(of('b 1'), of('b 2')))).toBeUndefined();
});
