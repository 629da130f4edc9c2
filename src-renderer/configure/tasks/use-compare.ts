import { useCallback, useEffect, useRef, useState } from 'react';
import type { ComparedFile, WrittenResult } from '../../../src-core/api/config-files.ts';
import { ToolError } from '../../../src-core/api/errors.ts';
import type { Preview } from '../../../src-core/api/writers.ts';
import { api } from '../../app/api.ts';
import { failureOf } from '../../app/failure.ts';
import { fileText } from '../code/file-lines.ts';

export interface CompareState {
  readonly busy: 'comparing' | 'writing' | null;
  /** What stands at the places of the files, in their order; null before the first answer. */
  readonly files: readonly ComparedFile[] | null;
  /** The folder that it was looked for in. */
  readonly folder: string | null;
  /** True where the files have changed since. */
  readonly outdated: boolean;
  readonly failure: unknown;
  /** What the last write did, as long as nothing was compared again by the person. */
  readonly written: readonly WrittenResult[] | null;
}

interface Kept extends Omit<CompareState, 'outdated'> {
  readonly of: Preview | null;
}

interface Compare extends CompareState {
  compare(folder: string): Promise<void>;
  /** Writes the files of these paths, if nothing has changed since they were compared. */
  write(paths: ReadonlySet<string>): Promise<void>;
}

const nothing: Kept = {
  busy: null,
  files: null,
  folder: null,
  of: null,
  failure: null,
  written: null,
};

/** How long typing rests before the files are looked for again, in milliseconds. */
const againMs = 400;

/** Compares the files of a form with those in a folder, and writes them. */
export function useCompare(preview: Preview | null, shown: boolean): Compare {
  const [kept, setKept] = useState(nothing);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const look = useCallback(
    async (folder: string, written: readonly WrittenResult[] | null): Promise<void> => {
      if (preview === null) return;
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      setKept((before) => ({ ...before, busy: 'comparing', failure: null, written }));
      try {
        const files = await api.configFiles.compare(
          { folder, files: preview.files.map(toWrite) },
          { signal: mine.signal },
        );
        if (running.current === mine)
          setKept({ busy: null, files, folder, of: preview, failure: null, written });
      } catch (failure) {
        if (running.current === mine) setKept({ ...nothing, failure, written });
      }
    },
    [preview],
  );
  const outdated = kept.of !== preview;
  const { folder, busy } = kept;
  // What was compared once follows the form.
  useEffect(() => {
    if (!shown || !outdated || folder === null || busy !== null) return;
    const timer = window.setTimeout(() => void look(folder, null), againMs);
    return () => window.clearTimeout(timer);
  }, [shown, outdated, folder, busy, look]);
  const write = async (paths: ReadonlySet<string>): Promise<void> => {
    if (preview === null || kept.files === null || folder === null || outdated) return;
    const tokens = new Map(kept.files.map(({ path, token }) => [path, token]));
    setKept((before) => ({ ...before, busy: 'writing', failure: null, written: null }));
    try {
      const written = await api.configFiles.write({
        folder,
        files: preview.files
          .filter(({ path }) => paths.has(path))
          .map((file) => ({ ...toWrite(file), expected: expectedOf(tokens, file.path) })),
      });
      await look(folder, written);
    } catch (failure) {
      setKept((before) => ({ ...before, busy: null, failure }));
      // Somebody else was quicker: what is there now is shown, and the message stays.
      if (failureOf(failure).code === 'conflict') {
        await look(folder, null);
        setKept((before) => ({ ...before, failure }));
      }
    }
  };
  return { ...kept, outdated, compare: (wanted) => look(wanted, null), write };
}

function toWrite(file: Preview['files'][number]) {
  return { path: file.path, text: fileText(file), executable: file.executable };
}

function expectedOf(tokens: ReadonlyMap<string, string | null>, path: string): string {
  const token = tokens.get(path) ?? null;
  if (token === null) throw new ToolError('bad-input', `${path} cannot be written`);
  return token;
}
