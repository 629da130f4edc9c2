import type { RenumberPreview, RenumberedConfiguration } from '../../../src-core/api/configurations.ts';

export type RenumberedFile = RenumberedConfiguration['files'][number];

/** What the person leaves as it is: configurations by their id, files by configuration and path. */
export interface Left {
  readonly configurations: ReadonlySet<number>;
  readonly files: ReadonlySet<string>;
}

export const nothingLeft: Left = { configurations: new Set(), files: new Set() };

export function fileKey(configuration: number, path: string): string {
  return `${configuration} ${path}`;
}

/** True where the file can be written now, and that changes something. */
export function canWrite({ change, disk }: RenumberedFile): boolean {
  return (
    change !== 'removed' &&
    disk !== null &&
    disk.token !== null &&
    (disk.state === 'absent' || disk.state === 'differs' || disk.state === 'not-readable')
  );
}

/** True where the file changes and cannot be written: a folder stands in its place, or a link leads elsewhere. */
export function isRefused({ change, disk }: RenumberedFile): boolean {
  return change !== 'removed' && disk !== null && disk.token === null;
}

/** Which of the stored forms are listed. */
export const listings = ['all', 'edited', 'stuck'] as const;
export type Listing = (typeof listings)[number];

/** True where a form is in a listing: one with a file that was edited on disk, or one that cannot be taken or written. */
export function isListed({ usable, files }: RenumberedConfiguration, listing: Listing): boolean {
  if (listing === 'edited') return files.some(({ edited }) => edited);
  return listing === 'all' || !usable || files.some(isRefused);
}

/** With all of these configurations and their files taken, or left. */
export function allTurned(left: Left, those: readonly RenumberedConfiguration[], take: boolean): Left {
  const configurations = new Set(left.configurations);
  const files = new Set(left.files);
  for (const one of those) {
    if (take) configurations.delete(one.id);
    else configurations.add(one.id);
    if (take) for (const { path } of one.files) files.delete(fileKey(one.id, path));
  }
  return { configurations, files };
}

/** Whether all, some or none of those configurations that can be taken are taken with all their files. */
export function amountTaken(left: Left, those: readonly RenumberedConfiguration[]): 'all' | 'some' | 'none' {
  const able = those.filter(({ usable }) => usable);
  const taken = able.filter(({ id }) => !left.configurations.has(id));
  if (taken.length === 0) return 'none';
  const whole = taken.every(({ id, files }) => files.every(({ path }) => !left.files.has(fileKey(id, path))));
  return taken.length === able.length && whole ? 'all' : 'some';
}

/** The configurations and files that are taken, as the program is told them. */
export function takenOf(preview: RenumberPreview, left: Left) {
  return preview.configurations
    .filter(({ id, usable }) => usable && !left.configurations.has(id))
    .map(({ id, revision, files }) => ({
      id,
      revision,
      files: files.flatMap((file) => {
        const token = file.disk?.token ?? null;
        if (token === null || !canWrite(file) || left.files.has(fileKey(id, file.path))) return [];
        return [{ path: file.path, expected: token }];
      }),
    }));
}

/** With one more taken or left. */
export function turned<Key>(set: ReadonlySet<Key>, key: Key, take: boolean): ReadonlySet<Key> {
  const next = new Set(set);
  if (take) next.delete(key);
  else next.add(key);
  return next;
}
