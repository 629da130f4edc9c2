import { open } from 'node:fs/promises';
import { ToolError } from '../../../src-core/api/errors.ts';
import type { PortItem } from '../../../src-core/api/ports.ts';
import { largestNmapFile, NmapFileReader, type NmapFileFacts } from '../../../src-core/ports/nmap-file.ts';
import { badInput, quoted } from './arguments.ts';

/** Octets that are read and understood at once: some tens of milliseconds, after which a wish to stop is heard. */
const pieceOctets = 1024 * 1024;

export interface NmapImport extends NmapFileFacts {
  readonly items: readonly PortItem[];
}

/**
 * Reads a file that `nmap -oX` wrote.
 * @param tell told how far it is, from 0 to 1, and how many hosts were read
 * @throws ToolError `bad-input` where it cannot be read, or is not what nmap writes; the reason of the signal
 */
export async function importNmapFile(
  path: string,
  signal: AbortSignal,
  tell: (part: number, hosts: number) => void,
): Promise<NmapImport> {
  const reader = new NmapFileReader();
  const decoder = new TextDecoder();
  const items: PortItem[] = [];
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    const mebibytes = largestNmapFile / 1024 / 1024;
    if (size > largestNmapFile) throw badInput(`${quoted(path)} is larger than ${mebibytes} MiB`);
    let read = 0;
    for await (const piece of file.createReadStream({ highWaterMark: pieceOctets, signal })) {
      if (!Buffer.isBuffer(piece)) throw new TypeError('a file gave text where octets were asked for');
      signal.throwIfAborted();
      // A file that grows, or a pipe, which has no size.
      if ((read += piece.length) > largestNmapFile)
        throw badInput(`${quoted(path)} is larger than ${mebibytes} MiB`);
      items.push(...reader.push(decoder.decode(piece, { stream: true })));
      tell(size > 0 ? Math.min(1, read / size) : 0, reader.hosts);
    }
    items.push(...reader.push(decoder.decode()));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ToolError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new ToolError('bad-input', `${quoted(path)} cannot be read`, why, { cause: error });
  }
  return { ...reader.end(), items };
}
