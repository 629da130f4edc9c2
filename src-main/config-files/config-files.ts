import { join } from 'node:path';
import type { ComparedFile, FileToWrite, WrittenResult } from '../../src-core/api/config-files.ts';
import { ToolError } from '../../src-core/api/errors.ts';
import { backupsOf, backupText, restoreBackup } from './backups.ts';
import { bundleOf } from './bundle.ts';
import { compareFiles, compareFolders } from './compare.ts';
import { stageFiles } from './save-files.ts';

interface FilesToWrite {
  readonly folder: string;
  readonly files: readonly (FileToWrite & { readonly expected: string })[];
}

/** Files that are laid down beside their places; `put` or `discard` must follow. */
export interface StagedFiles {
  /** Puts all files into their places, or none. @returns for each folder what became of its files, in their order */
  put(): Promise<WrittenResult[][]>;
  /** Takes everything back. */
  discard(): Promise<unknown>;
}

/** Lays files of several folders down beside their places. @throws ToolError; then nothing is left */
async function stage(requests: readonly FilesToWrite[], signal?: AbortSignal): Promise<StagedFiles> {
  const wanted = requests.map(({ folder, files }) => ({
    folder,
    files: files.map(({ path, text, executable, expected }) => ({
      path,
      ...(requests.length > 1 ? { called: join(folder, path) } : {}),
      bytes: Buffer.from(text),
      executable,
      expected,
    })),
  }));
  const staged = await stageFiles(wanted, signal);
  return {
    async put() {
      const results = await staged.put();
      return wanted.map(({ files }) =>
        files.map((file) => {
          const result = results.get(file);
          if (result === undefined) throw new ToolError('internal', `${file.path} was not written`);
          return result;
        }),
      );
    },
    discard: () => staged.discard(),
  };
}

/** Configuration files of this computer, as the router gives access to them. */
export const configFiles = {
  compare: (
    { folder, files }: { folder: string; files: readonly FileToWrite[] },
    signal?: AbortSignal,
  ): Promise<ComparedFile[]> => compareFiles(folder, files, signal),
  compareFolders,
  async write(request: FilesToWrite, signal?: AbortSignal): Promise<WrittenResult[]> {
    const staged = await stage([request], signal);
    return (await staged.put())[0] ?? [];
  },
  stage,
  backups: backupsOf,
  backup: backupText,
  restore: restoreBackup,
  bundle: bundleOf,
};
