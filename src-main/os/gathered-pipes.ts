import { closeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { loadLibc, type Libc } from './libc.ts';

/** O_CLOEXEC: no other command that is started meanwhile holds an end. */
const closeOnExec = 0o2000000;
/** F_SETFL of fcntl(2), and O_NONBLOCK. */
const setFlags = 4;
const nonBlocking = 0o4000;
/** struct pollfd (poll(2)): the file, what is asked for and what was found. */
const pollSize = 8;
const askedAt = 4;
const foundAt = 6;
/** POLLIN. That the writer is gone is told as POLLHUP, without being asked for. */
const readable = 0x1;
/** As much as a pipe of Linux holds (pipe(7)): one reading empties it. */
const pageBytes = 64 * 1024;
/** How often the pipes are looked at. */
const turnMs = 50;

/** A pipe whose reading end is looked at now and then, all such pipes at the same moments. */
export interface GatheredPipe {
  /** Where the command writes. */
  readonly descriptor: number;
  /** To be called once the command has been started and has its own descriptor. */
  started(): void;
  /** What came since the last reading, at most 64 KiB; empty where nothing did. */
  read(): string;
  close(): void;
}

class Pipe implements GatheredPipe {
  readonly descriptor: number;
  readonly source: number;
  readonly onTurn: () => void;
  readonly #pipes: GatheredPipes;
  readonly #decoder = new StringDecoder('utf8');
  #writable = true;

  constructor(pipes: GatheredPipes, [source, descriptor]: readonly [number, number], onTurn: () => void) {
    this.#pipes = pipes;
    this.source = source;
    this.descriptor = descriptor;
    this.onTurn = onTurn;
  }

  started(): void {
    if (!this.#writable) return;
    this.#writable = false;
    closeSync(this.descriptor);
  }

  read(): string {
    const bytes = this.#pipes.read(this);
    return bytes === undefined ? '' : this.#decoder.write(bytes);
  }

  close(): void {
    this.started();
    this.#pipes.leave(this);
  }
}

/**
 * Pipes from many commands that each print a little, read together a few times a second: this program wakes up once for
 * all of them, not for each line of each. A command whose pipe is full waits, as with any other.
 */
export class GatheredPipes {
  static #opening: Promise<GatheredPipes | undefined> | undefined;
  readonly #libc: Libc;
  readonly #pipes = new Set<Pipe>();
  readonly #page = Buffer.allocUnsafe(pageBytes);
  #polled = new DataView(new ArrayBuffer(0));
  #polledBytes = new Uint8Array();
  /** What #polled holds, in its order; undefined where pipes have come or gone since. */
  #order: readonly Pipe[] | undefined;
  #turns: NodeJS.Timeout | undefined;

  private constructor(libc: Libc) {
    this.#libc = libc;
  }

  /** Undefined where this system has none: then each pipe is one of Node. */
  static async open(): Promise<GatheredPipes | undefined> {
    this.#opening ??= loadLibc().then((libc) => (libc === undefined ? undefined : new GatheredPipes(libc)));
    return await this.#opening;
  }

  /**
   * @param onTurn called where there is something to read, and once the command has closed its end
   * @returns undefined where there is none to be had, such as when no more files can be opened
   */
  create(onTurn: () => void): GatheredPipe | undefined {
    const ends = new Int32Array(2);
    if (this.#libc.pipe2(new Uint8Array(ends.buffer), closeOnExec) < 0) return undefined;
    const [source = -1, descriptor = -1] = ends;
    // Reading finds nothing then, where it would wait; the end that the command has is not touched by it.
    if (this.#libc.fileControl(source, setFlags, 'int', nonBlocking) < 0) {
      closeSync(source);
      closeSync(descriptor);
      return undefined;
    }
    const pipe = new Pipe(this, [source, descriptor], onTurn);
    this.#pipes.add(pipe);
    this.#order = undefined;
    this.#turns ??= setInterval(() => this.#takeTurn(), turnMs);
    return pipe;
  }

  /** For a pipe of these: what there is to read. */
  read(pipe: Pipe): Uint8Array | undefined {
    if (!this.#pipes.has(pipe)) return undefined;
    const size = this.#libc.read(pipe.source, this.#page, pageBytes);
    return size > 0 ? this.#page.subarray(0, size) : undefined;
  }

  /** For a pipe of these: closes what is read. */
  leave(pipe: Pipe): void {
    if (!this.#pipes.delete(pipe)) return;
    closeSync(pipe.source);
    this.#order = undefined;
    if (this.#pipes.size > 0) return;
    clearInterval(this.#turns);
    this.#turns = undefined;
  }

  #takeTurn(): void {
    const order = (this.#order ??= this.#arrange());
    if (this.#libc.poll(this.#polledBytes, order.length, 0) < 1) return;
    const polled = this.#polled;
    for (const [index, pipe] of order.entries()) {
      if (polled.getInt16(index * pollSize + foundAt, true) !== 0 && this.#pipes.has(pipe)) pipe.onTurn();
    }
  }

  #arrange(): readonly Pipe[] {
    const order = [...this.#pipes];
    this.#polled = new DataView(new ArrayBuffer(order.length * pollSize));
    this.#polledBytes = new Uint8Array(this.#polled.buffer);
    for (const [index, { source }] of order.entries()) {
      this.#polled.setInt32(index * pollSize, source, true);
      this.#polled.setInt16(index * pollSize + askedAt, readable, true);
    }
    return order;
  }
}
