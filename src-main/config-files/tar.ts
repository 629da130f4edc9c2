/** A file of an archive. */
export interface ArchivedFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly executable: boolean;
}

const block = 512;
/** The same files give the same archive. Not 1970, which tar takes for a mistake. */
const modified = Date.UTC(2000, 0, 1) / 1000;

/**
 * The files as a tar archive in the ustar format (POSIX.1-2024, pax "ustar Interchange Format"), owned by root. A path
 * that does not fit into it or is not ASCII is told by a pax header before the file.
 */
export function tarOf(files: readonly ArchivedFile[]): Buffer {
  const parts: Buffer[] = [];
  for (const { path, bytes, executable } of files) {
    const fitting = ustarPath(path);
    if (fitting === undefined) {
      const record = paxRecord('path', path);
      parts.push(header({ name: 'pax-header', prefix: '' }, record.length, 0o644, 'x'), padded(record));
    }
    const name = fitting ?? { name: 'file', prefix: '' };
    parts.push(header(name, bytes.length, executable ? 0o755 : 0o644, '0'), padded(bytes));
  }
  // Two empty blocks are the end.
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}

interface UstarPath {
  readonly name: string;
  readonly prefix: string;
}

/** Up to 100 bytes of name, and up to 155 of the directories before it. */
function ustarPath(path: string): UstarPath | undefined {
  if (!/^[\x20-\x7e]*$/.test(path)) return undefined;
  if (path.length <= 100) return { name: path, prefix: '' };
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const name = path.slice(at + 1);
    if (name !== '' && name.length <= 100)
      return at <= 155 && at > 0 ? { name, prefix: path.slice(0, at) } : undefined;
  }
  return undefined;
}

/** `LENGTH KEY=VALUE` with a line break; the length counts itself. */
function paxRecord(key: string, value: string): Buffer {
  const rest = ` ${key}=${value}\n`;
  const size = Buffer.byteLength(rest);
  let length = size + String(size).length;
  length = size + String(length).length;
  return Buffer.from(`${length}${rest}`);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((block - (bytes.length % block)) % block)]);
}

function header(path: UstarPath, size: number, mode: number, type: '0' | 'x'): Buffer {
  const bytes = Buffer.alloc(block);
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`;
  const put = (text: string, at: number) => bytes.write(text, at, 'latin1');
  put(path.name, 0);
  put(octal(mode, 8), 100);
  put(octal(0, 8), 108);
  put(octal(0, 8), 116);
  put(octal(size, 12), 124);
  put(octal(modified, 12), 136);
  // The checksum counts its own field as spaces.
  put('        ', 148);
  put(type, 156);
  put('ustar\x0000', 257);
  put('root', 265);
  put('root', 297);
  put(path.prefix, 345);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return bytes;
}
