import { closeSync, fstatSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makePrivateDirectory } from '../os/make-directory.ts';

/** After a failed write the file is left alone for so long, in milliseconds. */
const retryAfterMs = 30_000;

export interface RotationLimits {
  readonly maximumBytes: number;
  /** The current file and the older ones together. */
  readonly files: number;
}

/**
 * A text file that is appended to and turned over by size: `x.log` is the newest, then `x.log.1`, `x.log.2`, ... It is
 * written at once, without a thread or a buffer, so that the last line before a crash is there. Several processes may
 * write the same file: one that finds it turned over by another opens the new one.
 */
export class RotatingFile {
  readonly path: string;
  readonly #limits: RotationLimits;
  /** Told the first failure only: a full disk would otherwise fill the terminal. */
  readonly #onFailure: (error: unknown) => void;
  #descriptor: number | undefined;
  #size = 0;
  #failed = false;
  #retryAt = 0;
  #closed = false;

  constructor(path: string, limits: RotationLimits, onFailure: (error: unknown) => void) {
    this.path = path;
    this.#limits = limits;
    this.#onFailure = onFailure;
  }

  /** Appends a line. Never throws: what cannot be written is dropped. */
  write(line: string): void {
    if (this.#closed || performance.now() < this.#retryAt) return;
    try {
      const bytes = Buffer.from(line);
      const descriptor = this.#ready(bytes.length);
      let written = 0;
      while (written < bytes.length) written += writeSync(descriptor, bytes, written);
      this.#size += bytes.length;
    } catch (error) {
      this.#retryAt = performance.now() + retryAfterMs;
      this.#release();
      if (!this.#failed) this.#onFailure(error);
      this.#failed = true;
    }
  }

  close(): void {
    this.#closed = true;
    this.#release();
  }

  #ready(length: number): number {
    let descriptor = this.#descriptor ?? this.#open();
    if (this.#size > 0 && this.#size + length > this.#limits.maximumBytes) {
      const turnedByOther = !isSameFile(descriptor, this.path);
      this.#release();
      if (!turnedByOther) this.#turn();
      descriptor = this.#open();
    }
    return descriptor;
  }

  #open(): number {
    makePrivateDirectory(dirname(this.path));
    this.#descriptor = openSync(this.path, 'a', 0o600);
    this.#size = fstatSync(this.#descriptor).size;
    return this.#descriptor;
  }

  #turn(): void {
    const older = (index: number) => (index === 0 ? this.path : `${this.path}.${index}`);
    const last = this.#limits.files - 1;
    rmSync(older(last), { force: true });
    for (let index = last - 1; index >= 0; index--) {
      if (statSync(older(index), { throwIfNoEntry: false }) !== undefined)
        renameSync(older(index), older(index + 1));
    }
  }

  #release(): void {
    if (this.#descriptor === undefined) return;
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    try {
      closeSync(descriptor);
    } catch (error) {
      // Closing reports what an earlier write could not store; the file is given up either way.
      if (!this.#failed) this.#onFailure(error);
      this.#failed = true;
    }
  }
}

function isSameFile(descriptor: number, path: string): boolean {
  const open = fstatSync(descriptor);
  const named = statSync(path, { throwIfNoEntry: false });
  return named !== undefined && named.ino === open.ino && named.dev === open.dev;
}
