import { ToolError } from '../../src-core/api/errors.ts';
import type { NmapFileFacts } from '../../src-core/ports/nmap-file.ts';
import { PortTable } from './port-table.ts';
import { readNmap, type NmapReading } from './read-nmap.ts';

/** A file of nmap that was read whole. */
export interface NmapImport extends NmapFileFacts {
  readonly table: PortTable;
}

/**
 * Reads a file of nmap in a thread of its own; in the page, between what else it does, where there are none.
 * @param tell told how much was read, from 0 to 1, and how many hosts
 * @returns what it says; null where the signal ended it, and nothing of it is left
 * @throws ToolError where it is no such file
 */
export function importNmap(
  file: Blob,
  signal: AbortSignal,
  tell: (part: number, hosts: number) => void,
): Promise<NmapImport | null> {
  return new Promise((resolve, reject) => {
    const table = new PortTable();
    const worker = new Worker(new URL('nmap-worker.ts', import.meta.url), { type: 'module' });
    const end = (): void => {
      signal.removeEventListener('abort', stop);
      worker.terminate();
    };
    const stop = (): void => {
      end();
      resolve(null);
    };
    const take = (reading: NmapReading): void => {
      if (signal.aborted) return;
      if (reading.type === 'items') table.add(reading.items);
      else if (reading.type === 'progress') tell(reading.part, reading.hosts);
      else if (reading.type === 'done') {
        end();
        table.show();
        resolve({ ...reading.facts, table });
      } else {
        end();
        const { code, message, detail } = reading.failure;
        reject(new ToolError(code, message, detail));
      }
    };
    signal.addEventListener('abort', stop);
    worker.addEventListener('message', (event: MessageEvent<NmapReading>) => take(event.data));
    worker.addEventListener('error', () => {
      table.clear();
      void readNmap(file, takeInPage, () => signal.aborted);
    });
    // Each piece is some milliseconds of work: what the person does comes between.
    const takeInPage = async (reading: NmapReading): Promise<void> => {
      take(reading);
      await new Promise((resume) => setTimeout(resume));
    };
    if (signal.aborted) stop();
    else worker.postMessage(file);
  });
}
