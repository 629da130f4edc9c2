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
