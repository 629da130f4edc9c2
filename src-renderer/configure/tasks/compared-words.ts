import type { ComparedFile } from '../../../src-core/api/config-files.ts';

export const stateLabels: Readonly<Record<ComparedFile['state'], string>> = {
  absent: 'New',
  same: 'Unchanged',
  differs: 'Changes',
  'not-readable': 'Cannot be read',
  refused: 'Cannot be written',
};

/** Mode, owner and size of what is there: `0644 root:root, 1,204 bytes`. */
export function factsOf({ mode, owner, size }: Pick<ComparedFile, 'mode' | 'owner' | 'size'>): string {
  const who =
    owner === null ? [] : [`${owner.user ?? String(owner.uid)}:${owner.group ?? String(owner.gid)}`];
  return [
    ...(mode === null ? [] : [[mode.toString(8).padStart(4, '0'), ...who].join(' ')]),
    ...(size === null ? [] : [`${size.toLocaleString('en')} bytes`]),
  ].join(', ');
}

/** True where writing the file changes something and can be done. */
export function isWritable({ state, token }: ComparedFile): boolean {
  return token !== null && (state === 'absent' || state === 'differs' || state === 'not-readable');
}
