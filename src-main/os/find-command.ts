import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

const adminDirectories = process.platform === 'win32' ? [] : ['/usr/sbin', '/sbin', '/usr/local/sbin'];

/** True for a file that may be run; a folder of the same name is none. */
function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there, or not for this user: both say that it is not the one to run.
    return false;
  }
}

/** The full path of a command: PATH first, then where systems keep what ordinary users need but do not have in PATH. */
export function findCommand(command: string): string | undefined {
  if (isAbsolute(command)) return isProgram(command) ? command : undefined;
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  const directories = [...(process.env['PATH'] ?? '').split(delimiter), ...adminDirectories];
  for (const directory of directories) {
    if (directory === '') continue;
    for (const ending of endings) {
      const path = join(directory, command + ending);
      if (isProgram(path)) return path;
    }
  }
  return undefined;
}
