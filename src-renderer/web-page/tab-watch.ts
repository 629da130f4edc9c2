import { useSyncExternalStore } from 'react';

/** What of a tab is looked at. */
interface Watched {
  readonly runId: string;
  /** Its number, by which the program knows it. */
  readonly number: number;
  readonly tab: { readonly closed: boolean };
}

export interface TabWatchOptions {
  /** Tells the program; false where it could not be reached, and is told again. */
  tell(runId: string, tab: number): Promise<boolean>;
  /** Calls back now and then, until what it returns is called. */
  tick(look: () => void): () => void;
}

/**
 * Looks whether tabs that this window opened are closed, and tells the program. It belongs to the window and not to a
 * view; with the window it is gone, and the program then closes those pages when nobody uses them.
 */
export class TabWatch {
  readonly #options: TabWatchOptions;
  readonly #listeners = new Set<() => void>();
  #tabs: readonly Watched[] = [];
  #stop: (() => void) | null = null;
  #telling = false;

  constructor(options: TabWatchOptions) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** How many tabs of a page this window sees. */
  count(runId: string): number {
    return this.#tabs.filter((each) => each.runId === runId).length;
  }

  add(watched: Watched): void {
    this.#set([...this.#tabs, watched]);
    this.#stop ??= this.#options.tick(() => void this.#look());
  }

  async #look(): Promise<void> {
    if (this.#telling) return;
    this.#telling = true;
    try {
      for (const one of this.#tabs.filter(({ tab }) => tab.closed)) {
        if (await this.#options.tell(one.runId, one.number)) {
          this.#set(this.#tabs.filter((each) => each !== one));
        }
      }
    } finally {
      this.#telling = false;
    }
    if (this.#tabs.length > 0) return;
    this.#stop?.();
    this.#stop = null;
  }

  #set(tabs: readonly Watched[]): void {
    this.#tabs = tabs;
    for (const listener of this.#listeners) listener();
  }
}

/** How many tabs of a page this window sees. */
export function useTabCount(watch: TabWatch, runId: string): number {
  return useSyncExternalStore(watch.subscribe, () => watch.count(runId));
}
