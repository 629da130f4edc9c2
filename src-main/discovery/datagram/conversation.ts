import type { RemoteInfo } from 'node:dgram';
import { ToolError, toFailure } from '../../../src-core/api/errors.ts';
import type { NetworkInterface } from '../../../src-core/api/interfaces.ts';
import type { Family } from '../../../src-core/net/address.ts';
import type { Sighting, SourceContext } from '../source.ts';
import { Intake, intakeLimits, type Datagram } from './intake.ts';
import { Link } from './link.ts';
import { openMulticastSocket, type Group, type MulticastSocket, type Role } from './multicast-socket.ts';

/** One packet that is due; a socket of another role or family than named does not send it. */
export interface Packet {
  /** Left out where it goes to the groups of both families. */
  readonly family?: Family | undefined;
  /** What the asking sockets send, and the listening ones; left out where they do not. */
  readonly ask: Uint8Array;
  readonly listen?: Uint8Array | undefined;
}

/** What one protocol says and understands. Nothing in it waits or throws; time is in milliseconds of one clock. */
export interface Conversation {
  /** What a datagram tells. */
  receive(datagram: Datagram): Iterable<Sighting>;
  /** Something was sighted by any source: look for what to ask about. Left out where nobody is asked by address. */
  notice?(now: number): void;
  /** When the next packet is due; undefined while there is nothing to ask. */
  due(): number | undefined;
  /** The next packet that is due by now. */
  next(now: number): Packet | undefined;
  /** What can be said only when no more will come. */
  finish?(): Iterable<Sighting>;
  readonly progress: { readonly done: number; readonly total: number };
  /** How many questions were never asked. */
  readonly unasked: number;
  /** True where something was left out because a sender told more than is kept. */
  readonly full: boolean;
}

export interface Protocol {
  /** For messages: `mDNS`. */
  readonly name: string;
  readonly groups: readonly Group[];
  /** Whether the port of the protocol is listened on as well. */
  readonly listens: boolean;
  readonly packetsPerSecond: number;
  start(context: SourceContext, link: Link, now: number): Conversation;
}

/** No answer within so long after the last question or the last news: nobody is left who would. */
const quietMs = 1200;
/** Questions are put until then, and answers awaited until the end. */
const askUntilMs = 3400;
const endMs = 4000;
/** What other sources find is looked at this often. */
const noticeMs = 80;
/** On a link with so many addresses they are asked about when nothing new came for a while, or some time has passed. */
const largeLink = 256;
const calmMs = 200;
const longestHeldMs = 1500;

/** Why multicast cannot be asked on this interface, or null; the `applies` of every multicast source. */
export function appliesToMulticast(networkInterface: NetworkInterface): string | null {
  if (!networkInterface.multicast) return 'the interface does no multicast';
  if (new Link(networkInterface).sources.size === 0) return 'the interface has no address to ask from';
  return null;
}

/**
 * Holds one conversation on one interface: asks as it becomes due, no faster than the protocol's pace, listens, and
 * ends by itself. What a socket cannot do is a warning.
 * @throws ToolError where not one socket can be opened, or all have failed
 */
export async function* converse(context: SourceContext, protocol: Protocol): AsyncGenerator<Sighting> {
  yield* new Talk(context, protocol).run();
}

class Talk {
  readonly #context: SourceContext;
  readonly #protocol: Protocol;
  readonly #link: Link;
  readonly #sockets = new Set<MulticastSocket>();
  readonly #intake = new Intake();
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  readonly #warned = new Set<string>();
  #wake: () => void = () => undefined;
  #known = false;
  #progress = '';
  #lastError: ToolError | undefined;

  constructor(context: SourceContext, protocol: Protocol) {
    this.#context = context;
    this.#protocol = protocol;
    this.#link = new Link(context.interface);
    this.#signal = AbortSignal.any([context.signal, this.#stop.signal]);
  }

  async *run(): AsyncGenerator<Sighting> {
    const onAbort = () => this.#wake();
    this.#signal.addEventListener('abort', onAbort);
    try {
      await this.#open();
      if (!this.#signal.aborted) yield* this.#talk();
    } finally {
      this.#stop.abort();
      this.#signal.removeEventListener('abort', onAbort);
      for (const socket of this.#sockets) socket.close();
    }
  }

  async #open(): Promise<void> {
    const groups = this.#protocol.groups.filter(({ family }) => this.#link.sources.has(family));
    const roles: readonly Role[] = this.#protocol.listens ? ['ask', 'listen'] : ['ask'];
    await Promise.all(groups.flatMap((group) => roles.map((role) => this.#openOne(group, role))));
    if (this.#sockets.size > 0) return;
    throw this.#lastError ?? new ToolError('unreachable', `${this.#link.zone} has no address to ask from`);
  }

  async #openOne(group: Group, role: Role): Promise<void> {
    try {
      const socket = await openMulticastSocket({
        link: this.#link,
        group,
        role,
        protocol: this.#protocol.name,
        onDatagram: (data, from) => this.#hear(data, from, socket),
        onError: (error) => this.#warn(`${group.family} ${role}`, error),
      });
      // The run may have ended while the system bound it.
      if (this.#signal.aborted) socket.close();
      else this.#sockets.add(socket);
    } catch (error) {
      this.#warn(`${group.family} ${role}`, error);
    }
  }

  async *#talk(): AsyncGenerator<Sighting> {
    const begun = performance.now();
    const conversation = this.#protocol.start(this.#context, this.#link, begun);
    const spacing = 1000 / this.#protocol.packetsPerSecond;
    let nextPacket = begun;
    let nextNotice = begun;
    let lastNews = begun;
    if (conversation.notice !== undefined) {
      this.#watchKnown();
      conversation.notice(begun);
    }
    while (!this.#signal.aborted) {
      for (const datagram of this.#intake.take()) {
        for (const sighting of conversation.receive(datagram)) {
          lastNews = performance.now();
          yield sighting;
        }
        if (this.#signal.aborted) return;
      }
      const now = performance.now();
      if (this.#known && now >= nextNotice) {
        nextNotice = now + noticeMs;
        if (this.#isCalm(now - begun)) {
          this.#known = false;
          this.#watchKnown();
          conversation.notice?.(now);
        }
      }
      const asking = now - begun < askUntilMs;
      if (asking && now >= nextPacket) {
        const packet = conversation.next(now);
        if (packet !== undefined) {
          await this.#send(packet);
          lastNews = now;
          nextPacket = now + spacing;
        }
      }
      this.#report(conversation);
      const due = asking ? conversation.due() : undefined;
      const end = Math.min(begun + endMs, due === undefined ? lastNews + quietMs : Infinity);
      if (now >= end) break;
      const times = [end];
      if (due !== undefined) times.push(Math.max(due, nextPacket));
      if (this.#known) times.push(nextNotice);
      await this.#sleep(Math.min(...times) - now);
    }
    if (this.#signal.aborted) return;
    yield* conversation.finish?.() ?? [];
    this.#conclude(conversation);
  }

  /**
   * While a thousand hosts answer, ping must read their replies in time, and some are lost where questions about each of
   * them are made in the same moment: names can wait.
   */
  #isCalm(elapsedMs: number): boolean {
    const { known } = this.#context;
    if (elapsedMs > longestHeldMs || known.addressCount() < largeLink) return true;
    return known.quietFor(this.#link.zone) > calmMs;
  }

  /** Waits until the time is over, a datagram or a new address has come, or the run ends. */
  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, Math.ceil(milliseconds)));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      // What came while a packet was on its way out has woken nobody.
      if (this.#signal.aborted || this.#intake.waiting > 0) this.#wake();
    });
  }

  #watchKnown(): void {
    this.#context.known.changed(this.#link.zone, this.#signal).then(
      () => {
        this.#known = true;
        this.#wake();
      },
      (error: unknown) => {
        if (!this.#signal.aborted) this.#warn('known', error);
      },
    );
  }

  #hear(data: Buffer, from: RemoteInfo, { own, role }: MulticastSocket): void {
    const sender = this.#link.sender(from.address, own);
    if (sender === undefined) return;
    this.#intake.put({ data, sender, port: from.port, role }, performance.now());
    this.#wake();
  }

  async #send({ family, ask, listen }: Packet): Promise<void> {
    const sockets = [...this.#sockets];
    const asking = sockets.filter(({ role }) => role === 'ask');
    // Where no port of our own could be had, the shared one asks.
    const askers = asking.length > 0 ? asking : sockets;
    const wanted = askers.filter((socket) => family === undefined || socket.family === family);
    const sends: [MulticastSocket, Uint8Array][] = (wanted.length > 0 ? wanted : askers).map((socket) => [
      socket,
      ask,
    ]);
    if (listen !== undefined && askers === asking) {
      for (const socket of sockets) {
        if (socket.role === 'listen' && (family ?? socket.family) === socket.family)
          sends.push([socket, listen]);
      }
    }
    const results = await Promise.allSettled(sends.map(([socket, data]) => socket.send(data)));
    results.forEach((result, index) => {
      const socket = sends[index]?.[0];
      if (result.status === 'fulfilled' || socket === undefined) return;
      this.#warn(`${socket.family} send`, result.reason);
      // A full queue passes; an interface that is gone does not come back.
      if (result.reason instanceof ToolError && result.reason.code === 'unreachable') {
        socket.close();
        this.#sockets.delete(socket);
      }
    });
    if (this.#sockets.size === 0 && this.#lastError !== undefined && !this.#signal.aborted)
      throw this.#lastError;
  }

  #report({ progress: { done, total } }: Conversation): void {
    const text = `${done}/${total}`;
    if (text === this.#progress) return;
    this.#progress = text;
    this.#context.progress(done, total);
  }

  /** Says what was not looked at, so that its absence is not taken for silence. */
  #conclude(conversation: Conversation): void {
    const { name } = this.#protocol;
    const { zone } = this.#link;
    if (conversation.unasked > 0) {
      const seconds = endMs / 1000;
      this.#context.note(
        `${conversation.unasked} questions were not asked: there were too many for ${seconds} s`,
      );
    }
    if (this.#intake.dropped > 0) {
      const limit = `${intakeLimits.datagrams} datagrams a second, or ${intakeLimits.datagramsPerSender} from one sender`;
      const message = `${name} on ${zone}: ${this.#intake.dropped} datagrams were not looked at, because more than ${limit}, came`;
      this.#warn('flood', new ToolError('bad-input', message));
    }
    if (conversation.full) {
      const message = `${name} on ${zone}: a sender told more names, services or addresses than are kept; the rest was left out`;
      this.#warn('full', new ToolError('bad-input', message));
    }
  }

  #warn(key: string, error: unknown): void {
    if (error instanceof ToolError) this.#lastError = error;
    if (this.#warned.has(key)) return;
    this.#warned.add(key);
    this.#context.warn(toFailure(error));
  }
}
