import { constants } from 'node:os';
import type { Connection, Connector, Peer, Waiting } from './connector.ts';
import { loadLibc, type Libc } from '../libc.ts';

// Numbers of Linux's headers (linux/socket.h, asm-generic/socket.h, asm-generic/fcntl.h, linux/eventpoll.h), which
// x86-64 and ARM64 share. Both are little-endian.
const inet = 2;
const inet6 = 10;
/** SOCK_STREAM, SOCK_NONBLOCK and SOCK_CLOEXEC: no command that is started meanwhile inherits a connection. */
const streamType = 1 | 0o4000 | 0o2000000;
const pollFlags = 0o2000000;
const socketLevel = 1;
const errorOption = 4;
const lingerOption = 13;
const pollAdd = 1;
/** EPOLLOUT; errors are told without being asked for. */
const writable = 0x4;
/** struct epoll_event: packed on x86-64 alone. The data is a file and the mark that tells it from an earlier one. */
const event = process.arch === 'x64' ? { size: 12, data: 4 } : { size: 16, data: 8 };
const mostEvents = 1024;
/** How long the thread sleeps for want of answers before it looks at its messages and clocks. */
const mostWaitMs = 5;

const names = new Map(Object.entries(constants.errno).map(([name, number]) => [number, name]));
// Two names for one number: this is the one that Node tells.
names.set(constants.errno.EAGAIN, 'EAGAIN');
const errorName = (number: number) => names.get(number) ?? `error ${number}`;

class LinuxConnection implements Connection {
  readonly waiting: Waiting;
  readonly mark: number;
  /** -1 once it is closed. */
  file: number;
  readonly #connector: LinuxConnector;

  constructor(connector: LinuxConnector, waiting: Waiting, file: number, mark: number) {
    this.#connector = connector;
    this.waiting = waiting;
    this.file = file;
    this.mark = mark;
  }

  leave(): void {
    this.#connector.leave(this);
  }
}

/**
 * Connects by the calls of the system itself, with nothing for each connection but what the kernel has for it: a port
 * costs a tenth of what one of Node's sockets takes, and the interface of a link-local address is looked up once, not
 * for every port. It waits in its thread for a few milliseconds at a time, so it is for threads of their own.
 */
export class LinuxConnector implements Connector {
  readonly #libc: Libc;
  readonly #poll: number;
  /** Those under way, by their file. */
  readonly #pending: (LinuxConnection | undefined)[] = [];
  #underWay = 0;
  /** Those that the call itself ended, to be told later. */
  #ended: { readonly connection: LinuxConnection; readonly error: number }[] = [];
  readonly #standing = new Set<LinuxConnection>();
  #marks = 0;
  #turning = false;
  #closed = false;

  readonly #event = new DataView(new ArrayBuffer(event.size));
  readonly #eventBytes = new Uint8Array(this.#event.buffer);
  readonly #events = new DataView(new ArrayBuffer(event.size * mostEvents));
  readonly #eventsBytes = new Uint8Array(this.#events.buffer);
  readonly #value = new Int32Array(1);
  readonly #valueBytes = new Uint8Array(this.#value.buffer);
  readonly #lengthBytes = new Uint8Array(Int32Array.of(4).buffer);
  readonly #lingerBytes = new Uint8Array(Int32Array.of(1, 0).buffer);
  readonly #turn = () => this.#takeTurn();

  private constructor(libc: Libc, poll: number) {
    this.#libc = libc;
    this.#poll = poll;
    this.#event.setUint32(0, writable, true);
  }

  /** A connector, or undefined where this system has none: then Node's sockets do it. */
  static async open(): Promise<LinuxConnector | undefined> {
    const libc = await loadLibc();
    const poll = libc?.epollCreate1(pollFlags) ?? -1;
    return libc === undefined || poll < 0 ? undefined : new LinuxConnector(libc, poll);
  }

  /** @param address as everywhere; an interface that is not there makes each connection fail with ENODEV */
  peer(address: string): Peer {
    const { bytes, family, error } = this.#socketAddress(address);
    const ports = new DataView(bytes.buffer);
    return {
      connect: (port, waiting) => {
        if (error !== 0) return this.#endedAtOnce(waiting, -1, error);
        ports.setUint16(2, port);
        return this.#connect(family, bytes, waiting);
      },
    };
  }

  /** Ends every connection, those that stand as well. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const connection of this.#pending) connection?.leave();
    for (const connection of this.#standing) connection.leave();
    this.#ended = [];
    this.#libc.close(this.#poll);
  }

  /** struct sockaddr_in or sockaddr_in6 (ip(7), ipv6(7)), whose port is still to be set. */
  #socketAddress(text: string): { bytes: Uint8Array<ArrayBuffer>; family: number; error: number } {
    const [address = '', zone] = text.split('%');
    const family = address.includes(':') ? inet6 : inet;
    const bytes = new Uint8Array(family === inet6 ? 28 : 16);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, family, true);
    const isRead = this.#libc.readAddress(family, address, bytes.subarray(family === inet6 ? 8 : 4)) === 1;
    if (zone === undefined) return { bytes, family, error: isRead ? 0 : constants.errno.EINVAL };
    const index = this.#libc.interfaceIndex(zone);
    if (family === inet6) view.setUint32(24, index, true);
    return { bytes, family, error: isRead && index > 0 ? 0 : constants.errno.ENODEV };
  }

  #connect(family: number, address: Uint8Array, waiting: Waiting): LinuxConnection {
    const libc = this.#libc;
    const file = libc.socket(family, streamType, 0);
    if (file < 0) return this.#endedAtOnce(waiting, -1, libc.errno());
    if (libc.connect(file, address, address.length) === 0) return this.#endedAtOnce(waiting, file, 0);
    const error = libc.errno();
    if (error !== constants.errno.EINPROGRESS) {
      libc.close(file);
      return this.#endedAtOnce(waiting, -1, error);
    }
    const connection = new LinuxConnection(this, waiting, file, ++this.#marks);
    this.#event.setInt32(event.data, file, true);
    this.#event.setUint32(event.data + 4, connection.mark, true);
    if (libc.epollControl(this.#poll, pollAdd, file, this.#eventBytes) < 0) {
      const why = libc.errno();
      libc.close(file);
      return this.#endedAtOnce(waiting, -1, why);
    }
    this.#pending[file] = connection;
    this.#underWay++;
    this.#turnLater();
    return connection;
  }

  /** What is known already is told when the call has returned, as all else is. */
  #endedAtOnce(waiting: Waiting, file: number, error: number): LinuxConnection {
    const connection = new LinuxConnection(this, waiting, file, ++this.#marks);
    if (file >= 0) this.#standing.add(connection);
    this.#ended.push({ connection, error });
    this.#turnLater();
    return connection;
  }

  /** For a connection of this connector: ends it, whatever it has come to. */
  leave(connection: LinuxConnection): void {
    const { file } = connection;
    if (file < 0) {
      this.#ended = this.#ended.filter((each) => each.connection !== connection);
      return;
    }
    connection.file = -1;
    if (this.#pending[file] === connection) {
      this.#pending[file] = undefined;
      this.#underWay--;
    } else {
      this.#standing.delete(connection);
      this.#ended = this.#ended.filter((each) => each.connection !== connection);
    }
    // One that is under way may stand by now as well.
    this.#libc.setSocketOption(file, socketLevel, lingerOption, this.#lingerBytes, 8);
    this.#libc.close(file);
  }

  #turnLater(): void {
    if (this.#turning) return;
    this.#turning = true;
    setImmediate(this.#turn);
  }

  #takeTurn(): void {
    this.#turning = false;
    if (this.#closed) return;
    const ended = this.#ended;
    this.#ended = [];
    for (const { connection, error } of ended) {
      if (error === 0) connection.waiting.connected();
      else connection.waiting.failed(errorName(error));
    }
    if (this.#underWay > 0) this.#readEvents(this.#ended.length > 0 ? 0 : mostWaitMs);
    if (this.#underWay > 0 || this.#ended.length > 0) this.#turnLater();
  }

  #readEvents(waitMs: number): void {
    const count = this.#libc.epollWait(this.#poll, this.#eventsBytes, mostEvents, waitMs);
    for (let index = 0; index < count; index++) {
      const at = index * event.size + event.data;
      const connection = this.#pending[this.#events.getInt32(at, true)];
      // What an earlier event of the same lot ended may have left its number to a new one.
      if (connection !== undefined && connection.mark === this.#events.getUint32(at + 4, true))
        this.#tell(connection);
    }
  }

  #tell(connection: LinuxConnection): void {
    const { file, waiting } = connection;
    this.#pending[file] = undefined;
    this.#underWay--;
    this.#value[0] = 0;
    const asked = this.#libc.getSocketOption(
      file,
      socketLevel,
      errorOption,
      this.#valueBytes,
      this.#lengthBytes,
    );
    const error = asked < 0 ? this.#libc.errno() : (this.#value[0] ?? 0);
    if (error === 0) {
      this.#standing.add(connection);
      waiting.connected();
      return;
    }
    connection.file = -1;
    this.#libc.close(file);
    waiting.failed(errorName(error));
  }
}
