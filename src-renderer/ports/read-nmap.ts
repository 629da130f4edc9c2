import { toFailure, ToolError, type Failure } from '../../src-core/api/errors.ts';
import type { PortItem } from '../../src-core/api/ports.ts';
import { largestNmapFile, NmapFileReader, type NmapFileFacts } from '../../src-core/ports/nmap-file.ts';

/** What is told while a file is read; exactly one `done` or `failed` ends it. */
export type NmapReading =
  | { readonly type: 'items'; readonly items: readonly PortItem[] }
  /** How much of the file was read, from 0 to 1. */
  | { readonly type: 'progress'; readonly part: number; readonly hosts: number }
  | { readonly type: 'done'; readonly facts: NmapFileFacts }
  | { readonly type: 'failed'; readonly failure: Failure };

/** Octets that are understood at once, and items of one message: the page takes it in within a frame. */
const pieceOctets = 1024 * 1024;
const itemsEach = 500;

/**
 * Reads a file that `nmap -oX` wrote, a piece at a time.
 * @param tell told what it says; it may take its time, and the reading waits for it
 * @param isStopped asked before each piece; when it says so the reading ends without a word
 */
export async function readNmap(
  file: Blob,
  tell: (reading: NmapReading) => void | Promise<void>,
  isStopped: () => boolean,
): Promise<void> {
  try {
    if (file.size > largestNmapFile)
      throw new ToolError('bad-input', `it is larger than ${largestNmapFile / 1024 / 1024} MiB`);
    const reader = new NmapFileReader();
    const decoder = new TextDecoder();
    for (let at = 0; at < file.size; at += pieceOctets) {
      const octets = await file.slice(at, at + pieceOctets).arrayBuffer();
      if (isStopped()) return;
      const items = reader.push(decoder.decode(octets, { stream: true }));
      for (let from = 0; from < items.length; from += itemsEach)
        await tell({ type: 'items', items: items.slice(from, from + itemsEach) });
      await tell({
        type: 'progress',
        part: Math.min(1, (at + pieceOctets) / file.size),
        hosts: reader.hosts,
      });
    }
    // A character that the last piece broke off.
    reader.push(decoder.decode());
    await tell({ type: 'done', facts: reader.end() });
  } catch (error) {
    await tell({ type: 'failed', failure: toFailure(error) });
  }
}
