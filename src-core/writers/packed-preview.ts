import type { PackedPreview, Preview } from '../api/writers.ts';

/** The files of a preview as long texts, for the boundary. */
export function packPreview(preview: Preview): PackedPreview {
  const files = preview.files.map(({ lines, from, ...file }) => ({
    ...file,
    text: packLines(lines),
    from: packLines(from),
  }));
  return { ...preview, files };
}

/** The files of a preview line by line. */
export function unpackPreview(packed: PackedPreview): Preview {
  const files = packed.files.map(({ text, from, ...file }) => ({
    ...file,
    lines: unpackLines(text),
    from: unpackLines(from),
  }));
  return { ...packed, files };
}

/** Lines as one text with a line break between; null where there is none, which is not one that is empty. */
export function packLines(lines: readonly string[]): string | null {
  return lines.length === 0 ? null : lines.join('\n');
}

export function unpackLines(text: string | null): string[] {
  return text === null ? [] : text.split('\n');
}
