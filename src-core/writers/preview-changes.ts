import type { Splice } from '../api/preview-step.ts';
import type { Preview, PreviewChanges, Problem, ShownFile } from '../api/writers.ts';
import { packLines, unpackLines } from './packed-preview.ts';

/** What makes the one preview of the other. */
export function previewChangesOf(before: Preview, after: Preview): PreviewChanges {
  const known = new Map(before.files.map((file) => [file.path, file]));
  return {
    ...after,
    files: after.files.map(({ lines, from, ...head }) => {
      const old = known.get(head.path);
      return { ...head, text: spliceOf(old?.lines ?? [], lines), from: spliceOf(old?.from ?? [], from) };
    }),
    problems: sameProblems(before.problems, after.problems) ? null : after.problems,
  };
}

/**
 * The preview with these changes. Lists that are as they were are the same objects.
 * @returns undefined where they do not fit: they were made of another preview
 */
export function withPreviewChanges(before: Preview, changes: PreviewChanges): Preview | undefined {
  const known = new Map(before.files.map((file) => [file.path, file]));
  const files: ShownFile[] = [];
  for (const { text, from, ...head } of changes.files) {
    const old = known.get(head.path);
    const lines = spliced(old?.lines ?? [], text);
    const fields = spliced(old?.from ?? [], from);
    if (lines === undefined || fields?.length !== lines.length) return undefined;
    files.push({ ...head, lines, from: fields });
  }
  return { ...changes, files, problems: changes.problems ?? before.problems };
}

function spliceOf(before: readonly string[], after: readonly string[]): Splice {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { start, end, between: packLines(after.slice(start, after.length - end)) };
}

function spliced(before: readonly string[], { start, end, between }: Splice): readonly string[] | undefined {
  if (start + end > before.length) return undefined;
  if (between === null && start + end === before.length) return before;
  return [...before.slice(0, start), ...unpackLines(between), ...before.slice(before.length - end)];
}

function sameProblems(before: readonly Problem[], after: readonly Problem[]): boolean {
  return (
    before.length === after.length &&
    before.every((one, index) => {
      const other = after[index];
      return (
        one.path === other?.path &&
        one.message === other.message &&
        one.severity === other.severity &&
        one.source === other.source
      );
    })
  );
}
