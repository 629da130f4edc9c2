/** A part of a file: both places are in it. */
export interface BytePart {
  readonly first: number;
  readonly last: number;
}

/**
 * What a Range header asks for of a file (RFC 9110 section 14.1.2).
 * @returns `whole` where there is no range that is understood, or where several are asked for, which a server may
 * answer with the whole (section 14.2: `0-,0-,0-` must not cost three times the file); `unsatisfiable` for 416
 */
export function readRange(header: string | undefined, size: number): BytePart | 'whole' | 'unsatisfiable' {
  const found = /^bytes\s*=\s*(\d{0,40})\s*-\s*(\d{0,40})\s*$/i.exec(header ?? '');
  const [, from = '', to = ''] = found ?? [];
  if (from === '' && to === '') return 'whole';
  if (from === '') {
    const length = Number(to);
    return length === 0 || size === 0
      ? 'unsatisfiable'
      : { first: Math.max(0, size - length), last: size - 1 };
  }
  const first = Number(from);
  if (to !== '' && Number(to) < first) return 'whole';
  if (first >= size) return 'unsatisfiable';
  return { first, last: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
}
