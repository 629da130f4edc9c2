import { useEffect, useRef, useState } from 'react';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { importNmap, type NmapImport } from './nmap-import.ts';

/** A file that is being read. */
export interface NmapFile {
  readonly name: string;
  /** Hundredths of it that were read. */
  readonly percent: number;
  readonly hosts: number;
}

interface NmapImports {
  /** The file that is being read; null when there is none. */
  readonly reading: NmapFile | null;
  read(file: File): void;
  stop(): void;
}

/**
 * Reads files of nmap, one at a time.
 * @param onImport told of a file that was read whole; of one that was stopped or is none nothing is taken
 */
export function useNmapImport(onImport: (imported: NmapImport) => void): NmapImports {
  const [reading, setReading] = useState<NmapFile | null>(null);
  const going = useRef<AbortController | null>(null);
  // With the page goes what nobody would see any more.
  useEffect(() => () => going.current?.abort(), []);
  const read = async (file: File): Promise<void> => {
    const { name } = file;
    const own = new AbortController();
    going.current?.abort();
    going.current = own;
    setReading({ name, percent: 0, hosts: 0 });
    try {
      let shown = 0;
      const imported = await importNmap(file, own.signal, (part, hosts) => {
        const percent = Math.floor(part * 100);
        // Each picture of the page takes some milliseconds: a hundred of them are enough.
        if (percent > shown) setReading({ name, percent: (shown = percent), hosts });
      });
      if (imported === null) announce(`${name} was not imported: stopped`);
      else onImport(imported);
    } catch (error) {
      announce(`${name} could not be imported: ${failureText(error)}`, true);
    } finally {
      if (going.current === own) {
        going.current = null;
        setReading(null);
      }
    }
  };
  return { reading, read: (file) => void read(file), stop: () => going.current?.abort() };
}
