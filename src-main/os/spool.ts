import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

/** So much is read at once: no single reading keeps the program from its other work. */
const pageBytes = 128 * 1024;

/**
 * A file without a name that takes the output of a command. What writes to a pipe of Node has to wait once some
 * 270 lines are unread (it is a socket, whose room is counted in packets), and Node wakes up for every line; a command
 * that must not wait (ping, whose own buffer overflows meanwhile) writes here, and is read a few times a second.
 */
export class Spool {
  /** Where the command writes. */
  readonly descriptor: number;
  readonly #decoder = new StringDecoder('utf8');
  readonly #page = Buffer.allocUnsafe(pageBytes);
  #position = 0;
  #open = true;

  private constructor(descriptor: number) {
    this.descriptor = descriptor;
  }

  /** @returns undefined where there is no place for such a file: the caller then takes a pipe */
  static create(): Spool | undefined {
    // Windows does not take the name from a file that is open.
    if (process.platform === 'win32') return undefined;
    const path = join(tmpdir(), `linkscope-${randomUUID()}`);
    try {
      const descriptor = openSync(path, 'ax+', 0o600);
      unlinkSync(path);
      return new Spool(descriptor);
    } catch {
      // A full or read-only disk: the command works without, only not as well.
      return undefined;
    }
  }

  /** How many bytes the command has written. */
  get size(): number {
    return this.#open ? fstatSync(this.descriptor).size : this.#position;
  }

  /** What came since the last reading, at most 128 KiB; empty where nothing did. */
  read(): string {
    if (!this.#open) return '';
    const size = readSync(this.descriptor, this.#page, 0, pageBytes, this.#position);
    this.#position += size;
    return size === 0 ? '' : this.#decoder.write(this.#page.subarray(0, size));
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.descriptor);
  }
}
