import type { DiscoveryEvent, Host } from '../../src-core/api/discovery.ts';

type Progress = Extract<DiscoveryEvent, { type: 'progress' }>;

/** Rows of one event when a run is replayed: a page draws them without a long task. */
const replayChunk = 100;

/**
 * One reader of a run. A reader that is slow gets the newest state of each row and of the progress, not every step:
 * what waits for it never grows beyond one row a host.
 */
export class Follower {
  readonly #hosts = new Map<string, Host>();
  readonly #removed = new Set<string>();
  readonly #events: DiscoveryEvent[] = [];
  #progress: Progress | undefined;
  #end: DiscoveryEvent | undefined;
  #closed = false;
  #wake: (() => void) | undefined;

  push(event: DiscoveryEvent): void {
    if (this.#closed) return;
    switch (event.type) {
      case 'item':
        for (const id of event.removed) {
          this.#hosts.delete(id);
          this.#removed.add(id);
        }
        for (const host of event.hosts) this.#hosts.set(host.id, host);
        break;
      case 'progress':
        this.#progress = event;
        break;
      case 'started':
      case 'warning':
        this.#events.push(event);
        break;
      default:
        this.#end = event;
    }
    this.#wake?.();
  }

  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  /** What waits, in an order that makes sense: beginnings and warnings, rows, progress, and the end last. */
  async *events(): AsyncGenerator<DiscoveryEvent> {
    while (!this.#closed) {
      yield* this.#events.splice(0);
      yield* this.#takeRows();
      if (this.#progress !== undefined) {
        const progress = this.#progress;
        this.#progress = undefined;
        yield progress;
      }
      if (this.#waiting()) continue;
      if (this.#end !== undefined) {
        yield this.#end;
        return;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (this.#closed) resolve();
      });
      this.#wake = undefined;
    }
  }

  #waiting(): boolean {
    return (
      this.#events.length > 0 ||
      this.#hosts.size > 0 ||
      this.#removed.size > 0 ||
      this.#progress !== undefined
    );
  }

  *#takeRows(): Generator<DiscoveryEvent> {
    if (this.#hosts.size === 0 && this.#removed.size === 0) return;
    const hosts = [...this.#hosts.values()];
    const removed = [...this.#removed];
    this.#hosts.clear();
    this.#removed.clear();
    for (let start = 0; start === 0 || start < hosts.length; start += replayChunk) {
      yield {
        type: 'item',
        hosts: hosts.slice(start, start + replayChunk),
        removed: start === 0 ? removed : [],
      };
    }
  }
}
