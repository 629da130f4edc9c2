import type { PackedPreview, Preview } from '../api/writers.ts';

/** The files of a preview as long texts, for the boundary. */
export function packPreview(preview: Preview): PackedPreview {
  const files = preview.files.map(({ lines, from, ...file }) => ({
    ...file,
    text: lines.join('\n'),
    from: from.join('\n'),
  }));
  return { ...preview, files };
}

/** The files of a preview line by line. */
export function unpackPreview(packed: PackedPreview): Preview {
  const files = packed.files.map(({ text, from, ...file }) => ({
    ...file,
    lines: text.split('\n'),
    from: from.split('\n'),
  }));
  return { ...packed, files };
}
