/**
 * A backup stands beside its file as `.NAME.20261121T154500Z.bak`. The dot at the beginning keeps programs that read
 * every file of a folder (`include sites-enabled/*` of nginx, `source interfaces.d/*` of interfaces(5), conf-dir of
 * dnsmasq) from reading the old file as well: patterns do not match it (glob(7)).
 */
const form = /^\.(.+)\.(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z(?:-(\d{1,4}))?\.bak$/s;

/** What a backup's name has more than the file's, at most: `.`, `.20261121T154500Z`, `-9999`, `.bak`. */
export const longestBackupSuffix = 1 + 17 + 5 + 4;

/** The most backups of one file within one second. */
export const mostOfOneSecond = 9999;

/** @param count 1 for the first of this second */
export function backupName(name: string, at: Date, count: number): string {
  const time = at
    .toISOString()
    .replace(/\.\d{3}/, '')
    .replace(/[-:]/g, '');
  return `.${name}.${time}${count === 1 ? '' : `-${count}`}.bak`;
}

/** When a backup was made (milliseconds) and the how manieth of that second it is; undefined for any other file. */
export function readBackupName(name: string, backup: string): { at: number; count: number } | undefined {
  const match = form.exec(backup);
  if (match === null || match[1] !== name) return undefined;
  const [year, month, day, hour, minute, second, count] = match.slice(2);
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(at)) return undefined;
  return { at, count: count === undefined ? 1 : Number(count) };
}
