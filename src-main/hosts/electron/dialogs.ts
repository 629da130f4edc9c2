import { basename } from 'node:path';
import type { BaseWindow, Dialog } from 'electron';
import type { NativeDialogs } from '../../api/application.ts';
import { readText, writeWhole } from '../../os/files.ts';

/** The dialogs of the system over a window. @throws ToolError from both where the file cannot be used */
export function nativeDialogs(
  dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>,
  window: () => BaseWindow | undefined,
): NativeDialogs {
  return {
    async saveFile(fileName, text) {
      const parent = window();
      if (parent === undefined) return null;
      const defaultPath = basename(fileName.replaceAll('\\', '/'));
      const { filePath, canceled } = await dialog.showSaveDialog(parent, { defaultPath });
      if (canceled || filePath === '') return null;
      await writeWhole(filePath, text);
      return filePath;
    },
    async openFile(maximumBytes) {
      const parent = window();
      if (parent === undefined) return null;
      const { filePaths } = await dialog.showOpenDialog(parent, { properties: ['openFile'] });
      const [path] = filePaths;
      if (path === undefined) return null;
      return { fileName: basename(path), text: await readText(path, maximumBytes) };
    },
  };
}
