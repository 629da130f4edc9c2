import { toFailure } from '../../../src-core/api/errors.ts';
import type { OpenPort } from '../../../src-core/api/ports.ts';
import { readBanner } from './read-banner.ts';

/** Looks going on at once: in all, and at one host, whose services may allow few. */
const mostAtOnce = 32;
const mostAtHost = 6;
/** A host with everything open is a trap: no more of its ports are looked at. */
const mostOfHost = 256;

/** Asks open ports what they are, after the scan. */
export class BannerReader {
  readonly #waiting: { readonly address: string; readonly item: OpenPort }[] = [];
  readonly #of = new Map<string, number>();

  add(address: string, item: OpenPort): void {
    const count = (this.#of.get(address) ?? 0) + 1;
    this.#of.set(address, count);
    if (count <= mostOfHost) this.#waiting.push({ address, item });
  }

  /** The ports with what they said, as they come. @throws the signal's reason */
  async *results(signal: AbortSignal): AsyncGenerator<OpenPort[]> {
    const going = new Set<Promise<void>>();
    const atHost = new Map<string, number>();
    let ready: OpenPort[] = [];
    let problem: unknown;
    const look = async (address: string, item: OpenPort) => {
      try {
        const banner = await readBanner(address, item.port, signal);
        ready.push({ ...item, banner });
      } catch (error) {
        if (!signal.aborted) problem ??= error;
      } finally {
        atHost.set(address, (atHost.get(address) ?? 1) - 1);
      }
    };
    const start = () => {
      for (let index = 0; index < this.#waiting.length && going.size < mostAtOnce;) {
        const next = this.#waiting[index];
        if (next === undefined) break;
        const count = atHost.get(next.address) ?? 0;
        if (count >= mostAtHost) {
          index++;
          continue;
        }
        this.#waiting.splice(index, 1);
        atHost.set(next.address, count + 1);
        const work: Promise<void> = look(next.address, next.item).finally(() => going.delete(work));
        going.add(work);
      }
    };
    start();
    // While the reader takes its time with some, others come to an end: they are told as well.
    while (going.size > 0 || ready.length > 0) {
      if (ready.length === 0) await Promise.race(going);
      signal.throwIfAborted();
      if (problem !== undefined) throw new Error(toFailure(problem).message, { cause: problem });
      start();
      const items = ready;
      ready = [];
      if (items.length > 0) yield items;
    }
  }
}
