import type { Address } from '../../../src-core/net/address.ts';
import type { Role } from './multicast-socket.ts';

/** One datagram from the link, with its sender. */
export interface Datagram {
  readonly data: Buffer;
  readonly sender: Address;
  /** The sender's port. */
  readonly port: number;
  /** Which of the sockets heard it. */
  readonly role: Role;
}

/** What is taken in within one second; the rest is dropped unread. Most senders tell all in a dozen datagrams. */
export const intakeLimits = {
  datagrams: 2000,
  octets: 8 << 20,
  datagramsPerSender: 200,
  octetsPerSender: 512 << 10,
  senders: 4096,
} as const;

interface Count {
  datagrams: number;
  octets: number;
}

/**
 * The queue between the sockets and the one reader of a run. It is bounded per second, and per sender, so that one
 * who floods uses up a tenth of what is looked at and no more.
 */
export class Intake {
  readonly #waiting: Datagram[] = [];
  #second = -1;
  #all: Count = { datagrams: 0, octets: 0 };
  readonly #bySender = new Map<Address, Count>();
  #dropped = 0;

  /** How many were dropped so far. */
  get dropped(): number {
    return this.#dropped;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Takes a datagram in, or drops it; `now` in milliseconds. */
  put(datagram: Datagram, now: number): void {
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#all = { datagrams: 0, octets: 0 };
      this.#bySender.clear();
    }
    if (!this.#admit(datagram)) {
      this.#dropped++;
      return;
    }
    this.#waiting.push(datagram);
  }

  /** Everything that waits. */
  take(): Datagram[] {
    return this.#waiting.splice(0);
  }

  #admit({ data, sender }: Datagram): boolean {
    const { datagrams, octets, datagramsPerSender, octetsPerSender, senders } = intakeLimits;
    // The reader was held up for over a second: what waits is bounded as well.
    if (this.#waiting.length >= datagrams) return false;
    const one = this.#bySender.get(sender) ?? { datagrams: 0, octets: 0 };
    if (!within(one, data, datagramsPerSender, octetsPerSender)) return false;
    if (!within(this.#all, data, datagrams, octets)) return false;
    if (one.datagrams === 0) {
      if (this.#bySender.size >= senders) return false;
      this.#bySender.set(sender, one);
    }
    for (const count of [one, this.#all]) {
      count.datagrams++;
      count.octets += data.length;
    }
    return true;
  }
}

function within(count: Count, data: Buffer, datagrams: number, octets: number): boolean {
  return count.datagrams < datagrams && count.octets + data.length <= octets;
}
