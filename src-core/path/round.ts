import type { Address } from '../net/address.ts';
import type { HopReply } from './ledger.ts';

/** `!H`, `!X`, `Destination unreachable: …`: it will not be passed on, or is passed on to nobody. */
const refusal = /^!(?!F)|unreachable|prohibited/i;

/**
 * The replies of one round as they tell the path. Many hops are asked at once, and a router that looks for a host in
 * vain says so after three seconds (RFC 4861 section 10): by then the nearer requests have been given up, and its
 * answer comes to one of a farther hop. It tells of the hop behind the router all the same.
 */
export class PathRound {
  readonly #target: Address;
  readonly #isOwn: (address: Address) => boolean;
  readonly #met = new Set<Address>();
  /** Hops without an answer since the last that gave one: what comes next tells what they are. */
  #silent: HopReply[] = [];
  #reached = false;

  constructor(target: Address, isOwn: (address: Address) => boolean) {
    this.#target = target;
    this.#isOwn = isOwn;
  }

  /** Whether the target has answered. */
  get reached(): boolean {
    return this.#reached;
  }

  /** @returns what is known to belong to the path now, in its order */
  take(reply: HopReply): HopReply[] {
    const { from, note } = reply;
    if (from === null) {
      // What stands behind the target is no part of the path.
      if (!this.#reached) this.#silent.push(reply);
      return [];
    }
    const before = this.#silent;
    this.#silent = [];
    this.#reached ||= from === this.#target;
    const [first] = before;
    if (first !== undefined && note !== null && refusal.test(note)) {
      if (this.#met.has(from) || this.#isOwn(from)) return [{ ...reply, hop: first.hop }];
    }
    this.#met.add(from);
    return [...before, reply];
  }

  /** The hops that stayed silent to the end. */
  end(): HopReply[] {
    return this.#silent.splice(0);
  }
}
