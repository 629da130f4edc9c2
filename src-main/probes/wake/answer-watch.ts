import { ToolError } from '../../../src-core/api/errors.ts';
import type { WakeItem } from '../../../src-core/api/wake.ts';
import type { Address } from '../../../src-core/net/address.ts';
import { eui64LinkLocal, type Mac } from '../../../src-core/net/mac.ts';
import { formatScoped, needsZone, type Zone } from '../../../src-core/net/zone.ts';
import { pingHost } from '../../os/ping-host.ts';
import { readNeighbours } from '../../os/neighbours.ts';

/** An address that may answer for the device. */
interface Candidate {
  readonly address: Address;
  readonly zone: Zone | null;
}

export type Answer = Pick<Extract<WakeItem, { kind: 'awake' }>, 'address' | 'zone' | 'how'>;

const replyMs = 1_000;
/** Addresses that are asked in one round; each costs a process. */
const mostCandidates = 16;

/** Looks whether a device answers: by ping at its addresses, and by its MAC in the neighbour table. */
export class AnswerWatch {
  readonly #mac: Mac;
  readonly #zones: ReadonlySet<Zone>;
  readonly #candidates = new Map<string, Candidate>();
  readonly #named: boolean;
  /** Entries that say of the time before that the device was there. */
  #old: ReadonlySet<string> | undefined;
  /** Why no ping could be sent at all; what only says that there is no way is none. */
  problem: ToolError | undefined;

  /** @param named where the person said what answers; otherwise the addresses of the MAC are looked for */
  constructor(mac: Mac, zones: readonly Zone[], named: readonly Candidate[]) {
    this.#mac = mac;
    this.#zones = new Set(zones);
    this.#named = named.length > 0;
    for (const candidate of named) this.#add(candidate);
    // The link-local address that the device forms where it follows RFC 4862.
    if (!this.#named) for (const zone of zones) this.#add({ address: eui64LinkLocal(mac), zone });
  }

  /** The addresses that are asked. */
  get asked(): string[] {
    return [...this.#candidates.keys()];
  }

  /** Asks every address once; takes a second where none answers. @throws the signal's reason where aborted */
  async round(signal: AbortSignal): Promise<Answer | undefined> {
    if (this.#old === undefined) this.#old = new Set(await this.#present(signal));
    const over = new AbortController();
    const stop = AbortSignal.any([signal, over.signal]);
    const asking = [...this.#candidates.values()].map((candidate) =>
      this.#echo(candidate, stop).then((answers) => (answers ? candidate : undefined)),
    );
    try {
      const first = await firstOf(asking);
      signal.throwIfAborted();
      if (first !== undefined) return { ...first, how: 'echo' };
    } finally {
      over.abort(new Error('answered'));
      await Promise.allSettled(asking);
    }
    return this.#named ? undefined : await this.#newEntry(signal);
  }

  async #newEntry(signal: AbortSignal): Promise<Answer | undefined> {
    const now = await this.#present(signal);
    const found = now.find((key) => this.#old?.has(key) === false);
    // What was there before and is gone counts when it comes back.
    this.#old = new Set(now.filter((key) => this.#old?.has(key) === true));
    const candidate = found === undefined ? undefined : this.#candidates.get(found);
    return candidate === undefined ? undefined : { ...candidate, how: 'neighbour' };
  }

  /** What the neighbour table has proof of for this MAC; all its addresses are asked from now on. */
  async #present(signal: AbortSignal): Promise<string[]> {
    if (this.#named) return [];
    const entries = await readNeighbours(undefined, signal);
    const own = entries.filter(({ mac, zone }) => mac === this.#mac && this.#zones.has(zone));
    for (const { address, zone } of own) this.#add({ address, zone: needsZone(address) ? zone : null });
    return own.filter(({ state }) => state === 'reachable').map((entry) => formatScoped(entry));
  }

  #add(candidate: Candidate): void {
    const key = formatScoped({ address: candidate.address, zone: candidate.zone ?? undefined });
    if (this.#candidates.size < mostCandidates || this.#named) this.#candidates.set(key, candidate);
  }

  async #echo({ address, zone }: Candidate, signal: AbortSignal): Promise<boolean> {
    if (this.problem !== undefined) return false;
    const sent = { sizeBytes: 56, intervalMs: 1_000, hopLimit: null, count: 1, whole: false };
    try {
      const request = { address, zone, source: null, waitMs: replyMs, ...sent };
      for await (const line of pingHost(request, signal)) if (line.type === 'reply') return true;
    } catch (error) {
      if (signal.aborted) return false;
      if (!(error instanceof ToolError)) throw error;
      // No route, or no neighbour yet: that may come with the device.
      if (error.code !== 'unreachable') this.problem = error;
    }
    return false;
  }
}

/** The first value that is there, as soon as it is; undefined where there is none in the end. */
async function firstOf<T>(promises: readonly Promise<T | undefined>[]): Promise<T | undefined> {
  const found = promises.map(async (promise) => {
    const value = await promise;
    if (value === undefined) throw new NothingFound();
    return value;
  });
  try {
    return await Promise.any(found);
  } catch (error) {
    if (!(error instanceof AggregateError)) throw error;
    const other: unknown = error.errors.find((each) => !(each instanceof NothingFound));
    if (other !== undefined) throw other;
    return undefined;
  }
}

class NothingFound extends Error {}
