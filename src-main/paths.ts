import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/**
 * Where the program keeps its data: the directory that was asked for, else the system's own place: XDG_DATA_HOME (XDG
 * Base Directory Specification 0.8, which says that a relative path there is to be ignored), Application Support on
 * macOS, APPDATA on Windows. The directory need not exist.
 */
export function dataDirectory(
  override?: string,
  system: { platform: string; environment: NodeJS.ProcessEnv; home: string } = {
    platform: process.platform,
    environment: process.env,
    home: homedir(),
  },
): string {
  if (override !== undefined && override !== '') return resolve(override);
  const { platform, environment, home } = system;
  const from = (variable: string, fallback: string) => {
    const value = environment[variable];
    return value !== undefined && isAbsolute(value) ? value : fallback;
  };
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Linkscope');
  if (platform === 'win32') return join(from('APPDATA', join(home, 'AppData', 'Roaming')), 'Linkscope');
  return join(from('XDG_DATA_HOME', join(home, '.local', 'share')), 'linkscope');
}
